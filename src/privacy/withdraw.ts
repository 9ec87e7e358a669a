import { form, type Slot } from "../conversation/dialogue.ts";
import { say } from "../conversation/say.ts";
import type { SpokenFor } from "../conversation/speaker.ts";
import { nameOf, whoseSlot } from "../conversation/who.ts";
import { consentWrite, linked } from "../people/index.ts";
import { deleteData } from "./delete.ts";
import { eraseReadings } from "./erase.ts";
import { readingsOf } from "./store.ts";

interface Withdrawing {
	person: SpokenFor;
	what: "health" | "all";
	readings: number;
}

const countOf = <Before extends { person: SpokenFor }>(): Slot<number, Before> => ({
	ask: () => ({ say: say("privacy.withdraw-title") }),
	otherwise: () => "",
	read: async (_, { person }, { read }) => ({ value: await readingsOf(read, person.personId) }),
});

/** `rút đồng ý` alone may mean one of two: the readings, or everything. */
const what: Slot<Withdrawing["what"], Withdrawing> = {
	ask: ({ person }, context) => ({
		say: say("privacy.withdraw-what", { who: nameOf(person, context) }),
		offers: [
			{ label: say("privacy.withdraw-health"), does: { do: "answer", slot: "what", raw: "health" } },
			{ label: say("privacy.withdraw-all"), does: { do: "answer", slot: "what", raw: "all" } },
		],
	}),
	read: (raw) => ({ value: raw === "all" ? "all" : "health" }),
};

/** `đừng giữ số đo của tôi nữa`: no reading is kept from this message on; what becomes of the old ones is asked after. */
export const withdraw = form<Withdrawing>("privacy.withdraw", {
	title: say("privacy.withdraw-title"),
	may: linked,
	slots: {
		person: whoseSlot<Withdrawing>("person", {
			ask: "privacy.whose-readings",
			notYours: "privacy.not-yours",
		}),
		what,
		readings: countOf<Withdrawing>(),
	},
	save: ({ person, what }, { turn }) =>
		what === "all"
			? []
			: [
					consentWrite(
						person.personId,
						{ purpose: "health", given: false, at: turn.writtenAt, eventId: turn.eventId },
						turn.chat.id,
						person.relation === "self" ? "own" : "assisted",
					),
				],
	done({ person, what, readings }, context) {
		if (what === "all") return { says: [] };
		const who = nameOf(person, context);
		const first = say("privacy.withdrawn", { who });
		if (readings === 0) return { says: [first] };
		const slots = { personId: person.personId };
		return {
			says: [first, say("privacy.withdrawn-old", { who, readings })],
			offers: [
				{
					label: say("privacy.forget-yes"),
					does: { do: "intent", intent: "privacy.forget", slots: { ...slots, sure: true } },
				},
				{
					label: say("privacy.forget-no"),
					does: { do: "intent", intent: "privacy.forget", slots: { ...slots, sure: false } },
				},
			],
		};
	},
	next: ({ person, what }) =>
		what === "all" ? { form: deleteData, slots: { person: { personId: person.personId } } } : undefined,
	final: "a consent is given anew by saying so, and both stand in the record",
});

interface Forgetting {
	person: SpokenFor;
	readings: number;
	sure: boolean;
}

/** `xoá hết số đo cũ`: the kept readings go, whatever is agreed for those to come. */
export const forget = form<Forgetting>("privacy.forget", {
	title: say("privacy.withdraw-title"),
	may: linked,
	slots: {
		person: whoseSlot<Forgetting>("person", { ask: "privacy.whose-readings", notYours: "privacy.not-yours" }),
		readings: countOf<Forgetting>(),
		sure: {
			needed: ({ readings }) => readings > 0,
			ask: ({ person, readings }, context) => ({
				say: say("privacy.forget-ask", { who: nameOf(person, context), readings }),
				offers: [
					{ label: say("privacy.forget-yes"), does: { do: "answer", slot: "sure", raw: true } },
					{ label: say("privacy.forget-no"), does: { do: "answer", slot: "sure", raw: false } },
				],
			}),
			read: (raw, { person }, context) =>
				raw === true
					? { value: true }
					: { end: say("privacy.forget-left", { who: nameOf(person, context) }) },
		},
	},
	save: ({ person }) => [{ statement: eraseReadings(person.personId) }],
	done: ({ person, readings }, context) => ({
		says: [
			say(readings > 0 ? "privacy.forgotten" : "privacy.forgotten-none", {
				who: nameOf(person, context),
				readings,
			}),
		],
	}),
	final: "what she wanted gone is gone",
});
