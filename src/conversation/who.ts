import type { Context } from "./dialogue.ts";
import type { SpokenFor } from "./speaker.ts";

/** How a sentence to this speaker names a person: herself as she is addressed, somebody else by name. */
export const nameOf = (person: SpokenFor, { speaker }: Pick<Context, "speaker">): string =>
	person.relation === "self" ? speaker.address.you : person.called;
