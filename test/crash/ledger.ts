/** What was said to the bot, what it did of it, and what it answered: counted from outside. */
import { expect } from "vitest";
import { type Database, sql } from "../../src/platform/database.ts";
import type { FakeTelegram } from "../fakes/telegram.ts";
import { type Linked, textUpdate } from "./members.ts";

/** One message: the nth of its chat has a reading that no other of that chat has. */
export interface Written {
	updateId: number;
	chat: Linked;
	reading: string;
}

const readingOf = (nth: number): string => `${100 + (nth % 30)}/${61 + (nth % 28)}`;

/** Lets the chats take turns in writing. @param from how many messages were written before */
export function write(telegram: FakeTelegram, chats: Linked[], count: number, from = 0): Written[] {
	return Array.from({ length: count }, (_, index) => {
		const at = from + index;
		const chat = chats[at % chats.length]!;
		const reading = readingOf(Math.floor(at / chats.length));
		const updateId = telegram.bot().push(textUpdate(chat.externalId, `huyết áp ${reading}`, at + 1));
		return { updateId, chat, reading };
	});
}

/** Waits until nothing waits for a turn and nothing for being sent. */
export async function untilDone(db: Database, count: number, limitMs: number): Promise<void> {
	let left: Record<string, number> = {};
	for (const untilMs = Date.now() + limitMs; Date.now() < untilMs; ) {
		const [row] = await db.rows<typeof left>(sql`
			SELECT (SELECT count(*) FROM inbox WHERE done_at IS NOT NULL) AS taken,
				(SELECT count(*) FROM inbox WHERE set_aside_at IS NOT NULL) AS "setAside",
				(SELECT count(*) FROM outbox WHERE state = 'planned') AS planned,
				(SELECT count(*) FROM outbox WHERE state = 'claimed') AS claimed`);
		left = row!;
		if (left.taken === count && left.planned === 0 && left.claimed === 0) return;
		await new Promise((resolve) => setTimeout(resolve, 100));
	}
	throw new Error(`not done after ${limitMs} ms: ${JSON.stringify(left)} of ${count}`);
}

/** Every message has its effect once: a reading a message, and the right one. */
export async function expectEffectsOnce(db: Database, written: Written[]): Promise<void> {
	const rows = await db.rows<{ personId: number; reading: string }>(sql`
		SELECT r.person_id AS "personId", r.systolic || '/' || r.diastolic AS reading FROM reading r
		WHERE NOT EXISTS (
			SELECT 1 FROM membership m JOIN unit u ON u.id = m.club_id AND u.is_sample WHERE m.person_id = r.person_id)
		ORDER BY r.id`);
	const key = (one: { personId: number; reading: string }) => `${one.personId} ${one.reading}`;
	const wanted = written.map(({ chat, reading }) => key({ personId: chat.personId, reading }));
	expect(rows.map(key).sort()).toEqual(wanted.sort());
	const saved = await db.rows<{ count: number }>(sql`SELECT count(*) AS count FROM saved`);
	expect(saved[0]!.count).toBe(written.length);
}

export interface Answers {
	/** Update ids whose answer arrived more than once. */
	doubled: number[];
	/** How many arrivals were too many. */
	surplus: number;
}

/** Everybody is answered, each chat in the order in which it wrote. */
export function expectAnswers(telegram: FakeTelegram, written: Written[]): Answers {
	const unanswered: string[] = [];
	const doubled: number[] = [];
	let surplus = 0;
	const byChat = new Map<string, Written[]>();
	for (const one of written) {
		byChat.set(one.chat.externalId, [...(byChat.get(one.chat.externalId) ?? []), one]);
	}
	for (const [chat, messages] of byChat) {
		const texts = telegram.sentTo(chat).map((sent) => sent.text);
		const firsts = messages.map(({ reading }) => texts.findIndex((text) => text.includes(` ${reading}`)));
		if (firsts.includes(-1)) unanswered.push(`${chat}: ${texts.length} of ${messages.length}`);
		expect(firsts, `the order of answers in chat ${chat}`).toEqual(firsts.toSorted((a, b) => a - b));
		for (const { updateId, reading } of messages) {
			const times = texts.filter((text) => text.includes(` ${reading}`)).length;
			if (times > 1) doubled.push(updateId);
			surplus += Math.max(0, times - 1);
		}
	}
	expect(unanswered).toEqual([]);
	return { doubled, surplus };
}

/** The messages whose answer was begun more than once: its first claim was taken over, or nobody knew its fate. */
export async function sentAgain(db: Database): Promise<Set<number>> {
	const rows = await db.rows<{ eventId: string }>(sql`
		SELECT i.event_id AS "eventId" FROM outbox o JOIN inbox i ON o.key = 'answer:' || i.id WHERE o.attempts > 1`);
	return new Set(rows.map((row) => Number(row.eventId)));
}
