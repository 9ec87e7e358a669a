import { type Context, form, type Read, type Reply, reply, type Slot } from "../conversation/dialogue.ts";
import { say } from "../conversation/say.ts";
import type { Json } from "../conversation/session.ts";
import type { Write } from "../conversation/turn.ts";
import { nameOf } from "../conversation/who.ts";
import { resolvePerson } from "../language/index.ts";
import { linked } from "../people/index.ts";
import { addDays, momentOf } from "../platform/clock.ts";
import { sql } from "../platform/database.ts";
import { openTask } from "../tasks/index.ts";
import { namesOf } from "./lists.ts";
import { type Relayed, relayed } from "./store.ts";

const ownIds = ({ speaker }: Context): number[] => speaker.persons.map((one) => one.personId);

const keptClub = ({ speaker }: Context): number | undefined =>
	speaker.roles.find(({ role }) => role === "secretary" || role === "chair")?.unitId;

/** `nhận lời`: from now on she gets the words to tell, with the names. */
const agree = reply("relay.agree", linked, async (_, context): Promise<Reply> => {
	const rows = await relayed(context.read, { relayPersonIds: ownIds(context) }, context.today);
	const asked = rows.filter((row) => row.agreed !== true);
	if (asked.length === 0) return { says: [say("relays.nobody-asked")] };
	const ids = asked.map((row) => row.relayId);
	return {
		says: [say("relays.agreed", { count: asked.length, names: namesOf(asked) }), say("relays.agreed-how")],
		writes: [
			{
				statement: sql`
					UPDATE relay SET agreed = true, answered_at = ${context.now} WHERE id = ANY(${ids}::int[]) AND to_day IS NULL`,
			},
		],
	};
});

/** The secretary hears of people who have lost whoever told them; until she finds another they are on the board's lists. */
function lostTask(rows: readonly Relayed[], context: Context): Write[] {
	const byClub = new Map<number, Relayed[]>();
	for (const row of rows) byClub.set(row.clubId, [...(byClub.get(row.clubId) ?? []), row]);
	return [...byClub].flatMap(([clubId, some]) => {
		const values = { who: some[0]!.relay, names: namesOf(some) };
		return openTask(
			{
				key: `relay:lost:${clubId}:${some[0]!.relayId}`,
				kind: "relay",
				unitId: clubId,
				for: { role: "secretary" },
				words: {
					title: say("relays.lost-title", values),
					says: [say("relays.lost", values), say("relays.lost-how")],
				},
				dueAt: momentOf(addDays(context.today, lostDays), "17:00"),
				tellNow: true,
			},
			context,
		);
	});
}
/** The next meeting is where one asks for another. */
const lostDays = 30;

const refuse = reply("relay.refuse", linked, async (_, context): Promise<Reply> => {
	const rows = await relayed(context.read, { relayPersonIds: ownIds(context) }, context.today);
	const open = rows.filter((row) => row.agreed === null);
	const some = open.length > 0 ? open : rows;
	if (some.length === 0) return { says: [say("relays.nobody-asked")] };
	const ids = some.map((row) => row.relayId);
	return {
		says: [say("relays.refused", { names: namesOf(some) })],
		writes: [
			{
				statement: sql`
					UPDATE relay SET agreed = false, answered_at = ${context.now}, to_day = ${context.today}
					WHERE id = ANY(${ids}::int[]) AND to_day IS NULL`,
			},
			...lostTask(some, context),
		],
	};
});

interface Ending {
	told: Relayed;
}

const told: Slot<Relayed, Ending> = {
	from: ["member"],
	expecting: "member",
	takesWords: true,
	ask: () => ({ say: say("relays.ask-end") }),
	async read(raw, _, context): Promise<Read<Relayed>> {
		const { read, today } = context;
		const clubId = keptClub(context);
		const rows = await relayed(read, clubId ? { clubId } : { relayPersonIds: ownIds(context) }, today);
		if (rows.length === 0) return { end: say("relays.none") };
		const people = rows.map((row) => ({
			id: String(row.personId),
			fullName: row.who,
			number: row.number,
			row,
		}));
		const found = resolvePerson(String(raw), people);
		if (found.kind === "one") return { value: found.person.row };
		if (found.kind === "none") return { wrong: say("relays.not-told-so", { name: String(raw) }) };
		return {
			which: say("relays.which-end"),
			offers: found.people.slice(0, 10).map(({ row }) => ({
				label: say("relays.told-by", { number: row.number, who: row.who, relay: row.relay }),
				raw: String(row.number),
			})),
		};
	},
};

/** Whoever speaks of herself is `bà`, not `bà Tám`. */
function relayName({ relayPersonId, relay }: Relayed, { speaker }: Context): string {
	const own = speaker.persons.find((one) => one.personId === relayPersonId);
	return own ? nameOf(own, { speaker }) : relay;
}

/** `thôi báo giúp bà Sen`, by whoever tells her or by the secretary. */
const end = form<Ending>("relay.end", {
	title: say("relays.end-title"),
	may: linked,
	slots: { told },
	readBack: ({ told }, context) =>
		say("relays.end-read-back", { who: told.who, relay: relayName(told, context) }),
	yes: say("relays.end-yes"),
	edit: "told",
	save: ({ told }, context) => [
		{
			statement: sql`UPDATE relay SET to_day = ${context.today} WHERE id = ${told.relayId} AND to_day IS NULL`,
			expects: 1,
		},
		// Who keeps the book knows it already.
		...(keptClub(context) === told.clubId ? [] : lostTask([told], context)),
	],
	done: ({ told }, context) => ({
		says: [say("relays.ended", { who: told.who, relay: relayName(told, context) })],
	}),
	undo: {
		values: ({ told }) => told.relayId,
		writes: (id) => [
			{
				statement: sql`
					UPDATE relay r SET to_day = NULL WHERE id = ${id}
						AND NOT EXISTS (SELECT 1 FROM relay o WHERE o.person_id = r.person_id AND o.to_day IS NULL)`,
				expects: 1,
			},
		],
		done: say("relays.end-undone"),
	},
});

const pageSize = 10;

/** `ai báo giúp ai`: ten relays a page, with whom each tells and whether she has said yes. */
async function list({ page }: Record<string, Json>, context: Context): Promise<Reply> {
	const clubId = keptClub(context);
	const rows = await relayed(
		context.read,
		clubId ? { clubId } : { relayPersonIds: ownIds(context) },
		context.today,
	);
	if (rows.length === 0) return { says: [say(clubId ? "relays.none" : "relays.nobody-asked")] };
	const relays = new Map<string, Relayed[]>();
	for (const row of rows) {
		const key = `${row.relayPersonId ?? row.relay}:${row.agreed}`;
		relays.set(key, [...(relays.get(key) ?? []), row]);
	}
	const from = Number(page ?? 0) * pageSize;
	const shown = [...relays.values()].slice(from, from + pageSize);
	const says = shown.map((some) => {
		const isWaiting = some.some((row) => row.relayPersonId !== null && row.agreed === null);
		const values = { relay: some[0]!.relay, names: namesOf(some) };
		return say(isWaiting ? "relays.line-waiting" : "relays.line", values);
	});
	const next = {
		label: say("relays.next-page"),
		does: { do: "intent" as const, intent: "relay.list", slots: { page: Number(page ?? 0) + 1 } },
	};
	const isMore = relays.size > from + pageSize;
	const tellers = new Set(rows.map((row) => row.relayPersonId ?? row.relay));
	return {
		says: [say("relays.list", { relays: tellers.size, count: rows.length }), ...says],
		...(isMore ? { offers: [next] } : {}),
	};
}

export const consenting = [agree, refuse, end, reply("relay.list", linked, list)];
