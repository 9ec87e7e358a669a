/** The bot killed with its own database under it: whatever is left behind, the next start simply works. */
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { isReady, type Process, startBot } from "./process.ts";

let data: string;
let running: Process[] = [];

beforeEach(() => {
	data = fs.mkdtempSync(path.join(os.tmpdir(), "clbot-embedded-"));
	fs.chmodSync(data, 0o755);
	running = [];
});

afterEach(async () => {
	for (const bot of running) await bot.kill();
	await killServers();
	fs.rmSync(data, { recursive: true, force: true });
});

/** The postgres processes of this test's folder, the server first. */
function servers(): number[] {
	const isOurs = (pid: string) => {
		try {
			const command = fs.readFileSync(`/proc/${pid}/cmdline`, "utf8");
			return command.includes("postgres") && command.includes(data);
		} catch {
			return false;
		}
	};
	return fs
		.readdirSync("/proc")
		.filter((name) => /^\d+$/.test(name) && isOurs(name))
		.map(Number);
}

/** Kills them and waits until the system has buried them: PostgreSQL takes a zombie for a server that runs. */
async function killServers(): Promise<void> {
	const pids = servers();
	for (const pid of pids) process.kill(pid, "SIGKILL");
	const isThere = (pid: number) => fs.existsSync(`/proc/${pid}`);
	while (pids.some(isThere)) await new Promise((resolve) => setTimeout(resolve, 20));
}

async function start(): Promise<Process> {
	const bot = startBot({ CLBOT_DATA: data, CLBOT_DEMO: "0" });
	running.push(bot);
	await bot.says(isReady, 60_000);
	return bot;
}

async function stop(bot: Process): Promise<void> {
	bot.signal("SIGTERM");
	expect(await bot.ended, bot.stderr()).toBe(0);
}

const inFolder = (...names: string[]) => path.join(data, "postgres", ...names);

test("a server without its bot is used again, and stopped by the last to leave", async () => {
	const killed = await start();
	const [server] = servers();
	await killed.kill();
	expect(servers()).toContain(server);

	const second = await start();
	expect(servers()).toContain(server);
	const third = await start();
	await stop(second);
	expect(servers()).toContain(server);
	await stop(third);
	expect(servers()).toEqual([]);
});

test("bot and server killed together, with a stale lock", async () => {
	const killed = await start();
	await killed.kill();
	await killServers();
	// A process with this pid may well run, but it began at another time.
	fs.writeFileSync(path.join(data, "postgres.lock"), `${process.pid}:1`);
	const bot = await start();
	await stop(bot);
	expect(servers()).toEqual([]);
});

test("killed while the database was being made", async () => {
	fs.mkdirSync(inFolder("cluster.half", "base"), { recursive: true });
	fs.writeFileSync(inFolder("cluster.half", "PG_VERSION"), "18\n");
	const halfBinaries = inFolder("18.0.0.half", "bin");
	fs.mkdirSync(halfBinaries, { recursive: true });
	const bot = await start();
	expect(fs.existsSync(inFolder("cluster.half"))).toBe(false);
	await stop(bot);
	expect(servers()).toEqual([]);
});

test("killed at any moment of its first start", async () => {
	for (const afterMs of [300, 900, 1_500, 2_100]) {
		const bot = startBot({ CLBOT_DATA: data, CLBOT_DEMO: "0" });
		running.push(bot);
		await new Promise((resolve) => setTimeout(resolve, afterMs));
		await bot.kill();
	}
	await stop(await start());
	expect(servers()).toEqual([]);
});
