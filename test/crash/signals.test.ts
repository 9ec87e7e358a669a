/** Told to stop it stops within ten seconds and loses nothing; what it cannot start with it names in one line. */
import net from "node:net";
import { expect, test } from "vitest";
import { testDatabase, testKey } from "../database.ts";
import { fakeToken, startFakeTelegram } from "../fakes/telegram.ts";
import { expectAnswers, expectEffectsOnce, untilDone, write } from "./ledger.ts";
import { linkedChats } from "./members.ts";
import { freePort, isReady, startBot } from "./process.ts";

const updates = 2_000;
const mostStopMs = 10_000;

for (const signal of ["SIGTERM", "SIGINT"] as const) {
	test(`${signal} under load`, { timeout: 120_000 }, async () => {
		const { db, url, sealing, keyHex, close } = await testDatabase();
		const telegram = await startFakeTelegram({ latencyMs: 10 });
		const linked = await linkedChats(db, sealing, fakeToken.split(":")[0]!, 200);
		const settings = { TELEGRAM_BOT_TOKEN: fakeToken, TELEGRAM_API_ROOT: telegram.root, CLBOT_DEMO: "0" };
		const start = () => startBot({ DATABASE_URL: url, CLBOT_KEY: keyHex, ...settings });

		const first = start();
		const written = write(telegram, linked, updates);
		await telegram.waitFor(() => telegram.stats().sends >= updates / 4, 30_000);
		const toldAtMs = Date.now();
		first.signal(signal);
		expect(await first.ended, first.stderr()).toBe(0);
		expect(Date.now() - toldAtMs).toBeLessThan(mostStopMs);
		expect(telegram.stats().sends).toBeLessThan(updates);

		const second = start();
		await untilDone(db, updates, 40_000);
		second.signal(signal);
		expect(await second.ended, second.stderr()).toBe(0);
		await expectEffectsOnce(db, written);
		// What was on its way was waited for and marked: nobody hears anything twice.
		expect(expectAnswers(telegram, written).doubled).toEqual([]);
		await telegram.close();
		await close();
	});
}

/** The one line on stderr with which the bot gives up. */
async function refusal(env: Record<string, string>): Promise<string> {
	const bot = startBot({ CLBOT_DEMO: "0", ...env });
	expect(await bot.ended, bot.stderr()).toBe(1);
	const lines = bot.stderr().trim().split("\n");
	expect(lines, bot.stderr()).toHaveLength(1);
	expect(bot.stdout()).toBe("");
	return lines[0]!;
}

test("a taken port", async () => {
	const { url, keyHex, close } = await testDatabase();
	const holder = net.createServer();
	await new Promise<void>((resolve) => holder.listen(0, "127.0.0.1", resolve));
	const { port } = holder.address() as net.AddressInfo;
	const line = await refusal({ DATABASE_URL: url, CLBOT_KEY: keyHex, PORT: String(port) });
	expect(line).toMatch(/^clbot: PORT: /);
	expect(line).toContain(String(port));
	holder.close();
	await close();
});

test("an unreachable database", async () => {
	const port = await freePort();
	const line = await refusal({
		DATABASE_URL: `postgresql://clbot:geheim@127.0.0.1:${port}/clbot`,
		CLBOT_KEY: testKey,
	});
	expect(line).toMatch(/^clbot: DATABASE_URL: /);
	expect(line).not.toContain("geheim");
});

test("an unreachable Redis", async () => {
	const { url, keyHex, close } = await testDatabase();
	const REDIS_URL = `redis://127.0.0.1:${await freePort()}`;
	const line = await refusal({ DATABASE_URL: url, CLBOT_KEY: keyHex, PORT: "0", REDIS_URL });
	expect(line).toMatch(/^clbot: REDIS_URL: /);
	await close();
});

test("a token that Telegram refuses", async () => {
	const { url, keyHex, close } = await testDatabase();
	const telegram = await startFakeTelegram({ tokens: [fakeToken] });
	const token = "7000000001:AAnother_Token_That_Nobody_Knows_0123";
	const line = await refusal({
		DATABASE_URL: url,
		CLBOT_KEY: keyHex,
		TELEGRAM_BOT_TOKEN: token,
		TELEGRAM_API_ROOT: telegram.root,
	});
	expect(line).toMatch(/^clbot: TELEGRAM_BOT_TOKEN /);
	expect(line).not.toContain("AAnother");
	await telegram.close();
	await close();
});

test.each([
	["PORT", "eighty"],
	["TELEGRAM_BOT_TOKEN", "nonsense"],
	["CLBOT_KEY", "1234"],
	["LOG_LEVEL", "loud"],
	["DATABASE_URL", "mysql://somewhere/else"],
])("a bad setting: %s=%s", async (name, value) => {
	const line = await refusal({
		DATABASE_URL: "postgresql://127.0.0.1:1/x",
		CLBOT_KEY: testKey,
		[name]: value,
	});
	expect(line).toMatch(new RegExp(`^clbot: ${name}: `));
});

test("a start that goes well ends on a signal before anything happened", async () => {
	const { url, keyHex, close } = await testDatabase();
	const bot = startBot({ DATABASE_URL: url, CLBOT_KEY: keyHex, CLBOT_DEMO: "0" });
	await bot.says(isReady);
	bot.signal("SIGTERM");
	expect(await bot.ended).toBe(0);
	await close();
});
