import { Api } from "grammy";
import type { Capabilities } from "../../conversation/message.ts";
import { OperatorError } from "../../platform/config.ts";
import type { Door, DoorState } from "../door.ts";
import { type HoldLock, whileHolding } from "../holdLock.ts";
import { type DoorLog, redactor } from "../log.ts";
import type { WebhookHeaders } from "../secret.ts";
import { telegramFetch } from "./fetch.ts";
import { poll } from "./poll.ts";
import { type Receive, receiver } from "./receive.ts";
import { maxTextLength, sendMessage } from "./send.ts";
import { type Command, checkToken, publishCommands, whereFrom } from "./start.ts";
import { deliveries, setWebhook } from "./webhook.ts";

export interface TelegramOptions {
	token: string;
	apiRoot: string;
	mode: "polling" | "webhook";
	/** Where Telegram reaches this process; `/webhooks/telegram` is put after it. Needed for `webhook`. */
	publicUrl?: string;
	/** What Telegram sends along to the webhook: A–Z, a–z, 0–9, `_` and `-`. */
	secret: string;
	log: DoorLog;
	holdLock: HoldLock;
	now(): Date;
	/** The menu beside the text field. Vietnamese is what every phone gets that is not set to English. */
	commands?: { vi: Command[]; en: Command[] };
	/** Is told under which name people find the bot. */
	named?(name: string): Promise<void>;
	/** Said once in a group before it is left. */
	groupText?: string;
	timing?: Partial<typeof defaultTiming>;
}

export interface TelegramDoor extends Door {
	/** `body` parsed or raw. 200 only when what it carries is taken. */
	webhook(headers: WebhookHeaders, body: unknown): Promise<{ status: number }>;
}

/** A half-open socket is noticed after `pollTimeoutSec` and `pollGraceMs`, and must be within 25 s. */
const defaultTiming = {
	pollTimeoutSec: 10,
	pollGraceMs: 9_000,
	sendLimitMs: 29_000,
	startLimitMs: 5_000,
	retryMs: 1_000,
	refusedRetryMs: 5_000,
	standbyMs: 3_000,
};

const can: Capabilities = {
	buttons: true,
	edit: true,
	files: true,
	contactShare: true,
	startPayload: true,
	maxText: maxTextLength,
};

export function telegramDoor(options: TelegramOptions): TelegramDoor {
	const { log, mode } = options;
	const token = options.token.trim();
	if (mode === "webhook" && !options.publicUrl)
		throw new OperatorError("TELEGRAM_MODE=webhook needs PUBLIC_URL");
	if (!/^\d+:\S+$/.test(token)) throw new OperatorError(`TELEGRAM_BOT_TOKEN is not a token: ${whereFrom}`);
	const bot = token.slice(0, token.indexOf(":"));
	const redact = redactor(token);
	const timing = { ...defaultTiming, ...options.timing };
	const client = (limitMs: number) =>
		new Api(token, {
			apiRoot: options.apiRoot.replace(/\/+$/, ""),
			fetch: telegramFetch(limitMs),
			timeoutSeconds: limitMs / 1000 + 1,
		});
	const sender = client(timing.sendLimitMs);
	const stop = new AbortController();
	let state: DoorState = { state: "silent", why: "not opened yet" };
	let receive: Receive | undefined;
	let receiving: Promise<void> = Promise.resolve();
	const setState = (next: DoorState) => {
		if (next.state !== state.state) log.info({ ...next }, `telegram: ${next.state}`);
		state = next;
	};
	const shared = { ...timing, log, redact, setState, secret: options.secret, stop: stop.signal };
	const url = `${options.publicUrl?.replace(/\/+$/, "")}/webhooks/telegram`;
	const webhook = deliveries({ ...shared, api: sender, url }, () => receive);
	const pollLocked = (take: Receive) =>
		whileHolding({
			holdLock: options.holdLock,
			name: `telegram:${bot}`,
			stop: stop.signal,
			retryMs: timing.standbyMs,
			onStandby: (why) => setState({ state: "standby", why: redact(why) }),
			run: (until) => {
				const api = client(timing.pollTimeoutSec * 1000 + timing.pollGraceMs);
				return poll({ ...shared, api, receive: take }, until);
			},
		});

	return {
		channel: "telegram",
		bot,
		can,
		state: () => ({ ...state }),
		async open(take) {
			const name = await checkToken(sender, timing.startLimitMs);
			if (name) await options.named?.(name);
			receive = receiver({ ...options, api: sender, take, redact });
			if (options.commands) void publishCommands(sender, options.commands, log, redact);
			receiving = mode === "polling" ? pollLocked(receive) : setWebhook({ ...shared, api: sender, url });
		},
		async close() {
			stop.abort();
			await receiving;
			await webhook.settled();
		},
		async send(chat, message) {
			const outcome = await sendMessage(sender, chat, message);
			return "why" in outcome ? { ...outcome, why: redact(outcome.why) } : outcome;
		},
		webhook: async (headers, body) => (mode === "webhook" ? webhook.deliver(headers, body) : { status: 404 }),
	};
}
