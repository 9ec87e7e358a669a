/** The database goes away while people write: nothing is acknowledged that is not kept, and all of it is answered. */
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { sql } from "../../src/platform/database.ts";
import { testDatabase } from "../database.ts";
import { fakeToken, startFakeTelegram } from "../fakes/telegram.ts";
import { fakeZaloToken, startFakeZalo } from "../fakes/zalo.ts";
import { expectAnswers, expectEffectsOnce, sentAgain, untilDone, write } from "./ledger.ts";
import { linkedChats } from "./members.ts";
import { freePort, isReady, startBot } from "./process.ts";
import { databaseProxy } from "./proxy.ts";

const isLong = process.env.CLBOT_LONG === "1";
const awayMs = isLong ? 30_000 : 8_000;

const statusOf = (port: number, route: string) =>
	fetch(`http://127.0.0.1:${port}${route}`).then(
		(response) => response.status,
		() => 0,
	);

async function until(check: () => Promise<boolean>, limitMs: number): Promise<void> {
	for (const untilMs = Date.now() + limitMs; !(await check()); await sleep(50)) {
		if (Date.now() > untilMs) throw new Error(`waited ${limitMs} ms for: ${check}`);
	}
}

test("Telegram: what arrives meanwhile stays with Telegram", { timeout: 120_000 }, async () => {
	const { db, url, sealing, keyHex, close } = await testDatabase();
	const proxy = await databaseProxy(url);
	const telegram = await startFakeTelegram({ latencyMs: 10 });
	const linked = await linkedChats(db, sealing, fakeToken.split(":")[0]!, 100);
	const port = await freePort();
	const bot = startBot({
		DATABASE_URL: proxy.url,
		CLBOT_KEY: keyHex,
		CLBOT_DEMO: "0",
		PORT: String(port),
		TELEGRAM_BOT_TOKEN: fakeToken,
		TELEGRAM_API_ROOT: telegram.root,
	});
	await bot.says(isReady);
	expect(await statusOf(port, "/readyz")).toBe(200);

	// The cut falls into the middle of a busy moment: commits break off, answers are on their way.
	const written = write(telegram, linked, 1_000);
	await telegram.waitFor(() => telegram.stats().sends >= 200);
	await proxy.cut();
	const cutAtMs = Date.now();
	await until(async () => (await statusOf(port, "/readyz")) === 503, 10_000);
	expect(await statusOf(port, "/healthz"), bot.stderr()).toBe(200);
	const waitingBefore = telegram.stats().waiting;
	written.push(...write(telegram, linked, 500, 1_000));
	while (Date.now() - cutAtMs < awayMs) {
		await sleep(200);
		expect(telegram.stats().waiting).toBe(waitingBefore + 500);
	}

	await proxy.mend();
	await until(async () => (await statusOf(port, "/readyz")) === 200, 15_000);
	await untilDone(db, written.length, 40_000);
	bot.signal("SIGTERM");
	expect(await bot.ended, bot.stderr().slice(-3_000)).toBe(0);
	await expectEffectsOnce(db, written);
	const { doubled } = expectAnswers(telegram, written);
	const again = await sentAgain(db);
	expect(doubled.filter((updateId) => !again.has(updateId))).toEqual([]);
	// Nobody died, so nothing was taken over: what had left was marked once the database was back.
	expect(doubled).toEqual([]);
	expect(telegram.stats().waiting).toBe(0);
	await telegram.close();
	await proxy.close();
	await close();
});

test("Zalo: what arrives meanwhile is kept on the disk", { timeout: 120_000 }, async () => {
	const { db, url, keyHex, close } = await testDatabase();
	const proxy = await databaseProxy(url);
	const zalo = await startFakeZalo({ latencyMs: 10 });
	const data = fs.mkdtempSync(path.join(os.tmpdir(), "clbot-spool-"));
	const bot = startBot({
		DATABASE_URL: proxy.url,
		CLBOT_KEY: keyHex,
		CLBOT_DATA: data,
		CLBOT_DEMO: "0",
		ZALO_BOT_TOKEN: fakeZaloToken,
		ZALO_API_ROOT: zalo.root,
	});
	await bot.says(isReady);
	await zalo.waitFor(() => zalo.bot().isPolled);

	const chats = Array.from({ length: 120 }, (_, index) => `person${index}`);
	const say = async (from: number, to: number) => {
		for (const chat of chats.slice(from, to)) await zalo.userSays(chat, "xin chào").then(() => sleep(10));
	};
	await say(0, 40);
	await proxy.cut();
	const cutAtMs = Date.now();
	await say(40, 80);
	while (Date.now() - cutAtMs < awayMs) await sleep(100);
	await proxy.mend();
	await say(80, 120);

	await zalo.waitFor(() => chats.every((chat) => zalo.sentTo(chat).length > 0), 60_000).catch(() => {});
	const unanswered = chats.filter((chat) => zalo.sentTo(chat).length === 0);
	expect({ lost: zalo.stats().lost, waiting: zalo.stats().waiting, unanswered }).toEqual({
		lost: 0,
		waiting: 0,
		unanswered: [],
	});
	const [inbox] = await db.rows<{ count: number }>(
		sql`SELECT count(*) AS count FROM inbox WHERE done_at IS NOT NULL`,
	);
	expect(inbox!.count).toBe(chats.length);
	expect(chats.filter((chat) => zalo.sentTo(chat).length > 1)).toEqual([]);
	bot.signal("SIGTERM");
	expect(await bot.ended, bot.stderr().slice(-3_000)).toBe(0);
	await zalo.close();
	await proxy.close();
	await close();
	fs.rmSync(data, { recursive: true, force: true });
});
