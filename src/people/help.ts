import type { Context, Reply } from "../conversation/dialogue.ts";
import { speaksAs } from "../conversation/hear.ts";
import { say } from "../conversation/say.ts";

const examples = {
	member: say("people.example-member"),
	secretary: say("people.example-secretary"),
	coordinator: say("people.example-coordinator"),
} as const;

/** An example of what works for this person's role. */
const exampleFor = ({ speaker }: Context) =>
	speaker.persons.length === 0 ? say("people.example-stranger") : examples[speaksAs(speaker)];

/** `0. Cần giúp`: back, drop it, a person to call; where nothing is open, what one can write. */
export function help(context: Context): Reply {
	const { session } = context.turn;
	if (!session.form && !session.question) return { says: [exampleFor(context), say("people.help-person")] };
	return {
		says: [say("people.help-open")],
		offers: [
			{ label: say("common.back"), does: { do: "resume" } },
			{ label: say("common.drop"), does: { do: "drop" } },
			{ label: say("common.call-person"), does: { do: "person" } },
		],
		bare: true,
	};
}

/** The first time an example, from the second on the way to a human. */
export async function notUnderstood(
	context: Context,
	misses: number,
	person: (context: Context) => Promise<Reply>,
): Promise<Reply> {
	const sorry = { says: [say("people.not-understood", { example: exampleFor(context) })] };
	if (misses < 2) return sorry;
	return { says: [say("people.not-understood-again"), ...(await person(context)).says] };
}

/** Who the bot is, of whom and what for; a linked person is greeted by name. */
export function greet({ speaker }: Context): Reply {
	const [first] = speaker.persons;
	if (!first) return { says: [say("people.greet-stranger")] };
	if (first.relation === "helper") return { says: [say("people.greet-helper", { person: first.called })] };
	return { says: [say("people.greet", { person: first.called })] };
}
