import { clean, peopleIn, tokenize } from "../language/index.ts";
import type { Point } from "./later.ts";
import { namedIn } from "./named.ts";
import type { Scene } from "./scene.ts";
import type { Json } from "./session.ts";
import type { Role, Understood } from "./understanding/index.ts";

/** One part of a message as it would be heard alone: with the person it names, and what the bare words say beside. */
function alone(words: string, found: Understood | undefined, role: Role, scene: Scene): Point {
	const { stage, context } = scene;
	const { persons } = context.speaker;
	const understand = (text: string) => stage.understand(text, { role, now: context.turn.writtenAt });
	const named = role === "member" ? namedIn(words, persons) : undefined;
	const direct = found ?? understand(words);
	const heard = named?.person && !stage.dialogues.has(direct.intent) ? understand(named.without) : direct;
	const slots = {
		...(named ? { member: named.member } : {}),
		...heard.slots,
		...(heard.doubt ? { doubt: heard.doubt } : {}),
	} as Record<string, Json>;
	const beside = stage.dialogues.get(heard.intent)?.hears?.(words, slots);
	return { intent: heard.intent, slots: { ...slots, ...beside }, words };
}

/** A comma inside a number parts nothing: `61,5 kg`. */
const between = /[,;\n](?=\s|$)|\n|\.(?=\s)|\s+(?:còn|con|và|va)\s+(?=\S)/iu;

const namesSomebody = (words: string): boolean => peopleIn(tokenize(clean(words))).length > 0;

/**
 * `bà Sen 130/80, ông Dần 140/90`: the same said of several people, each part whole by itself. A day said with the first
 * holds for all of them.
 */
function ofSeveral(text: string, role: Role, scene: Scene): Point[] {
	const runs: string[] = [];
	for (const part of text.split(between).filter((each) => each.trim() !== "")) {
		if (runs.length === 0 || namesSomebody(part)) runs.push(part.trim());
		else runs.push(`${runs.pop()}, ${part.trim()}`);
	}
	if (runs.length < 2 || runs.length > 4 || !runs.every(namesSomebody)) return [];
	const points = runs.map((run) => alone(run, undefined, role, scene));
	const [first] = points;
	const members = new Set(points.map(({ slots }) => slots.member));
	const isOne = scene.stage.dialogues.get(first!.intent)?.kind === "form";
	const isSame = points.every(({ intent, slots }) => {
		const said = Object.keys(slots).filter((slot) => slot !== "date" && slot !== "member");
		return intent === first!.intent && typeof slots.member === "string" && said.length > 0;
	});
	if (!isOne || !isSame || members.size < points.length) return [];
	const day = first!.slots.date;
	return points.map((point) =>
		day === undefined ? point : { ...point, slots: { date: day, ...point.slots } },
	);
}

/** What is no point beside another: it is about the conversation itself. */
const manners = new Set(["greet", "thanks", "help", "menu", "yes", "no", "cancel", "undo", "unknown"]);

/**
 * The points of a message that makes several, none where it makes one.
 * @param heard the whole, understood with nothing awaited
 */
export function pointsIn(text: string, heard: Understood, role: Role, scene: Scene): Point[] {
	const { dialogues } = scene.stage;
	const several = heard.also
		? [heard, ...heard.also].map((point) => alone(point.words ?? text, point, role, scene))
		: ofSeveral(text, role, scene);
	const points = several.filter(({ intent }) => !manners.has(intent));
	return points.length > 1 && points.some(({ intent }) => dialogues.has(intent)) ? points : [];
}
