import type { RoleHeld } from "../../conversation/speaker.ts";
import { fold } from "../../language/index.ts";
import { called } from "../../people/index.ts";
import { type Reader, sql } from "../../platform/database.ts";

/** A member who has no phone linked to her yet. */
export interface Unlinked {
	personId: number;
	fullName: string;
	number: number;
}

/**
 * The members of a club for whom no phone speaks, in the order of the book. Whoever is dead, or has said no to being
 * kept at all, is not invited.
 */
export const unlinkedOf = (read: Reader, clubId: number, today: string): Promise<Unlinked[]> =>
	read.rows<Unlinked>(sql`
		SELECT p.id AS "personId", p.full_name AS "fullName", m.number
		FROM membership m JOIN person p ON p.id = m.person_id AND p.died_on IS NULL
		WHERE m.club_id = ${clubId} AND m.from_day <= ${today} AND (m.to_day IS NULL OR m.to_day >= ${today})
			AND NOT EXISTS (SELECT 1 FROM account_person ap WHERE ap.person_id = p.id AND ap.to_time IS NULL)
			AND coalesce((SELECT c.given FROM consent c WHERE c.person_id = p.id AND c.purpose = 'membership'
				ORDER BY c.id DESC LIMIT 1), true)
		ORDER BY m.number`);

export interface Club {
	unitId: number;
	name: string;
	/** `xã An Mẫu` */
	place: string;
}

/** The clubs of today at and below a unit. */
const clubsBelow = (read: Reader, { unitPath }: RoleHeld, today: string): Promise<Club[]> =>
	read.rows<Club>(sql`
		SELECT u.id AS "unitId", u.name, coalesce(lower(l.title) || ' ' || up.name, '') AS place
		FROM unit u LEFT JOIN unit up ON up.id = u.parent_id LEFT JOIN unit_level l ON l.level = up.level
		WHERE u.level = 'club' AND u.path LIKE ${unitPath} || '%' AND (u.valid_to IS NULL OR u.valid_to >= ${today})
		ORDER BY u.name, u.id`);

const bare = (name: string) => fold(name).replace(/^(clb|cau lac bo)\s+/, "");

/**
 * The clubs below a unit that these words mean: by the name that stands in them, the longest where one holds
 * another (`Thôn Mẫu 2` in `thôn mẫu 2 nhé`), or by their id.
 */
export async function clubsCalled(
	read: Reader,
	words: string,
	held: RoleHeld,
	today: string,
): Promise<Club[]> {
	const clubs = await clubsBelow(read, held, today);
	const byId = /^#(\d+)$/.exec(words)?.[1];
	if (byId) return clubs.filter(({ unitId }) => unitId === Number(byId));
	const said = ` ${fold(words).replace(/[^\p{L}\p{N}]+/gu, " ")} `;
	const named = clubs.filter(({ name }) => said.includes(` ${bare(name)} `));
	const longest = Math.max(...named.map(({ name }) => bare(name).length));
	return named.filter(({ name }) => bare(name).length === longest);
}

export interface Officer {
	personId: number;
	called: string;
	phone: Buffer | null;
	/** `xã`: as one says where she sits. */
	level: string;
}

/** The nearest officer above a club whom a chat reaches. */
export async function officerOver(read: Reader, clubId: number, today: string): Promise<Officer | undefined> {
	const [row] = await read.rows<{
		personId: number;
		fullName: string;
		birthYear: number | null;
		sex: string | null;
		calledAs: string | null;
		phone: Buffer | null;
		level: string;
	}>(sql`
		SELECT p.id AS "personId", p.full_name AS "fullName", p.birth_year AS "birthYear", p.sex, p.called_as AS "calledAs",
			p.phone, lower(l.title) AS level
		FROM unit club JOIN unit up ON club.path LIKE up.path || '%' JOIN unit_level l ON l.level = up.level
		JOIN role_grant g ON g.unit_id = up.id AND g.role = 'officer'
			AND g.from_day <= ${today} AND (g.to_day IS NULL OR g.to_day >= ${today})
		JOIN person p ON p.id = g.person_id AND p.died_on IS NULL
		WHERE club.id = ${clubId} AND EXISTS (SELECT 1 FROM person_chat c WHERE c.person_id = p.id)
		ORDER BY length(up.path) DESC, g.id LIMIT 1`);
	if (!row) return undefined;
	const { personId, phone, level, ...known } = row;
	return { personId, phone, level, called: called({ ...known, isOfficer: true }, Number(today.slice(0, 4))) };
}
