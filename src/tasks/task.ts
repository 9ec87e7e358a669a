import type { Context, Offer } from "../conversation/dialogue.ts";
import type { Say } from "../conversation/say.ts";
import type { Write } from "../conversation/turn.ts";
import { type Statement, sql, type Tx } from "../platform/database.ts";
import type { Sealing } from "../platform/sealing.ts";

/** What a task says: in a list, when it is looked at, and what can be done about it there. */
export interface TaskWords {
	/** A few words that stand in a list: `hỏi lại bà Sen một câu`. */
	title: Say;
	says: Say[];
	/** Without them: done, or put off. An offer's intent closes the task itself, with `closeTask`. */
	offers?: Offer[];
}

export interface NewTask {
	/** kind:subject:slot, unique for ever: opened twice, it is there once. */
	key: string;
	/** Which rungs of the ladder it climbs; a kind without any climbs those of `default`. */
	kind: string;
	unitId: number;
	/** Whom it is about. */
	personId?: number | undefined;
	/** A role at the unit, so that it passes on with the role; or one person. */
	for: { role: string } | { personId: number };
	words: TaskWords;
	dueAt: Date;
	/** A list of at most seven, each with the number of the paper book. */
	items?: { personId: number; number: number }[];
	/** Told at once, as far as the hour allows; else in the morning's message of everything. */
	tellNow?: true;
}

export type Closing = "done" | "settled" | "withdrawn";

const insert = (task: NewTask, words: Buffer, now: Date): Statement => sql`
	INSERT INTO task (key, kind, unit_id, person_id, for_role, for_person_id, words, opened_at, due_at)
	VALUES (${task.key}, ${task.kind}, ${task.unitId}, ${task.personId ?? null}, ${"role" in task.for ? task.for.role : null},
		${"personId" in task.for ? task.for.personId : null}, ${words}, ${now}, ${task.dueAt})
	ON CONFLICT (key) DO NOTHING`;

/** Names that are there already stay as they are: whoever was ticked off stays so. */
const insertItems = ({ key, items = [] }: NewTask): Statement => sql`
	INSERT INTO task_item (task_id, person_id, number)
	SELECT t.id, i.person_id, i.number FROM task t,
		unnest(${items.map((item) => item.personId)}::int[], ${items.map((item) => item.number)}::smallint[]) AS i(person_id, number)
	WHERE t.key = ${key} AND t.closed_at IS NULL ON CONFLICT DO NOTHING`;

/** One notice for each who acts today; the task's id rides in the key, so that it is told once. */
const tell = (task: NewTask, words: Buffer, now: Date, today: string): Statement => sql`
	INSERT INTO notice (key, person_id, kind, not_before, words, filed_at)
	SELECT 'task:' || t.key || ':' || who.person_id, who.person_id, 'task', ${now}, ${words}, ${now}
	FROM task t, LATERAL (
		SELECT t.for_person_id AS person_id WHERE t.for_person_id IS NOT NULL
		UNION ALL SELECT a.person_id FROM acting(t.unit_id, t.for_role, ${today}) a WHERE t.for_role IS NOT NULL) who
	WHERE t.key = ${task.key} AND t.closed_at IS NULL ON CONFLICT (key) DO NOTHING`;

const statementsOf = (
	task: NewTask,
	seal: (value: never) => Buffer,
	now: Date,
	today: string,
): Statement[] => {
	const { says, offers } = task.words;
	return [
		insert(task, seal(task.words as never), now),
		...(task.items?.length ? [insertItems(task)] : []),
		...(task.tellNow ? [tell(task, seal({ says, ...(offers ? { offers } : {}) } as never), now, today)] : []),
	];
};

/** Opens a task in a turn. */
export const openTask = (task: NewTask, { seal, now, today }: Context): Write[] =>
	statementsOf(task, seal as (value: never) => Buffer, now, today).map((statement) => ({ statement }));

/** Opens tasks in a job. @returns how many are new */
export async function openTasks(
	tx: Tx,
	tasks: NewTask[],
	now: Date,
	today: string,
	sealing: Sealing,
): Promise<number> {
	let fresh = 0;
	for (const task of tasks) {
		const [first, ...rest] = statementsOf(task, (value) => sealing.seal(value), now, today);
		fresh += await tx.run(first!);
		for (const statement of rest) await tx.run(statement);
	}
	return fresh;
}

/**
 * Closes the open task of this key, or all that stand under it (`death:12` closes `death:12:confirm`), and what was filed
 * about them; nothing happens where there is none.
 * @param how `done` by somebody, `settled` by what it waited for, `withdrawn` because it has lost its point
 */
export const closeTask = (
	key: string,
	how: Closing,
	by: number | null,
	now: Date,
	outcome: Buffer | null = null,
): Write[] => [
	{
		statement: sql`
			UPDATE task SET closed_at = ${now}, closed_how = ${how}, closed_by = ${by}, outcome = ${outcome}
			WHERE (key = ${key} OR starts_with(key, ${`${key}:`})) AND closed_at IS NULL`,
	},
	{
		statement: sql`
			UPDATE notice SET state = 'cancelled', why = 'the task is closed', words = NULL
			WHERE starts_with(key, ${`task:${key}:`}) AND state = 'waiting'`,
	},
];
