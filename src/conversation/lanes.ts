import { type Reader, sql } from "../platform/database.ts";
import type { Sealing } from "../platform/sealing.ts";
import type { Body } from "./message.ts";
import type { Session } from "./session.ts";

/** The oldest waiting message of a chat whose lane we hold. */
export interface Waiting {
	inboxId: number;
	chatId: number;
	doorId: number;
	channel: string;
	externalId: string;
	eventId: string;
	body: Body;
	writtenAt: Date;
	lastLeftAt: Date | null;
	session: Session | null;
	failures: number;
}

interface Row {
	id: number;
	chat_id: number;
	door_id: number;
	channel: string;
	external_id: string;
	event_id: string;
	body: Buffer;
	written_at: Date;
	last_left_at: Date | null;
	session: Buffer | null;
	failures: number;
}

/**
 * Takes the lanes of up to `most` chats that have a message waiting and are in nobody else's hands. `only` narrows it
 * to one chat. The locks last until the transaction ends. They are no key locks: a new message of the chat refers to
 * its row, and must not wait for the turn that is being taken.
 */
export async function holdLanes(tx: Reader, most: number, only: number | null = null): Promise<number[]> {
	const rows = await tx.rows<{ id: number }>(sql`
		SELECT c.id FROM chat c
		JOIN (
			SELECT chat_id, min(id) AS oldest FROM inbox
			WHERE done_at IS NULL AND set_aside_at IS NULL AND (${only}::int IS NULL OR chat_id = ${only}::int)
			GROUP BY chat_id ORDER BY oldest LIMIT ${most * 4}) waiting ON waiting.chat_id = c.id
		ORDER BY waiting.oldest LIMIT ${most} FOR NO KEY UPDATE OF c SKIP LOCKED`);
	return rows.map((row) => row.id);
}

/**
 * The oldest waiting message of each held lane. A statement of its own, after the locks: the first one's snapshot may
 * be older than a turn that has just ended, and one message would be taken twice.
 */
export async function oldestOf(tx: Reader, chatIds: number[], sealing: Sealing): Promise<Waiting[]> {
	const rows = await tx.rows<Row>(sql`
		SELECT i.id, c.id AS chat_id, c.door_id, d.channel, c.external_id, i.event_id, i.body, i.written_at, i.failures,
			c.last_left_at, c.session
		FROM chat c
		JOIN door d ON d.id = c.door_id
		CROSS JOIN LATERAL (
			SELECT * FROM inbox WHERE chat_id = c.id AND done_at IS NULL AND set_aside_at IS NULL ORDER BY id LIMIT 1) i
		WHERE c.id = ANY(${chatIds}::int[])
		ORDER BY i.id`);
	return rows.map((row) => ({
		inboxId: row.id,
		chatId: row.chat_id,
		doorId: row.door_id,
		channel: row.channel,
		externalId: row.external_id,
		eventId: row.event_id,
		body: sealing.open<Body>(row.body),
		writtenAt: row.written_at,
		lastLeftAt: row.last_left_at,
		session: row.session && sealing.open<Session>(row.session),
		failures: row.failures,
	}));
}
