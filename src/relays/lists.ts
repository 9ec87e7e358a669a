import { type Say, say } from "../conversation/say.ts";
import { called } from "../people/index.ts";
import { type Reader, sql, type Tx } from "../platform/database.ts";
import type { Sealing } from "../platform/sealing.ts";
import { openTasks } from "../tasks/index.ts";
import { type List, listsOf, mostNames } from "./rules.ts";
import { type Listed, seatsIn, untoldIn } from "./store.ts";

/** What is to be told to whoever has no phone: never of money or health. */
export interface Errand {
	/** `announcement:12`: its lists are made once. */
	subject: string;
	unitPath: string;
	/** A few words for a list of tasks: `thông báo của cô Mai`. */
	title: Say;
	text: Say;
	/** The day whose members, and whose travellers, count; otherwise today. */
	on?: string;
	/** After it nobody needs to be told any more. */
	dueAt: Date;
	/** Whoever knows already. */
	skip?: number[];
}

/** The lists by which everybody of a subtree is told whom no phone can tell today. */
export async function listsFor(
	read: Reader,
	{ unitPath, today, skip = [] }: { unitPath: string; today: string; skip?: number[] },
): Promise<List[]> {
	const untold = await untoldIn(read, unitPath, today);
	const others = untold.filter((one) => !skip.includes(one.personId));
	return listsOf(others, await seatsIn(read, unitPath, today));
}

const prefixOf = (subject: string): string => `relay:${subject}:`;

/**
 * Opens a task for every list of an errand, all in one transaction: a job that is run again finds them there, and nobody
 * comes on two lists.
 * @returns how many lists are new
 */
export async function openLists(
	tx: Tx,
	errand: Errand,
	now: Date,
	today: string,
	sealing: Sealing,
): Promise<number> {
	const prefix = prefixOf(errand.subject);
	const [earlier] = await tx.rows(sql`SELECT 1 FROM task WHERE starts_with(key, ${prefix}) LIMIT 1`);
	if (earlier) return 0;
	const lists = await listsFor(tx, { ...errand, today: errand.on ?? today });
	const tasks = lists.map((list, index) => ({
		key: `${prefix}${index + 1}`,
		kind: "relay",
		unitId: list.unitId,
		for: list.for,
		words: {
			title: say("relays.errand-title", { count: list.items.length, what: errand.title }),
			says: [say("relays.errand", { count: list.items.length, text: errand.text })],
		},
		dueAt: errand.dueAt,
		items: list.items,
	}));
	return openTasks(tx, tasks, now, today, sealing);
}

/** What somebody has to tell of one errand. */
export interface Errands {
	/** The first names, at most {@link mostNames}. */
	names: Listed[];
	/** How many stand on further lists. */
	more: number;
	taskKeys: string[];
}

/**
 * Who has which names of an errand today: relays and the board, to whom lists go only where they hold a phone; the
 * office above reads its own in its list of tasks. Not by `acting`, which takes 40 s for the 1,500 lists of 300 clubs.
 */
export async function listedFor(read: Reader, subject: string, today: string): Promise<Map<number, Errands>> {
	const rows = await read.rows<
		Omit<Listed, "who"> & {
			by: number;
			key: string;
			fullName: string;
			birthYear: number | null;
			sex: string | null;
			calledAs: string | null;
		}
	>(sql`
		SELECT who.person_id AS by, t.key, i.person_id AS "personId", i.number, p.full_name AS "fullName",
			p.birth_year AS "birthYear", p.sex, p.called_as AS "calledAs"
		FROM task t, LATERAL (
			SELECT t.for_person_id AS person_id WHERE t.for_person_id IS NOT NULL
			UNION SELECT g.person_id FROM role_grant g WHERE g.unit_id = t.unit_id AND g.role = t.for_role
				AND g.from_day <= ${today} AND (g.to_day IS NULL OR g.to_day >= ${today})) who
		JOIN LATERAL (SELECT person_id, number FROM task_item WHERE task_id = t.id AND done_at IS NULL) i ON true
		JOIN person p ON p.id = i.person_id AND p.died_on IS NULL
		WHERE starts_with(t.key, ${prefixOf(subject)}) AND t.closed_at IS NULL
		ORDER BY t.id, i.number`);
	const found = new Map<number, Errands>();
	for (const row of rows) {
		const own = found.get(row.by) ?? { names: [], more: 0, taskKeys: [] };
		const who = called(row, Number(today.slice(0, 4)));
		if (own.names.length < mostNames) own.names.push({ personId: row.personId, number: row.number, who });
		else own.more++;
		if (!own.taskKeys.includes(row.key)) own.taskKeys.push(row.key);
		found.set(row.by, own);
	}
	for (const own of found.values()) own.names.sort((a, b) => a.number - b.number);
	return found;
}

/** One after the other, as one sentence; at least one. */
export const listing = (says: readonly Say[]): Say =>
	says.reduceRight((after, first) => say("relays.and-then", { first, after }));

/** `số 2 ông Dần, số 9 bác Hùng` */
export const namesOf = (names: readonly Pick<Listed, "number" | "who">[]): Say =>
	listing(names.map(({ number, who }) => say("relays.number-name", { number, who })));

/** What stands under a message whose reader has others to tell. */
export function tellOthers({ names, more }: Errands): Say {
	const numbers = names
		.slice(0, 2)
		.map(({ number }) => number)
		.join(" ");
	return more > 0
		? say("relays.also-more", { count: names.length, names: namesOf(names), more, numbers })
		: say("relays.also", { count: names.length, names: namesOf(names), numbers });
}

/** Notes that a list was told together with something else, so that the morning does not tell it again. */
export async function toldWith(tx: Tx, personId: number, { taskKeys }: Errands, now: Date): Promise<void> {
	await tx.run(sql`
		INSERT INTO notice (key, person_id, kind, not_before, state, why, filed_at)
		SELECT 'task:' || key || ':' || ${personId}::int, ${personId}, 'task', ${now}, 'cancelled', 'told with another message', ${now}
		FROM unnest(${taskKeys}::text[]) AS key ON CONFLICT (key) DO NOTHING`);
}

/** Takes back the lists whose time has passed: what was not told stays so, and nobody is chased for it. */
export const endLists = (tx: Tx, now: Date): Promise<number> =>
	tx.run(sql`
		UPDATE task SET closed_at = ${now}, closed_how = 'withdrawn'
		WHERE kind = 'relay' AND closed_at IS NULL AND due_at <= ${now} AND EXISTS (SELECT 1 FROM task_item i WHERE i.task_id = task.id)`);

/** Whom relays and the board have told of an errand, as far as they ticked them off. */
export async function toldOf(read: Reader, subject: string): Promise<number[]> {
	const rows = await read.rows<{ id: number }>(sql`
		SELECT DISTINCT i.person_id AS id FROM task t JOIN task_item i ON i.task_id = t.id AND i.done_at IS NOT NULL
		WHERE t.kind = 'relay' AND starts_with(t.key, ${prefixOf(subject)})`);
	return rows.map((row) => row.id);
}

/** How many people were given names of an errand to tell, and how many have been told so far. */
export async function handsOf(read: Reader, subject: string): Promise<{ tellers: number; told: number }> {
	const [row] = await read.rows<{ tellers: number }>(sql`
		SELECT count(DISTINCT person_id)::int AS tellers FROM notice WHERE starts_with(key, ${`task:${prefixOf(subject)}`})`);
	return { tellers: row!.tellers, told: (await toldOf(read, subject)).length };
}
