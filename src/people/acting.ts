import { type Reader, sql } from "../platform/database.ts";

/**
 * Who acts in a role for a unit today: whoever holds it there or stands in, else the chair of the unit, else the
 * nearest officer above. The database function `acting` holds the rule, so that tasks, notices and lists agree.
 */
export async function actingFor(
	read: Reader,
	unitId: number,
	role: string,
	today: string,
): Promise<number[]> {
	const rows = await read.rows<{ personId: number }>(
		sql`SELECT person_id AS "personId" FROM acting(${unitId}, ${role}, ${today}) ORDER BY 1`,
	);
	return rows.map((row) => row.personId);
}
