/** The bot killed with SIGKILL in the middle of a backlog, again and again: nothing lost, nothing done twice. */
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { testDatabase } from "../database.ts";
import { fakeToken, startFakeTelegram } from "../fakes/telegram.ts";
import { expectAnswers, expectEffectsOnce, sentAgain, untilDone, write } from "./ledger.ts";
import { linkedChats } from "./members.ts";
import { isReady, startBot } from "./process.ts";
import { seeded } from "./random.ts";

const isLong = process.env.CLBOT_LONG === "1";
const kills = isLong ? 20 : 2;
const updates = 5_000;
const chats = 500;
/** What may be on its way through one door; a kill doubles no more than that. */
const mostInFlight = 256;

test(`${kills} kills under a backlog of ${updates}`, { timeout: isLong ? 600_000 : 120_000 }, async () => {
	const seed = Number(process.env.CLBOT_SEED ?? Date.now() % 1_000_000);
	console.log(`kill.test: CLBOT_SEED=${seed}`);
	const random = seeded(seed);
	const { db, url, sealing, keyHex, close } = await testDatabase();
	const telegram = await startFakeTelegram({ latencyMs: 10 });
	const linked = await linkedChats(db, sealing, fakeToken.split(":")[0]!, chats);
	const settings = { TELEGRAM_BOT_TOKEN: fakeToken, TELEGRAM_API_ROOT: telegram.root, CLBOT_DEMO: "0" };
	const start = () => startBot({ DATABASE_URL: url, CLBOT_KEY: keyHex, ...settings });

	const written = write(telegram, linked, updates);
	// Where in the work each kill falls; the pause after it lets some fall into the start or a quiet moment.
	const moments = Array.from({ length: kills }, () => random() * updates * 0.95).sort((a, b) => a - b);
	let bot = start();
	for (const moment of moments) {
		await telegram.waitFor(() => telegram.stats().sends >= moment, 60_000);
		await sleep(random() * 200);
		await bot.kill();
		bot = start();
	}
	await bot.says(isReady);
	await untilDone(db, updates, 60_000);
	bot.signal("SIGTERM");
	expect(await bot.ended).toBe(0);

	await expectEffectsOnce(db, written);
	const { doubled, surplus } = expectAnswers(telegram, written);
	console.log(`kill.test: ${kills} kills, ${surplus} answers doubled`);
	expect(surplus).toBeLessThanOrEqual(kills * mostInFlight);
	const again = await sentAgain(db);
	expect(doubled.filter((updateId) => !again.has(updateId))).toEqual([]);
	await telegram.close();
	await close();
});
