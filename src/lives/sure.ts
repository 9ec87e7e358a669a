import type { Context, Reply } from "../conversation/dialogue.ts";
import { say } from "../conversation/say.ts";
import type { Json } from "../conversation/session.ts";
import { called } from "../people/index.ts";
import type { Second } from "./ends.ts";
import { type Known, titleIn } from "./who.ts";

export interface Dying {
	person: Known;
	/** As far as it was said; the day it was told otherwise. */
	diedOn: string;
	/** What was said to be announced with it: the part of the day, the funeral. */
	announced: Json;
	/** Who has to say that it is true. */
	second: Second | null;
}

/** Who it is, once more, with what tells her from others; whoever was picked from a list is not asked again. */
export function askSure({ person, second }: Dying, context: Context): Reply {
	if (person.isChosen) return { says: [stopped(second, context)] };
	const values = {
		who: person.called,
		title: titleIn(person),
		number: person.number,
		year: person.birthYear ?? "",
	};
	const slots = { personId: person.personId };
	return {
		says: [say(person.birthYear ? "lives.is-it-her" : "lives.is-it-her-no-year", values)],
		offers: [
			{
				label: say("lives.it-is", values),
				does: {
					do: "intent",
					intent: "lives.died-sure",
					slots: { ...slots, second: second && secondName(second, context) },
				},
			},
			{ label: say("lives.somebody-else"), does: { do: "intent", intent: "lives.died-other", slots } },
		],
	};
}

const secondName = (second: Second, { today }: Context) => called(second, Number(today.slice(0, 4)));

const stopped = (second: Second | null, context: Context) =>
	second ? say("lives.stopped", { second: secondName(second, context) }) : say("lives.stopped-office");
