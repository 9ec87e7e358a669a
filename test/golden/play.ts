/** Plays a story on one door, through the whole corridor, and compares word for word. */
import { runJob } from "../../jobs/index.ts";
import { assemble, type Bot } from "../../src/bot.ts";
import { planAnnouncement, tellProgress, unplanned } from "../../src/broadcasts/index.ts";
import { makeConverse } from "../../src/conversation/converse.ts";
import { handlers } from "../../src/features.ts";
import { whoIs } from "../../src/people/index.ts";
import { addDays, dayOf, handClock, momentOf, plusMs } from "../../src/platform/clock.ts";
import { type Database, sql } from "../../src/platform/database.ts";
import { makeLog } from "../../src/platform/log.ts";
import { makeSealing } from "../../src/platform/sealing.ts";
import { apology, makeStage } from "../../src/stage.ts";
import { testKey } from "../database.ts";
import { demoOf, setUp } from "./demo.ts";
import { type Phones, phonesOn, type Shown } from "./phones.ts";
import type { Channel, Step, Story } from "./script.ts";

/** How a door is named in sentences: `{kênh}` in a script. */
const doorNames: Record<Channel, string> = { web: "trang tập", telegram: "Telegram", zalo: "Zalo" };
const betweenMessagesMs = 10_000;
const patienceMs = 10_000;

/** The eight digits of an invitation are drawn, and differ each time. */
const drawnCode = /(?<=: )\d{4} \d{4}(?=\n|$|\.)/g;

/** So are the link of a page for staff and its four digits, which stand on the line below. */
const drawnPage = /http\S+\/p\/[\w-]{32}(\n[^\n]*: )\d{4}(?=\. )/g;

/** A message as a script has it: words, then the choices in one line. */
const asScript = ({ text, choices }: Shown): string =>
	[
		text.replaceAll(drawnCode, "{mã}").replaceAll(drawnPage, "{trang}$1{bốn số}"),
		...(choices.length > 0 ? [choices.map(({ number, label }) => `${number}. ${label}`).join(" | ")] : []),
	].join("\n");

/** Lines that differ, the script's with `-` and the bot's with `+`. */
function difference(script: string | undefined, bot: string | undefined): string {
	const mark = (sign: string, text: string | undefined) =>
		text === undefined ? [] : text.split("\n").map((line) => `  ${sign} ${line}`);
	if (script === undefined || bot === undefined) return [...mark("-", script), ...mark("+", bot)].join("\n");
	const [was, is] = [script.split("\n"), bot.split("\n")];
	const lines = Array.from({ length: Math.max(was.length, is.length) }, (_, at) =>
		was[at] === is[at] ? [`    ${was[at]}`] : [...mark("-", was[at]), ...mark("+", is[at])],
	);
	return lines.flat().join("\n");
}

interface Playing {
	story: Story;
	channel: Channel;
	db: Database;
	phones: Phones;
	now: Date;
	/** When the message in hand was written. */
	written: Date | undefined;
	bot: Bot | undefined;
	canEdit: boolean;
	/** Whose phone the script looks at: its place among the story's phones. */
	at: number;
	/** How many messages of each phone the script has dealt with. */
	read: number[];
	troubles: string[];
	/** By the line after which the bot said it. */
	said: Map<number, string[]>;
}

const sealing = makeSealing(testKey);
const chatOf = (play: Playing) => play.phones.chat(play.at);
const trouble = (play: Playing, line: number, text: string) =>
	void play.troubles.push(
		`${play.story.file}:${line}, ${play.channel}, ${play.story.phones[play.at]!.name}\n${text}`,
	);

async function start(play: Playing): Promise<void> {
	await play.bot?.close();
	const door = play.phones.door();
	play.canEdit = door.can.edit;
	const clock = { now: () => play.now, stamp: () => play.written ?? play.now };
	play.bot = await assemble({
		db: play.db,
		sealing,
		clock,
		log: makeLog("silent"),
		role: "all",
		doors: [{ door, ratePerSec: 200 }],
		whoIs,
		takeTurn: makeConverse(makeStage(sealing)),
		apology,
	});
	await play.bot.open();
}

async function until(check: () => Promise<boolean>, what: string): Promise<void> {
	const limit = Date.now() + patienceMs;
	while (!(await check())) {
		if (Date.now() > limit) throw new Error(`waited ${patienceMs} ms for ${what}`);
		await new Promise((resolve) => setTimeout(resolve, 5));
	}
}

/** Everything that may leave now has left. */
const settled = (play: Playing) =>
	until(async () => {
		const open = await play.db.rows(sql`
			SELECT 1 FROM outbox WHERE state = 'claimed' OR (state = 'planned' AND not_before <= ${play.now}) LIMIT 1`);
		return open.length === 0;
	}, "what was said to be sent");

interface Taken {
	taken: number;
	cause: string | null;
}
const taken = async (play: Playing): Promise<Taken> =>
	(
		await play.db.rows<Taken>(sql`
		SELECT count(*)::int AS taken, max(cause) FILTER (WHERE set_aside_at IS NOT NULL) AS cause
		FROM inbox WHERE done_at IS NOT NULL OR set_aside_at IS NOT NULL`)
	)[0]!;

async function write(play: Playing, step: Step & { do: "write" }): Promise<void> {
	const before = await taken(play);
	const shown = await play.phones.shown(chatOf(play));
	play.written = step.beforeLast ? plusMs(play.now, -60_000) : undefined;
	if (!step.beforeLast) play.now = plusMs(play.now, betweenMessagesMs);
	const label = step.what.kind === "tap" ? step.what.label : undefined;
	const taps =
		label === undefined
			? undefined
			: shown.flatMap(({ choices }) => choices).findLast((choice) => choice.label === label);
	if (label !== undefined && !taps) return trouble(play, step.line, `  there is no [${label}] to tap`);
	await play.phones.does(chatOf(play), step.what, taps);
	await until(async () => (await taken(play)).taken > before.taken, "the turn");
	await settled(play);
	const { cause } = await taken(play);
	if (cause && cause !== before.cause) trouble(play, step.line, `  the turn broke: ${cause}`);
}

async function work(play: Playing, job?: string): Promise<void> {
	const parts = {
		db: play.db,
		sealing,
		clock: handClock(play.now),
		canEdit: () => play.canEdit,
		timers: handlers(sealing),
		wake: () => play.bot!.wake(),
	};
	for (const name of job ? [job] : ["timers", "compose-notices"]) await runJob(name, parts);
	await settled(play);
	if (job) return;
	for (const id of await unplanned(play.db)) await planAnnouncement(play.db, sealing, id, play.now);
	play.bot!.wake();
	await settled(play);
	await tellProgress(play.db, sealing, () => play.canEdit, play.now);
	play.bot!.wake();
	await settled(play);
}

async function unread(play: Playing): Promise<string[]> {
	const all = await play.phones.shown(chatOf(play));
	return all.slice(play.read[play.at] ?? 0).map(asScript);
}

/** Whatever the phone shows and the script has not: told, and counted as read. */
async function leftOver(play: Playing, line: number): Promise<void> {
	for (const text of await unread(play)) {
		trouble(play, line, difference(undefined, text));
		play.read[play.at] = (play.read[play.at] ?? 0) + 1;
	}
}

async function hear(play: Playing, { line, text }: Step & { do: "hear" }): Promise<void> {
	const expected = text.replaceAll("{kênh}", doorNames[play.channel]);
	const [next] = await unread(play);
	if (next !== undefined) play.read[play.at] = (play.read[play.at] ?? 0) + 1;
	if (next !== expected) trouble(play, line, difference(expected, next));
}

function move(play: Playing, { day, time, who }: Step & { do: "at" }): void {
	const today = dayOf(play.now);
	if (day || time) {
		const to = momentOf(day ?? today, time ?? play.story.time);
		// Without a day the clock only goes forward: 06:40 after 21:26 is the next morning.
		play.now =
			!day && to < play.now && plusMs(play.now, -betweenMessagesMs * 60) > to
				? momentOf(addDays(today, 1), time!)
				: to;
	}
	if (who) play.at = play.story.phones.findIndex((phone) => phone.name === who);
}

/** Keeps what is new on the phone in hand, where a story is being written rather than checked. */
async function record(play: Playing, line: number): Promise<void> {
	const texts = await unread(play);
	play.read[play.at] = (play.read[play.at] ?? 0) + texts.length;
	const named = texts.map((text) =>
		text.replaceAll(new RegExp(`${doorNames[play.channel]}(?= \\d)`, "g"), "{kênh}"),
	);
	play.said.set(line, [...(play.said.get(line) ?? []), ...named]);
}

async function one(play: Playing, step: Step, isRecording: boolean, line: number): Promise<void> {
	if (step.do !== "hear" && !isRecording) await leftOver(play, line);
	if (step.do === "at") move(play, step);
	else if (step.do === "restart") await start(play);
	else if (step.do === "work") await work(play, step.job);
	else if (step.do === "write") await write(play, step);
	else if (!isRecording) await hear(play, step);
	if (isRecording && step.do !== "hear") await record(play, step.line);
}

/**
 * @param isRecording nothing is compared; what the bot said is handed back by line
 * @returns everything that was not as the script has it
 */
export async function play(
	story: Story,
	channel: Channel,
	isRecording = false,
): Promise<Pick<Playing, "troubles" | "said">> {
	const { db, close } = await demoOf(story.day);
	const now = momentOf(story.day, story.time);
	const playing = {
		story,
		channel,
		db,
		now,
		written: undefined,
		bot: undefined,
		canEdit: false,
		at: 0,
		read: [],
		troubles: [],
		said: new Map(),
	} as unknown as Playing;
	const clock = { now: () => playing.now, stamp: () => playing.written ?? playing.now };
	playing.phones = await phonesOn(channel, { db, sealing, clock });
	try {
		await setUp(db, sealing, story, { channel, ...playing.phones });
		await start(playing);
		let line = 1;
		for (const scene of story.scenes) {
			if (!scene.channels.includes(channel)) continue;
			for (const step of scene.steps) {
				await one(playing, step, isRecording, line);
				line = step.line;
			}
		}
		for (const at of story.phones.keys()) {
			playing.at = at;
			if (!isRecording) await leftOver(playing, line);
		}
		return playing;
	} finally {
		await playing.bot?.close();
		await playing.phones.close();
		await close();
	}
}
