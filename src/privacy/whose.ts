import type { Context, Reply } from "../conversation/dialogue.ts";
import { say } from "../conversation/say.ts";
import type { Json } from "../conversation/session.ts";
import type { SpokenFor } from "../conversation/speaker.ts";
import { meantPerson } from "../conversation/who.ts";

/** The person of this phone that an answer is about, or the reply that asks for her or says that it is not hers to ask. */
export function onePerson(
	intent: string,
	slots: Record<string, Json>,
	{ speaker }: Context,
): SpokenFor | Reply {
	const found = meantPerson(slots, speaker.persons);
	if (found === undefined) return { says: [say("privacy.not-yours")] };
	if (found !== "several") return found;
	const offers = speaker.persons.map((one) => ({
		label: say("common.person", { who: one.called }),
		does: { do: "intent" as const, intent, slots: { personId: one.personId } },
	}));
	return { says: [say("privacy.whose")], offers };
}
