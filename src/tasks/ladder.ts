import { say } from "../conversation/say.ts";
import { fileNotices, isLate, type Notice, takeSlot } from "../notices/index.ts";
import { actingFor } from "../people/index.ts";
import { dayOf, plusMinutes } from "../platform/clock.ts";
import { type Database, sql, type Tx } from "../platform/database.ts";
import type { Sealing } from "../platform/sealing.ts";
import { standardOffers } from "./mine.ts";
import { type Rung, rungsFor } from "./rungs.ts";
import { type OpenTask, wordsOf } from "./store.ts";

type Late = OpenTask & { forRole: string | null; forPersonId: number | null };

/** Whoever has it in hand is asked whether help is needed, a day before it goes over her head. */
const warnMin = 24 * 60;

export interface Climbed {
	warned: number;
	climbed: number;
	late: number;
	settled: number;
	notices: number;
}

/** Whom it waits for today. */
const holders = async (tx: Tx, task: Late, today: string): Promise<number[]> =>
	task.forPersonId !== null ? [task.forPersonId] : actingFor(tx, task.unitId, task.forRole!, today);

const noticesTo = (people: number[], key: string, words: Notice["words"], now: Date): Notice[] =>
	people.map((personId) => ({
		key: `${key}:${personId}`,
		personId,
		kind: "task",
		notBefore: now,
		until: null,
		words,
	}));

/** Tells the next rung, once: the step in the row and the key of the notice both say that it was. */
async function climb(tx: Tx, task: Late, rung: Rung, now: Date, sealing: Sealing): Promise<number> {
	const taken = await tx.run(sql`
		UPDATE task SET step = ${rung.step}, quiet_until = NULL WHERE id = ${task.id} AND step = ${task.step} AND closed_at IS NULL`);
	if (taken === 0) return 0;
	const today = dayOf(now);
	const people = await actingFor(tx, task.unitId, rung.role, today);
	const words = wordsOf(task, (sealed) => sealing.open(sealed));
	const [first, second] = words.offers ?? standardOffers(task.id);
	const notices = noticesTo(
		people,
		`rung:${task.key}:${rung.step}`,
		{
			says: [
				say("tasks.rung", { title: words.title, unit: task.unitName, day: dayOf(task.dueAt) }),
				...words.says,
			],
			offers: [
				{
					label: say("tasks.offer-acknowledge"),
					does: { do: "intent", intent: "tasks.acknowledge", slots: { taskId: task.id } },
				},
				...[first, second].flatMap((offer) => offer ?? []),
			],
		},
		now,
	);
	return fileNotices(tx, notices, now, sealing);
}

async function warn(tx: Tx, task: Late, rung: Rung, now: Date, sealing: Sealing): Promise<number> {
	const dueAt = plusMinutes(task.dueAt, Math.max(0, rung.afterMin - warnMin));
	if (!(await takeSlot(tx, { job: "ladder-warning", slot: `${task.key}:${rung.step}`, dueAt }, now)))
		return 0;
	const today = dayOf(now);
	const mine = await holders(tx, task, today);
	const above = await actingFor(tx, task.unitId, rung.role, today);
	// Whoever would be told next has it already: there is nobody to be warned of.
	const people = mine.filter((one) => !above.includes(one));
	const { title } = wordsOf(task, (sealed) => sealing.open(sealed));
	const words = { says: [say("tasks.warn", { title }), say(`tasks.above-${roleWord(rung.role)}`)] };
	return fileNotices(tx, noticesTo(people, `warn:${task.key}:${rung.step}`, words, now), now, sealing);
}

const roleWord = (role: string): "chair" | "officer" => (role === "officer" ? "officer" : "chair");

/** Those who were alarmed learn that it is settled, whoever settled it. */
async function tellSettled(
	tx: Tx,
	now: Date,
	sealing: Sealing,
): Promise<{ settled: number; notices: number }> {
	const closed = await tx.rows<OpenTask & { closedBy: number | null; alarmed: number[] }>(sql`
		SELECT t.id, t.key, t.kind, t.unit_id AS "unitId", u.name AS "unitName", t.due_at AS "dueAt", t.step, t.words,
			t.closed_by AS "closedBy", ARRAY(SELECT DISTINCT n.person_id FROM notice n
				WHERE starts_with(n.key, 'rung:' || t.key || ':') AND n.state = 'composed') AS alarmed
		FROM task t JOIN unit u ON u.id = t.unit_id
		WHERE t.closed_at > ${plusMinutes(now, -3 * 24 * 60)} AND t.step > 0 AND t.words IS NOT NULL AND NOT EXISTS (
			SELECT 1 FROM job_slot s WHERE s.job = 'task-settled' AND s.slot = t.key)
		ORDER BY t.id LIMIT 200`);
	let notices = 0;
	for (const task of closed) {
		await takeSlot(tx, { job: "task-settled", slot: task.key, dueAt: now }, now);
		const { title } = wordsOf(task, (sealed) => sealing.open(sealed));
		const people = task.alarmed.filter((one) => one !== task.closedBy);
		const words = { says: [say("tasks.settled", { title, unit: task.unitName })] };
		notices += await fileNotices(tx, noticesTo(people, `settled:${task.key}`, words, now), now, sealing);
	}
	return { settled: closed.length, notices };
}

/** Looks at every task that is due and not put off: warns, climbs a rung at a time, and tells what was settled. */
export async function climbLadder(db: Database, sealing: Sealing, now: Date): Promise<Climbed> {
	const done: Climbed = { warned: 0, climbed: 0, late: 0, settled: 0, notices: 0 };
	const due = await db.rows<Late>(sql`
		SELECT t.id, t.key, t.kind, t.unit_id AS "unitId", u.name AS "unitName", t.due_at AS "dueAt", t.step, t.words,
			t.for_role AS "forRole", t.for_person_id AS "forPersonId"
		FROM task t JOIN unit u ON u.id = t.unit_id
		WHERE t.closed_at IS NULL AND t.words IS NOT NULL AND t.due_at <= ${plusMinutes(now, warnMin)}
			AND (t.quiet_until IS NULL OR t.quiet_until <= ${now}) ORDER BY t.due_at, t.id`);
	for (const task of due) {
		const rung = (await rungsFor(db, task.unitId, task.kind)).find(({ step }) => step > task.step);
		if (!rung) continue;
		const climbsAt = plusMinutes(task.dueAt, rung.afterMin);
		if (now >= climbsAt) {
			const filed = await db.transaction((tx) => climb(tx, task, rung, now, sealing));
			done.climbed++;
			if (isLate(climbsAt, now)) done.late++;
			done.notices += filed;
		} else if (now >= plusMinutes(climbsAt, -warnMin)) {
			const filed = await db.transaction((tx) => warn(tx, task, rung, now, sealing));
			if (filed > 0) done.warned++;
			done.notices += filed;
		}
	}
	const settled = await db.transaction((tx) => tellSettled(tx, now, sealing));
	return { ...done, settled: settled.settled, notices: done.notices + settled.notices };
}
