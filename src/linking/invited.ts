import { type Reader, sql } from "../platform/database.ts";

/** Whom a code, or a phone that is in the club's book, stands for. */
export interface Invited {
	/** None where it was the phone. */
	codeId: number | null;
	personId: number;
	fullName: string;
	birthYear: number | null;
	sex: string | null;
	calledAs: string | null;
	clubId: number | null;
	clubName: string | null;
	office: string | null;
	isOfficer: boolean;
}

/** What was shown as the first of the two proofs, as its fingerprint. The second is always the year of birth. */
export type Proof = { code: string } | { phone: string };

/** Those for whom this proof is good now: one for a code, several where a family shares the phone in the book. */
export async function invitedBy(read: Reader, proof: Proof, now: Date, today: string): Promise<Invited[]> {
	const [code, phone] = "code" in proof ? [proof.code, null] : [null, proof.phone];
	return read.rows<Invited>(sql`
		SELECT shown.code_id AS "codeId", p.id AS "personId", p.full_name AS "fullName", p.birth_year AS "birthYear", p.sex,
			p.called_as AS "calledAs", club.id AS "clubId", club.name AS "clubName", office.office,
			EXISTS (SELECT 1 FROM role_grant g WHERE g.person_id = p.id AND g.role = 'officer'
				AND g.from_day <= ${today} AND (g.to_day IS NULL OR g.to_day >= ${today})) AS "isOfficer"
		FROM (
			SELECT id AS code_id, person_id FROM link_code
			WHERE print = ${code} AND used_at IS NULL AND voided_at IS NULL AND expires_at > ${now}
			UNION ALL SELECT NULL, id FROM person WHERE phone_print = ${phone}) shown
		JOIN person p ON p.id = shown.person_id AND p.died_on IS NULL
		LEFT JOIN membership m ON m.person_id = p.id AND m.from_day <= ${today} AND (m.to_day IS NULL OR m.to_day >= ${today})
		LEFT JOIN unit club ON club.id = m.club_id
		LEFT JOIN LATERAL (
			SELECT office FROM unit up
			WHERE up.office IS NOT NULL AND club.path LIKE up.path || '%' ORDER BY length(up.path) DESC LIMIT 1) office ON true
		ORDER BY p.id`);
}

/** So many wrong guesses an hour from one chat; who means well needs one or two. */
export const mostTriesOfChat = 5;
/** And of all chats together: a hundred thousand codes may wait, and none of them is found so. */
export const mostTriesOfAll = 200;
const withinMin = 60;

/** Whether guessing has gone on for too long, in this chat or by many. Every guess stands in `code_try`. */
export async function isGuessing(read: Reader, chatId: number, now: Date): Promise<boolean> {
	const since = new Date(now.getTime() - withinMin * 60_000);
	const [row] = await read.rows<{ own: number; all: number }>(sql`
		SELECT count(*) FILTER (WHERE chat_id = ${chatId})::int AS own, count(*)::int AS "all"
		FROM code_try WHERE at > ${since}`);
	return row!.own >= mostTriesOfChat || row!.all >= mostTriesOfAll;
}
