/** What only the Telegram door owes. */
import type { Update } from "grammy/types";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { TelegramDoor } from "../../src/channels/telegram/door.ts";
import { parseUpdate } from "../../src/channels/telegram/parse.ts";
import { type Fault, waitFor } from "../fakes/httpServer.ts";
import { type FakeTelegram, fakeToken, startFakeTelegram } from "../fakes/telegram.ts";
import { inbox, keptLog } from "./harness.ts";
import { secret, telegramAt } from "./harnessTelegram.ts";

let fake: FakeTelegram;
let doors: TelegramDoor[];
let box: ReturnType<typeof inbox>;
let lines: string[];

const door = (more: Parameters<typeof telegramAt>[2] = {}) => {
	const { lines: kept, log } = keptLog();
	lines = kept;
	doors.push(telegramAt(fake.root, log, more));
	return doors.at(-1)!;
};
const restMs = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const calls = (method: string) => fake.bot().calls.filter((call) => call.method === method);

beforeEach(async () => {
	fake = await startFakeTelegram();
	box = inbox();
	doors = [];
});
afterEach(async () => {
	await Promise.all(doors.map((each) => each.close()));
	await fake.close();
});

describe("reading updates", () => {
	const chat = { id: 41, type: "private", first_name: "Sen" };
	const from = { id: 41, is_bot: false, first_name: "Sen" };
	const base = { message_id: 5, date: 1_795_000_000, chat, from };
	const read = (update: object) =>
		parseUpdate({ update_id: 9, ...update } as unknown as Update, new Date("2026-11-23T01:02:03Z"));
	const body = (content: object) => read({ message: { ...base, ...content } }).event?.body;

	test.each([
		[{ text: "còn nợ bao nhiêu" }, { kind: "text", text: "còn nợ bao nhiêu" }],
		[{ text: "/start" }, { kind: "start" }],
		[{ text: "/start K7M2-P9" }, { kind: "start", code: "K7M2-P9" }],
		[{ text: "/start@test_bot  ABC " }, { kind: "start", code: "ABC" }],
		[{ text: "/started" }, { kind: "text", text: "/started" }],
		[
			{ contact: { phone_number: "84900000001", first_name: "Sen", user_id: 41 } },
			{ kind: "contact", phone: "84900000001", own: true },
		],
		[
			{ contact: { phone_number: "84900000002", first_name: "Thu", user_id: 42 } },
			{ kind: "contact", phone: "84900000002", own: false },
		],
		[
			{ contact: { phone_number: "84900000003", first_name: "Lan" } },
			{ kind: "contact", phone: "84900000003", own: false },
		],
		[{ voice: {} }, { kind: "media", media: "voice" }],
		[
			{ animation: {}, document: {} },
			{ kind: "media", media: "video" },
		],
		[
			{ venue: {}, location: {} },
			{ kind: "media", media: "location" },
		],
		[
			{ document: {}, caption: "sổ" },
			{ kind: "media", media: "file", caption: "sổ" },
		],
		[{ pinned_message: {} }, undefined],
	])("%j is %j", (content, expected) => expect(body(content)).toEqual(expected));

	test("an edit is told by its own id and time; a live location that moves is nothing", () => {
		const edited = { ...base, edit_date: 1_795_000_060, text: "sửa" };
		expect(read({ edited_message: edited }).event).toEqual({
			eventId: "9",
			chat: "41",
			writtenAt: new Date(1_795_000_060_000),
			body: { kind: "text", text: "sửa", edited: true },
		});
		expect(read({ edited_message: { ...base, edit_date: 1, location: {} } })).toEqual({});
	});

	test("a tap has no time of its own; one in a group is only answered", () => {
		const tap = { id: "t1", from, chat_instance: "1", data: "q7:yes" };
		const { event } = read({ callback_query: { ...tap, message: base } });
		expect(event).toMatchObject({ chat: "41", writtenAt: new Date("2026-11-23T01:02:03Z") });
		const inGroup = { ...base, chat: { id: -5, type: "group" } };
		expect(read({ callback_query: { ...tap, message: inGroup } })).toEqual({ tap: "t1" });
	});
});

describe("polling", () => {
	test("acknowledges nothing before it is taken", async () => {
		let letGo = () => {};
		box.hold = new Promise((resolve) => (letGo = resolve));
		await door().open(box.take);
		fake.userSays(41, "một");
		await waitFor(() => box.given.length > 0);
		await restMs(100);
		expect([fake.stats().waiting, fake.bot().isPolled]).toEqual([1, false]);
		letGo();
		await waitFor(() => fake.stats().waiting === 0);
	});

	test("removes a webhook, and comes back after another poller", async () => {
		fake.bot().webhook = { url: "http://127.0.0.1:9/", secret: "" };
		const it = door();
		await it.open(box.take);
		fake.userSays(41, "một");
		await box.waitForCount(1);
		await waitFor(() => fake.bot().isPolled);
		fake.bot().getUpdates(0, 100, 1, () => undefined);
		await waitFor(() => it.state().state === "silent" && it.state().why?.includes("409"));
		fake.userSays(41, "hai");
		await box.waitForCount(2);
		await waitFor(() => it.state().state === "open");
	});

	test("a half-open socket is noticed, told, and left behind", async () => {
		const it = door();
		fake.fault({ kind: "hang", method: "getUpdates" });
		await it.open(box.take);
		fake.userSays(41, "có ai không");
		await waitFor(() => it.state().state === "silent" && it.state().why?.includes("no answer"));
		await box.waitForCount(1);
		await waitFor(() => it.state().state === "open");
	});

	test.each<[string, Partial<Fault>]>([
		["401", { code: 401, description: "Unauthorized" }],
		["404", { code: 404, description: "Not Found" }],
	])("a token refused with %s ends the start with one line", async (_, fault) => {
		fake.fault({ kind: "error", method: "getMe", ...fault });
		const error = await door()
			.open(box.take)
			.catch((thrown: Error) => thrown);
		expect(String(error)).toMatch(/^Error: TELEGRAM_BOT_TOKEN .*@BotFather.*$/);
		expect(String(error)).not.toContain(fakeToken.split(":")[1]);
		expect(() => door({ token: "not a token" })).toThrow(/^TELEGRAM_BOT_TOKEN/);
	});

	test("a network that is down at the start does not end it", async () => {
		const { port } = fake;
		await fake.close();
		const it = door();
		await it.open(box.take);
		await waitFor(() => it.state().state === "silent" && it.state().why?.includes("ECONNREFUSED"));
		fake = await startFakeTelegram({ port });
		fake.userSays(41, "một");
		await box.waitForCount(1);
	});

	test("only the holder of the lock polls; another takes over", async () => {
		let holder: symbol | undefined;
		const losers: (() => void)[] = [];
		const holdLock = async (_name: string, onLost: () => void) => {
			if (holder) return null;
			const me = Symbol("holder");
			holder = me;
			losers.push(onLost);
			return async () => {
				if (holder === me) holder = undefined;
			};
		};
		const [first, second] = [door({ holdLock }), door({ holdLock })];
		await first.open(box.take);
		await second.open(box.take);
		await waitFor(() => first.state().state === "open" && second.state().state === "standby");
		losers[0]!();
		await waitFor(() => [first, second].some((it) => it.state().state === "open"));
		await first.close();
		await waitFor(() => second.state().state === "open");
		fake.userSays(41, "một");
		await box.waitForCount(1);
		expect(box.given).toHaveLength(1);
	});
});

describe("receiving", () => {
	test("a tap is answered at once, before it is taken", async () => {
		box.hold = restMs(300).then(() => undefined);
		await door().open(box.take);
		fake.userTaps(41, "q7:yes");
		await waitFor(() => calls("answerCallbackQuery").length === 1);
		expect(box.accepted.size).toBe(0);
		await box.waitForCount(1);
	});

	test("a group is told once, and left", async () => {
		await door({ groupText: "Cháu chỉ nói riêng ạ." }).open(box.take);
		fake.addedToGroup(-900);
		await waitFor(() => calls("leaveChat").length === 1);
		fake.userSays(-900, "còn ở đây à");
		await waitFor(() => calls("leaveChat").length === 2);
		expect(fake.sentTo(-900).map(({ text }) => text)).toEqual(["Cháu chỉ nói riêng ạ."]);
		expect(box.events().map(({ body }) => body.kind)).toEqual(["group"]);
	});

	test("the menu is Vietnamese, and English for English phones", async () => {
		const menu = (description: string) => [{ command: "help", description }];
		await door({ commands: { vi: menu("Trợ giúp"), en: menu("Help") } }).open(box.take);
		await waitFor(() => calls("setMyCommands").length === 2);
		const set = calls("setMyCommands").map(({ payload }) => [payload.language_code, payload.commands]);
		expect(set).toEqual([
			[undefined, menu("Trợ giúp")],
			["en", menu("Help")],
		]);
	});

	test("a webhook answers 200 for what is taken, and for nothing else", async () => {
		const it = door({ mode: "webhook", publicUrl: "http://127.0.0.1:9" });
		const headers = { "x-telegram-bot-api-secret-token": secret };
		const message = { message_id: 1, date: 1, chat: { id: 41, type: "private" }, text: "một" };
		const update = { update_id: 1, message };
		const status = async (...args: Parameters<typeof it.webhook>) => (await it.webhook(...args)).status;
		expect(await status(headers, update)).toBe(503);
		await it.open(box.take);
		await waitFor(() => fake.bot().webhook?.url === "http://127.0.0.1:9/webhooks/telegram");
		expect(fake.bot().webhook?.secret).toBe(secret);
		expect(await status({}, update)).toBe(401);
		expect(await status({ "x-telegram-bot-api-secret-token": "wrong" }, update)).toBe(401);
		for (const nonsense of [undefined, "", "{", "[]", 7, {}, { update_id: "1" }]) {
			expect(await status(headers, nonsense)).toBe(400);
		}
		box.refusals = 1;
		expect(await status(headers, update)).toBe(503);
		expect(await status(headers, JSON.stringify(update))).toBe(200);
		expect(await status(headers, Buffer.from(JSON.stringify({ update_id: 2, new_kind: {} })))).toBe(200);
		expect(box.texts("41")).toEqual(["một"]);
		expect(await door().webhook(headers, update)).toEqual({ status: 404 });
	});
});

describe("sending", () => {
	const choice = (number: number, label: string) => ({ id: `q:${number}`, label, number });

	test("short answers share a row, long ones do not, help stands alone", async () => {
		const rows = async (labels: string[]) => {
			const choices = [...labels.map((label, at) => choice(at + 1, label)), choice(0, "Cần giúp")];
			await door().send("41", { text: "?", choices });
			return fake
				.sentTo(41)
				.at(-1)!
				.buttons.map((row) => row.length);
		};
		expect(await rows(["Đúng", "Sai rồi"])).toEqual([2, 1]);
		expect(await rows(["Nguyễn Thị Lan (1952, xóm 3)", "Lê Thị Lan"])).toEqual([1, 1, 1]);
	});

	test("a file goes up whole, with its name", async () => {
		const bytes = Buffer.alloc(70_000, 7);
		const file = { name: "Biên bản; tháng 11.pdf", mime: "application/pdf", data: bytes.toString("base64") };
		const choices = [choice(1, "Đã nhận")];
		for (const kind of ["document", "photo"] as const) {
			await door().send("41", { text: "Của bà đây", attachment: { ...file, kind }, choices });
		}
		const sent = fake.sentTo(41);
		expect(sent.map(({ method }) => method)).toEqual(["sendDocument", "sendPhoto"]);
		for (const { file: got, text, buttons } of sent) {
			expect([got, text, buttons.length]).toEqual([{ name: file.name, bytes: 70_000 }, "Của bà đây", 1]);
		}
	});

	test("a message that cannot be edited any more is sent anew", async () => {
		expect(await door().send("41", { text: "mới", replaces: "999" })).toMatchObject({ kind: "sent" });
		expect(await door().send("41", { text: "mới", replaces: "web-7" })).toMatchObject({ kind: "sent" });
		expect(fake.sentTo(41).map(({ method }) => method)).toEqual(["sendMessage", "sendMessage"]);
	});

	test("after a first piece nothing is surely unsent", async () => {
		const text = "dòng\n".repeat(2000);
		for (const code of [429, 403, 500]) {
			fake.fault({ kind: "error", code, retryAfterSec: 9, skip: 1 });
			const outcome = await door().send("41", { text });
			expect(outcome).toMatchObject({ kind: "unknown", why: expect.stringMatching(/^piece 2 of 3: /) });
		}
	});

	test("nothing written is not unknown: refused, or a name that no server has", async () => {
		for (const apiRoot of ["http://127.0.0.1:9", "http://no-such-host.invalid"]) {
			expect(await door({ apiRoot }).send("41", { text: "a" })).toMatchObject({ kind: "later" });
		}
		expect(lines.join()).not.toContain(fakeToken);
	});

	test("256 messages are in flight at once", async () => {
		fake.setLatency(300);
		const it = door({ timing: { sendLimitMs: 10_000 } });
		const outcomes = await Promise.all(
			Array.from({ length: 256 }, (_, at) => it.send(String(at + 1), { text: "Mai họp ạ" })),
		);
		expect(outcomes.every(({ kind }) => kind === "sent")).toBe(true);
		expect(fake.stats().inFlightMax).toBe(256);
	});
});
