/** What every door owes, whichever platform is behind it. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Choice } from "../../src/conversation/message.ts";
import { waitFor } from "../fakes/httpServer.ts";
import { type Harness, inbox, type Running } from "./harness.ts";
import { telegramPolling, telegramWebhook } from "./harnessTelegram.ts";
import { web } from "./harnessWeb.ts";
import { zaloPolling, zaloWebhook, zaloWrapped } from "./harnessZalo.ts";

const harnesses: Harness[] = [telegramPolling, telegramWebhook, zaloPolling, zaloWebhook, zaloWrapped, web];

const choices: Choice[] = [
	{ id: "q7:yes", label: "Đúng", number: 1 },
	{ id: "q7:no", label: "Sai rồi", number: 2 },
	{ id: "q7:help", label: "Cần giúp", number: 0 },
];
const longText = Array.from(
	{ length: 400 },
	(_, at) => `${at + 1}. Bà Nguyễn Thị Lan nợ ${at * 37} đồng`,
).join("\n");
const words = (texts: string[]) => texts.join("\n").split(/\s+/);

describe.each(harnesses)("$name", ({ start }) => {
	let it: Running;
	let box: ReturnType<typeof inbox>;
	/** Everything a door told us, to be searched for secrets. */
	let told: unknown[];

	beforeEach(async () => {
		it = await start();
		box = inbox();
		told = [];
	});

	afterEach(async () => {
		await it.stop();
		const all = JSON.stringify([told, it.log]);
		for (const secret of it.secrets) expect(all).not.toContain(secret);
	});

	const send = async (...message: Parameters<Running["door"]["send"]>) => {
		const outcome = await it.door.send(...message);
		told.push(outcome);
		return outcome;
	};

	test("hears what a person writes, in order", async () => {
		await it.door.open(box.take);
		const before = Date.now();
		for (let at = 1; at <= 12; at++) await it.says("41", `tin ${at}`);
		await box.waitForCount(12);
		expect(box.texts("41")).toEqual(Array.from({ length: 12 }, (_, at) => `tin ${at + 1}`));
		for (const { writtenAt } of box.events())
			expect(Math.abs(writtenAt.getTime() - before)).toBeLessThan(5000);
		expect(it.door.state()).toEqual({ state: "open" });
	});

	test("tells chats apart", async () => {
		await it.door.open(box.take);
		await it.says("41", "của 41");
		await it.says("42", "của 42");
		await box.waitForCount(2);
		expect([box.texts("41"), box.texts("42")]).toEqual([["của 41"], ["của 42"]]);
	});

	test("a choice comes back as its id, or as the digit that was shown", async () => {
		await it.door.open(box.take);
		await send("41", { text: "Đúng không ạ?", choices });
		for (const choice of choices) await it.chooses("41", choice);
		const events = await box.waitForCount(choices.length);
		for (const [at, choice] of choices.entries()) {
			const { body } = events[at]!;
			const isIt =
				(body.kind === "choice" && body.choice === choice.id) ||
				(body.kind === "text" && body.text === String(choice.number));
			expect(isIt, JSON.stringify(body)).toBe(true);
		}
	});

	test("a photo is a photo, with its caption", async () => {
		await it.door.open(box.take);
		await it.sendsPhoto("41", "sổ tay");
		const [event] = await box.waitForCount(1);
		expect(event!.body).toEqual({ kind: "media", media: "photo", caption: "sổ tay" });
	});

	test("content that is hidden, a bot that is blocked, a group", async () => {
		await it.door.open(box.take);
		const bodies: unknown[] = [];
		const next = async (body: object) => {
			bodies.push(body);
			await box.waitForCount(bodies.length);
		};
		if (it.sendsHidden) await Promise.all([it.sendsHidden("41"), next({ kind: "unsupported" })]);
		if (it.blocks) await Promise.all([it.blocks("41"), next({ kind: "reach", reachable: false })]);
		if (it.addsToGroup) await Promise.all([it.addsToGroup("-500"), next({ kind: "group" })]);
		expect(box.events().map(({ body }) => body)).toEqual(bodies);
	});

	test("what comes twice comes under the same id", async () => {
		if (!it.repeats) return;
		await it.door.open(box.take);
		await it.says("41", "một lần");
		await box.waitForCount(1);
		await it.repeats();
		await waitFor(() => box.given.length >= 2);
		expect(box.given[1]).toEqual(box.given[0]);
	});

	test("what cannot be saved is not lost, and stays in order", async () => {
		await it.door.open(box.take);
		box.refusals = 3;
		for (let at = 1; at <= 5; at++) await it.says("41", `tin ${at}`);
		await box.waitForCount(5);
		expect(box.texts("41")).toEqual(["tin 1", "tin 2", "tin 3", "tin 4", "tin 5"]);
		await waitFor(() => it.door.state().state === "open");
	});

	test("what could not be saved before a restart comes after it", async () => {
		box.refusals = Number.POSITIVE_INFINITY;
		await it.door.open(box.take);
		await it.says("41", "trước");
		await waitFor(() => box.given.length >= 1);
		await it.door.close();
		box.refusals = 0;
		await it.restarted().open(box.take);
		await box.waitForCount(1);
		expect(box.texts("41")).toEqual(["trước"]);
	});

	test("closing waits for what is in hand; sending still works after it", async () => {
		await it.door.open(box.take);
		let letGo = () => {};
		box.hold = new Promise((resolve) => (letGo = resolve));
		await it.says("41", "đang lưu");
		await waitFor(() => box.given.length >= 1);
		let isClosed = false;
		const closed = it.door.close().then(() => (isClosed = true));
		await new Promise((resolve) => setTimeout(resolve, 50));
		expect(isClosed).toBe(false);
		letGo();
		await closed;
		expect(box.texts("41")).toEqual(["đang lưu"]);
		expect(await send("41", { text: "vẫn gửi được" })).toMatchObject({ kind: "sent" });
	});

	test("a plain message arrives as it was", async () => {
		const text = "Cháu chào bà Sen.\n\nBà còn nợ: 3.500.000 đồng <b>&amp;</b> *_[x](y)";
		const outcome = await send("41", { text });
		expect(outcome).toMatchObject({ kind: "sent" });
		expect(it.shown("41")).toEqual([{ text, buttons: [] }]);
	});

	test("a long one arrives in pieces, in order, whole", async () => {
		const outcome = await send("41", { text: longText });
		const pieces = it.shown("41").map(({ text }) => text);
		expect(pieces.length).toBeGreaterThan(1);
		expect(outcome).toMatchObject({ kind: "sent", ids: pieces.map(() => expect.any(String)) });
		for (const piece of pieces) expect(piece.length).toBeLessThanOrEqual(it.door.can.maxText);
		expect(pieces.join("\n")).toBe(longText);
	});

	test.each([
		["short", "Đúng không ạ?"],
		["long", longText],
	])("choices end a %s message", async (_, text) => {
		await send("41", { text, choices });
		const shown = it.shown("41");
		const last = shown.at(-1)!;
		if (it.door.can.buttons) expect(last.buttons).toEqual(choices.map(({ label }) => label));
		else expect(last.text.endsWith("1. Đúng\n2. Sai rồi\n0. Cần giúp")).toBe(true);
		for (const { buttons } of shown.slice(0, -1)) expect(buttons).toEqual([]);
		expect(words(shown.map((piece) => piece.text)).slice(0, words([text]).length)).toEqual(words([text]));
	});

	test("the words of a message with a file are never lost", async () => {
		const data = Buffer.from("%PDF-1.4").toString("base64");
		const attachment = { kind: "document", name: "Biên bản.pdf", mime: "application/pdf", data } as const;
		for (const [chat, text] of [
			["41", "Biên bản họp"],
			["42", longText],
		] as const) {
			expect(await send(chat, { text, attachment })).toMatchObject({ kind: "sent" });
			expect(words(it.shown(chat).map((piece) => piece.text)).filter(Boolean)).toEqual(words([text]));
		}
	});

	test("a message that replaces another is read by the person", async () => {
		const first = await send("41", { text: "Đã ghi 3 người", choices });
		const replaces = first.kind === "sent" ? first.ids[0] : undefined;
		expect(await send("41", { text: "Đã ghi 4 người", replaces })).toMatchObject({ kind: "sent" });
		expect(await send("41", { text: "Đã ghi 4 người", replaces })).toMatchObject({ kind: "sent" });
		expect(it.shown("41").at(-1)).toEqual({ text: "Đã ghi 4 người", buttons: [] });
		if (it.door.can.edit) expect(it.shown("41")).toHaveLength(1);
	});

	test("every way of failing has its name", async () => {
		for (const { name, arrange, expected } of it.faults) {
			await arrange();
			expect(await send("41", { text: "Mai họp ạ" }), name).toMatchObject(expected);
			expect(await send("41", { text: "Mai họp ạ" }), `after ${name}`).toMatchObject({ kind: "sent" });
		}
	});

	test("a message without a word is ours, and nothing is sent", async () => {
		expect(await send("41", { text: " \n" })).toMatchObject({ kind: "ours" });
		expect(it.shown("41")).toEqual([]);
	});

	test("a platform that is away leaves the door neither deaf nor in doubt", async () => {
		if (!it.goesDown || !it.comesBack) return;
		await it.door.open(box.take);
		await waitFor(() => it.door.state().state === "open");
		await it.goesDown();
		// The sockets kept open have to learn of it first: a reset of one of them would rightly be unknown.
		await new Promise((resolve) => setTimeout(resolve, 50));
		expect(await send("41", { text: "Mai họp ạ" })).toMatchObject({ kind: "later" });
		await it.comesBack();
		await it.says("41", "có ai không");
		await box.waitForCount(1);
	});
});
