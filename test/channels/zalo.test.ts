/** What only the Zalo door owes; the spool has its own file. */
import { rm } from "node:fs/promises";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { ZaloDoor } from "../../src/channels/zalo/door.ts";
import { parseEvent } from "../../src/channels/zalo/parse.ts";
import { waitFor } from "../fakes/httpServer.ts";
import { type FakeZalo, fakeZaloToken, startFakeZalo } from "../fakes/zalo.ts";
import { inbox, keptLog } from "./harness.ts";
import { secret } from "./harnessTelegram.ts";
import { tempFolder, zaloAt } from "./harnessZalo.ts";

let fake: FakeZalo;
let folder: string;
let doors: ZaloDoor[];
let box: ReturnType<typeof inbox>;

const door = (more: Parameters<typeof zaloAt>[3] = {}) => {
	doors.push(zaloAt(fake.root, folder, keptLog().log, more));
	return doors.at(-1)!;
};
const headers = { "x-bot-api-secret-token": secret };

beforeEach(async () => {
	fake = await startFakeZalo();
	folder = await tempFolder();
	box = inbox();
	doors = [];
});
afterEach(async () => {
	await Promise.all(doors.map((each) => each.close()));
	await fake.close();
	await rm(folder, { recursive: true, force: true });
});

describe("reading events", () => {
	const now = new Date("2026-11-23T01:02:03Z");
	const chat = "a1b2c3d4e5f60718293a";
	const base = {
		date: 1_789_033_572_455,
		chat: { chat_type: "PRIVATE", id: chat },
		message_id: "m1a2b3c4d5e6f7081920",
		from: { id: chat, is_bot: false, display_name: "Sen" },
	};
	const named = (name: string, content: object = {}) => ({
		event_name: `message.${name}.received`,
		message: { ...base, ...content },
	});
	const body = (event: object) => {
		const parsed = parseEvent(event, now);
		return "event" in parsed ? parsed.event.body : undefined;
	};

	test.each([
		[named("text", { text: "còn nợ bao nhiêu" }), { kind: "text", text: "còn nợ bao nhiêu" }],
		[
			named("image", { photo_url: "https://x", caption: "sổ" }),
			{ kind: "media", media: "photo", caption: "sổ" },
		],
		[named("image", { photo: "https://x" }), { kind: "media", media: "photo" }],
		[named("sticker", { sticker: "1", url: null }), { kind: "media", media: "sticker" }],
		[named("voice", { voice_url: "https://x.aac" }), { kind: "media", media: "voice" }],
		[named("unsupported"), { kind: "unsupported" }],
		[named("text", { text: "@bot", chat: { id: "g1", chat_type: "GROUP" } }), { kind: "group" }],
		[named("text", { text: "vọng", from: { id: "b", is_bot: true } }), undefined],
		[{ event_name: "message.unsupported.received" }, undefined],
		[named("reaction"), undefined],
		[{ hello: 1 }, undefined],
	])("%j is %j", (event, expected) => {
		expect(body(event)).toEqual(expected);
		expect(body({ ok: true, result: event })).toEqual(expected);
	});

	test("milliseconds, and an id even where Zalo gives none", () => {
		const said = parseEvent(named("text", { text: "a" }), now);
		expect(said).toMatchObject({
			event: { eventId: base.message_id, chat, writtenAt: new Date(base.date) },
		});
		const bare = named("unsupported", { message_id: undefined, date: undefined });
		const first = parseEvent(bare, now);
		expect(first).toMatchObject({ event: { eventId: expect.stringMatching(/^sha256:/), writtenAt: now } });
		expect(parseEvent(bare, now)).toEqual(first);
	});
});

describe("polling", () => {
	test("an idle poll is no error, and no poll is ever broken off", async () => {
		const it = door({ timing: { pollTimeoutSec: 0.4, pollGraceMs: 500 } });
		await it.open(box.take);
		await waitFor(() => (fake.stats().calls.getUpdates ?? 0) >= 2 && fake.bot().isPolled);
		expect(it.state()).toEqual({ state: "open" });
		const closed = it.close();
		await fake.userSays("c1", "vào phút chót");
		await closed;
		expect(box.texts("c1")).toEqual(["vào phút chót"]);
		expect(fake.stats().lost).toBe(0);
	});

	test("a poll that fails makes the door silent, one that works opens it", async () => {
		const it = door();
		fake.fault({ kind: "hang", method: "getUpdates" });
		fake.fault({ kind: "error", method: "getUpdates", code: 403, description: "Internal server error" });
		await it.open(box.take);
		await waitFor(() => it.state().why?.includes("no answer"));
		await waitFor(() => it.state().state === "open");
	});

	test.each([401, 404])("a token refused with %i ends the start with one line", async (code) => {
		fake.fault({ kind: "error", method: "getMe", code, description: "Unauthorized" });
		const error = await door()
			.open(box.take)
			.catch((thrown: Error) => thrown);
		expect(String(error)).toMatch(/^Error: ZALO_BOT_TOKEN is refused by Zalo .*$/);
		expect(String(error)).not.toContain(fakeZaloToken.split(":")[1]);
		expect(() => door({ token: "nonsense" })).toThrow(/^ZALO_BOT_TOKEN/);
	});

	test("only the holder of the lock polls", async () => {
		const it = door({ holdLock: async () => null });
		await it.open(box.take);
		await waitFor(() => it.state().state === "standby");
		expect(fake.stats().calls.getUpdates).toBeUndefined();
	});
});

describe("webhook", () => {
	const open = async (more: Parameters<typeof zaloAt>[3] = {}) => {
		const it = door({ mode: "webhook", publicUrl: "http://127.0.0.1:9/", ...more });
		await it.open(box.take);
		await waitFor(() => fake.bot().webhook?.url === "http://127.0.0.1:9/webhooks/zalo");
		return it;
	};

	test("answers 200 for what it keeps or need not keep, and for nothing else", async () => {
		const it = await open();
		const status = async (...args: Parameters<typeof it.webhook>) => (await it.webhook(...args)).status;
		const event = fake.bot().event("message.text.received", "c1", { text: "một" });
		for (const empty of [undefined, null, "", Buffer.alloc(0)]) expect(await status({}, empty)).toBe(200);
		expect(await status({}, event)).toBe(401);
		expect(await status({ "x-bot-api-secret-token": `${secret}x` }, event)).toBe(401);
		for (const nonsense of ["{", "[1]", 7]) expect(await status(headers, nonsense)).toBe(400);
		for (const other of [{ event_name: "message.unsupported.received" }, { event_name: "new.kind" }, {}]) {
			expect(await status(headers, other)).toBe(200);
		}
		expect(box.given).toEqual([]);
		expect(await status(headers, JSON.stringify(event))).toBe(200);
		expect(box.texts("c1")).toEqual(["một"]);
		expect(await door().webhook(headers, event)).toEqual({ status: 404 });
	});

	test("an address that Zalo cannot reach is told, until something comes", async () => {
		fake.bot().verification = { ok: false, outcome: "http.403", hint: "Browser Integrity Check" };
		const it = await open();
		await waitFor(() => it.state().why?.includes("Browser Integrity Check"));
		await it.webhook(headers, fake.bot().event("message.text.received", "c1", { text: "một" }));
		expect(it.state()).toEqual({ state: "open" });
	});

	test("a group is told once, and never as a feature's business", async () => {
		const it = await open();
		for (const text of ["@bot chào", "@bot ơi"]) {
			await it.webhook(headers, fake.bot().event("message.text.received", "g1", { text }, "GROUP"));
		}
		await waitFor(() => fake.sentTo("g1").length === 1);
		expect(box.events().map(({ body }) => body.kind)).toEqual(["group", "group"]);
	});

	test("what is not saved in time is kept, answered, and saved later", async () => {
		let letGo = () => {};
		box.hold = new Promise((resolve) => (letGo = resolve));
		const it = await open({ timing: { takeLimitMs: 100, retryMs: 50 } });
		const event = (text: string) => fake.bot().event("message.text.received", "c1", { text });
		expect(await it.webhook(headers, event("một"))).toEqual({ status: 200 });
		expect(await it.webhook(headers, event("hai"))).toEqual({ status: 200 });
		expect(box.accepted.size).toBe(0);
		letGo();
		await box.waitForCount(2);
		expect(box.texts("c1")).toEqual(["một", "hai"]);
	});

	test("what can be kept nowhere is not answered with 200", async () => {
		box.refusals = 1;
		const seal = () => {
			throw new Error("no space left on device");
		};
		const broken = { folder, seal, open: (sealed: string) => sealed };
		const it = await open({ spool: broken });
		const event = fake.bot().event("message.text.received", "c1", { text: "một" });
		expect(await it.webhook(headers, event)).toEqual({ status: 503 });
		await waitFor(() => it.state().state === "open");
		await new Promise((resolve) => setTimeout(resolve, 150));
		expect(await it.webhook(headers, event)).toEqual({ status: 200 });
		expect(box.texts("c1")).toEqual(["một"]);
	});
});

describe("sending", () => {
	test("both directions are counted, a meter that fails stops nothing", async () => {
		const counted: string[] = [];
		const meter = {
			count: (direction: string) => {
				counted.push(direction);
				throw new Error("the database is away");
			},
		};
		const it = door({ meter });
		await it.open(box.take);
		await waitFor(() => fake.bot().isPolled);
		await fake.userSays("c1", "một");
		await box.waitForCount(1);
		expect(await it.send("c1", { text: "dòng\n".repeat(600) })).toMatchObject({ kind: "sent" });
		expect(counted).toEqual(["in", "out", "out"]);
	});

	test("after a first piece nothing is surely unsent", async () => {
		fake.fault({ kind: "error", code: 429, description: "Quota exceeded", skip: 1 });
		const outcome = await door().send("c1", { text: "dòng\n".repeat(600) });
		expect(outcome).toMatchObject({ kind: "unknown", why: expect.stringMatching(/^piece 2 of 2: /) });
	});

	test("a token that is refused in the middle of the day is told", async () => {
		const it = door();
		fake.fault({ kind: "error", code: 401, description: "Unauthorized" });
		await it.send("c1", { text: "Mai họp ạ" });
		expect(it.state()).toMatchObject({ state: "silent", why: expect.stringContaining("401") });
	});
});
