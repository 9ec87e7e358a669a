import type { Slot } from "../conversation/dialogue.ts";
import { say } from "../conversation/say.ts";
import type { Write } from "../conversation/turn.ts";
import { called, codeDigits, mostWrongYears } from "../people/index.ts";
import { dayOf } from "../platform/clock.ts";
import { sql } from "../platform/database.ts";
import { type Invited, invitedBy, isGuessing, type Proof } from "./invited.ts";

export interface Proven {
	proof: Proof;
	person: Invited & { called: string };
}

/** `+84 912…` and `0912…` are one number; the book has it with the 0. */
const ownNumber = (phone: string): string => phone.replace(/\D/g, "").replace(/^84/, "0");

/** The eight digits, or the sender's own contact: that a phone is hers only the platform can say. */
export const proof: Slot<Proof, Proven> = {
	expecting: "text",
	ask: () => ({ say: say("linking.ask-code") }),
	async read(raw, _, { fingerprint, read, turn, now }) {
		if (await isGuessing(read, turn.chat.id, now)) return { end: say("linking.too-many-tries") };
		if (typeof raw === "object" && raw !== null && "contact" in raw)
			return { value: { phone: fingerprint(ownNumber(String(raw.contact))) } };
		const digits = codeDigits(String(raw));
		return digits.length === 8
			? { value: { code: fingerprint(digits) } }
			: { wrong: say("linking.code-shape") };
	},
};

/** `1952`, `sinh năm 52`; an age or a word is no year, and no guess either. */
export function yearIn(words: string): number | undefined {
	const full = /(?<!\d)(19|20)\d\d(?!\d)/.exec(words)?.[0];
	const short = /tuổi|tuoi/i.test(words) ? undefined : /^\D*(\d\d)\D*$/.exec(words)?.[1];
	return full ? Number(full) : short ? 1900 + Number(short) : undefined;
}

/** What a wrong pair leaves behind: the guess of this chat, and a mark on the code, which three of them void. */
function triedWrites(shown: Proof, chatId: number, now: Date): Write[] {
	const tried = { statement: sql`INSERT INTO code_try (chat_id, at) VALUES (${chatId}, ${now})` };
	if (!("code" in shown)) return [tried];
	const marked = sql`
		UPDATE link_code SET wrong_years = wrong_years + 1,
			voided_at = CASE WHEN wrong_years + 1 >= ${mostWrongYears} THEN ${now}::timestamptz END
		WHERE print = ${shown.code} AND used_at IS NULL`;
	return [tried, { statement: marked }];
}

/** The year is asked for whether or not there is such a code: a guesser learns nothing from the question. */
export const person: Slot<Proven["person"], Proven> = {
	expecting: "text",
	// Whoever begins with the code has not been told yet that it is a machine (AI Law 134/2025, art. 11).
	ask: (_, { turn }) => ({ say: say(turn.lastLeftAt ? "linking.ask-year" : "linking.ask-year-first") }),
	async read(raw, { proof: shown }, { read, now, today, turn }, { wrongBefore }) {
		const year = yearIn(String(raw));
		if (year === undefined) return { wrong: say("linking.year-shape"), forgiven: true };
		const found = (await invitedBy(read, shown, now, today)).filter((one) => one.birthYear === year);
		if (found.length === 1)
			return { value: { ...found[0]!, called: called(found[0]!, Number(dayOf(now).slice(0, 4))) } };
		const writes = triedWrites(shown, turn.chat.id, now);
		if (wrongBefore + 1 >= mostWrongYears) return { end: say("linking.code-void"), writes };
		return { wrong: say("linking.year-wrong"), writes };
	},
};
