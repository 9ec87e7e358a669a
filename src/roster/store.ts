import type { Context } from "../conversation/dialogue.ts";
import { type Say, say } from "../conversation/say.ts";
import type { Json } from "../conversation/session.ts";
import type { Write } from "../conversation/turn.ts";
import { type Reader, sql } from "../platform/database.ts";
import type { RosterRow } from "./lines.ts";
import type { Booked } from "./settle.ts";

/** The club's whole book: members of today and of any day before, and holders of its roles who are no members. */
export const bookOf = (read: Reader, clubId: number, today: string): Promise<Booked[]> =>
	read.rows<Booked>(sql`
		SELECT p.id AS "personId", m.number, p.full_name AS "fullName", p.birth_year AS "birthYear",
			(p.died_on IS NULL AND m.from_day <= ${today} AND (m.to_day IS NULL OR m.to_day >= ${today})) AS "isMember"
		FROM membership m JOIN person p ON p.id = m.person_id WHERE m.club_id = ${clubId}
		UNION ALL
		SELECT DISTINCT p.id, NULL::smallint, p.full_name, p.birth_year, false
		FROM role_grant g JOIN person p ON p.id = g.person_id AND p.died_on IS NULL
		WHERE g.unit_id = ${clubId} AND g.from_day <= ${today} AND (g.to_day IS NULL OR g.to_day >= ${today})
			AND NOT EXISTS (SELECT 1 FROM membership m WHERE m.person_id = p.id AND m.to_day IS NULL)
		ORDER BY 2`);

export type NewMember = RosterRow & {
	number: number;
	/** Who is known already, as one of the board; else a new person is made. */
	personId?: number;
};

/** Makes members from today on, all of them or none: persons where there is none yet, and their numbers. */
export function joinWrite(
	clubId: number,
	members: readonly NewMember[],
	{ today, seal, fingerprint }: Context,
): Write {
	const column = <V>(of: (member: NewMember) => V) => members.map(of);
	return {
		statement: sql`
			WITH listed AS MATERIALIZED (
				SELECT coalesce(l.person_id, nextval(pg_get_serial_sequence('person', 'id'))::int) AS id, l.*
				FROM unnest(${column((one) => one.personId ?? null)}::int[], ${column((one) => one.number)}::smallint[],
					${column((one) => one.name)}::text[], ${column((one) => one.birthYear ?? null)}::smallint[],
					${column((one) => one.sex ?? null)}::text[], ${column((one) => one.hamlet ?? null)}::text[],
					${column((one) => (one.phone ? seal(one.phone) : null))}::bytea[],
					${column((one) => (one.phone ? fingerprint(one.phone) : null))}::text[])
					AS l(person_id, number, full_name, birth_year, sex, hamlet, phone, phone_print)),
			made AS (
				INSERT INTO person (id, full_name, birth_year, sex, hamlet, phone, phone_print)
				SELECT id, full_name, birth_year, sex, hamlet, phone, phone_print FROM listed WHERE person_id IS NULL)
			INSERT INTO membership (person_id, club_id, number, from_day)
			SELECT id, ${clubId}, number, ${today} FROM listed`,
		expects: members.length,
	};
}

/** What undoing needs to know: which numbers of which club were given, and to whom a person had to be made. */
export interface Joined {
	clubId: number;
	numbers: number[];
	/** The numbers of those who were persons before. */
	before: number[];
}

export const joinedOf = (clubId: number, members: readonly NewMember[]): Json => ({
	clubId,
	numbers: members.map((one) => one.number),
	before: members.filter((one) => one.personId !== undefined).map((one) => one.number),
});

/** Why what was just written cannot be taken back: somebody has begun to live in it. */
export async function hangsOn(values: Json, { read }: Context): Promise<Say | undefined> {
	const { clubId, numbers, before } = values as unknown as Joined;
	const [row] = await read.rows<{ name: string }>(sql`
		WITH joined AS (
			SELECT p.id, p.full_name, m.number FROM membership m JOIN person p ON p.id = m.person_id
			WHERE m.club_id = ${clubId} AND m.number = ANY(${numbers}::int[])),
		busy AS (
			SELECT j.* FROM joined j WHERE EXISTS (SELECT 1 FROM account_person x WHERE x.person_id = j.id)
				OR EXISTS (SELECT 1 FROM consent x WHERE x.person_id = j.id)
				OR EXISTS (SELECT 1 FROM role_grant x WHERE x.person_id = j.id)
				OR EXISTS (SELECT 1 FROM entry x WHERE x.person_id = j.id)
				OR EXISTS (SELECT 1 FROM loan x WHERE x.person_id = j.id)
				OR EXISTS (SELECT 1 FROM reading x WHERE x.person_id = j.id)
				OR EXISTS (SELECT 1 FROM absence x WHERE x.person_id = j.id)
				OR EXISTS (SELECT 1 FROM notice x WHERE x.person_id = j.id)
				OR EXISTS (SELECT 1 FROM task x WHERE x.person_id = j.id OR x.for_person_id = j.id)
				OR EXISTS (SELECT 1 FROM away x WHERE x.person_id = j.id)
				OR EXISTS (SELECT 1 FROM death x WHERE x.person_id = j.id)
				OR EXISTS (SELECT 1 FROM relay x WHERE x.to_day IS NULL AND (x.person_id = j.id OR x.relay_person_id = j.id)))
		SELECT full_name AS name FROM busy
		WHERE NOT number = ANY(${before}::int[]) ORDER BY number LIMIT 1`);
	return row && say("roster.undo-not", { name: row.name });
}

/** Takes members out again as if they had never been written: their numbers are free, persons made for them are gone. */
export function leaveWrites(values: Json): Write[] {
	const { clubId, numbers, before } = values as unknown as Joined;
	const made = numbers.filter((number) => !before.includes(number));
	const fresh = sql`
		WITH fresh AS (SELECT person_id FROM membership WHERE club_id = ${clubId} AND number = ANY(${made}::int[])),
		codes AS (DELETE FROM link_code WHERE person_id IN (SELECT person_id FROM fresh)),
		looks AS (DELETE FROM look WHERE person_id IN (SELECT person_id FROM fresh))
		DELETE FROM relay WHERE person_id IN (SELECT person_id FROM fresh) OR relay_person_id IN (SELECT person_id FROM fresh)`;
	const members = sql`
		WITH gone AS (
			DELETE FROM membership WHERE club_id = ${clubId} AND number = ANY(${numbers}::int[]) RETURNING person_id, number)
		DELETE FROM person WHERE id IN (SELECT person_id FROM gone WHERE number = ANY(${made}::int[]))`;
	return [{ statement: fresh }, { statement: members, expects: made.length }];
}
