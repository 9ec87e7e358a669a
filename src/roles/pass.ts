import type { Write } from "../conversation/turn.ts";
import { addDays } from "../platform/clock.ts";
import { sql } from "../platform/database.ts";
import { isSingle, type Role } from "./rules.ts";
import type { Held } from "./store.ts";

/** Two who name at once are told of each other: the second finds the unit changed. */
export const lockUnit = (unitId: number): Write => ({
	statement: sql`SELECT 1 FROM unit WHERE id = ${unitId} FOR UPDATE`,
	expects: 1,
});

/** Ends roles with the day before, so that whoever held them has lost them from this message on. */
export const endGrants = (grantIds: number[], since: string): Write[] =>
	grantIds.length === 0
		? []
		: [
				{
					statement: sql`
						UPDATE role_grant SET to_day = ${addDays(since, -1)}
						WHERE id = ANY(${grantIds}::int[]) AND (to_day IS NULL OR to_day >= ${since})`,
					expects: grantIds.length,
				},
			];

/** Gives roles back the last day they had. */
export const restoreGrants = (ended: readonly Pick<Held, "grantId" | "toDay">[]): Write[] =>
	ended.map(({ grantId, toDay }) => ({
		statement: sql`UPDATE role_grant SET to_day = ${toDay} WHERE id = ${grantId}`,
		expects: 1,
	}));

export interface Grant {
	role: Role;
	unitId: number;
	since: string;
	by: number;
}

/** Gives a role to somebody of the book, unless somebody else has got it meanwhile. */
export const grantTo = ({ role, unitId, since, by }: Grant, personId: number): Write => ({
	statement: sql`
		INSERT INTO role_grant (person_id, role, unit_id, from_day, by_person_id)
		SELECT ${personId}::int, ${role}::text, ${unitId}::int, ${since}::date, ${by}::int
		WHERE NOT EXISTS (SELECT 1 FROM role_grant g WHERE g.unit_id = ${unitId} AND g.role = ${role}
			AND (g.person_id = ${personId} OR ${isSingle(role)}::boolean)
			AND (g.to_day IS NULL OR (g.to_day >= ${since} AND g.to_day >= g.from_day)))`,
	expects: 1,
});

/** Gives a role to somebody who is written down with it: an office's people stand in no club's book. */
export const grantToNew = (
	{ role, unitId, since, by }: Grant,
	person: { fullName: string; birthYear: number; sex: string | null; phone: Buffer; print: string },
): Write => ({
	statement: sql`
		WITH made AS (
			INSERT INTO person (full_name, birth_year, sex, phone, phone_print)
			VALUES (${person.fullName}, ${person.birthYear}, ${person.sex}, ${person.phone}, ${person.print}) RETURNING id)
		INSERT INTO role_grant (person_id, role, unit_id, from_day, by_person_id)
		SELECT id, ${role}, ${unitId}, ${since}, ${by} FROM made`,
	expects: 1,
});

/** Somebody acts beside the one in whose place she stands, until a day. */
export const grantStandIn = (
	{ role, unitId, since, by }: Grant,
	{ until, standsInFor }: { until: string; standsInFor: number },
	personId: number,
): Write => ({
	statement: sql`
		INSERT INTO role_grant (person_id, role, unit_id, from_day, to_day, stands_in_for, by_person_id)
		SELECT ${personId}::int, ${role}::text, ${unitId}::int, ${since}::date, ${until}::date, ${standsInFor}::int, ${by}::int
		WHERE EXISTS (SELECT 1 FROM role_grant g WHERE g.unit_id = ${unitId} AND g.role = ${role} AND g.person_id = ${standsInFor}
				AND (g.to_day IS NULL OR g.to_day >= ${since}))
			AND NOT EXISTS (SELECT 1 FROM role_grant g WHERE g.unit_id = ${unitId} AND g.role = ${role}
				AND (g.stands_in_for = ${standsInFor} OR g.person_id = ${personId}) AND g.to_day >= ${since} AND g.to_day >= g.from_day)`,
	expects: 1,
});

/** A role that was given by mistake was never held; without a day it is one of standing in. */
export const revokeGrant = (
	grant: Omit<Grant, "since"> & { since: string | null },
	personId: number | null,
): Write => ({
	statement: sql`
		UPDATE role_grant SET to_day = from_day - 1
		WHERE unit_id = ${grant.unitId} AND role = ${grant.role} AND by_person_id = ${grant.by}
			AND (${grant.since}::date IS NULL OR from_day = ${grant.since}) AND stands_in_for IS NOT NULL = ${grant.since === null}::boolean
			AND (to_day IS NULL OR to_day >= from_day) AND (${personId}::int IS NULL OR person_id = ${personId})`,
	expects: 1,
});

/**
 * What the former held by her own name for the office goes to whoever follows, or to the office itself, with the lists of people that she had
 * kept for herself (`còn lại cô báo`); what she promised as a neighbour stays hers.
 */
export const passOn = (
	formers: number[],
	to: number | null,
	role: Role,
	unitId: number,
	today: string,
): Write[] =>
	formers.length === 0
		? []
		: [
				{
					statement: sql`
						UPDATE task SET for_person_id = ${to}, for_role = CASE WHEN ${to}::int IS NULL THEN ${role} ELSE for_role END
						WHERE unit_id = ${unitId} AND closed_at IS NULL AND for_person_id = ANY(${formers}::int[]) AND (for_role = ${role}
							OR (kind = 'relay' AND EXISTS (SELECT 1 FROM task_item i JOIN relay r ON r.person_id = i.person_id AND r.to_day IS NULL
								WHERE i.task_id = task.id AND r.relay_person_id = task.for_person_id AND r.by_person_id = r.relay_person_id)))`,
				},
				{
					statement: sql`
						UPDATE relay SET to_day = ${today}
						WHERE relay_person_id = ANY(${formers}::int[]) AND by_person_id = relay_person_id AND to_day IS NULL
							AND person_id IN (SELECT m.person_id FROM membership m WHERE m.club_id = ${unitId} AND m.to_day IS NULL)`,
				},
				{
					statement: sql`
						UPDATE notice SET state = 'cancelled', why = 'the office has passed on', words = NULL
						FROM task t WHERE t.unit_id = ${unitId} AND t.for_role = ${role} AND t.closed_at IS NULL
							AND notice.person_id = ANY(${formers}::int[]) AND notice.state = 'waiting'
							AND starts_with(notice.key, 'task:' || t.key || ':')`,
				},
			];
