import { type Context, form, type Slot } from "../conversation/dialogue.ts";
import { say } from "../conversation/say.ts";
import type { Json } from "../conversation/session.ts";
import type { SpokenFor } from "../conversation/speaker.ts";
import type { Write } from "../conversation/turn.ts";
import { nameOf, whoseSlot } from "../conversation/who.ts";
import { consentWrite, linked, type Purpose } from "../people/index.ts";
import { dayOf } from "../platform/clock.ts";
import { closeTask } from "../tasks/index.ts";
import { cancelNotices, stopPhones, wakePhones } from "./erase.ts";
import { dueDay, keeperSay, openRequestWrites } from "./requests.ts";
import { requestsOf } from "./rules.ts";
import { type Keeper, keeperFor, openRequest, readingsOf } from "./store.ts";

interface Answers {
	person: SpokenFor;
	keeper: Keeper;
	/** The last day of a request that is open already. */
	open: string;
	goesOn: boolean;
	readings: number;
	sure: boolean;
}

const person = whoseSlot<Answers>("person", { ask: "privacy.whose-delete", notYours: "privacy.not-yours" });

const keeper: Slot<Keeper, Answers> = {
	ask: () => ({ say: say("privacy.delete-title") }),
	otherwise: () => "",
	async read(_, { person }, { read, today }) {
		const found = await keeperFor(read, person.personId, today);
		return found ? { value: found } : { end: say("privacy.keeper-none") };
	},
};

const open: Slot<string, Answers> = {
	ask: () => ({ say: say("privacy.delete-title") }),
	otherwise: () => "",
	async read(_, { person }, { read }) {
		const found = await openRequest(read, "delete", person.personId);
		return { value: found ? dayOf(found.dueAt) : "" };
	},
};

/** Both consents, said now in this message: what she takes back is taken back in this moment. */
const consents = (
	of: Pick<SpokenFor, "personId" | "relation">,
	purposes: Purpose[],
	context: Context,
	given: boolean,
) =>
	purposes.map((purpose) =>
		consentWrite(
			of.personId,
			{ purpose, given, at: context.turn.writtenAt, eventId: context.turn.eventId },
			context.turn.chat.id,
			of.relation === "self" ? "own" : "assisted",
		),
	);

const takeBack = (person: Pick<SpokenFor, "personId" | "relation">, context: Context): Write[] => [
	wakePhones(person.personId),
	...closeTask(requestsOf("delete", person.personId), "withdrawn", person.personId, context.now),
	...consents(person, ["membership"], context, true),
];

/** A second request while one is open says until when, and is the place to take it back. */
const goesOn: Slot<boolean, Answers> = {
	needed: ({ open }) => open !== "",
	ask: ({ person, keeper, open }, context) => ({
		say: say("privacy.delete-open", { who: nameOf(person, context), keeper: keeperSay(keeper), day: open }),
		offers: [
			{ label: say("privacy.delete-goes-on"), does: { do: "answer", slot: "goesOn", raw: true } },
			{ label: say("privacy.delete-take-back"), does: { do: "answer", slot: "goesOn", raw: false } },
		],
	}),
	read: (raw, { person, open }, context) =>
		raw === true
			? { end: say("privacy.delete-went-on", { day: open }) }
			: { end: say("privacy.taken-back"), writes: takeBack(person, context) },
};

const readings: Slot<number, Answers> = {
	ask: () => ({ say: say("privacy.delete-title") }),
	otherwise: () => "",
	read: async (_, { person }, { read }) => ({ value: await readingsOf(read, person.personId) }),
};

/** What goes, what stays and why, before the yes. */
const sure: Slot<boolean, Answers> = {
	ask: ({ person, keeper, readings }, context) => ({
		say: say("privacy.delete-ask", {
			who: nameOf(person, context),
			readings,
			keeper: keeperSay(keeper),
			day: dueDay("delete", context.today),
		}),
		offers: [
			{ label: say("privacy.delete-yes"), does: { do: "answer", slot: "sure", raw: true } },
			{ label: say("privacy.delete-no"), does: { do: "answer", slot: "sure", raw: false } },
		],
	}),
	read: (raw, { person }, context) =>
		raw === true ? { value: true } : { end: say("privacy.delete-dropped", { who: nameOf(person, context) }) },
};

/**
 * `xoá hết dữ liệu của tôi`: at once both consents end and the phone falls silent; the office erases within twenty days,
 * and only then ends the account.
 */
export const deleteData = form<Answers>("privacy.delete", {
	title: say("privacy.delete-title"),
	may: linked,
	slots: { person, keeper, open, goesOn, readings, sure },
	save: ({ person, keeper }, context) => [
		...openRequestWrites("delete", person, keeper, context),
		...consents(person, ["membership", "health"], context, false),
		{ statement: cancelNotices(person.personId) },
		stopPhones(person.personId, context.now),
	],
	done: ({ person, keeper }, context) => ({
		says: [
			say("privacy.delete-asked", {
				who: nameOf(person, context),
				keeper: keeperSay(keeper),
				day: dueDay("delete", context.today),
			}),
		],
	}),
	undo: {
		values: ({ person }): Json => ({ personId: person.personId, relation: person.relation }),
		writes: (values, context) => takeBack(values as unknown as SpokenFor, context),
		done: say("privacy.taken-back"),
	},
});

interface Keeping {
	person: SpokenFor;
	open: string;
}

/** The request is taken back; her yes to keeping name and book stands again, for she says so here. */
export const keepData = form<Keeping>("privacy.keep", {
	title: say("privacy.delete-title"),
	may: linked,
	slots: {
		person: whoseSlot<Keeping>("person", { ask: "privacy.whose-delete", notYours: "privacy.not-yours" }),
		open: {
			ask: () => ({ say: say("privacy.delete-title") }),
			otherwise: () => "",
			async read(_, { person }, context) {
				const found = await openRequest(context.read, "delete", person.personId);
				if (!found) return { end: say("privacy.delete-none", { who: nameOf(person, context) }) };
				return { value: dayOf(found.dueAt) };
			},
		},
	},
	save: ({ person }, context) => takeBack(person, context),
	done: () => ({ says: [say("privacy.taken-back")] }),
	final: "a request that was taken back is made again by asking",
});
