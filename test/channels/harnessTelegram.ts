import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { type TelegramDoor, telegramDoor } from "../../src/channels/telegram/door.ts";
import { readBody } from "../fakes/httpServer.ts";
import { type FakeTelegram, fakeToken, startFakeTelegram } from "../fakes/telegram.ts";
import { type FaultCase, type Harness, keptLog, type Running, type Shown } from "./harness.ts";

export const secret = "test_secret-1";
const timing = {
	pollTimeoutSec: 1,
	pollGraceMs: 1_500,
	sendLimitMs: 1_500,
	retryMs: 50,
	refusedRetryMs: 50,
	standbyMs: 50,
};

/** A door at a fake, with all that a test may change about it. */
export function telegramAt(
	root: string,
	log: ReturnType<typeof keptLog>["log"],
	more: Partial<Parameters<typeof telegramDoor>[0]> = {},
): TelegramDoor {
	return telegramDoor({
		token: fakeToken,
		apiRoot: root,
		mode: "polling",
		secret,
		log,
		holdLock: async () => async () => undefined,
		now: () => new Date(),
		timing,
		...more,
	});
}

/** A web server that hands its POSTs to whichever door is current. */
export async function webhookServer(current: () => TelegramDoor): Promise<{ url: string; server: Server }> {
	const server = createServer(async (request, response) => {
		const { status } = await current().webhook(request.headers, await readBody(request));
		response.writeHead(status).end();
	});
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
}

const faultsOf = (fake: FakeTelegram): FaultCase[] => {
	const error = (code: number, description: string, retryAfterSec?: number) => () =>
		fake.fault({ kind: "error", code, description, retryAfterSec });
	return [
		{
			name: "429",
			arrange: error(429, "Too Many Requests: retry after 20", 20),
			expected: { kind: "wait", retryAfterSec: 20 },
		},
		{
			name: "blocked",
			arrange: error(403, "Forbidden: bot was blocked by the user"),
			expected: { kind: "gone" },
		},
		{
			name: "deactivated",
			arrange: error(403, "Forbidden: user is deactivated"),
			expected: { kind: "gone" },
		},
		{ name: "no such chat", arrange: error(400, "Bad Request: chat not found"), expected: { kind: "gone" } },
		{ name: "nonsense", arrange: error(400, "Bad Request: BUTTON_DATA_INVALID"), expected: { kind: "ours" } },
		{ name: "no such method", arrange: error(404, "Not Found"), expected: { kind: "ours" } },
		{ name: "its own 500", arrange: error(500, "Internal Server Error"), expected: { kind: "later" } },
		{
			name: "a gateway's 502",
			arrange: () => fake.fault({ kind: "html", status: 502 }),
			expected: { kind: "unknown" },
		},
		{
			name: "a blocking page",
			arrange: () => fake.fault({ kind: "html", status: 403 }),
			expected: { kind: "unknown" },
		},
		{ name: "reset", arrange: () => fake.fault({ kind: "drop-before" }), expected: { kind: "unknown" } },
		{ name: "reset after", arrange: () => fake.fault({ kind: "drop-after" }), expected: { kind: "unknown" } },
		{ name: "no answer", arrange: () => fake.fault({ kind: "hang" }), expected: { kind: "unknown" } },
	];
};

function shownAt(fake: FakeTelegram, chat: string): Shown[] {
	const byId = new Map<number, Shown>();
	for (const { messageId, text, buttons } of fake.sentTo(chat)) {
		byId.set(messageId, { text, buttons: buttons.flat().map((button) => button.text) });
	}
	return [...byId.values()];
}

async function start(mode: "polling" | "webhook"): Promise<Running> {
	let fake = await startFakeTelegram();
	const { lines, log } = keptLog();
	const doors: TelegramDoor[] = [];
	const web = mode === "webhook" ? await webhookServer(() => doors.at(-1)!) : undefined;
	const make = () => {
		doors.push(telegramAt(fake.root, log, { mode, publicUrl: web?.url, groupText: "Xin nhắn riêng ạ." }));
		return doors.at(-1)!;
	};
	let last: Record<string, unknown> = {};
	const kept = fake.bot().push.bind(fake.bot());
	fake.bot().push = (update) => {
		const id = kept(update);
		last = { update_id: id, ...update };
		return id;
	};
	return {
		door: make(),
		restarted: make,
		secrets: [fakeToken, fakeToken.split(":")[1]!, secret],
		log: lines,
		says: (chat, text) => void fake.userSays(chat, text),
		chooses: (chat, choice) => void fake.userTaps(chat, choice.id),
		sendsPhoto: (chat, caption) => void fake.userSends(chat, { photo: [{ file_id: "1" }], caption }),
		blocks: (chat) => void fake.userBlocks(chat),
		addsToGroup: (chat) => void fake.addedToGroup(chat),
		async repeats() {
			// Acknowledged first: a poll that still carries the old offset would take the repetition away with it.
			if (mode === "polling") await fake.waitFor(() => fake.bot().waiting === 0 && fake.bot().isPolled);
			fake.bot().redeliver(last as never);
		},
		shown: (chat) => shownAt(fake, chat),
		faults: faultsOf(fake),
		goesDown: () => fake.close(),
		comesBack: async () => {
			const { webhook } = fake.bot();
			fake = await startFakeTelegram({ port: fake.port });
			fake.bot().setWebhook(webhook);
		},
		async stop() {
			await Promise.all(doors.map((door) => door.close()));
			await fake.close();
			web?.server.close();
			web?.server.closeAllConnections();
		},
	};
}

export const telegramPolling: Harness = { name: "telegram, polling", start: () => start("polling") };
export const telegramWebhook: Harness = { name: "telegram, webhook", start: () => start("webhook") };
