import os from "node:os";
import { type Database, sql } from "../platform/database.ts";
import { isRunning, processMark } from "../platform/lock.mjs";
import { type Kind, kinds } from "./kinds.ts";

/** Silent for this long a process is dead. */
const deadAfterSec = 10;
const again = (Object.keys(kinds) as Kind[]).filter((kind) => kinds[kind].again);
const mostUnknownSends = 3;

/** Where a process runs, in a way that tells on the same machine at once whether it still does. */
const place = () => `${os.hostname()} ${processMark(process.pid) ?? ""}`;

/** Enters this process in the table of the living. @returns its id, the holder of its claims */
export async function register(db: Database, role: string): Promise<number> {
	const [row] = await db.rows<{ id: number }>(sql`
		INSERT INTO process (role, host, pid, touched_at) VALUES (${role}, ${place()}, ${process.pid}, now()) RETURNING id`);
	return row!.id;
}

/** @returns false when others took this process for dead, so that it has to register anew */
export async function touch(db: Database, id: number): Promise<boolean> {
	const rows = await db.rows(sql`UPDATE process SET touched_at = now() WHERE id = ${id} RETURNING id`);
	return rows.length > 0;
}

export async function unregister(db: Database, id: number): Promise<void> {
	await db.rows(sql`DELETE FROM process WHERE id = ${id} AND NOT EXISTS (
		SELECT 1 FROM outbox WHERE claimed_by = ${id} AND state = 'claimed')`);
}

/**
 * Takes over what the dead had claimed: nobody knows whether those messages left. What somebody waits for is planned
 * again, the rest is `unknown` and listed. `self` is alive, however long it could not say so: after the database was
 * away, what it holds is still on its way. @returns how many rows were taken over
 */
export async function sweep(db: Database, self: number): Promise<number> {
	const rows = await db.rows<{ id: number; host: string; silent: boolean }>(sql`
		SELECT id, host, touched_at < now() - ${deadAfterSec} * interval '1 second' AS silent FROM process`);
	const here = os.hostname();
	const isDead = (row: { host: string; silent: boolean }) => {
		const [host, mark] = row.host.split(" ");
		return row.silent || (host === here && !!mark && !isRunning(mark));
	};
	const dead = rows.filter((row) => row.id !== self && isDead(row)).map((row) => row.id);
	const swept = await db.transaction(async (tx) => {
		await tx.rows(sql`SELECT id FROM process WHERE id = ANY(${dead}::int[]) FOR UPDATE`);
		const count = await tx.run(sql`
			UPDATE outbox SET state = CASE WHEN kind = ANY(${again}) AND attempts + 1 < ${mostUnknownSends} THEN 'planned' ELSE 'unknown' END,
				attempts = attempts + 1, claimed_by = NULL, why = 'the process that sent it died'
			WHERE state = 'claimed' AND (claimed_by = ANY(${dead}::int[])
				OR NOT EXISTS (SELECT 1 FROM process WHERE process.id = outbox.claimed_by))`);
		await tx.run(sql`DELETE FROM process WHERE id = ANY(${dead}::int[])`);
		return count;
	});
	return swept;
}
