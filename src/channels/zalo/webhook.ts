import type { DoorState } from "../door.ts";
import { type DoorLog, messageOf } from "../log.ts";
import { pause } from "../pause.ts";
import { sameSecret, type WebhookHeaders, webhookBody } from "../secret.ts";
import type { ZaloClient } from "./client.ts";
import { isRefusedToken } from "./outcome.ts";

export interface WebhookOptions {
	client: ZaloClient;
	url: string;
	secret: string;
	stop: AbortSignal;
	setState(state: DoorState): void;
	log: DoorLog;
	redact(text: string): string;
	retryMs: number;
	refusedRetryMs: number;
	verifyMs: number;
}

/** Zalo keeps the address even where it could not reach it; its own test has a daily limit, so we ask only thus often. */
const verificationsMax = 4;

/** Tries until Zalo has the address. Where Zalo cannot reach us the door says why, until the first event comes. */
export async function setWebhook(options: WebhookOptions): Promise<void> {
	const { client, url, secret, stop, setState, log, redact, retryMs, refusedRetryMs, verifyMs } = options;
	let verifications = 0;
	while (!stop.aborted) {
		try {
			const unreached = await client.setWebhook(url, secret);
			if (unreached === undefined) return setState({ state: "open" });
			const why = redact(unreached);
			setState({ state: "silent", why: `Zalo cannot reach the webhook: ${why}` });
			log.warn({ why }, "zalo: the webhook was not reached");
			if (++verifications >= verificationsMax) return;
			await pause(verifyMs, stop);
		} catch (error) {
			const why = redact(messageOf(error));
			setState({ state: "silent", why: `the webhook cannot be set: ${why}` });
			log.warn({ why }, "zalo: the webhook cannot be set");
			await pause(isRefusedToken(error) ? refusedRetryMs : retryMs, stop);
		}
	}
}

/** @param receive undefined while the door is not open; rejects when the event is kept nowhere */
export async function deliver(
	{ secret, stop, setState, log, redact }: WebhookOptions,
	receive: ((event: unknown) => Promise<void>) | undefined,
	headers: WebhookHeaders,
	body: unknown,
): Promise<{ status: number }> {
	const event = webhookBody(body);
	// Zalo looks whether anybody is there, with no body and perhaps no secret.
	if (event === undefined) return { status: 200 };
	if (!sameSecret(headers["x-bot-api-secret-token"], secret)) return { status: 401 };
	if (event === null) return { status: 400 };
	if (!receive || stop.aborted) return { status: 503 };
	try {
		await receive(event);
		setState({ state: "open" });
		return { status: 200 };
	} catch (error) {
		log.error({ why: redact(messageOf(error)) }, "zalo: an event is neither in the database nor on the disk");
		return { status: 503 };
	}
}
