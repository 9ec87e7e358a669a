import { resolvePerson } from "../language/index.ts";
import type { Context, Slot } from "./dialogue.ts";
import { type SayKey, say } from "./say.ts";
import type { Json } from "./session.ts";
import type { SpokenFor } from "./speaker.ts";

/** The one of several persons of a phone whom words mean; undefined where they mean somebody else. */
export function spokenFor(words: string, persons: readonly SpokenFor[]): SpokenFor | undefined {
	const found = resolvePerson(
		words,
		persons.map(({ personId, fullName }) => ({ id: String(personId), fullName })),
	);
	return found.kind === "one" ? persons.find((one) => String(one.personId) === found.person.id) : undefined;
}

/** How a sentence to this speaker names a person: herself as she is addressed, somebody else by name. */
export const nameOf = (person: SpokenFor, { speaker }: Pick<Context, "speaker">): string =>
	person.relation !== "self" ? person.called : speaker.language === "en" ? "you" : speaker.address.you;

/** The one of a phone's persons whom understood words or a choice mean; the only one, where nothing was said of it. */
export function meantPerson(
	{ member, personId }: Record<string, Json>,
	persons: readonly SpokenFor[],
): SpokenFor | "several" | undefined {
	if (typeof member === "string") return spokenFor(member, persons);
	if (typeof personId === "number") return persons.find((one) => one.personId === personId);
	return persons.length > 1 ? "several" : persons[0];
}

/** Asks which of the persons of a phone is meant; somebody else's book is no answer. */
export const whoseSlot = <Before>(
	slot: keyof Before & string,
	keys: { ask: SayKey; notYours: SayKey },
): Slot<SpokenFor, Before> => ({
	from: ["personId", "member"],
	ask: (_, { speaker }) => ({
		say: say(keys.ask),
		offers: speaker.persons.map((one) => ({
			label: say("common.person", { who: one.called }),
			does: { do: "answer" as const, slot, raw: { personId: one.personId } },
		})),
	}),
	otherwise: (_, { speaker }) => (speaker.persons.length > 1 ? undefined : {}),
	read(raw, _, { speaker }) {
		const found = meantPerson(raw as Record<string, Json>, speaker.persons);
		if (found === "several") return { wrong: say(keys.ask) };
		return found ? { value: found } : { end: say(keys.notYours) };
	},
});
