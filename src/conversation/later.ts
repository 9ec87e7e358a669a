import { begin } from "./act.ts";
import type { Dialogue } from "./dialogue.ts";
import { questionOf, sendsTo115 } from "./present.ts";
import { park } from "./run.ts";
import { type Say, say, speak } from "./say.ts";
import { openForm, type Scene } from "./scene.ts";
import type { Json } from "./session.ts";
import type { Speaker } from "./speaker.ts";

/** One of several points of a message. */
export interface Point {
	intent: string;
	slots: Record<string, Json>;
	/** The words that made it. */
	words: string;
}

const mostKept = 3;
const longestQuoted = 60;

const quoted = (words: string): string => {
	const bare = words.trim().replace(/[\s.,;:!?]+$/u, "");
	return bare.length > longestQuoted ? `${bare.slice(0, longestQuoted).trimEnd()}…` : bare;
};

/** A form by its title; what concerns a person in the words that name her. */
const titleFor = (title: Say, { slots, words }: Point): Say =>
	slots.member === undefined ? title : say("common.quoted", { words: quoted(words) });

const thenWhat = (dialogue: Dialogue, point: Point): Say =>
	dialogue.kind === "form"
		? say("common.then-form", { title: titleFor(dialogue.title, point) })
		: say("common.then-answer", { words: quoted(point.words) });

/** A point that is answered word for word as one before it, by the same refusal above all, has been answered. */
function sayOnce(says: Say[], from: number, { language, address }: Speaker): void {
	const spoken = (list: Say[]) => list.map((one) => speak(one, language, address)).join("\n");
	const whole = spoken(says.slice(from));
	if (whole !== "" && `\n${spoken(says.slice(0, from))}\n`.includes(`\n${whole}\n`)) says.splice(from);
}

/** Serves the points of one message in the order said: as many as are answered at once; the rest waits, and is told to. */
export async function serve(points: Point[], scene: Scene): Promise<void> {
	const { stage, draft, context } = scene;
	const { session } = draft;
	park(session);
	const granted = points.filter(({ intent }) => stage.dialogues.has(intent));
	for (const point of points.filter((one) => !granted.includes(one)))
		draft.says.push(say("common.cannot-yet-that", { words: quoted(point.words) }));
	const answered: { point: Point; says: Say[] }[] = [];
	for (const [i, point] of granted.entries()) {
		const before = draft.says.length;
		await begin(point.intent, point.slots, scene);
		sayOnce(draft.says, before, context.speaker);
		const says = draft.says.slice(before);
		const rest = granted.slice(i + 1);
		if (sendsTo115(says, session.question, context.speaker)) {
			// A life comes first and alone: what was answered before it is answered after it.
			const earlier = answered.filter(({ point }) => stage.dialogues.get(point.intent)?.kind === "reply");
			draft.says = draft.says.filter((one) => !earlier.some((each) => each.says.includes(one)));
			return wait([...earlier.map((each) => each.point), ...rest], scene);
		}
		if (rest.length > 0 && (session.form || session.question)) {
			wait(rest, scene);
			const next = rest[0]!;
			const then = thenWhat(stage.dialogues.get(next.intent)!, next);
			const form = openForm(scene);
			draft.says.push(
				form ? say("common.first-form", { title: form.title, then }) : say("common.first-asked", { then }),
			);
			return;
		}
		answered.push({ point, says });
	}
}

function wait(points: Point[], { draft, context }: Scene): void {
	if (points.length === 0) return;
	draft.session.later = points.slice(0, mostKept).map((one) => ({ ...one, day: context.today }));
}

/**
 * What was put off because something of the same message came first: a question is answered as soon as nothing is open,
 * anything that writes is offered. What was said on another day is let go, for its `today` is over.
 */
export async function takeUpLater(scene: Scene): Promise<void> {
	const { stage, draft, context } = scene;
	const { session } = draft;
	// Whoever was just told of 115 has other things on her mind, and asks again when she has not.
	if (sendsTo115(draft.says, undefined, context.speaker)) delete session.later;
	while (session.later && !session.form && !session.question) {
		const [point, ...rest] = session.later;
		if (rest.length > 0) session.later = rest;
		else delete session.later;
		const dialogue = point && point.day === context.today ? stage.dialogues.get(point.intent) : undefined;
		if (!point || !dialogue) continue;
		if (dialogue.kind === "reply" || dialogue.may(context) !== true) {
			await begin(point.intent, point.slots, scene);
			continue;
		}
		const offers = [
			{
				label: say("common.later-yes"),
				does: { do: "intent" as const, intent: point.intent, slots: point.slots },
			},
			{ label: say("common.later-no"), does: { do: "leave" as const } },
		];
		const asking = { say: say("common.later-offer", { title: titleFor(dialogue.title, point) }), offers };
		draft.says.push(asking.say);
		session.question = questionOf(asking, "reply", context);
	}
}
