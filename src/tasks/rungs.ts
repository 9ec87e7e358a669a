import { type Reader, sql } from "../platform/database.ts";

/** One step of the ladder: after so long, to whom, and how long `đã nắm` keeps it quiet. */
export interface Rung {
	step: number;
	afterMin: number;
	role: string;
	quietMin: number;
}

/**
 * The rungs for a kind of task at a unit: the nearest unit upward that has its own decides, else what stands for
 * everybody, else the same of `default`.
 */
export const rungsFor = (read: Reader, unitId: number, kind: string): Promise<Rung[]> =>
	read.rows<Rung>(sql`
		WITH RECURSIVE up AS (
			SELECT id, parent_id, 0 AS height FROM unit WHERE id = ${unitId}
			UNION ALL SELECT u.id, u.parent_id, up.height + 1 FROM unit u JOIN up ON u.id = up.parent_id),
		found AS (
			SELECT r.*, rank() OVER (ORDER BY r.kind = 'default', coalesce(up.height, 1000)) AS place
			FROM ladder_rung r LEFT JOIN up ON up.id = r.unit_id
			WHERE r.kind IN (${kind}, 'default') AND (r.unit_id IS NULL OR up.id IS NOT NULL))
		SELECT step, after_min AS "afterMin", role, quiet_min AS "quietMin" FROM found WHERE place = 1 ORDER BY step`);

/** Where a task has not climbed yet, or its rungs were taken away. */
const otherwiseMin = 3 * 24 * 60;

export async function quietMinOf(read: Reader, unitId: number, kind: string, step: number): Promise<number> {
	const rungs = await rungsFor(read, unitId, kind);
	return rungs.find((rung) => rung.step === Math.max(1, step))?.quietMin ?? otherwiseMin;
}
