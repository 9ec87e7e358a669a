import type { Write } from "../conversation/turn.ts";
import { type Reader, sql } from "../platform/database.ts";

/** Nobody tells her any more, and she tells nobody. */
export const endRelays = (personId: number, today: string): Write[] => [
	{
		statement: sql`
			UPDATE relay SET to_day = ${today} WHERE (person_id = ${personId} OR relay_person_id = ${personId}) AND to_day IS NULL`,
	},
];

/** Those that ended on the last day on which any of hers did, where nobody has taken their place since. */
export const reopenRelays = (personId: number, today: string): Write[] => [
	{
		statement: sql`
			UPDATE relay SET to_day = NULL
			WHERE (person_id = ${personId} OR relay_person_id = ${personId}) AND to_day >= ${today}::date - 1
				AND to_day = (SELECT max(to_day) FROM relay r WHERE r.person_id = ${personId} OR r.relay_person_id = ${personId})
				AND NOT EXISTS (SELECT 1 FROM relay other WHERE other.person_id = relay.person_id AND other.to_day IS NULL)`,
	},
];

/** A role that somebody holds today, and until when she was to hold it. */
export interface Grant {
	id: number;
	role: string;
	unitId: number;
	unitName: string;
	toDay: string | null;
}

export const grantsOf = (read: Reader, personId: number, today: string): Promise<Grant[]> =>
	read.rows<Grant>(sql`
		SELECT g.id, g.role, g.unit_id AS "unitId", u.name AS "unitName", g.to_day AS "toDay"
		FROM role_grant g JOIN unit u ON u.id = g.unit_id
		WHERE g.person_id = ${personId} AND g.from_day <= ${today} AND (g.to_day IS NULL OR g.to_day >= ${today}) ORDER BY g.id`);

/** Whoever died holds nothing more; a stand-in's own end is left for when it is sure. */
export const endGrantsOfDead = (personId: number, diedOn: string): Write => ({
	statement: sql`
		UPDATE role_grant SET to_day = greatest(from_day, ${diedOn}::date) WHERE person_id = ${personId} AND to_day IS NULL`,
});

/** What ended with a death that was none, unless somebody has been put in her place. */
export const reopenGrantsOfDead = (personId: number): Write => ({
	statement: sql`
		UPDATE role_grant SET to_day = NULL
		FROM death d WHERE d.person_id = ${personId} AND d.undone_at IS NULL AND role_grant.person_id = ${personId}
			AND role_grant.to_day = greatest(role_grant.from_day, d.died_on) AND NOT EXISTS (
				SELECT 1 FROM role_grant other WHERE other.unit_id = role_grant.unit_id AND other.role = role_grant.role
					AND other.person_id <> ${personId} AND other.to_day IS NULL AND other.from_day > d.died_on)`,
});

/** What she held on the day of her death. */
export const grantsAtDeath = (read: Reader, personId: number, diedOn: string): Promise<Grant[]> =>
	read.rows<Grant>(sql`
		SELECT g.id, g.role, g.unit_id AS "unitId", u.name AS "unitName", g.to_day AS "toDay"
		FROM role_grant g JOIN unit u ON u.id = g.unit_id
		WHERE g.person_id = ${personId} AND g.to_day >= greatest(g.from_day, ${diedOn}::date) ORDER BY g.id`);

/** @param lastDay the last day on which they are held */
export const endGrants = (grants: readonly Pick<Grant, "id">[], lastDay: string): Write => ({
	statement: sql`
		UPDATE role_grant SET to_day = greatest(from_day, ${lastDay}::date) WHERE id = ANY(${grants.map((one) => one.id)}::int[])`,
});

export const reopenGrants = (grants: readonly Pick<Grant, "id" | "toDay">[]): Write => ({
	statement: sql`
		UPDATE role_grant SET to_day = g.to_day
		FROM unnest(${grants.map((one) => one.id)}::int[], ${grants.map((one) => one.toDay)}::date[]) AS g(id, to_day)
		WHERE role_grant.id = g.id`,
});

const boardOrder = ["chair", "vice-chair", "secretary", "accountant", "treasurer"];

export interface Second {
	role: string;
	fullName: string;
	birthYear: number | null;
	sex: string | null;
	calledAs: string | null;
}

/** Another of the board whom a phone reaches, the chair before all; where there is none, the office above has to. */
export async function secondHand(
	read: Reader,
	clubId: number,
	except: number[],
	today: string,
): Promise<Second | undefined> {
	const found = await read.rows<Second>(sql`
		SELECT g.role, p.full_name AS "fullName", p.birth_year AS "birthYear", p.sex, p.called_as AS "calledAs"
		FROM role_grant g JOIN person p ON p.id = g.person_id AND p.died_on IS NULL
		WHERE g.unit_id = ${clubId} AND g.role = ANY(${boardOrder}::text[]) AND NOT p.id = ANY(${except}::int[])
			AND g.from_day <= ${today} AND (g.to_day IS NULL OR g.to_day >= ${today})
			AND EXISTS (SELECT 1 FROM person_chat c WHERE c.person_id = p.id)
		ORDER BY array_position(${boardOrder}::text[], g.role), g.id LIMIT 1`);
	return found[0];
}
