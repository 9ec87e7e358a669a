import type { Database, Statement, Tx } from "../../src/platform/database.ts";

/** What a statement throws after its process has died; it looks like a lost connection, so nobody blames a turn. */
export class Dead extends Error {
	readonly code = "57P01";
}

/**
 * A database of one process's life: it dies before its nth statement or commit, or right after it, and from then on
 * answers nothing. What was not committed is rolled back, as the server would.
 */
export function crashing(db: Database, dieAt: number) {
	let count = 0;
	let isDead = false;
	const step = () => {
		if (isDead || ++count > dieAt) {
			isDead = true;
			throw new Dead("the process died here");
		}
	};
	const guarded =
		<Result>(work: (statement: Statement) => Promise<Result>) =>
		async (statement: Statement) => {
			step();
			const result = await work(statement);
			if (isDead) throw new Dead("the process died here");
			return result;
		};
	const life: Database = {
		...db,
		rows: guarded(db.rows) as Database["rows"],
		async transaction(work) {
			step();
			const result = await db.transaction(async (tx) => {
				const own: Tx = { rows: guarded(tx.rows) as Tx["rows"], run: guarded(tx.run) };
				const done = await work(own);
				step();
				return done;
			});
			// The commit is on disk and its process does not live to know it.
			step();
			return result;
		},
		listen: async () => {},
		close: async () => {},
	};
	return { life, isDead: () => isDead };
}
