import type { Write } from "../conversation/turn.ts";
import { type Database, sql, type Tx } from "../platform/database.ts";
import { redact } from "../platform/log.ts";

/** What must happen at a moment, once. */
export interface Timer {
	key: string;
	what: string;
	due: Date;
	values: Record<string, number | string>;
}

/** Does what a timer says, in the transaction that marks it done. */
export type Handler = (tx: Tx, values: Timer["values"], now: Date) => Promise<void>;

export const timerWrite = (timer: Timer): Write => ({
	statement: sql`
		INSERT INTO timer (key, what, due, values) VALUES (${timer.key}, ${timer.what}, ${timer.due}, ${JSON.stringify(timer.values)})
		ON CONFLICT (key) DO NOTHING`,
});

/** The answer that makes timers needless takes them back; `prefix` names what they were about. */
export const cancelTimers = (prefix: string, now: Date): Write => ({
	statement: sql`
		UPDATE timer SET cancelled_at = ${now} WHERE starts_with(key, ${prefix}) AND done_at IS NULL AND cancelled_at IS NULL`,
});

const mostFailures = 3;

/** Does every timer that is due, each in a transaction of its own. @returns how many were done */
export async function runTimers(db: Database, handlers: Record<string, Handler>, now: Date): Promise<number> {
	for (let done = 0; ; done++) {
		const found = await db.transaction(async (tx) => {
			const [row] = await tx.rows<Timer & { id: number }>(sql`
				SELECT id, key, what, due, values FROM timer
				WHERE due <= ${now} AND done_at IS NULL AND cancelled_at IS NULL AND failures < ${mostFailures}
				ORDER BY due, id LIMIT 1 FOR UPDATE SKIP LOCKED`);
			if (!row) return false;
			await tx.run(sql`SAVEPOINT work`);
			try {
				await handlers[row.what]!(tx, row.values, now);
				await tx.run(sql`UPDATE timer SET done_at = ${now} WHERE id = ${row.id}`);
			} catch (error) {
				await tx.run(sql`ROLLBACK TO SAVEPOINT work`);
				const cause = redact(error instanceof Error ? error.message : String(error));
				await tx.run(sql`UPDATE timer SET failures = failures + 1, cause = ${cause} WHERE id = ${row.id}`);
			}
			return true;
		});
		if (!found) return done;
	}
}
