import { type Context, form, type Read, reply, type Slot } from "../conversation/dialogue.ts";
import { say } from "../conversation/say.ts";
import type { Write } from "../conversation/turn.ts";
import { parseDay } from "../language/index.ts";
import { linked } from "../people/index.ts";
import { addDays, momentOf, plusMinutes } from "../platform/clock.ts";
import { sql } from "../platform/database.ts";
import { quietMinOf } from "./rungs.ts";
import { type OpenTask, taskOf, tasksOf, wordsOf } from "./store.ts";
import { closeTask } from "./task.ts";

interface Which {
	task: OpenTask;
}

/** The task that is meant: the one that was shown, else the only one, else the one she chooses. */
function whichTask<Before extends Which>(): Slot<OpenTask, Before> {
	return {
		from: ["taskId"],
		ask: () => ({ say: say("tasks.which") }),
		otherwise: () => 0,
		async read(raw, _, { read, speaker, today, open }): Promise<Read<OpenTask>> {
			const asked = Number(raw);
			if (asked > 0) {
				const task = await taskOf(read, speaker, today, asked);
				return task ? { value: task } : { end: say("tasks.gone") };
			}
			const tasks = await tasksOf(read, speaker, today);
			if (tasks.length === 0) return { end: say("tasks.none") };
			if (tasks.length === 1) return { value: tasks[0]! };
			const offers = tasks
				.slice(0, 10)
				.map((task) => ({ label: say("tasks.title", { title: wordsOf(task, open).title }), raw: task.id }));
			return { which: say("tasks.which"), offers };
		},
	};
}

const speakerId = ({ speaker }: Context): number | null =>
	speaker.persons.find((one) => one.relation === "self")?.personId ?? null;

const reopen = (id: number, now: Date): Write[] => [
	{
		statement: sql`
			UPDATE task SET closed_at = NULL, closed_how = NULL, closed_by = NULL, outcome = NULL, quiet_until = NULL, why = NULL
			WHERE id = ${id} AND (closed_at IS NULL OR closed_how = 'done') AND opened_at <= ${now}`,
		expects: 1,
	},
];

/** `đã xử lý: tôi đến rồi, bà đỡ rồi`: closes a task, with what was found. */
const done = form<Which & { outcome: string }>("tasks.done", {
	title: say("tasks.done-title"),
	may: linked,
	slots: {
		task: whichTask(),
		outcome: {
			ask: () => ({ say: say("tasks.which") }),
			otherwise: () => "",
			read: (raw) => ({ value: String(raw).trim() }),
		},
	},
	save: ({ task, outcome }, context) =>
		closeTask(task.key, "done", speakerId(context), context.now, outcome ? context.seal(outcome) : null),
	done: ({ task }, { open }) => ({ says: [say("tasks.closed", { title: wordsOf(task, open).title })] }),
	undo: {
		values: ({ task }) => task.id,
		writes: (id, { now }) => reopen(Number(id), now),
		done: say("tasks.reopened"),
	},
});

/** How far a task may be put off: by then it is somebody else's to decide. */
const mostDays = 60;

/** `hoãn đến thứ Bảy vì bà đi vắng`: nothing is said of it before. */
const later = form<Which & { until: string; why: string }>("tasks.later", {
	title: say("tasks.later-title"),
	may: linked,
	slots: {
		task: whichTask(),
		until: {
			expecting: "text",
			ask: () => ({ say: say("tasks.ask-until") }),
			read(raw, _, { turn, today }) {
				const day = parseDay(String(raw), turn.writtenAt, "future");
				if (!day || day <= today) return { wrong: say("tasks.until-shape") };
				return day > addDays(today, mostDays)
					? { wrong: say("tasks.until-far", { most: mostDays }) }
					: { value: day };
			},
		},
		why: {
			expecting: "text",
			ask: () => ({ say: say("tasks.ask-why") }),
			read: (raw) =>
				String(raw).trim().length < 2 ? { wrong: say("tasks.ask-why") } : { value: String(raw).trim() },
		},
	},
	save: ({ task, until, why }, { seal }) => [
		{
			statement: sql`
				UPDATE task SET quiet_until = ${momentOf(until, "07:00")}, why = ${seal(why)} WHERE id = ${task.id} AND closed_at IS NULL`,
			expects: 1,
		},
	],
	done: ({ task, until }, { open }) => ({
		says: [say("tasks.put-off", { title: wordsOf(task, open).title, day: until })],
	}),
	undo: {
		values: ({ task }) => task.id,
		writes: (id, { now }) => reopen(Number(id), now),
		done: say("tasks.reopened"),
	},
});

/** `đã nắm`: this rung is quiet for as long as the policy gives; the task stays open. */
const acknowledge = reply("tasks.acknowledge", linked, async ({ taskId }, context) => {
	const { read, speaker, today, now, open } = context;
	const tasks = await tasksOf(read, speaker, today);
	const named = tasks.find((one) => one.id === Number(taskId));
	const task = named ?? tasks.toSorted((a, b) => b.step - a.step)[0];
	if (!task) return { says: [say("tasks.none")] };
	const quietUntil = plusMinutes(now, await quietMinOf(read, task.unitId, task.kind, task.step));
	return {
		says: [say("tasks.acknowledged", { title: wordsOf(task, open).title, unit: task.unitName })],
		writes: [
			{
				statement: sql`UPDATE task SET quiet_until = ${quietUntil} WHERE id = ${task.id} AND closed_at IS NULL`,
			},
		],
	};
});

export const settling = [done, later, acknowledge];
