import { GrammyError, HttpError } from "grammy";
import type { Outcome } from "../../delivery/outcome.ts";
import { HttpFailure } from "../http.ts";
import { messageOf } from "../log.ts";
import { NotTelegram } from "./fetch.ts";

/** Told by Telegram with a 400, where the others of this family come with a 403. */
const nobodyThere = /chat not found|user not found|user is deactivated|PEER_ID_INVALID/i;

/** Nobody asked for a pause this long in words; one that comes without a figure is taken for this. */
const pauseWithoutFigureSec = 5;

/** What an error of one call means. `why` still has to be redacted. */
export function outcomeOf(error: unknown): Exclude<Outcome, { kind: "sent" }> {
	if (error instanceof GrammyError) return ofEnvelope(error);
	const cause = error instanceof HttpError ? error.error : error;
	if (cause instanceof NotTelegram) {
		if (cause.status === 429) return { kind: "wait", retryAfterSec: pauseWithoutFigureSec };
		return { kind: "unknown", why: cause.message };
	}
	if (cause instanceof HttpFailure && !cause.left) return { kind: "later", why: cause.message };
	return { kind: "unknown", why: messageOf(cause) };
}

function ofEnvelope(error: GrammyError): Exclude<Outcome, { kind: "sent" }> {
	const { error_code: code, description } = error;
	const why = `${code}: ${description}`;
	if (code === 429) {
		return { kind: "wait", retryAfterSec: error.parameters.retry_after ?? pauseWithoutFigureSec };
	}
	if (code === 403 || (code === 400 && nobodyThere.test(description))) return { kind: "gone", why };
	// The message is right and the token is not: it goes out once the token is mended.
	if (code === 401) return { kind: "later", why };
	if (code >= 500) return { kind: "later", why };
	if (code >= 400) return { kind: "ours", why };
	return { kind: "unknown", why };
}

/** The text already stands there: what was wanted is so. */
export const isNotModified = (error: unknown): boolean =>
	error instanceof GrammyError && /message is not modified/i.test(error.description);

/** The earlier message cannot be changed any more (deleted, too old, a picture): a new one says it. */
export const cannotEdit = (error: unknown): boolean =>
	error instanceof GrammyError &&
	error.error_code === 400 &&
	/message to edit not found|message can't be edited|MESSAGE_ID_INVALID|no text in the message/i.test(
		error.description,
	);
