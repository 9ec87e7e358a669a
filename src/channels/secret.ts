import { createHash, timingSafeEqual } from "node:crypto";

const digest = (text: string) => createHash("sha256").update(text).digest();

/** Compares in a time that tells nothing of the secret, nor of its length. */
export function sameSecret(given: unknown, expected: string): boolean {
	return typeof given === "string" && expected !== "" && timingSafeEqual(digest(given), digest(expected));
}

/** What a web server hands to a door: the headers by lower-case name, and the body parsed or not. */
export type WebhookHeaders = Record<string, string | string[] | undefined>;

/** The parsed body; undefined where it is empty, null where it is no JSON object. */
export function webhookBody(body: unknown): Record<string, unknown> | null | undefined {
	if (body instanceof Uint8Array) return webhookBody(Buffer.from(body).toString("utf8"));
	if (typeof body === "string") {
		if (body.trim() === "") return undefined;
		try {
			return webhookBody(JSON.parse(body) ?? 0);
		} catch {
			return null;
		}
	}
	if (body === undefined || body === null) return undefined;
	return typeof body === "object" && !Array.isArray(body) ? (body as Record<string, unknown>) : null;
}
