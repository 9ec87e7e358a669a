import { type Api, GrammyError } from "grammy";
import type { Update } from "grammy/types";
import type { DoorState } from "../door.ts";
import { type DoorLog, messageOf } from "../log.ts";
import { pause } from "../pause.ts";
import { outcomeOf } from "./outcome.ts";
import { allowedUpdates } from "./parse.ts";
import type { Receive } from "./receive.ts";

export interface PollOptions {
	/** A client with a limit of its own, a little over the time-out of one poll. */
	api: Api;
	receive: Receive;
	setState(state: DoorState): void;
	log: DoorLog;
	redact(text: string): string;
	pollTimeoutSec: number;
	retryMs: number;
	/** After 401 and 409: nothing gets better by asking quickly. */
	refusedRetryMs: number;
}

/**
 * Receives until told to stop. The offset moves only after `receive` has resolved, and it is the next poll that
 * tells Telegram: a process killed before that is given the same updates again.
 */
export async function poll(options: PollOptions, stop: AbortSignal): Promise<void> {
	const { api, receive, setState } = options;
	let offset: number | undefined;
	let webhookGone = false;
	let isFirst = true;
	while (!stop.aborted) {
		try {
			if (!webhookGone) await api.deleteWebhook(undefined, stop as never);
			webhookGone = true;
			// Telegram answered us: no need to look silent for the ten seconds of a first idle poll.
			if (isFirst) setState({ state: "open" });
			isFirst = false;
			const updates = await getUpdates(options, offset, stop);
			const last = updates.at(-1);
			if (last) {
				await receive(updates).catch((error) => Promise.reject(new NotTaken(messageOf(error))));
				offset = last.update_id + 1;
			}
			setState({ state: "open" });
		} catch (error) {
			if (stop.aborted) return;
			if (isConflict(error)) webhookGone = false;
			await failed(options, error, stop);
		}
	}
}

class NotTaken extends Error {}

function getUpdates({ api, pollTimeoutSec }: PollOptions, offset: number | undefined, stop: AbortSignal) {
	const asked = { offset, limit: 100, timeout: pollTimeoutSec, allowed_updates: [...allowedUpdates] };
	return api.getUpdates(asked, stop as never) as Promise<Update[]>;
}

const isConflict = (error: unknown) => error instanceof GrammyError && error.error_code === 409;

async function failed(options: PollOptions, error: unknown, stop: AbortSignal) {
	const { setState, log, redact, retryMs, refusedRetryMs } = options;
	if (error instanceof NotTaken) {
		const why = `what arrives cannot be saved: ${error.message}`;
		setState({ state: "silent", why });
		log.error({ why }, "telegram: updates are left with Telegram and asked for again");
		return pause(retryMs, stop);
	}
	const outcome = outcomeOf(error);
	const why = outcome.kind === "wait" ? "429: too many requests" : redact(outcome.why);
	setState({ state: "silent", why });
	log.warn({ why }, "telegram: polling failed");
	if (outcome.kind === "wait") return pause(outcome.retryAfterSec * 1000, stop);
	const isRefused = error instanceof GrammyError && [401, 404, 409].includes(error.error_code);
	await pause(isRefused ? refusedRetryMs : retryMs, stop);
}
