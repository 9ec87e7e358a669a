import { type Kind, kinds } from "./kinds.ts";
import type { Outcome } from "./outcome.ts";

/** What becomes of a row after a send; `planned` is another try. */
export type Settlement =
	| { state: "sent"; platformIds: string[] }
	| { state: "planned"; inSec: number; why: string; pauseDoorSec?: number }
	| { state: "failed"; why: string; unreachable: boolean }
	| { state: "unknown"; why: string };

/** What somebody waits for is sent again at most twice when nobody knows whether it arrived. */
const mostUnknownSends = 3;
const longestBackOffSec = 300;

/**
 * Decides what an outcome means. Every rule about sending again stands here and nowhere else.
 * @param attempts how many sends of this row have ended, this one included
 */
export function settle(kind: Kind, attempts: number, outcome: Outcome): Settlement {
	switch (outcome.kind) {
		case "sent":
			return { state: "sent", platformIds: outcome.ids };
		case "wait":
			return {
				state: "planned",
				inSec: outcome.retryAfterSec,
				why: "429",
				pauseDoorSec: outcome.retryAfterSec,
			};
		case "later":
			return { state: "planned", inSec: Math.min(2 ** attempts, longestBackOffSec), why: outcome.why };
		case "gone":
			return { state: "failed", why: outcome.why, unreachable: true };
		case "ours":
			return { state: "failed", why: outcome.why, unreachable: false };
		case "unknown":
			if (kinds[kind].again && attempts < mostUnknownSends) {
				return { state: "planned", inSec: 0, why: outcome.why };
			}
			return { state: "unknown", why: outcome.why };
	}
}
