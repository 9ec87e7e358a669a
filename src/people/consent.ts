import type { Context, Slot } from "../conversation/dialogue.ts";
import { form } from "../conversation/dialogue.ts";
import { type Say, say } from "../conversation/say.ts";
import type { SpokenFor } from "../conversation/speaker.ts";
import type { Write } from "../conversation/turn.ts";
import { nameOf, whoseSlot } from "../conversation/who.ts";
import { sql } from "../platform/database.ts";

/** Two consents, asked apart and never bundled (Law 91/2025, art. 9; docs/sources.md). */
export type Purpose = "membership" | "health";

/** The version of the words that were agreed to; it changes with every change of their sense. */
const wording = { membership: "membership-2026-11", health: "health-2026-11" } as const;

/** What somebody said, and the message that said it. */
export interface Consenting {
	purpose: Purpose;
	given: boolean;
	at: Date;
	eventId: string;
}

/** Asks for one consent; silence is never a yes, and no is as easy as yes. */
export function consentSlot<Before>(
	purpose: Purpose,
	slot: keyof Before & string,
	sentence: (before: Before, context: Context) => Say,
): Slot<Consenting, Before> {
	const offer = (key: "people.agree" | "people.disagree", given: boolean) => ({
		label: say(key),
		does: { do: "answer" as const, slot, raw: { given } },
	});
	return {
		ask: (before, context) => ({
			say: sentence(before, context),
			offers: [offer("people.agree", true), offer("people.disagree", false)],
		}),
		read: (raw, _, __, { at, eventId }) => ({
			value: { purpose, given: (raw as { given: boolean }).given, at, eventId },
		}),
	};
}

/**
 * How it was said: by her `own` hand; `assisted`, tapped by a helper and provisional until she was `asked` by the
 * secretary; or signed on `paper`.
 */
export type Basis = "own" | "assisted" | "asked" | "paper";

/** @param by who recorded it, where it was not said in a chat that speaks for her */
export const consentWrite = (
	personId: number,
	said: Consenting,
	chatId: number,
	basis: Basis = "own",
	by: number | null = null,
): Write => ({
	statement: sql`
		INSERT INTO consent (person_id, purpose, given, wording, at, chat_id, event_id, basis, by_person_id)
		VALUES (${personId}, ${said.purpose}, ${said.given}, ${wording[said.purpose]}, ${said.at}, ${chatId}, ${said.eventId},
			${basis}, ${by})`,
});

interface Answers {
	person: SpokenFor;
	health: Consenting;
}

/** Asked again by whoever refused, withdrew, or was never asked, when she wants a reading kept. */
export const healthConsent = form<Answers>("people.consent-health", {
	title: say("people.consent-title"),
	may: ({ speaker }) => speaker.persons.length > 0 || say("people.example-stranger"),
	slots: {
		person: whoseSlot("person", { ask: "people.consent-whose", notYours: "people.consent-not-yours" }),
		health: consentSlot("health", "health", ({ person }, context) =>
			say("people.consent-health-short", { who: nameOf(person, context) }),
		),
	},
	save: ({ person, health }, { turn }) => [
		consentWrite(person.personId, health, turn.chat.id, person.relation === "self" ? "own" : "assisted"),
	],
	done: ({ person, health }, context) => ({
		says: [
			say(health.given ? "people.consent-given" : "people.consent-refused", { who: nameOf(person, context) }),
		],
	}),
	final: "a consent is withdrawn by saying so, and both stand in the record",
});
