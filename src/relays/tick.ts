import { type Context, type Reply, reply } from "../conversation/dialogue.ts";
import { type Say, say } from "../conversation/say.ts";
import type { Json } from "../conversation/session.ts";
import type { Write } from "../conversation/turn.ts";
import { resolvePerson } from "../language/index.ts";
import { linked, properName } from "../people/index.ts";
import { sql } from "../platform/database.ts";
import { tasksOf } from "../tasks/index.ts";
import { listing, namesOf } from "./lists.ts";
import { mostNames } from "./rules.ts";
import { doneOn, type OpenItem, openOn } from "./store.ts";

const speakerId = ({ speaker }: Context): number | null =>
	speaker.persons.find((one) => one.relation === "self")?.personId ?? null;

interface Asked {
	numbers: number[];
	names: string[];
	all: boolean;
	/** Chosen where a number or a name may mean several. */
	personIds: number[] | undefined;
	taskIds: number[] | undefined;
}

const askedIn = ({ numbers, names, all, personIds, taskIds }: Record<string, Json>): Asked => ({
	numbers: Array.isArray(numbers) ? numbers.map(Number) : [],
	names: Array.isArray(names) ? names.map(String) : [],
	all: all === true,
	personIds: Array.isArray(personIds) ? personIds.map(Number) : undefined,
	taskIds: Array.isArray(taskIds) ? taskIds.map(Number) : undefined,
});

interface Meant {
	items: OpenItem[];
	/** Numbers and names that are on none of her lists. */
	unknown: Say[];
	/** Two people whom one number or name means. */
	unclear: OpenItem[];
}

const onePerson = (items: readonly OpenItem[]) => new Set(items.map((item) => item.personId)).size <= 1;

/** Which of the open names are meant. */
function meant(items: OpenItem[], asked: Asked): Meant {
	const within = items.filter((item) => !asked.taskIds || asked.taskIds.includes(item.taskId));
	const chosen = asked.personIds;
	if (chosen)
		return { items: within.filter((item) => chosen.includes(item.personId)), unknown: [], unclear: [] };
	if (asked.all) return { items: within, unknown: [], unclear: [] };
	const found: Meant = { items: [], unknown: [], unclear: [] };
	const put = (some: OpenItem[], as: Say) => {
		if (some.length === 0) found.unknown.push(as);
		else if (!onePerson(some)) found.unclear.push(...some);
		else found.items.push(...some);
	};
	for (const number of asked.numbers)
		put(
			within.filter((item) => item.number === number),
			say("relays.number", { number }),
		);
	for (const name of asked.names) {
		const roster = within.map((item) => ({ id: String(item.personId), fullName: item.fullName, item }));
		const result = resolvePerson(name, roster);
		const some =
			result.kind === "one"
				? [result.person.item]
				: result.kind === "several"
					? result.people.map(({ item }) => item)
					: [];
		put(some, say("relays.as-given", { name: properName(name) }));
	}
	return found;
}

/** In the order of the book, a person once. */
const lines = (items: readonly OpenItem[]) => {
	const people = [...new Map(items.map((item) => [item.personId, item])).values()];
	return namesOf(people.toSorted((a, b) => a.number - b.number).slice(0, mostNames));
};

/** A number that stands on lists of two people: which one was told? */
function askWho(unclear: OpenItem[], intent: string): Reply {
	const people = [...new Map(unclear.map((item) => [item.personId, item])).values()];
	return {
		says: [say("relays.which-told")],
		offers: people.slice(0, 10).map((item) => ({
			label: say("relays.told-at", { who: item.who, club: item.club }),
			does: { do: "intent" as const, intent, slots: { personIds: [item.personId] } },
		})),
	};
}

/** The same people stand on lists of two errands: both told at one time, or only the last? */
function askWhich(items: OpenItem[], titles: Map<number, Json>): Reply {
	const personIds = [...new Set(items.map((item) => item.personId))];
	const taskIds = [...new Set(items.map((item) => item.taskId))];
	const last = taskIds.toSorted((a, b) => b - a)[0]!;
	const tick = (ids: number[]) => ({
		do: "intent" as const,
		intent: "relay.done",
		slots: { personIds, taskIds: ids },
	});
	return {
		says: [say("relays.which-errand", { count: taskIds.length })],
		offers: [
			{ label: say("relays.all-errands"), does: tick(taskIds) },
			{
				label: say("relays.only-errand", { what: titles.get(last) as never }),
				does: tick([last]),
			},
		],
	};
}

/** Errands, as far as they are told apart: one announcement may have several lists. */
const errandOf = (key: string): string => key.split(":").slice(0, -1).join(":");

const settle = (taskIds: number[], by: number | null, now: Date): Write[] => [
	{
		statement: sql`
			UPDATE task SET closed_at = ${now}, closed_how = 'done', closed_by = ${by}
			WHERE id = ANY(${taskIds}::bigint[]) AND closed_at IS NULL
				AND NOT EXISTS (SELECT 1 FROM task_item i JOIN person p ON p.id = i.person_id AND p.died_on IS NULL
					WHERE i.task_id = task.id AND i.done_at IS NULL)`,
	},
	{
		statement: sql`
			UPDATE notice SET state = 'cancelled', why = 'everybody is told', words = NULL
			FROM task t WHERE t.id = ANY(${taskIds}::bigint[]) AND t.closed_at IS NOT NULL
				AND starts_with(notice.key, 'task:' || t.key || ':') AND notice.state = 'waiting'`,
	},
];

const tickWrites = (items: OpenItem[], by: number | null, now: Date): Write[] => {
	const taskIds = [...new Set(items.map((item) => item.taskId))];
	return [
		{
			statement: sql`
				UPDATE task_item SET done_at = ${now}, done_by = ${by}
				FROM unnest(${items.map((item) => item.taskId)}::bigint[], ${items.map((item) => item.personId)}::int[]) AS told(task_id, person_id)
				WHERE task_item.task_id = told.task_id AND task_item.person_id = told.person_id AND done_at IS NULL`,
		},
		...settle(taskIds, by, now),
	];
};

async function done(slots: Record<string, Json>, context: Context): Promise<Reply> {
	const { read, speaker, today, now, open } = context;
	const tasks = (await tasksOf(read, speaker, today)).filter((task) => task.kind === "relay");
	const items = await openOn(
		read,
		tasks.map((task) => task.id),
		today,
	);
	if (items.length === 0) return { says: [say("relays.no-list")] };
	const asked = askedIn(slots);
	const found = meant(items, asked);
	if (found.unclear.length > 0) return askWho(found.unclear, "relay.done");
	const keys = new Map(tasks.map((task) => [task.id, errandOf(task.key)]));
	const errands = new Set(found.items.map((item) => keys.get(item.taskId)));
	if (errands.size > 1 && !asked.taskIds) {
		const titleOf = (words: Buffer): Json => (open(words) as { title: Json }).title;
		return askWhich(found.items, new Map(tasks.map((task) => [task.id, titleOf(task.words)])));
	}
	if (found.items.length === 0)
		return { says: [say("relays.not-on-list", { names: listing(found.unknown), left: lines(items) })] };
	const isTold = (item: OpenItem) =>
		found.items.some((one) => one.taskId === item.taskId && one.personId === item.personId);
	const errand = keys.get(found.items[0]!.taskId);
	const left = items.filter((item) => !isTold(item) && keys.get(item.taskId) === errand);
	const says = [say("relays.ticked", { names: lines(found.items) })];
	if (found.unknown.length > 0) says.push(say("relays.unknown-too", { names: listing(found.unknown) }));
	says.push(
		left.length > 0 ? say("relays.left", { count: left.length, names: lines(left) }) : say("relays.all-told"),
	);
	return { says, writes: tickWrites(found.items, speakerId(context), now) };
}

/** `bỏ xong 9`: what was ticked by mistake stands open again, its list too. */
async function undo(slots: Record<string, Json>, context: Context): Promise<Reply> {
	const by = speakerId(context);
	const items = await doneOn(context.read, by, context.today);
	const found = meant(items, { ...askedIn(slots), all: false });
	if (found.unclear.length > 0) return askWho(found.unclear, "relay.undone");
	if (found.items.length === 0) return { says: [say("relays.not-ticked")] };
	const taskIds = [...new Set(found.items.map((item) => item.taskId))];
	const personIds = found.items.map((item) => item.personId);
	return {
		says: [say("relays.unticked", { names: lines(found.items) })],
		writes: [
			{
				statement: sql`
					UPDATE task_item SET done_at = NULL, done_by = NULL
					WHERE task_id = ANY(${taskIds}::bigint[]) AND person_id = ANY(${personIds}::int[]) AND done_by = ${by}`,
			},
			{
				statement: sql`
					UPDATE task SET closed_at = NULL, closed_how = NULL, closed_by = NULL
					WHERE id = ANY(${taskIds}::bigint[]) AND closed_how = 'done'`,
			},
		],
	};
}

export const ticking = [reply("relay.done", linked, done), reply("relay.undone", linked, undo)];
