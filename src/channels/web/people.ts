import { type Clock, dayOf } from "../../platform/clock.ts";
import { type Database, sql } from "../../platform/database.ts";
import type { PracticePerson } from "./port.ts";

const roleNames: [string, string][] = [
	["chair", "chủ nhiệm"],
	["vice-chair", "phó chủ nhiệm"],
	["secretary", "thư ký"],
	["accountant", "kế toán"],
	["treasurer", "thủ quỹ"],
	["volunteer", "tình nguyện viên"],
];

interface Row {
	id: number;
	name: string;
	birthYear: number | null;
	hasPhone: boolean;
	club: string | null;
	place: string | null;
	roles: { role: string; level: string; unit: string }[] | null;
}

function titlesOf({ roles, club }: Row): string[] {
	const held = roles ?? [];
	const office = held.find((one) => one.role === "officer");
	const titles = roleNames
		.filter(([role]) => held.some((one) => one.role === role))
		.map(([, title]) => title);
	if (office) titles.unshift(office.level === "commune" ? "cán bộ xã" : "cán bộ tỉnh");
	return club && titles.length === 0 ? ["hội viên"] : titles;
}

/** Everybody of the demo whom one can be, with what she is. */
export async function practicePeople(db: Database, clock: Clock): Promise<PracticePerson[]> {
	const today = dayOf(clock.now());
	const rows = await db.rows<Row>(sql`
		SELECT p.id, p.full_name AS name, p.birth_year AS "birthYear", p.phone IS NOT NULL AS "hasPhone",
			club.name AS club, coalesce(above.name, held.unit) AS place, held.roles
		FROM person p
		LEFT JOIN membership m ON m.person_id = p.id AND m.from_day <= ${today} AND (m.to_day IS NULL OR m.to_day >= ${today})
		LEFT JOIN unit club ON club.id = m.club_id
		LEFT JOIN unit above ON above.id = club.parent_id
		LEFT JOIN LATERAL (
			SELECT json_agg(json_build_object('role', g.role, 'level', u.level, 'unit', u.name)) AS roles, min(u.name) AS unit
			FROM role_grant g JOIN unit u ON u.id = g.unit_id
			WHERE g.person_id = p.id AND g.from_day <= ${today} AND (g.to_day IS NULL OR g.to_day >= ${today})) held ON true
		WHERE p.died_on IS NULL AND (m.id IS NOT NULL OR held.roles IS NOT NULL) AND club.is_sample IS NOT TRUE
		ORDER BY club.name, m.number, p.id`);
	return rows.map((row) => ({
		id: `p${row.id}`,
		name: row.name,
		age: Number(today.slice(0, 4)) - (row.birthYear ?? 1970),
		roles: titlesOf(row),
		...(row.club ? { club: row.club } : {}),
		place: row.place ?? "",
		hasPhone: row.hasPhone,
	}));
}
