import { sql, type Tx } from "../platform/database.ts";

/** A moment of a job for one subject: the database keeps it unique, so it happens once whoever runs it. */
export interface Slot {
	job: string;
	slot: string;
	dueAt: Date;
}

/** A job that looks every hour is not late for less. */
const lateAfterMin = 60;

export const isLate = (dueAt: Date, now: Date): boolean =>
	now.getTime() - dueAt.getTime() > lateAfterMin * 60_000;

/** Takes a slot, once for ever, in the transaction that does its work. @returns false where somebody has taken it */
export async function takeSlot(tx: Tx, { job, slot, dueAt }: Slot, now: Date): Promise<boolean> {
	const taken = await tx.run(sql`
		INSERT INTO job_slot (job, slot, due_at, ran_at, late) VALUES (${job}, ${slot}, ${dueAt}, ${now}, ${isLate(dueAt, now)})
		ON CONFLICT DO NOTHING`);
	return taken === 1;
}
