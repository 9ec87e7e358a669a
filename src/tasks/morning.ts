import { say } from "../conversation/say.ts";
import { fileNotices, type Notice, takeSlot } from "../notices/index.ts";
import { addDays, dayOf, momentOf } from "../platform/clock.ts";
import { type Database, sql } from "../platform/database.ts";
import type { Sealing } from "../platform/sealing.ts";
import type { TaskWords } from "./task.ts";

const shown = 3;

interface Waiting {
	personId: number;
	words: Buffer;
}

/**
 * The morning's one message to whoever has something waiting: what was opened since yesterday and not told at once,
 * what is due today, and on Mondays what is still late.
 * @returns how many are told
 */
export async function tellMorning(db: Database, sealing: Sealing, now: Date): Promise<number> {
	const today = dayOf(now);
	const [from, to] = [momentOf(addDays(today, -1), "07:00"), momentOf(addDays(today, 1), "00:00")];
	const isMonday = new Date(`${today}T00:00:00Z`).getUTCDay() === 1;
	return db.transaction(async (tx) => {
		const slot = { job: "tasks-morning", slot: today, dueAt: momentOf(today, "07:00") };
		if (!(await takeSlot(tx, slot, now))) return 0;
		const waiting = await tx.rows<Waiting>(sql`
			SELECT who.person_id AS "personId", t.words
			FROM task t, LATERAL (
				SELECT t.for_person_id AS person_id WHERE t.for_person_id IS NOT NULL
				UNION SELECT a.person_id FROM acting(t.unit_id, t.for_role, ${today}) a WHERE t.for_role IS NOT NULL) who
			WHERE t.closed_at IS NULL AND t.words IS NOT NULL AND (t.quiet_until IS NULL OR t.quiet_until <= ${now})
				AND ((t.opened_at >= ${from} AND NOT EXISTS (
						SELECT 1 FROM notice n WHERE n.key = 'task:' || t.key || ':' || who.person_id))
					OR (t.due_at >= ${momentOf(today, "00:00")} AND t.due_at < ${to}) OR (${isMonday} AND t.due_at < ${to}))
			ORDER BY t.due_at, t.id`);
		const byPerson = new Map<number, Waiting[]>();
		for (const one of waiting) byPerson.set(one.personId, [...(byPerson.get(one.personId) ?? []), one]);
		const notices = [...byPerson].map(([personId, tasks]): Notice => {
			const titles = tasks
				.slice(0, shown)
				.map((task) => say("tasks.title", { title: sealing.open<TaskWords>(task.words).title }));
			return {
				key: `morning:${today}:${personId}`,
				personId,
				kind: "task",
				notBefore: now,
				until: momentOf(today, "20:00"),
				words: { says: [say("tasks.morning", { count: tasks.length }), ...titles, say("tasks.morning-how")] },
			};
		});
		return fileNotices(tx, notices, now, sealing);
	});
}
