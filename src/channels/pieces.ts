import type { Outcome } from "../delivery/outcome.ts";

/** One call of a message that takes several; it gives the platform's id of what it sent. */
export type Piece = () => Promise<string>;

/**
 * Sends the pieces in order and stops at the first that fails. Once one is out, the message as a whole is neither
 * sent nor surely unsent, whatever became of the next: `unknown`, so that nobody gets its beginning twice unasked.
 */
export async function sendPieces(
	pieces: Piece[],
	outcomeOf: (error: unknown) => Exclude<Outcome, { kind: "sent" }>,
): Promise<Outcome> {
	if (pieces.length === 0) return { kind: "ours", why: "a message without a word" };
	const ids: string[] = [];
	for (const piece of pieces) {
		try {
			ids.push(await piece());
		} catch (error) {
			const outcome = outcomeOf(error);
			if (ids.length === 0) return outcome;
			const why = "why" in outcome ? outcome.why : `429: asked to wait ${outcome.retryAfterSec} s`;
			return { kind: "unknown", why: `piece ${ids.length + 1} of ${pieces.length}: ${why}` };
		}
	}
	return { kind: "sent", ids };
}
