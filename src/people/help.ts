import type { Context, Reply } from "../conversation/dialogue.ts";
import { speaksAs } from "../conversation/hear.ts";
import { type Say, say } from "../conversation/say.ts";
import type { Open } from "../conversation/scene.ts";

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

/** In how many ways the question can be answered that is asked again right below. */
function waysToAnswer(numbers: number[]): Say[] {
	const count = numbers.length;
	const last = numbers.at(-1);
	if (last === undefined) return [];
	if (count === 1) return [say("people.one-choice", { number: last })];
	if (count > 3) return [say("people.choices-many", { count })];
	return [say("people.choices", { count, numbers: numbers.slice(0, -1).join(", "), last })];
}

/**
 * The first time an example, or what is open; from the second on the way to a human. Where something is open, it is
 * said how it can be answered.
 */
export async function notUnderstood(
	context: Context,
	misses: number,
	open: Open | undefined,
	person: (context: Context) => Promise<Reply>,
): Promise<Reply> {
	const ways = waysToAnswer(open?.numbers ?? []);
	if (misses > 1)
		return { says: [say("people.not-understood-again"), ...(await person(context)).says, ...ways] };
	if (!open) return { says: [say("people.not-understood", { example: exampleFor(context) })] };
	const { title } = open;
	return {
		says: [title ? say("people.not-understood-form", { title }) : say("people.not-understood-open"), ...ways],
	};
}

/** Who the bot is, of whom and what for; a linked person is greeted by name. */
export function greet({ speaker }: Context): Reply {
	const [first] = speaker.persons;
	if (!first) return { says: [say("people.greet-stranger")] };
	if (first.relation === "helper") return { says: [say("people.greet-helper", { person: first.called })] };
	return { says: [say("people.greet", { person: first.called })] };
}
