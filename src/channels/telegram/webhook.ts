import type { Api } from "grammy";
import type { Update } from "grammy/types";
import type { DoorState } from "../door.ts";
import { type DoorLog, messageOf } from "../log.ts";
import { pause } from "../pause.ts";
import { sameSecret, type WebhookHeaders, webhookBody } from "../secret.ts";
import { outcomeOf } from "./outcome.ts";
import { allowedUpdates } from "./parse.ts";
import type { Receive } from "./receive.ts";

export interface WebhookOptions {
	api: Api;
	url: string;
	secret: string;
	stop: AbortSignal;
	setState(state: DoorState): void;
	log: DoorLog;
	redact(text: string): string;
	retryMs: number;
	refusedRetryMs: number;
}

/** Tries until Telegram has it: a network that is down at the start is no reason to stay deaf. */
export async function setWebhook(options: WebhookOptions): Promise<void> {
	const { api, url, secret, stop, setState, log, redact, retryMs, refusedRetryMs } = options;
	while (!stop.aborted) {
		try {
			await api.setWebhook(url, { secret_token: secret, allowed_updates: [...allowedUpdates] });
			return setState({ state: "open" });
		} catch (error) {
			const outcome = outcomeOf(error);
			const why = outcome.kind === "wait" ? "429: too many requests" : redact(outcome.why);
			setState({ state: "silent", why: `the webhook cannot be set: ${why}` });
			log.warn({ why }, "telegram: the webhook cannot be set");
			if (outcome.kind === "wait") await pause(outcome.retryAfterSec * 1000, stop);
			else await pause(outcome.kind === "ours" ? refusedRetryMs : retryMs, stop);
		}
	}
}

export interface Deliveries {
	deliver(headers: WebhookHeaders, body: unknown): Promise<{ status: number }>;
	/** Resolves when nothing is in hand any more. */
	settled(): Promise<void>;
}

/** @param receive undefined while the door is not open */
export function deliveries(options: WebhookOptions, receive: () => Receive | undefined): Deliveries {
	const { secret, stop, setState, log, redact } = options;
	const inHand = new Set<Promise<void>>();
	return {
		async deliver(headers, body) {
			if (!sameSecret(headers["x-telegram-bot-api-secret-token"], secret)) return { status: 401 };
			const update = webhookBody(body);
			if (!update || !Number.isSafeInteger(update.update_id)) return { status: 400 };
			const take = receive();
			if (!take || stop.aborted) return { status: 503 };
			const taken = take([update as unknown as Update]);
			inHand.add(taken);
			try {
				await taken;
				setState({ state: "open" });
				return { status: 200 };
			} catch (error) {
				const why = redact(messageOf(error));
				log.error({ why }, "telegram: an update could not be saved, it will come again");
				return { status: 503 };
			} finally {
				inHand.delete(taken);
			}
		},
		async settled() {
			await Promise.allSettled(inHand);
		},
	};
}
