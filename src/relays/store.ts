import { called } from "../people/index.ts";
import { type Reader, sql } from "../platform/database.ts";
import type { Seat, Untold } from "./rules.ts";

/** Somebody as a list names her: `số 2 ông Dần`. */
export interface Listed {
	personId: number;
	number: number;
	who: string;
}

interface Known {
	fullName: string;
	birthYear: number | null;
	sex: string | null;
	calledAs: string | null;
}

const listed = <Row extends Known & { personId: number; number: number }>(row: Row, today: string) => ({
	...row,
	who: called(row, Number(today.slice(0, 4))),
});

/**
 * The members of a subtree whom no phone can tell today: neither dead nor away, of no sample club. `hasRelay` is true
 * of whoever somebody was found for, whether she has agreed yet or not.
 */
export async function untoldIn(
	read: Reader,
	unitPath: string,
	today: string,
): Promise<(Untold & { hasRelay: boolean })[]> {
	const rows = await read.rows<Untold & { hasRelay: boolean }>(sql`
		SELECT DISTINCT ON (p.id) p.id AS "personId", m.number, m.club_id AS "clubId", r.id IS NOT NULL AS "hasRelay",
			CASE WHEN r.agreed THEN (SELECT c.person_id FROM person_chat c
				WHERE c.person_id = r.relay_person_id AND c.relation = 'self' LIMIT 1) END AS "relayId"
		FROM membership m JOIN unit u ON u.id = m.club_id AND NOT u.is_sample AND u.path LIKE ${unitPath} || '%'
		JOIN person p ON p.id = m.person_id AND p.died_on IS NULL
		LEFT JOIN relay r ON r.person_id = p.id AND r.to_day IS NULL
		WHERE m.from_day <= ${today} AND (m.to_day IS NULL OR m.to_day >= ${today})
			AND NOT EXISTS (SELECT 1 FROM person_chat c WHERE c.person_id = p.id)
			AND NOT EXISTS (SELECT 1 FROM away w WHERE w.person_id = p.id AND w.ended_at IS NULL
				AND w.from_day <= ${today} AND (w.until_day IS NULL OR w.until_day >= ${today}))
		ORDER BY p.id, m.from_day DESC`);
	return rows.sort((a, b) => a.clubId - b.clubId || a.number - b.number || a.personId - b.personId);
}

/** Board members of a subtree's clubs who hold a phone of their own, a club's in the order in which they are asked. */
export const seatsIn = (read: Reader, unitPath: string, today: string): Promise<Seat[]> =>
	read.rows<Seat>(sql`
		SELECT g.unit_id AS "clubId", g.person_id AS "personId", g.role
		FROM role_grant g JOIN unit u ON u.id = g.unit_id AND u.level = 'club' AND u.path LIKE ${unitPath} || '%'
		WHERE g.role IN ('secretary', 'chair', 'vice-chair', 'accountant', 'treasurer')
			AND g.from_day <= ${today} AND (g.to_day IS NULL OR g.to_day >= ${today})
			AND EXISTS (SELECT 1 FROM person_chat c WHERE c.person_id = g.person_id AND c.relation = 'self')
		ORDER BY g.unit_id, array_position(ARRAY['secretary', 'chair', 'vice-chair', 'accountant', 'treasurer'], g.role), g.id`);

/** Somebody who is told by another, as long as it stands. */
export interface Relayed extends Listed {
	relayId: number;
	relayPersonId: number | null;
	/** `bà Tám`, or `chị Thu, con dâu` of whom only the name is known. */
	relay: string;
	agreed: boolean | null;
	clubId: number;
}

/** Who tells whom today: of a club, or of relays. */
export async function relayed(
	read: Reader,
	of: { clubId: number } | { relayPersonIds: number[] },
	today: string,
): Promise<Relayed[]> {
	const clubId = "clubId" in of ? of.clubId : null;
	const relayIds = "clubId" in of ? [] : of.relayPersonIds;
	const rows = await read.rows<
		Known & { personId: number; number: number; byName: string | null; by: Known | null } & Omit<
				Relayed,
				"relay" | "who"
			>
	>(sql`
		SELECT r.id AS "relayId", r.person_id AS "personId", r.relay_person_id AS "relayPersonId", r.agreed, m.number,
			m.club_id AS "clubId", p.full_name AS "fullName", p.birth_year AS "birthYear", p.sex, p.called_as AS "calledAs",
			r.relay_name AS "byName", CASE WHEN b.id IS NOT NULL THEN json_build_object('fullName', b.full_name,
				'birthYear', b.birth_year, 'sex', b.sex, 'calledAs', b.called_as) END AS by
		FROM relay r JOIN person p ON p.id = r.person_id AND p.died_on IS NULL
		JOIN membership m ON m.person_id = p.id AND m.to_day IS NULL
		LEFT JOIN person b ON b.id = r.relay_person_id
		WHERE r.to_day IS NULL AND (m.club_id = ${clubId}::int OR r.relay_person_id = ANY(${relayIds}::int[]))
		ORDER BY m.number`);
	return rows.map((row) => ({
		...listed(row, today),
		relay: row.by ? called(row.by, Number(today.slice(0, 4))) : (row.byName ?? ""),
	}));
}

/** A name on a list. */
export interface OpenItem extends Listed {
	taskId: number;
	club: string;
	fullName: string;
}

const itemRows = sql`
	SELECT i.task_id AS "taskId", i.person_id AS "personId", i.number, u.name AS club, p.full_name AS "fullName",
		p.birth_year AS "birthYear", p.sex, p.called_as AS "calledAs"
	FROM task_item i JOIN task t ON t.id = i.task_id JOIN unit u ON u.id = t.unit_id
	JOIN person p ON p.id = i.person_id AND p.died_on IS NULL`;

type ItemRow = Known & Omit<OpenItem, "who">;

/** The names that are still open on tasks, in the order of their lists. */
export async function openOn(read: Reader, taskIds: number[], today: string): Promise<OpenItem[]> {
	const rows = await read.rows<ItemRow>({
		text: `${itemRows.text} WHERE i.task_id = ANY($1::bigint[]) AND i.done_at IS NULL ORDER BY i.task_id, i.number`,
		values: [taskIds],
	});
	return rows.map((row) => listed(row, today));
}

/** What somebody has ticked off on lists that still matter. */
export async function doneOn(read: Reader, by: number | null, today: string): Promise<OpenItem[]> {
	const rows = await read.rows<ItemRow>({
		text: `${itemRows.text} WHERE i.done_by = $1::int AND t.due_at >= $2::date ORDER BY i.task_id, i.number`,
		values: [by, today],
	});
	return rows.map((row) => listed(row, today));
}

/** Who has a phone of her own, of these. */
export async function reachable(read: Reader, personIds: number[]): Promise<Set<number>> {
	const rows = await read.rows<{ id: number }>(sql`
		SELECT DISTINCT person_id AS id FROM person_chat WHERE person_id = ANY(${personIds}::int[]) AND relation = 'self'`);
	return new Set(rows.map((row) => row.id));
}
