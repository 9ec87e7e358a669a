/**
 * What became of one send. The door only says what happened; delivery alone decides what to do.
 * `unknown` means that the request may have left and no answer came: it must not be taken for a failure.
 */
export type Outcome =
	| { kind: "sent"; ids: string[] }
	/** The door as a whole has to pause (429), for exactly so long. */
	| { kind: "wait"; retryAfterSec: number }
	/** Surely not taken: refused connection, DNS, the platform's own 5xx. This message again, backing off. */
	| { kind: "later"; why: string }
	/** Blocked, chat deleted: the account cannot be reached any more. */
	| { kind: "gone"; why: string }
	/** We sent nonsense: dead letter, seen by operators. */
	| { kind: "ours"; why: string }
	| { kind: "unknown"; why: string };
