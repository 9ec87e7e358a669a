import { type Context, type Reply, reply } from "../conversation/dialogue.ts";
import { say } from "../conversation/say.ts";
import type { Json } from "../conversation/session.ts";
import { linked } from "../people/index.ts";
import { dayOf } from "../platform/clock.ts";
import { type OpenTask, openItems, taskOf, tasksOf, wordsOf } from "./store.ts";

const pageSize = 9;

/** `việc`: what waits for me, ten to a page, each to be looked at by its number. */
async function mine({ page }: Record<string, Json>, context: Context): Promise<Reply> {
	const tasks = await tasksOf(context.read, context.speaker, context.today);
	if (tasks.length === 0) return { says: [say("tasks.none")] };
	if (tasks.length === 1) return look(tasks[0]!, context);
	const from = Number(page ?? 0) * pageSize;
	const shown = tasks.slice(from, from + pageSize);
	const offers = shown.map((task) => ({
		label: say("tasks.line", { title: wordsOf(task, context.open).title, day: dayOf(task.dueAt) }),
		does: { do: "intent" as const, intent: "tasks.open", slots: { taskId: task.id } },
	}));
	if (tasks.length > from + pageSize)
		offers.push({
			label: say("tasks.more"),
			does: { do: "intent" as const, intent: "tasks.mine", slots: { page: Number(page ?? 0) + 1 } as never },
		});
	return { says: [say("tasks.list", { count: tasks.length })], offers };
}

/** One task with what can be done about it. */
async function look(task: OpenTask, context: Context): Promise<Reply> {
	const { says, offers } = wordsOf(task, context.open);
	const items = await openItems(context.read, task.id, Number(context.today.slice(0, 4)));
	const names = items.map(({ number, who }) => say("tasks.item", { number, who }));
	const numbers = items.map(({ number }) => number).join(" ");
	return {
		says: [
			...says,
			...names,
			items.length > 0
				? say("tasks.tick", { numbers })
				: say("tasks.due", { day: dayOf(task.dueAt), unit: task.unitName }),
		],
		...(items.length > 0 ? {} : { offers: offers ?? standardOffers(task.id) }),
	};
}

/** Where a task brings no choices of its own. */
export const standardOffers = (taskId: number) => [
	{
		label: say("tasks.offer-done"),
		does: { do: "intent" as const, intent: "tasks.done", slots: { taskId } },
	},
	{
		label: say("tasks.offer-later"),
		does: { do: "intent" as const, intent: "tasks.later", slots: { taskId } },
	},
];

async function openOne({ taskId }: Record<string, Json>, context: Context): Promise<Reply> {
	const task = await taskOf(context.read, context.speaker, context.today, Number(taskId));
	return task ? look(task, context) : { says: [say("tasks.gone")] };
}

export const list = [
	reply("tasks.mine", linked, mine),
	/** An officer's word for the same. */
	reply("escalations", linked, mine),
	reply("tasks.open", linked, openOne),
];
