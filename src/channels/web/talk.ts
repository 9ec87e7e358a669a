import type { Body, Incoming } from "../../conversation/message.ts";
import type { Clock } from "../../platform/clock.ts";
import { type Database, sql } from "../../platform/database.ts";
import type { Sealing } from "../../platform/sealing.ts";
import type { PracticeMessage, PracticePort } from "./port.ts";

/** What is kept of one message of the practice page, sealed like everything that is said. */
interface Kept extends Pick<PracticeMessage, "text" | "choices" | "attachment"> {
	/** What the person said, as the bot is to hear it; nothing for the bot's own. */
	said?: Body;
}

interface Row {
	seq: number;
	chat: string;
	from_bot: boolean;
	at: Date;
	body: Buffer;
	platform_id: string;
	replaces: string | null;
}

export interface Talk {
	keep(chat: string, kept: Kept, replaces: string | null): Promise<{ seq: number; platformId: string }>;
	history: PracticePort["history"];
	subscribe: PracticePort["subscribe"];
	/** What was said and not yet handed to the bot, in order. */
	notTaken(): Promise<Incoming[]>;
	markTaken(ids: string[]): Promise<void>;
	/** Hears of messages that other processes keep. */
	listen(): Promise<void>;
}

const channel = "clbot_practice";
const shownHistory = 300;

/** The talk of the practice page: rows in order, told to whoever shows them. */
export function makeTalk(db: Database, sealing: Sealing, clock: Clock): Talk {
	const listeners = new Set<(chat: string, seq: number) => void>();
	return {
		async keep(chat, kept, replaces) {
			const [row] = await db.rows<{ seq: number; platform_id: string }>(sql`
				WITH made AS (
					INSERT INTO practice_message (chat, from_bot, at, body, platform_id, replaces)
					VALUES (${chat}, ${kept.said === undefined}, ${clock.now()}, ${sealing.seal(kept)}, gen_random_uuid()::text, ${replaces})
					RETURNING seq, platform_id)
				SELECT seq, platform_id, pg_notify(${channel}, ${chat} || ' ' || seq) FROM made`);
			return { seq: row!.seq, platformId: row!.platform_id };
		},
		async history(chat, afterSeq) {
			const rows = await db.rows<Row>(sql`
				SELECT * FROM (
					SELECT seq, from_bot, at, body, platform_id, replaces FROM practice_message
					WHERE chat = ${chat} AND seq > ${afterSeq} ORDER BY seq DESC LIMIT ${shownHistory}) latest ORDER BY seq`);
			return rows.map((row) => {
				const { said: _, ...shown } = sealing.open<Kept>(row.body);
				return {
					...shown,
					seq: row.seq,
					from: row.from_bot ? "bot" : "person",
					at: row.at.toISOString(),
					platformId: row.platform_id,
					...(row.replaces ? { replaces: row.replaces } : {}),
				};
			});
		},
		subscribe(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		async notTaken() {
			const rows = await db.rows<Row>(sql`
				SELECT chat, at, body, platform_id FROM practice_message WHERE NOT from_bot AND NOT taken ORDER BY seq LIMIT 500`);
			return rows.map((row) => ({
				eventId: row.platform_id,
				chat: row.chat,
				writtenAt: row.at,
				body: sealing.open<Kept>(row.body).said!,
			}));
		},
		async markTaken(ids) {
			await db.rows(sql`UPDATE practice_message SET taken = true WHERE platform_id = ANY(${ids})`);
		},
		async listen() {
			await db.listen(channel, (payload) => {
				const [chat, seq] = payload.split(" ") as [string, string];
				for (const listener of listeners) listener(chat, Number(seq));
			});
		},
	};
}
