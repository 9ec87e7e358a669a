import type { Outcome } from "../../delivery/outcome.ts";
import { messageOf } from "../log.ts";
import { ZaloError } from "./client.ts";

/** Zalo gives no figure; it may be the quota of the month, so nothing is gained by asking sooner. */
const quotaPauseSec = 60;

/** By error_code (docs/sources.md, Platforms). `why` still has to be redacted. */
export function outcomeOf(error: unknown): Exclude<Outcome, { kind: "sent" }> {
	const why = messageOf(error);
	if (!(error instanceof ZaloError)) return { kind: "unknown", why };
	const { code, left } = error;
	if (code === undefined) return left ? { kind: "unknown", why } : { kind: "later", why };
	switch (code) {
		case 429:
			return { kind: "wait", retryAfterSec: quotaPauseSec };
		case 410:
			return { kind: "gone", why };
		case 408:
			return { kind: "unknown", why };
		case 403:
			// Documented as an internal error of theirs, not as a refusal.
			return { kind: "later", why };
	}
	if (code >= 500) return { kind: "later", why };
	return code >= 400 ? { kind: "ours", why } : { kind: "unknown", why };
}

/** The token is wrong: nothing works until somebody mends it. */
export const isRefusedToken = (error: unknown): boolean =>
	error instanceof ZaloError && (error.code === 401 || error.code === 404);
