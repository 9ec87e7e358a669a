import { type Context, form, type Read, type Slot } from "../conversation/dialogue.ts";
import { say } from "../conversation/say.ts";
import type { Json } from "../conversation/session.ts";
import type { RoleHeld } from "../conversation/speaker.ts";
import type { Write } from "../conversation/turn.ts";
import { fold } from "../language/index.ts";
import { noticeWrites } from "../notices/index.ts";
import { keepsMeetings, type Member, rosterOf } from "../people/index.ts";
import { addDays, momentOf } from "../platform/clock.ts";
import { sql } from "../platform/database.ts";
import { closeTask } from "../tasks/index.ts";
import { listing, namesOf } from "./lists.ts";
import { type Charge, namedTwice, peopleOf, type Teller, tellerOf } from "./resolve.ts";
import { mostNames } from "./rules.ts";
import { reachable, relayed, untoldIn } from "./store.ts";
import { type Spoken, toldIn } from "./told.ts";

/** One relay with what is written for her. */
interface Given extends Charge {
	/** She holds a phone of her own, so that she can be asked and told. */
	hasPhone: boolean;
	isSelf: boolean;
	/** Of her people those whom she did not tell before: only of these she is asked. */
	fresh: Member[];
	/** More than one relay may have: these stay with the board. */
	tooMany: Member[];
}

interface Value {
	given: Given[];
	/** Rows that end because somebody else tells these people now. */
	ended: number[];
	/** How many have nobody then. */
	alone: number;
	clubId: number;
}

interface Answers {
	held: RoleHeld;
	relays: Value;
}

/** An answer is asked for by notice so long; after it the people simply stay with the board. */
const askedDays = 7;

const held: Slot<RoleHeld, Answers> = {
	ask: () => ({ say: say("people.only-secretary") }),
	otherwise: () => true,
	read: (_, __, { speaker }) => ({
		value: speaker.roles.find(({ role }) => role === "secretary" || role === "chair")!,
	}),
};

/** Who comes to nobody's mind today is on the board's lists, and nobody waits for it. */
const putOff = /(de sau|de mai|chua nghi ra|chua biet|chua co ai)( nhe| a| chau| em| da| duoc)*$/;

const spokenIn = (raw: Json): Spoken | undefined =>
	typeof raw === "string" ? toldIn(raw) : (raw as unknown as Spoken);

/** The relays of an answer with their people, or what has to be asked first. */
function chargesOf(
	spoken: Spoken,
	roster: Member[],
	self: Teller,
): { charges: Charge[] } | { ask: Read<never> } {
	const charges: Charge[] = [];
	for (const index of spoken.relays.keys()) {
		const teller = tellerOf(spoken, index, roster, self);
		if ("ask" in teller) return teller;
		const people = peopleOf(spoken, index, roster);
		if ("ask" in people) return people;
		if (people.found.some((one) => one.personId === teller.found.personId))
			return { ask: { wrong: say("relays.not-oneself", { who: teller.found.name }) } };
		charges.push({ teller: teller.found, people: people.found });
	}
	const twice = namedTwice(spoken, charges);
	return twice ? { ask: twice } : { charges };
}

/** One relay named twice in a message has one list. */
function joined(charges: readonly Charge[]): Charge[] {
	const byTeller = new Map<string, Charge>();
	for (const { teller, people } of charges) {
		const key = teller.personId === null ? teller.name : String(teller.personId);
		const before = byTeller.get(key)?.people ?? [];
		byTeller.set(key, { teller, people: [...before, ...people] });
	}
	return [...byTeller.values()].filter(({ people }) => people.length > 0);
}

async function chargeAll(charges: Charge[], clubId: number, path: string, context: Context): Promise<Value> {
	const { read, today, speaker } = context;
	const tellerIds = charges.flatMap(({ teller }) => teller.personId ?? []);
	const standing = await relayed(read, { clubId }, today);
	const phones = await reachable(read, tellerIds);
	const own = new Set(speaker.persons.filter((one) => one.relation === "self").map((one) => one.personId));
	const named = new Set(charges.flatMap(({ people }) => people.map((one) => one.personId)));
	const given = charges.map(({ teller, people }): Given => {
		const isHers = (one: (typeof standing)[number]) =>
			teller.personId === null ? one.relay === teller.name : one.relayPersonId === teller.personId;
		const has = standing.filter((one) => isHers(one) && !named.has(one.personId)).length;
		const most = Math.max(0, mostNames - has);
		const known = new Set(standing.filter(isHers).map((one) => one.personId));
		return {
			teller,
			people: people.slice(0, most),
			fresh: people.slice(0, most).filter((one) => !known.has(one.personId)),
			tooMany: people.slice(most),
			hasPhone: teller.personId !== null && phones.has(teller.personId),
			isSelf: teller.personId !== null && own.has(teller.personId),
		};
	});
	const settled = new Set(given.flatMap(({ people }) => people.map((one) => one.personId)));
	const fresh = new Set(given.flatMap((one) => one.fresh.map(({ personId }) => personId)));
	const ended = standing.filter((one) => fresh.has(one.personId)).map((one) => one.relayId);
	const untold = await untoldIn(read, path, today);
	const alone = untold.filter((one) => !one.hasRelay && !settled.has(one.personId)).length;
	return { given, ended, alone, clubId };
}

const relays: Slot<Value, Answers> = {
	takesWords: true,
	ask: () => ({ say: say("relays.ask") }),
	async read(raw, { held }, context): Promise<Read<Value>> {
		if (typeof raw === "string" && putOff.test(fold(raw))) return { end: say("relays.later") };
		const spoken = spokenIn(raw);
		if (!spoken) return { wrong: say("relays.not-understood") };
		const roster = await rosterOf(context.read, held.unitId, context.today);
		const me = roster.find((one) => one.personId === held.personId);
		const mine = context.speaker.persons.find((one) => one.personId === held.personId);
		const self = { personId: held.personId, name: me?.called ?? mine?.called ?? "" };
		const found = chargesOf(spoken, roster, self);
		if ("ask" in found) return found.ask;
		return { value: await chargeAll(joined(found.charges), held.unitId, held.unitPath, context) };
	},
};

const insert = ({ teller, fresh, isSelf }: Given, by: number, now: Date, today: string): Write => ({
	statement: sql`
		INSERT INTO relay (person_id, relay_person_id, relay_name, from_day, by_person_id, agreed, answered_at)
		SELECT person_id, ${teller.personId}, ${teller.personId === null ? teller.name : null}, ${today}, ${by},
			${isSelf ? true : null}::boolean, ${isSelf ? now : null}::timestamptz
		FROM unnest(${fresh.map((one) => one.personId)}::int[]) AS person_id`,
	expects: fresh.length,
});

/** Whoever is to tell is asked: she may say no. */
function asking(
	{ teller, fresh, hasPhone, isSelf }: Given,
	key: string,
	held: RoleHeld,
	context: Context,
): Write[] {
	if (teller.personId === null || !hasPhone || isSelf) return [];
	const by = context.speaker.persons.find((one) => one.personId === held.personId)?.called ?? "";
	const answer = (intent: string) => ({ do: "intent" as const, intent, slots: {} });
	const notice = {
		key: `relay-ask:${key}:${teller.personId}`,
		personId: teller.personId,
		kind: "task" as const,
		notBefore: context.now,
		until: momentOf(addDays(context.today, askedDays), "20:00"),
		words: {
			says: [
				say("relays.asked", { who: teller.name, by, count: fresh.length, names: namesOf(listedOf(fresh)) }),
				say("relays.asked-how"),
			],
			offers: [
				{ label: say("relays.agree"), does: answer("relay.agree") },
				{ label: say("relays.refuse"), does: answer("relay.refuse") },
			],
		},
	};
	return noticeWrites([notice], context);
}

const listedOf = (people: readonly Member[]) =>
	people.map(({ personId, number, called }) => ({ personId, number, who: called }));

function done({ relays: { given, alone } }: Answers) {
	const told = given.filter(({ people }) => people.length > 0);
	const counts = told.map(({ teller, people }, index) => {
		const values = { who: teller.name.split(",")[0]!, count: people.length };
		return index === 0 ? say("relays.saved-first", values) : say("relays.saved-one", values);
	});
	const says = counts.length > 0 ? [say("relays.saved", { relays: listing(counts) })] : [];
	for (const { teller, tooMany } of given)
		if (tooMany.length > 0)
			says.push(
				say("relays.too-many", { who: teller.name, most: mostNames, names: namesOf(listedOf(tooMany)) }),
			);
	const silent = told.filter(({ teller, hasPhone }) => teller.personId !== null && !hasPhone);
	const names = silent.map(({ teller }) => say("relays.as-given", { name: teller.name }));
	if (names.length > 0) says.push(say("relays.no-phone", { who: listing(names) }));
	if (alone === 0) says.push(say("relays.none-alone"));
	else says.push(say(alone > mostNames ? "relays.many-alone" : "relays.few-alone", { count: alone }));
	return { says };
}

/** `Thu con dâu báo 1, bà Tám 2 9 15 22, còn lại cô báo`: who tells those whom no phone can tell. */
export const relaysForm = form<Answers>("relay.assign", {
	title: say("relays.title"),
	dropped: say("relays.put-off"),
	may: keepsMeetings,
	slots: { held, relays },
	save({ held, relays: { given, ended, clubId } }, context, key) {
		const { now, today } = context;
		const some = given.filter(({ fresh }) => fresh.length > 0);
		const end: Write = {
			statement: sql`UPDATE relay SET to_day = ${today} WHERE id = ANY(${ended}::int[]) AND to_day IS NULL`,
			expects: ended.length,
		};
		return [
			...(ended.length > 0 ? [end] : []),
			...some.map((one) => insert(one, held.personId, now, today)),
			...some.flatMap((one) => asking(one, key, held, context)),
			// Whoever looks for relays has seen that some were lost.
			...closeTask(`relay:lost:${clubId}`, "settled", held.personId, now),
		];
	},
	done,
	undo: {
		values({ relays: { given, ended } }, key) {
			const people = given.flatMap((one) => one.fresh.map(({ personId }) => personId));
			return people.length > 0 ? { people, ended, key } : null;
		},
		writes(values, { today }) {
			const { people, ended, key } = values as { people: number[]; ended: number[]; key: string };
			return [
				{
					statement: sql`UPDATE relay SET to_day = ${today} WHERE person_id = ANY(${people}::int[]) AND to_day IS NULL`,
				},
				{ statement: sql`UPDATE relay SET to_day = NULL WHERE id = ANY(${ended}::int[])` },
				{
					statement: sql`
						UPDATE notice SET state = 'cancelled', why = 'taken back', words = NULL
						WHERE starts_with(key, ${`relay-ask:${key}:`}) AND state = 'waiting'`,
				},
			];
		},
		done: say("relays.undone"),
	},
});
