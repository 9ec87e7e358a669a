import { type Process, startNode } from "../../test/crash/process.ts";
import type { Stats } from "../../test/fakes/telegram.ts";

/** The fake Telegram in a process of its own, so that it takes no time from the bot's. */
export interface TelegramProcess {
	root: string;
	push(updates: object[]): Promise<void>;
	latency(ms: number): Promise<void>;
	/** Forgets what was sent and counted. */
	reset(): Promise<void>;
	stats(): Promise<Stats>;
	sent(): Promise<{ chat: string; atMs: number }[]>;
	close(): Promise<void>;
}

export async function telegramProcess(): Promise<TelegramProcess> {
	const fake: Process = startNode(["--import", "tsx", "test/fakes/telegram.ts", "--port", "0"]);
	const [, port] = await fake.says(/^(\d+)\n/);
	const root = `http://127.0.0.1:${port}`;
	const ask = async (route: string, body?: object) => {
		const request = body ? { method: "POST", body: JSON.stringify(body) } : {};
		const response = await fetch(`${root}/control/${route}`, request);
		if (!response.ok) throw new Error(`${route}: ${response.status}`);
		return response.json() as Promise<never>;
	};
	return {
		root,
		push: (updates) => ask("updates", { updates }),
		latency: (ms) => ask("latency", { ms }),
		reset: () => ask("reset", {}),
		stats: () => ask("stats"),
		sent: () => ask("sent"),
		close: fake.kill,
	};
}
