import type { Capabilities, Outgoing } from "../../conversation/message.ts";
import { OperatorError } from "../../platform/config.ts";
import { numberedPieces } from "../choices.ts";
import type { Door, DoorState } from "../door.ts";
import { type HoldLock, whileHolding } from "../holdLock.ts";
import { httpClient } from "../http.ts";
import { type DoorLog, messageOf, redactor } from "../log.ts";
import { sendPieces } from "../pieces.ts";
import type { WebhookHeaders } from "../secret.ts";
import { type ZaloClient, zaloClient } from "./client.ts";
import { type Intake, zaloIntake } from "./intake.ts";
import { type Count, counter, type Meter } from "./meter.ts";
import { isRefusedToken, outcomeOf } from "./outcome.ts";
import { poll } from "./poll.ts";
import { type Receiver, zaloReceiver } from "./receive.ts";
import { spool } from "./spool.ts";
import { checkToken, whereFrom } from "./start.ts";
import { deliver, setWebhook } from "./webhook.ts";

export interface ZaloOptions {
	token: string;
	apiRoot: string;
	mode: "polling" | "webhook";
	/** Where Zalo reaches this process; `/webhooks/zalo` is put after it. Needed for `webhook`. */
	publicUrl?: string;
	/** 8 to 256 characters. */
	secret: string;
	log: DoorLog;
	/** Only polling asks for it; two pollers would steal from each other. */
	holdLock: HoldLock;
	now(): Date;
	/** Where what cannot be committed waits, and how it is encrypted. */
	spool: { folder: string; seal(plain: string): string; open(sealed: string): string };
	meter?: Meter;
	/** Said once in a group; Zalo knows no leaving. */
	groupText?: string;
	timing?: Partial<typeof defaultTiming>;
}

export interface ZaloDoor extends Door {
	/** `body` parsed or raw. 200 once the event is in the database or on the disk. */
	webhook(headers: WebhookHeaders, body: unknown): Promise<{ status: number }>;
}

const defaultTiming = {
	/** Never more: an ending process waits for its poll. */
	pollTimeoutSec: 5,
	pollGraceMs: 5_000,
	callLimitMs: 30_000,
	startLimitMs: 5_000,
	takeLimitMs: 5_000,
	retryMs: 1_000,
	refusedRetryMs: 10_000,
	verifyMs: 20_000,
	standbyMs: 3_000,
};

/** Zalo refuses more than 2,000 of a unit it does not name. */
const maxTextLength = 1900;

const can: Capabilities = {
	buttons: false,
	edit: false,
	files: false,
	contactShare: false,
	startPayload: false,
	maxText: maxTextLength,
};

export function zaloDoor(options: ZaloOptions): ZaloDoor {
	const { log, mode } = options;
	const token = options.token.trim();
	if (!/^[^:\s]+:\S+$/.test(token)) throw new OperatorError(`ZALO_BOT_TOKEN is not a token: ${whereFrom}`);
	if (mode === "webhook" && !options.publicUrl) throw new Error("ZALO_MODE=webhook needs PUBLIC_URL");
	const bot = token.slice(0, token.indexOf(":"));
	const redact = redactor(token);
	const timing = { ...defaultTiming, ...options.timing };
	const { callLimitMs: limitMs, pollGraceMs } = timing;
	const client = zaloClient({ token, apiRoot: options.apiRoot, post: httpClient(), limitMs, pollGraceMs });
	const stop = new AbortController();
	let state: DoorState = { state: "silent", why: "not opened yet" };
	let receiver: Receiver | undefined;
	let intake: Intake | undefined;
	let receiving: Promise<void> = Promise.resolve();
	const setState = (next: DoorState) => {
		if (next.state !== state.state) log.info({ ...next }, `zalo: ${next.state}`);
		state = next;
	};
	const count = counter(options.meter, log);
	const shared = { ...timing, client, log, redact, setState, secret: options.secret, stop: stop.signal };
	const webhook = { ...shared, url: `${options.publicUrl?.replace(/\/+$/, "")}/webhooks/zalo` };
	const pollLocked = (receive: Intake) =>
		whileHolding({
			holdLock: options.holdLock,
			name: `zalo:${bot}`,
			stop: stop.signal,
			retryMs: timing.standbyMs,
			outlives: true,
			onStandby: (why) => setState({ state: "standby", why: redact(why) }),
			run: async (until) => {
				// Whoever polled before may have died with something on the disk.
				await receiver?.start();
				await poll({ ...shared, receive }, until);
			},
		});

	return {
		channel: "zalo",
		bot,
		can,
		state: () => ({ ...state }),
		async open(take) {
			await checkToken(client, timing.startLimitMs);
			receiver = zaloReceiver({ ...shared, take, spool: spoolOf(options, bot) });
			await receiver.start();
			intake = zaloIntake({ ...options, receiver, client, count, redact });
			receiving = mode === "webhook" ? setWebhook(webhook) : pollLocked(intake);
		},
		async close() {
			stop.abort();
			await receiving;
			await receiver?.settled();
		},
		async send(chat, message) {
			const outcome = await sendPieces(piecesOf(client, chat, message, count), (error) => {
				if (isRefusedToken(error)) setState({ state: "silent", why: redact(messageOf(error)) });
				return outcomeOf(error);
			});
			return "why" in outcome ? { ...outcome, why: redact(outcome.why) } : outcome;
		},
		webhook: async (headers, body) =>
			mode === "webhook" ? deliver(webhook, intake, headers, body) : { status: 404 },
	};
}

function spoolOf({ log, spool: { folder, seal, open } }: ZaloOptions, bot: string) {
	const onUnreadable = (lines: number) => log.error({ lines }, "zalo: kept events could not be read");
	return spool({ folder, seal, open, name: `zalo-${bot.replace(/[^\w-]/g, "_")}`, onUnreadable });
}

/** Attachments have no way here (`can.files`); the words that go with one are sent all the same. */
function piecesOf(client: ZaloClient, chat: string, { text, choices = [] }: Outgoing, count: Count) {
	return numberedPieces(text, choices, maxTextLength)
		.filter((piece) => piece.trim() !== "")
		.map((piece) => async () => {
			const id = await client.sendMessage(chat, piece);
			void count("out");
			return id;
		});
}
