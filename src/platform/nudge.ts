import { type Database, sql } from "./database.ts";

const channel = "clbot";
/**
 * A NOTIFY holds a lock of the whole server until its commit is on disk, so it never rides in a busy transaction: one
 * of its own, at most this often. Whoever misses it looks once a second anyway.
 */
const atMostEveryMs = 50;

/** Tells other processes that there is something new of a kind, and hears what they tell. */
export async function makeNudge<Kind extends string>(
	db: Database,
	heard: Record<Kind, () => void>,
): Promise<(kind: Kind) => void> {
	const pending = new Set<Kind>();
	const own = Math.random().toString(36).slice(2);
	await db.listen(channel, (payload) => {
		const [from, kind] = payload.split(" ") as [string, Kind];
		if (from !== own) heard[kind]?.();
	});
	return (kind) => {
		if (pending.size === 0) {
			setTimeout(() => {
				const kinds = [...pending];
				pending.clear();
				for (const one of kinds)
					db.rows(sql`SELECT pg_notify(${channel}, ${`${own} ${one}`})`).catch(() => {});
			}, atMostEveryMs).unref();
		}
		pending.add(kind);
	};
}
