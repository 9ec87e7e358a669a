/**
 * Blood-pressure messages end to end: the fake Telegram (a process of its own) → the bot's process → its answers.
 * Beside it, in the same run and on the same server, a plain grammY and Prisma bot.
 * Prints one JSON object; what goes on is told on stderr.
 */
import { openDatabase } from "../src/platform/database.ts";
import { makeLog } from "../src/platform/log.ts";
import { makeSealing } from "../src/platform/sealing.ts";
import { linkedChats, pressureText, textUpdate } from "../test/crash/members.ts";
import { isReady, type Process, startBot, startNode } from "../test/crash/process.ts";
import { benchServer } from "./parts/server.ts";
import { type TelegramProcess, telegramProcess } from "./parts/telegram.ts";
import { usageOf } from "./parts/usage.ts";

const token = "7000000001:AAFakeTokenForTests_0123456789abcdefg";
const keyHex = "ab".repeat(32);
const chatCount = 2_000;
const updateCount = Number(process.env.BENCH_UPDATES ?? 10_000);
const warmUpCount = 2_000;
const pacedPerSec = 200;
const pacedSec = Number(process.env.BENCH_SECONDS ?? 10);
const latenciesMs = [0, 50];
const settleLimitMs = 30_000;

const tell = (text: string) => process.stderr.write(`bench: ${text}\n`);
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const rounded = (value: number, digits = 0) => Number(value.toFixed(digits));

let written = 0;
function updatesOf(chats: string[], count: number): object[] {
	return Array.from({ length: count }, () => {
		written++;
		return textUpdate(chats[written % chats.length]!, pressureText(written), written);
	});
}

async function untilSent(telegram: TelegramProcess, count: number) {
	for (const untilMs = Date.now() + settleLimitMs; Date.now() < untilMs; await sleep(50)) {
		const stats = await telegram.stats();
		if (stats.sends >= count) return stats;
	}
	throw new Error(`of ${count} messages only ${(await telegram.stats()).sends} were answered`);
}

/** All at once, as after an hour without a network: how many are answered a second. */
async function throughput(bot: Process, telegram: TelegramProcess, chats: string[]) {
	const updates = updatesOf(chats, updateCount);
	await telegram.reset();
	const before = usageOf(bot.pid);
	const startedMs = Date.now();
	await telegram.push(updates);
	const { lastSendAtMs, inFlightMax } = await untilSent(telegram, updateCount);
	const after = usageOf(bot.pid);
	return {
		updatesPerSec: rounded((updateCount * 1000) / (lastSendAtMs - startedMs)),
		cpuMsPerUpdate: rounded((after.cpuMs - before.cpuMs) / updateCount, 2),
		inFlightMax,
	};
}

/** A steady stream, each message of another chat: how long its writer waits, the API's latency included. */
async function patience(telegram: TelegramProcess, chats: string[]) {
	const count = Math.min(pacedPerSec * pacedSec, chats.length);
	await telegram.reset();
	const writtenAtMs = new Map<string, number>();
	const startedMs = Date.now();
	const pushes: Promise<void>[] = [];
	for (let at = 0; at < count; at++) {
		const dueMs = startedMs + (at * 1000) / pacedPerSec;
		if (dueMs > Date.now()) await sleep(dueMs - Date.now());
		const chat = chats[at]!;
		writtenAtMs.set(chat, Date.now());
		pushes.push(telegram.push([textUpdate(chat, pressureText(at), ++written)]));
	}
	await Promise.all(pushes);
	await untilSent(telegram, count);
	const waits = (await telegram.sent())
		.map(({ chat, atMs }) => atMs - writtenAtMs.get(chat)!)
		.sort((one, other) => one - other);
	const quantile = (share: number) => waits[Math.min(waits.length - 1, Math.floor(waits.length * share))]!;
	return { p50Ms: quantile(0.5), p99Ms: quantile(0.99), maxMs: waits.at(-1)! };
}

async function measure(name: string, bot: Process, telegram: TelegramProcess, chats: string[]) {
	await telegram.latency(0);
	await telegram.reset();
	await telegram.push(updatesOf(chats, warmUpCount));
	await untilSent(telegram, warmUpCount);
	const byLatency: Record<string, object> = {};
	for (const ms of latenciesMs) {
		await telegram.latency(ms);
		const burst = await throughput(bot, telegram, chats);
		await sleep(1_000);
		const steady = await patience(telegram, chats);
		byLatency[`latency${ms}ms`] = { ...burst, ...steady };
		tell(`${name}, API latency ${ms} ms: ${JSON.stringify(byLatency[`latency${ms}ms`])}`);
	}
	const { rssMb, rssMaxMb } = usageOf(bot.pid);
	return { ...byLatency, rssMb, rssMaxMb };
}

const server = await benchServer();
async function contestant(name: string, start: (env: Record<string, string>) => Process, ready: RegExp) {
	const url = await server.database(`bench_${name}`);
	const db = openDatabase(url, makeLog("silent"));
	const linked = await linkedChats(db, makeSealing(keyHex), token.split(":")[0]!, chatCount);
	await db.close();
	const telegram = await telegramProcess();
	const settings = { TELEGRAM_BOT_TOKEN: token, TELEGRAM_API_ROOT: telegram.root, CLBOT_DEMO: "0" };
	const bot = start({ DATABASE_URL: url, CLBOT_KEY: keyHex, ...settings });
	try {
		await bot.says(ready);
		return await measure(
			name,
			bot,
			telegram,
			linked.map((one) => one.externalId),
		);
	} catch (error) {
		tell(`${name} said: ${bot.stderr().slice(-4_000)}`);
		if (process.env.BENCH_KEEP) await sleep(600_000);
		throw error;
	} finally {
		bot.signal("SIGTERM");
		await Promise.race([bot.ended, sleep(10_000)]);
		await bot.kill();
		await telegram.close();
	}
}

try {
	// Node's own options for the bot: BENCH_NODE="--cpu-prof --cpu-prof-dir=/tmp/profile".
	const options = (process.env.BENCH_NODE ?? "").split(" ").filter(Boolean);
	const ours = (env: Record<string, string>) => startBot(env, options);
	const clbot = await contestant("clbot", ours, isReady);
	const plain = process.env.BENCH_ONLY
		? undefined
		: await contestant(
				"plain",
				(env) => startNode(["--import", "tsx", "bench/parts/plainBot.ts"], env),
				/is ready/,
			);
	const conditions = {
		updates: updateCount,
		chats: chatCount,
		pacedPerSec,
		fsync: true,
		node: process.version,
	};
	process.stdout.write(`${JSON.stringify({ bench: "inbox", conditions, clbot, plain })}\n`);
} finally {
	await server.close();
}
