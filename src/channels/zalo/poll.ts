import type { DoorState } from "../door.ts";
import { type DoorLog, messageOf } from "../log.ts";
import { pause } from "../pause.ts";
import { type ZaloClient, ZaloError } from "./client.ts";
import { isRefusedToken } from "./outcome.ts";

export interface PollOptions {
	client: ZaloClient;
	/** Rejects when the event is neither in the database nor on the disk. */
	receive(event: unknown): Promise<void>;
	setState(state: DoorState): void;
	log: DoorLog;
	redact(text: string): string;
	pollTimeoutSec: number;
	retryMs: number;
	refusedRetryMs: number;
}

/**
 * One event a poll, and nothing is ever acknowledged: what a poll has returned exists only here. So a poll is
 * never broken off, not even at the end, and what it brought is held until it is safe.
 */
export async function poll(options: PollOptions, stop: AbortSignal): Promise<void> {
	const { client, setState, pollTimeoutSec, retryMs, refusedRetryMs, log, redact } = options;
	let webhookGone = false;
	while (!stop.aborted) {
		try {
			if (!webhookGone) {
				await client.deleteWebhook().catch(unlessItMatters);
				setState({ state: "open" });
			}
			webhookGone = true;
			const event = await client.getUpdate(pollTimeoutSec);
			setState({ state: "open" });
			if (event !== null) await hold(options, event, stop);
		} catch (error) {
			const why = redact(messageOf(error));
			setState({ state: "silent", why });
			log.warn({ why }, "zalo: polling failed");
			await pause(isRefusedToken(error) ? refusedRetryMs : retryMs, stop);
		}
	}
}

/** There may be none to delete, and nobody knows how Zalo says so. */
function unlessItMatters(error: unknown) {
	const isHarmless = error instanceof ZaloError && error.code === 400;
	if (!isHarmless) throw error;
}

async function hold(
	{ receive, setState, log, redact, retryMs }: PollOptions,
	event: unknown,
	stop: AbortSignal,
) {
	for (;;) {
		try {
			return await receive(event);
		} catch (error) {
			const why = redact(messageOf(error));
			setState({ state: "silent", why: `what arrives can be kept nowhere: ${why}` });
			log.error({ why, isLost: stop.aborted }, "zalo: an event is neither in the database nor on the disk");
			if (stop.aborted) return;
			await pause(retryMs, stop);
		}
	}
}
