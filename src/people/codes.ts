import { randomInt } from "node:crypto";
import { plusMinutes } from "../platform/clock.ts";
import { type Database, type Reader, sql } from "../platform/database.ts";
import type { Sealing } from "../platform/sealing.ts";

/** A code sent by chat or shown on a screen lives a week; one printed on paper waits for the next meeting. */
export const codeDays = { chat: 7, paper: 45 } as const;
/** Three wrong years of birth void a code. */
export const mostWrongYears = 3;

export const codeShape = /^\d{4}[\s.-]?\d{4}$/;
export const codeDigits = (typed: string): string => typed.replace(/\D/g, "");

/** Makes a person's one-time code; her earlier ones stop working. @returns eight digits, `4829 1503` */
export async function makeCode(
	db: Database,
	sealing: Sealing,
	personId: number,
	now: Date,
	days: number,
): Promise<string> {
	const digits = String(randomInt(0, 100_000_000)).padStart(8, "0");
	await db.transaction(async (tx) => {
		await tx.run(sql`
			UPDATE link_code SET voided_at = ${now}
			WHERE person_id = ${personId} AND used_at IS NULL AND voided_at IS NULL`);
		await tx.run(sql`
			INSERT INTO link_code (print, person_id, made_at, expires_at)
			VALUES (${sealing.fingerprint(digits)}, ${personId}, ${now}, ${plusMinutes(now, days * 24 * 60)})`);
	});
	return `${digits.slice(0, 4)} ${digits.slice(4)}`;
}

export interface CodeHolder {
	codeId: number;
	personId: number;
	fullName: string;
	birthYear: number | null;
	sex: string | null;
	calledAs: string | null;
	clubName: string | null;
	office: string | null;
	officePhone: Buffer | null;
	isOfficer: boolean;
}

/** Whose code this is, as long as it is good. */
export async function holderOf(
	read: Reader,
	print: string,
	now: Date,
	today: string,
): Promise<CodeHolder | undefined> {
	const [row] = await read.rows<CodeHolder>(sql`
		SELECT k.id AS "codeId", p.id AS "personId", p.full_name AS "fullName", p.birth_year AS "birthYear", p.sex,
			p.called_as AS "calledAs", club.name AS "clubName", office.office, office.office_phone AS "officePhone",
			EXISTS (SELECT 1 FROM role_grant g WHERE g.person_id = p.id AND g.role = 'officer'
				AND g.from_day <= ${today} AND (g.to_day IS NULL OR g.to_day >= ${today})) AS "isOfficer"
		FROM link_code k JOIN person p ON p.id = k.person_id
		LEFT JOIN membership m ON m.person_id = p.id AND m.from_day <= ${today} AND (m.to_day IS NULL OR m.to_day >= ${today})
		LEFT JOIN unit club ON club.id = m.club_id
		LEFT JOIN LATERAL (
			SELECT office, office_phone FROM unit up
			WHERE up.office IS NOT NULL AND club.path LIKE up.path || '%' ORDER BY length(up.path) DESC LIMIT 1) office ON true
		WHERE k.print = ${print} AND k.used_at IS NULL AND k.voided_at IS NULL AND k.expires_at > ${now}
		LIMIT 1`);
	return row;
}
