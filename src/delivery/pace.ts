import { type Database, sql } from "../platform/database.ts";

/**
 * The pace of a door: GCRA on one row, by the database's clock, so that any number of processes share one budget.
 * Sends are spread evenly and stay one a second below the platform's limit.
 */
const intervalSec = (ratePerSec: number) => 1 / Math.max(1, ratePerSec - 1);
/** How much may leave at once at high rates; at 30/s it is one. */
const burst = (ratePerSec: number) => Math.max(1, Math.floor(ratePerSec / 20));

/** The database keeps whole microseconds: without this one interval is never quite over. */
const rounding = 0.001;

/** Asks leave for up to `most` unasked sends. @returns how many may be claimed now */
export async function grant(db: Database, doorId: number, ratePerSec: number, most: number): Promise<number> {
	const interval = intervalSec(ratePerSec);
	const limit = Math.min(most, burst(ratePerSec));
	const [row] = await db.rows<{ granted: number }>(sql`
		WITH locked AS (
			SELECT id, greatest(pace_at, now() - ${limit * interval}::float8 * interval '1 second') AS from_at FROM door
			WHERE id = ${doorId} AND (paused_until IS NULL OR paused_until <= now()) FOR UPDATE),
		room AS (
			SELECT id, from_at, least(${limit}::int, floor(extract(epoch FROM now() - from_at)::float8 / ${interval}::float8 + ${rounding}::float8))::int AS granted FROM locked)
		UPDATE door SET pace_at = room.from_at + room.granted * ${interval}::float8 * interval '1 second'
		FROM room WHERE door.id = room.id AND room.granted > 0 RETURNING room.granted`);
	return row?.granted ?? 0;
}

/** Gives back what was granted and found nothing to send. */
export async function giveBack(
	db: Database,
	doorId: number,
	ratePerSec: number,
	count: number,
): Promise<void> {
	if (count <= 0) return;
	await db.rows(sql`
		UPDATE door SET pace_at = pace_at - ${count * intervalSec(ratePerSec)}::float8 * interval '1 second' WHERE id = ${doorId}`);
}

/**
 * Answers leave at once, but what they used is taken from the unasked: at most a second's worth, so that a busy hour
 * slows an announcement and does not stop it.
 */
export async function debit(db: Database, doorId: number, ratePerSec: number, count: number): Promise<void> {
	await db.rows(sql`
		UPDATE door SET pace_at = least(greatest(pace_at, now()) + ${count * intervalSec(ratePerSec)}::float8 * interval '1 second',
			greatest(pace_at, now() + interval '1 second')) WHERE id = ${doorId}`);
}

/** A 429: nothing leaves this door before. */
export async function pause(db: Database, doorId: number, forSec: number): Promise<void> {
	await db.rows(sql`
		UPDATE door SET paused_until = greatest(coalesce(paused_until, now()), now() + ${forSec}::float8 * interval '1 second')
		WHERE id = ${doorId}`);
}
