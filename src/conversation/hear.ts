import { fold } from "../language/index.ts";
import { sql } from "../platform/database.ts";
import { begin, choose, drop, take } from "./act.ts";
import { digitWithWords, typed } from "./choose.ts";
import type { Context, Dialogue } from "./dialogue.ts";
import { takeUnderstood } from "./fill.ts";
import { serve } from "./later.ts";
import { misunderstood } from "./misunderstood.ts";
import { type Named, namedIn } from "./named.ts";
import { noSuchDay, oddity } from "./odd.ts";
import { pointsIn } from "./points.ts";
import { advance, keep, park, respond } from "./run.ts";
import { say } from "./say.ts";
import { openForm, repeatOpen, type Scene, whatIsOpen } from "./scene.ts";
import type { Json, Question } from "./session.ts";
import type { Speaker } from "./speaker.ts";
import type { Role, Understood } from "./understanding/index.ts";
import { undoLast } from "./undo.ts";

/** Chair, accountant and treasurer speak as the secretary, officers as the coordinator. */
export function speaksAs(speaker: Speaker): Role {
	if (speaker.roles.some((held) => held.role === "officer")) return "coordinator";
	const board = ["chair", "vice-chair", "secretary", "accountant", "treasurer"];
	return speaker.roles.some((held) => board.includes(held.role)) ? "secretary" : "member";
}

/** What `understand` is told that the bot waits for; a question with choices waits for a yes or a no. */
function expected(scene: Scene): string | undefined {
	const { session } = scene.draft;
	if (session.question) return "confirm";
	const asked = session.form?.asked;
	return asked && (openForm(scene)?.slots[asked]?.expecting ?? asked);
}

/** Yes, no, an answer or a correction to what is open. @returns false where it was none of these */
async function answerOpen(heard: Understood, text: string, scene: Scene): Promise<boolean> {
	const { draft, context } = scene;
	const { session } = draft;
	if (heard.intent === "yes" || heard.intent === "no") {
		const option = session.question?.options.find((one) => one.number === (heard.intent === "yes" ? 1 : 2));
		if (!option) return false;
		await take({ kind: "option", option, words: text }, scene);
		return true;
	}
	const form = openForm(scene);
	if (!form || !session.form) return false;
	if (heard.intent === form.name || heard.intent === "answer" || heard.intent === "correct") {
		const taken = Object.entries(takeUnderstood(form, heard.slots));
		if (taken.length === 0) return false;
		for (const [slot, raw] of taken) keep(form, session.form, slot, raw as Json, context);
		await advance(form, draft, context);
		return true;
	}
	return false;
}

/** The word that every first message promises: with no work in hand it is the messages that are to stop. */
const bareStop = /^(dung|dung lai|stop)[.!]*$/;

const stopping = new Set(["cancel", "undo", "stop", "human", "help", "menu"]);

/** A slot that awaits words takes them as they are, save for those that end or ask for help. */
async function takeWords(heard: Understood, text: string, scene: Scene): Promise<boolean> {
	const { draft, context } = scene;
	const form = openForm(scene);
	const asked = draft.session.form?.asked;
	const slot = asked && form?.slots[asked];
	if (!slot || draft.session.question || stopping.has(heard.intent)) return false;
	if (slot.expecting !== "text" && !(slot.takesWords && heard.intent === "unknown")) return false;
	keep(form!, draft.session.form!, asked, text, context);
	await advance(form!, draft, context);
	return true;
}

/** What every chat understands, whatever the features are. @returns false where it was none of these */
async function everyday(heard: Understood, scene: Scene): Promise<boolean> {
	const { stage, draft, context } = scene;
	const { session } = draft;
	switch (heard.intent) {
		case "cancel":
			if (session.form || session.question || session.aside?.length) drop(scene);
			else draft.says.push(say("common.nothing-open"));
			return true;
		case "undo":
			await undoLast(stage.dialogues, draft, context, (sealed) => stage.sealing.open<Json>(sealed));
			break;
		case "help":
		case "menu":
			park(session);
			respond(await stage.help(context), draft, context);
			return true;
		case "greet":
			respond(await stage.greet(context), draft, context);
			break;
		case "thanks":
			draft.says.push(say("common.thanks"));
			break;
		default:
			return false;
	}
	await repeatOpen(scene);
	return true;
}

/** A question that came by itself may still wait to be sent: whoever writes a digit then cannot mean it. */
async function leftAt(question: Question | undefined, { read }: Context): Promise<Date | null | undefined> {
	if (!question?.sentAs) return undefined;
	const [row] = await read.rows<{ claimed_at: Date | null }>(
		sql`SELECT claimed_at FROM outbox WHERE key = ${question.sentAs}`,
	);
	return row?.claimed_at ?? null;
}

type Slots = Record<string, Json>;

const slotsOf = ({ slots, doubt }: Understood, named: Named | undefined) =>
	({ ...(named ? { member: named.member } : {}), ...slots, ...(doubt ? { doubt } : {}) }) as Slots;

/** The dialogue that the bare words open where `understand` makes nothing of them. */
function byWords(text: string, dialogues: Iterable<Dialogue>): { intent: string; slots: Slots } | undefined {
	for (const { name, hears } of dialogues) {
		const slots = hears?.(text, undefined);
		if (slots) return { intent: name, slots };
	}
	return undefined;
}

/** `sai, 145/85 cơ`, `à nhầm 145/85`: said of what was saved without a yes, a moment ago; an edited message says the same. */
const denies = /^(da |a )?(sai|nham|lon|khong phai|khong dung)(?![a-z])/;

/** What was saved at once and is now said otherwise gives way to it. */
async function giveWay(intent: string, text: string, { stage, draft, context }: Scene): Promise<void> {
	const form = stage.dialogues.get(intent);
	const { body } = context.turn;
	const isNewWord = denies.test(fold(text).trim()) || (body.kind === "text" && body.edited === true);
	if (form?.kind !== "form" || form.readBack || !isNewWord) return;
	const open = (sealed: Buffer) => stage.sealing.open<Json>(sealed);
	if (await undoLast(stage.dialogues, draft, context, open, intent)) draft.says.push(say("common.gave-way"));
}

const bareDigit = /^\d{1,2}[.)!]*$/;

/** Nothing is open and nothing was meant for the features: a digit, a yes, or a wish that is understood and not yet granted. */
async function answerless(heard: Understood, text: string, role: Role, scene: Scene): Promise<boolean> {
	const { stage, draft, context } = scene;
	const { session } = draft;
	const isOpen = session.question !== undefined || session.form !== undefined;
	if (!isOpen && bareDigit.test(text.trim())) draft.says.push(say("common.choice-nothing"));
	else if (!isOpen && (heard.intent === "yes" || heard.intent === "no")) draft.says.push(say("common.fine"));
	else if (heard.intent !== "unknown" && !conversational.has(heard.intent)) {
		const { intent } = heard;
		draft.writes.push(misunderstood(text, { role, expecting: expected(scene), intent }, scene));
		draft.says.push(say("common.cannot-yet"));
		respond(await stage.personToCall(context), draft, context);
	} else return false;
	await repeatOpen(scene);
	return true;
}
const conversational = new Set(["yes", "no", "answer", "correct"]);

/** Whoever is ill, asks for a person or wants quiet is heard, whatever day is named; a reading looks to its own. */
const urgent = /^(care\.|health\.|human|stop)/;

/** Nothing is made of it: it is kept, and said so; the second time with somebody to call. */
async function sorry(
	text: string,
	beside: { role: Role; expecting: string | undefined },
	scene: Scene,
): Promise<void> {
	const { stage, draft, context } = scene;
	const misses = draft.session.misses ?? 1;
	const odd = oddity(text);
	draft.writes.push(misunderstood(text, beside, scene));
	if (odd && misses < 2) draft.says.push(odd);
	else respond(await stage.notUnderstood(context, misses, whatIsOpen(scene)), draft, context);
	await repeatOpen(scene);
}

/** Takes a typed message: as a choice, a code, an answer to what is open, or something new. */
export async function hear(text: string, scene: Scene): Promise<void> {
	const { stage, draft, context } = scene;
	const { session } = draft;
	const { turn, speaker } = context;
	const choice = typed(text, session.question, turn, await leftAt(session.question, context));
	if (choice) return choose(choice, scene);
	const { looksLike, intent, slot } = stage.code;
	if (looksLike.test(text.trim())) return begin(intent, { [slot]: text.trim() }, scene);

	// A command of Telegram's menu: `/no` is what is owed, not a no.
	const command = text.startsWith("/") ? byWords(text, stage.dialogues.values()) : undefined;
	if (command) return begin(command.intent, command.slots, scene);

	const expecting = expected(scene);
	const role = speaksAs(speaker);
	const meaning = (words: string) =>
		stage.understand(words, {
			role,
			now: turn.writtenAt,
			...(expecting && expecting !== "text" ? { expecting } : {}),
		});
	const heard = meaning(text);
	const day = expecting === "text" ? undefined : noSuchDay(text);
	if (day && !urgent.test(heard.intent)) {
		draft.says.push(say("common.no-such-day", { day }));
		return repeatOpen(scene);
	}
	const named = role === "member" ? namedIn(text, speaker.persons) : undefined;
	const understood = slotsOf(heard, named);
	const slots = { ...understood, ...stage.dialogues.get(heard.intent)?.hears?.(text, understood) };
	const misses = session.misses ?? 0;
	delete session.misses;
	if (await answerOpen({ ...heard, slots }, text, scene)) return;
	if (await takeWords(heard, text, scene)) return;
	// In the middle of a form one thing is heard at a time: its own answer, or one aside.
	const open = expecting ? stage.understand(text, { role, now: turn.writtenAt }) : heard;
	const points = session.form ? [] : pointsIn(text, open, role, scene);
	if (points.length > 1) {
		await giveWay(points[0]!.intent, text, scene);
		return serve(points, scene);
	}
	if (heard.intent === "cancel" && !session.form && bareStop.test(fold(text).trim()))
		return begin("stop", {}, scene);
	if (await everyday(heard, scene)) return;
	if (stage.dialogues.has(heard.intent)) {
		await giveWay(heard.intent, text, scene);
		return begin(heard.intent, slots, scene);
	}

	const withDigit = digitWithWords(text, session.question, turn);
	if (withDigit) return choose(withDigit, scene);
	// A member's `bà Hoa 150/90` means nothing by itself; it is heard as said of that person, and refused where she is a stranger.
	const ofNamed = named && speaker.persons.length > 0 ? meaning(named.without) : undefined;
	if (ofNamed && stage.dialogues.has(ofNamed.intent))
		return begin(ofNamed.intent, slotsOf(ofNamed, named), scene);
	// `cháu giỏi lắm`: what looks like a name may be none, and the whole means something where the rest does not.
	const heardIn = (words: string) => byWords(words, stage.dialogues.values());
	const said = heardIn(named?.without ?? text) ?? (named && heardIn(text));
	if (said) return begin(said.intent, { ...(named ? { member: named.member } : {}), ...said.slots }, scene);
	if (await answerless(heard, text, role, scene)) return;
	session.misses = misses + 1;
	await sorry(text, { role, expecting }, scene);
}
