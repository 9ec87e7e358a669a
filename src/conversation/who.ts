import { resolvePerson } from "../language/index.ts";
import type { Context } from "./dialogue.ts";
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
