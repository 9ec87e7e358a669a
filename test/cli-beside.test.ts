import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { assemble, type Bot } from "../src/bot.ts";
import { systemClock } from "../src/platform/clock.ts";
import { makeLog } from "../src/platform/log.ts";
import { apology } from "../src/stage.ts";
import { memoryDoor } from "./bot.ts";
import { clbot, type Listed, start } from "./cliProcess.ts";
import { type TestDatabase, testDatabase } from "./database.ts";

let made: TestDatabase;
let env: Record<string, string>;
beforeAll(async () => {
	made = await testDatabase();
	env = { DATABASE_URL: made.url, CLBOT_KEY: made.keyHex };
});
afterAll(() => made.close());

describe("a bot that runs", () => {
	const memory = memoryDoor();
	let bot: Bot;
	let isSick = true;
	beforeAll(async () => {
		const { db, sealing } = made;
		const takeTurn = async () => {
			if (isSick) throw new Error("0912345678 is in the way");
			return { writes: [], session: {}, reply: { text: "dạ" } };
		};
		const doors = [{ door: memory.door, ratePerSec: 1_000 }];
		const whoIs = async () => new Map();
		bot = await assemble({
			db,
			sealing,
			clock: systemClock(),
			log: makeLog("silent"),
			role: "all",
			doors,
			whoIs,
			takeTurn,
			apology,
		});
		await bot.open();
	});
	afterAll(() => bot.close());
	const sentTo = async (chat: string, count: number) => {
		await expect.poll(() => memory.to(chat).length, { timeout: 10_000 }).toBe(count);
		return memory.to(chat).at(-1)!.text;
	};

	test("has its failed turns listed, traced without a phone, and put back with their answer", async () => {
		await memory.says("sick", "bao giờ họp", new Date());
		await sentTo("sick", 1);
		const listed = await clbot(env, "stuck");
		expect(listed.out).toMatch(/web:sick +e\d+ +2 +Error: \[phone\] is in the way/);
		const [, id, event] = /^(\d+) .*web:sick +(e\d+)/m.exec(listed.out)!;
		const before = (await clbot(env, "trace", event!)).out;
		expect(before).toMatch(/set aside .*, failed 2 times/);
		expect(before).not.toContain("bao giờ họp");

		isSick = false;
		expect((await clbot(env, "stuck", "retry", id!)).out).toBe("1 put back\n");
		expect(await sentTo("sick", 2)).toBe("dạ");
		expect((await clbot(env, "stuck")).out).toBe("");
		expect(await clbot(env, "stuck", "retry", id!)).toMatchObject({ code: 1, out: "" });
		const after = (await clbot(env, "trace", "web:sick")).out;
		expect(after).toMatch(/← {2}event e\d+: done/);
		expect(after.match(/→ {2}answer:\d+.*: sent/g)).toHaveLength(2);
	});

	test("sends nothing while it is paused, and everything after", async () => {
		expect((await clbot(env, "pause")).out).toMatch(/^paused; 0 messages wait/);
		await memory.says("still", "chào cháu", new Date());
		await expect
			.poll(async () => (await clbot(env, "trace", "web:still")).out, { timeout: 20_000 })
			.toMatch(/answer:\d+ \(answer\): planned/);
		expect((await clbot(env, "pause")).out).toMatch(/^paused since .*; 1 messages wait/);
		expect(memory.to("still")).toEqual([]);
		expect(await clbot(env, "check")).toMatchObject({ code: 0 });
		expect((await clbot(env, "pause", "off")).out).toMatch(/^not paused any more/);
		expect(await sentTo("still", 1)).toBe("dạ");
	});
});

test("commands work beside a bot on the embedded database, and the last to leave stops it", async () => {
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), "clbot-cli-"));
	fs.chmodSync(folder, 0o755);
	const here = { CLBOT_DATA: folder };
	const bot = start(["main"], { ...here, PORT: "0" });
	await new Promise((resolve) => bot.stdout!.once("data", resolve));
	const all = JSON.parse((await clbot(here, "people", "--json")).out) as Listed[];
	expect(all.some((one) => one.linked.includes("web"))).toBe(true);
	expect(await clbot(here, "check")).toMatchObject({ code: 0 });
	expect(bot.exitCode).toBe(null);
	const gone = new Promise((resolve) => bot.once("close", resolve));
	bot.kill("SIGTERM");
	expect(await gone).toBe(0);
	const servers = () =>
		fs.readdirSync(folder, { recursive: true }).filter((name) => String(name).endsWith("postmaster.pid"));
	expect(servers()).toEqual([]);
	// The bot is gone: the command starts the server, and stops it again.
	expect(await clbot(here, "invite", "Nobody At All")).toMatchObject({ code: 1 });
	expect(servers()).toEqual([]);
	fs.rmSync(folder, { recursive: true, force: true });
}, 120_000);
