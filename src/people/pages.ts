import { randomBytes, randomInt } from "node:crypto";
import type { Context } from "../conversation/dialogue.ts";
import type { Json } from "../conversation/session.ts";
import type { Write } from "../conversation/turn.ts";
import { plusMinutes } from "../platform/clock.ts";
import { sql } from "../platform/database.ts";

/** What a page is for: slips to print, a sheet of members to hand in. */
export type PagePurpose = "slips" | "upload";

/** A page that was asked for. Only its fingerprints are kept: link and digits stand in the chat and nowhere else. */
export interface NewPage {
	url: string;
	/** Four digits, typed on the page by whoever was given the link. */
	digits: string;
	tokenPrint: string;
}

/** Minutes for which a page can be opened. */
export const pageMinutes = 30;
const tokenBytes = 24;

/** The digits of one page mean nothing on another. */
export const digitsPrint = (
	fingerprint: (text: string) => string,
	tokenPrint: string,
	digits: string,
): string => fingerprint(`${tokenPrint} ${digits}`);

/** A page for one use, with the writes that make it; earlier ones of its kind that wait in this chat end. */
export function makePage(
	purpose: PagePurpose,
	values: Json,
	personId: number,
	context: Context,
): { page: NewPage; writes: Write[] } {
	const { turn, now, seal, fingerprint, pageUrl } = context;
	const token = randomBytes(tokenBytes).toString("base64url");
	const digits = String(randomInt(0, 10_000)).padStart(4, "0");
	const tokenPrint = fingerprint(token);
	const earlier = sql`
		UPDATE staff_page SET expires_at = ${now}
		WHERE chat_id = ${turn.chat.id} AND purpose = ${purpose} AND used_at IS NULL AND expires_at > ${now}`;
	const made = sql`
		INSERT INTO staff_page (token_print, digits_print, purpose, values, person_id, chat_id, made_at, expires_at)
		VALUES (${tokenPrint}, ${digitsPrint(fingerprint, tokenPrint, digits)}, ${purpose}, ${seal(values)}, ${personId},
			${turn.chat.id}, ${now}, ${plusMinutes(now, pageMinutes)})`;
	return {
		page: { url: pageUrl(token), digits, tokenPrint },
		writes: [{ statement: earlier }, { statement: made, expects: 1 }],
	};
}

/** Ends a page that nobody has used yet. */
export const endPage = (tokenPrint: string, now: Date): Write => ({
	statement: sql`
		UPDATE staff_page SET expires_at = ${now} WHERE token_print = ${tokenPrint} AND used_at IS NULL AND expires_at > ${now}`,
});
