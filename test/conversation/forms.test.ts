import { beforeEach, describe, expect, test } from "vitest";
import { makeConverse } from "../../src/conversation/converse.ts";
import { anybody, type Dialogue, form, reply } from "../../src/conversation/dialogue.ts";
import type { Body } from "../../src/conversation/message.ts";
import { say } from "../../src/conversation/say.ts";
import type { Session } from "../../src/conversation/session.ts";
import { stranger } from "../../src/conversation/speaker.ts";
import type { TurnResult } from "../../src/conversation/turn.ts";
import type { Understood } from "../../src/conversation/understanding/index.ts";
import { plusMinutes } from "../../src/platform/clock.ts";
import { sql } from "../../src/platform/database.ts";
import { makeSealing } from "../../src/platform/sealing.ts";

/** The engine alone: dialogues, understanding and rows are the test's own, and nothing touches a database. */
const sealing = makeSealing("cd".repeat(32));
/** Sentences of the real bot stand in for those of these forms; what matters is what is asked. */
const asks = {
	amount: say("meetings.ask-present"),
	name: say("linking.ask-code"),
	day: say("meetings.ask-day"),
};
const readBack = (values: object) =>
	say("meetings.unreported-line", { club: JSON.stringify(values), day: "2026-12-12" });

const money = (slots: "two" | "three" = "two"): Dialogue =>
	form<{ name: string; amount: number; day: string }>("money", {
		title: say("meetings.report-title"),
		may: anybody,
		slots: {
			name: { ask: () => ({ say: asks.name }), read: (raw) => ({ value: String(raw) }) },
			amount: {
				ask: () => ({ say: asks.amount }),
				read: (raw) => (Number(raw) > 0 ? { value: Number(raw) } : { wrong: say("meetings.ask-absent") }),
			},
			day: {
				needed: () => slots === "three",
				ask: () => ({ say: asks.day }),
				read: (raw) => ({ value: String(raw) }),
			},
		},
		readBack: (answers) => readBack(answers),
		save: (answers, _, key) => [{ statement: sql`saved ${key} ${JSON.stringify(answers)}` }],
		done: () => ({ says: [say("common.thanks")] }),
		undo: { values: (_, key) => key, writes: () => [], done: say("common.dropped") },
	});
const weather = reply("weather", anybody, () => ({ says: [say("common.media-photo")] }));
const other: Dialogue = { ...money(), name: "other" } as Dialogue;

/** `money name=Lan amount=5`, `answer amount=3`, `yes`: what was understood, written out. */
const understand = (text: string): Understood => {
	const [intent = "unknown", ...pairs] = text.split(" ");
	const slots = Object.fromEntries(pairs.map((pair) => pair.split("=")));
	return { intent, slots };
};

let dialogues: Dialogue[];
let session: Session;
let now: Date;
let inboxId: number;
const turn = async (said: string | Body): Promise<TurnResult & { text: string }> => {
	const converse = makeConverse({
		dialogues: new Map(dialogues.map((one) => [one.name, one])),
		understand,
		sealing,
		publicUrl: "http://localhost:3000",
		help: () => ({ says: [say("people.help-person")] }),
		notUnderstood: () => ({ says: [say("people.not-understood-again")] }),
		greet: () => ({ says: [say("people.greet-stranger")] }),
		heardAddress: () => undefined,
		amongSamples: async () => undefined,
		personToCall: () => ({ says: [say("people.call-nobody")] }),
		code: { looksLike: /^\d{8}$/, intent: "money", slot: "name" },
	});
	const body: Body = typeof said === "string" ? { kind: "text", text: said } : said;
	inboxId++;
	const result = await converse({
		inboxId,
		chat: { id: 1, doorId: 1, channel: "web", externalId: "p1" },
		eventId: `e${inboxId}`,
		body,
		writtenAt: now,
		lastLeftAt: null,
		session,
		speaker: stranger,
		now,
		read: { rows: async () => [] },
	});
	// Kept and read again, as the database would.
	session = JSON.parse(JSON.stringify(result.session)) as Session;
	return { ...result, text: result.reply?.text ?? "" };
};
const saved = (result: TurnResult) =>
	result.writes.flatMap(({ statement }) =>
		statement.text.startsWith("saved") ? [JSON.parse(statement.values[1] as string)] : [],
	);

beforeEach(() => {
	dialogues = [money(), other, weather];
	session = {};
	now = new Date("2026-12-12T11:00:00+07:00");
	inboxId = 0;
});

describe("a form", () => {
	test("takes all its slots from one message, reads them back and saves on the yes", async () => {
		const asked = await turn("money name=Lan amount=5");
		expect(asked.text).toContain('"name":"Lan","amount":5');
		expect(saved(asked)).toEqual([]);
		expect(saved(await turn("1"))).toEqual([{ name: "Lan", amount: 5 }]);
	});

	test("asks for what is missing, one thing a message", async () => {
		expect((await turn("money")).text).toContain("8 số");
		expect((await turn("answer name=Lan")).text).toContain("bao nhiêu");
		await turn("answer amount=7");
		expect(saved(await turn("yes"))).toEqual([{ name: "Lan", amount: 7 }]);
	});

	test("says what is wrong and keeps the rest", async () => {
		expect((await turn("money name=Lan amount=-1")).text).toContain("Ai vắng");
		await turn("answer amount=2");
		expect(saved(await turn("1"))).toEqual([{ name: "Lan", amount: 2 }]);
	});

	test("takes a correction at any point", async () => {
		await turn("money name=Lan amount=5");
		expect((await turn("correct amount=6")).text).toContain('"amount":6');
		expect(saved(await turn("1"))).toEqual([{ name: "Lan", amount: 6 }]);
	});

	test("asks again after a question in between", async () => {
		await turn("money name=Lan");
		const between = await turn("weather");
		expect(between.text).toContain("ảnh");
		expect(between.text).toContain("bao nhiêu");
		await turn("answer amount=3");
		expect(saved(await turn("1"))).toEqual([{ name: "Lan", amount: 3 }]);
	});

	test("is set aside for another one, and offered again after it", async () => {
		await turn("money name=Lan");
		await turn("other name=Hùng amount=9");
		const done = await turn("1");
		expect(saved(done)).toEqual([{ name: "Hùng", amount: 9 }]);
		expect(done.reply?.choices?.map((choice) => choice.label)).toContain("Làm tiếp");
		expect((await turn("1")).text).toContain("bao nhiêu");
		await turn("answer amount=4");
		expect(saved(await turn("1"))).toEqual([{ name: "Lan", amount: 4 }]);
	});

	test("is let go by thôi, and nothing is saved", async () => {
		await turn("money name=Lan amount=5");
		await turn("cancel");
		expect(session.form).toBeUndefined();
		expect(saved(await turn("yes"))).toEqual([]);
	});

	test("offers back, drop and a person behind 0, and goes on where it was", async () => {
		await turn("money name=Lan amount=5");
		await turn("0");
		const back = await turn("correct amount=5");
		expect(back.text).toContain('"amount":5');
	});

	test("survives a week of silence: the answers stand, the old digit is asked about again", async () => {
		await turn("money name=Lan amount=5");
		now = plusMinutes(now, 7 * 24 * 60);
		const asked = await turn("1");
		expect(saved(asked)).toEqual([]);
		expect(asked.text).toContain('"amount":5');
		expect(saved(await turn("1"))).toEqual([{ name: "Lan", amount: 5 }]);
	});

	test("survives a deploy that added a slot: it alone is asked for", async () => {
		await turn("money name=Lan amount=5");
		dialogues = [money("three"), other, weather];
		const asked = await turn("yes");
		expect(saved(asked)).toEqual([]);
		expect(asked.text).toContain("hôm nào");
		await turn("answer day=2026-12-12");
		expect(saved(await turn("1"))).toEqual([{ name: "Lan", amount: 5, day: "2026-12-12" }]);
	});

	test("survives a deploy that removed it: nothing is saved, nothing crashes", async () => {
		await turn("money name=Lan amount=5");
		dialogues = [other, weather];
		expect(saved(await turn("1"))).toEqual([]);
		await turn("weather");
	});
});

describe("one open question", () => {
	test("a number that it does not have is asked about again", async () => {
		await turn("money name=Lan amount=5");
		const asked = await turn("7");
		expect(saved(asked)).toEqual([]);
		expect(asked.text).toContain('"amount":5');
	});

	test("a button of an older question changes nothing", async () => {
		const first = await turn("money name=Lan amount=5");
		const yes = first.reply!.choices!.find((choice) => choice.number === 1)!;
		await turn("correct amount=6");
		const asked = await turn({ kind: "choice", choice: yes.id });
		expect(saved(asked)).toEqual([]);
		expect(asked.text).toContain('"amount":6');
	});

	test("the words of a choice work like its number, with or without diacritics", async () => {
		await turn("money name=Lan amount=5");
		expect(saved(await turn("dung, ghi"))).toEqual([{ name: "Lan", amount: 5 }]);
	});
});
