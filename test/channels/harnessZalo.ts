import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { type ZaloDoor, zaloDoor } from "../../src/channels/zalo/door.ts";
import { waitFor } from "../fakes/httpServer.ts";
import { type FakeZalo, fakeZaloToken, startFakeZalo } from "../fakes/zalo.ts";
import { type FaultCase, type Harness, keptLog, type Running } from "./harness.ts";
import { secret, webhookServer } from "./harnessTelegram.ts";

const timing = {
	pollTimeoutSec: 0.3,
	pollGraceMs: 1_500,
	callLimitMs: 1_500,
	takeLimitMs: 2_000,
	retryMs: 50,
	refusedRetryMs: 50,
	verifyMs: 50,
	standbyMs: 50,
};

/** No cipher, but what is in the file can only be read back through `open`. */
export const reversed = {
	seal: (plain: string) => Buffer.from(plain).toString("base64url"),
	open: (sealed: string) => Buffer.from(sealed, "base64url").toString("utf8"),
};

export function zaloAt(
	root: string,
	folder: string,
	log: ReturnType<typeof keptLog>["log"],
	more: Partial<Parameters<typeof zaloDoor>[0]> = {},
): ZaloDoor {
	return zaloDoor({
		token: fakeZaloToken,
		apiRoot: root,
		mode: "polling",
		secret,
		log,
		holdLock: async () => async () => undefined,
		now: () => new Date(),
		spool: { folder, ...reversed },
		groupText: "Xin nhắn riêng ạ.",
		timing,
		...more,
	});
}

export const tempFolder = () => mkdtemp(path.join(tmpdir(), "clbot-spool-"));

const faultsOf = (fake: FakeZalo): FaultCase[] => {
	const error = (code: number, description: string) => () => fake.fault({ kind: "error", code, description });
	return [
		{ name: "429", arrange: error(429, "Quota exceeded"), expected: { kind: "wait", retryAfterSec: 60 } },
		{ name: "no such chat", arrange: error(410, "The chat_id is invaild"), expected: { kind: "gone" } },
		{ name: "nonsense", arrange: error(400, "Bad Request"), expected: { kind: "ours" } },
		{ name: "wrong token", arrange: error(401, "Unauthorized"), expected: { kind: "ours" } },
		{ name: "malformed token", arrange: error(404, "Not Found"), expected: { kind: "ours" } },
		{ name: "their own fault", arrange: error(403, "Internal server error"), expected: { kind: "later" } },
		{ name: "408", arrange: error(408, "Request timeout"), expected: { kind: "unknown" } },
		{
			name: "a gateway's 502",
			arrange: () => fake.fault({ kind: "html", status: 502 }),
			expected: { kind: "unknown" },
		},
		{ name: "reset", arrange: () => fake.fault({ kind: "drop-before" }), expected: { kind: "unknown" } },
		{ name: "reset after", arrange: () => fake.fault({ kind: "drop-after" }), expected: { kind: "unknown" } },
		{ name: "no answer", arrange: () => fake.fault({ kind: "hang" }), expected: { kind: "unknown" } },
	];
};

async function start(mode: "polling" | "webhook", shape: "bare" | "wrapped"): Promise<Running> {
	let fake = await startFakeZalo();
	fake.bot().shape = shape;
	const folder = await tempFolder();
	const { lines, log } = keptLog();
	const doors: ZaloDoor[] = [];
	const web = mode === "webhook" ? await webhookServer(() => doors.at(-1)!) : undefined;
	const make = () => {
		doors.push(zaloAt(fake.root, folder, log, { mode, publicUrl: web?.url }));
		return doors.at(-1)!;
	};
	/** Zalo keeps nothing for whom is not there yet: a person who writes before is not heard. */
	const ready = () => waitFor(() => fake.bot().isPolled || fake.bot().webhook !== undefined);
	return {
		door: make(),
		restarted: make,
		secrets: [fakeZaloToken, fakeZaloToken.split(":")[1]!, secret],
		log: lines,
		says: async (chat, text) => {
			if (fake.bot().waiting === 0) await ready();
			void fake.userSays(chat, text);
		},
		chooses: async (chat, choice) => {
			await ready();
			void fake.userSays(chat, String(choice.number));
		},
		sendsPhoto: async (chat, caption) => {
			await ready();
			void fake.userSendsPhoto(chat, caption);
		},
		sendsHidden: async (chat) => {
			await ready();
			void fake.userSaysHidden(chat);
		},
		addsToGroup: async (chat) => {
			await ready();
			void fake.userMentionsInGroup(chat, "@bot chào");
		},
		repeats: async () => {
			await ready();
			void fake.bot().push(fake.bot().last!);
		},
		shown: (chat) => fake.sentTo(chat).map(({ text }) => ({ text, buttons: [] })),
		faults: faultsOf(fake),
		goesDown: () => fake.close(),
		comesBack: async () => {
			const { webhook } = fake.bot();
			fake = await startFakeZalo({ port: fake.port });
			fake.bot().webhook = webhook;
		},
		async stop() {
			await Promise.all(doors.map((door) => door.close()));
			await fake.close();
			web?.server.close();
			web?.server.closeAllConnections();
			await rm(folder, { recursive: true, force: true });
		},
	};
}

export const zaloPolling: Harness = { name: "zalo, polling", start: () => start("polling", "bare") };
export const zaloWebhook: Harness = { name: "zalo, webhook", start: () => start("webhook", "bare") };
export const zaloWrapped: Harness = {
	name: "zalo, wrapped webhook",
	start: () => start("webhook", "wrapped"),
};
