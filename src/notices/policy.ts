import type { Session } from "../conversation/session.ts";
import { type Kind, kinds } from "../delivery/kinds.ts";
import { awakeMin, isQuiet, isStillDay } from "../delivery/quiet.ts";
import { dayOf } from "../platform/clock.ts";

/** What a chat has had lately, which decides whether one more may come now. */
export interface Attention {
	/** When the person last wrote. */
	lastHeardAt: Date | null;
	lastLeftAt: Date | null;
	/** Unasked messages that count towards the budget, of today and of this month. */
	today: number;
	thisMonth: number;
	session: Session;
}

const mostADay = 1;
const mostAMonth = 8;
const settleMin = 10;
const answerableMin = 60;

const minutesSince = (then: Date | null, now: Date) =>
	then ? (now.getTime() - then.getTime()) / 60_000 : Number.POSITIVE_INFINITY;

/** Why a notice of a kind may not come now; undefined where it may. It stays filed and is looked at again. */
export function heldBy(kind: Kind, attention: Attention, now: Date): string | undefined {
	const rule = kinds[kind];
	if (!rule.passesQuiet) {
		// Somebody who is writing at night is not disturbed by an answer to it.
		if (isQuiet(now) && minutesSince(attention.lastHeardAt, now) > awakeMin) return "quiet hours";
		if (isStillDay(dayOf(now))) return "still day";
	}
	if (rule.budget && attention.today >= mostADay) return "one a day";
	if (rule.budget && attention.thisMonth >= mostAMonth) return "eight a month";
	return undefined;
}

/** How a question that comes by itself meets what is open in the chat (docs/promises.md 7). */
export type Meeting = "asks" | "waits" | "without choices";

export function meets(attention: Attention, now: Date): Meeting {
	const { question, form, practice } = attention.session;
	// A digit typed in practice must not answer what is meant in earnest.
	if (practice && now <= new Date(practice.until))
		return minutesSince(attention.lastLeftAt, now) < settleMin ? "waits" : "without choices";
	if (!question && !form) return "asks";
	const askedMin = question
		? minutesSince(new Date(question.askedAt), now)
		: minutesSince(attention.lastLeftAt, now);
	if (askedMin < settleMin) return "waits";
	// After an hour no bare digit is taken for the old question any more, so the new one may take its place.
	return askedMin > answerableMin ? "asks" : "without choices";
}
