import type { Clock } from "../platform/clock.ts";
import { type Database, sql } from "../platform/database.ts";
import type { Sealing } from "../platform/sealing.ts";
import type { Incoming } from "./message.ts";

export interface Inbox {
	/**
	 * Commits events of one door, each once by its event id, in the order given. Resolves when they are in the
	 * database; only then may the platform be told that they were received.
	 */
	take(doorId: number, events: Incoming[]): Promise<void>;
}

interface Ports {
	db: Database;
	sealing: Sealing;
	clock: Clock;
	/** Called after a commit that brought something new. */
	arrived: () => void;
}

/** Chat ids never change, so they are remembered; the limit only bounds memory. */
const rememberedChats = 200_000;

export function makeInbox({ db, sealing, clock, arrived }: Ports): Inbox {
	const known = new Map<string, number>();

	async function chatIds(doorId: number, externalIds: string[]): Promise<Map<string, number>> {
		const found = new Map<string, number>();
		const strange = new Set<string>();
		for (const externalId of externalIds) {
			const id = known.get(`${doorId}:${externalId}`);
			if (id === undefined) strange.add(externalId);
			else found.set(externalId, id);
		}
		if (strange.size === 0) return found;
		if (known.size > rememberedChats) known.clear();
		const list = [...strange];
		await db.rows(sql`
			INSERT INTO chat (door_id, external_id)
			SELECT ${doorId}, g.external_id FROM unnest(${list}::text[]) AS g(external_id)
			WHERE NOT EXISTS (SELECT 1 FROM chat WHERE door_id = ${doorId} AND chat.external_id = g.external_id)
			ON CONFLICT (door_id, external_id) DO NOTHING`);
		// A statement of its own: what another process has just made is in no snapshot of the first.
		const rows = await db.rows<{ id: number; external_id: string }>(sql`
			SELECT id, external_id FROM chat WHERE door_id = ${doorId} AND external_id = ANY(${list}::text[])`);
		for (const row of rows) {
			known.set(`${doorId}:${row.external_id}`, row.id);
			found.set(row.external_id, row.id);
		}
		return found;
	}

	return {
		async take(doorId, events) {
			if (events.length === 0) return;
			const chats = await chatIds(
				doorId,
				events.map((event) => event.chat),
			);
			const fresh = await db.rows(sql`
				INSERT INTO inbox (door_id, event_id, chat_id, written_at, received_at, body)
				SELECT ${doorId}, event_id, chat_id, written_at, ${clock.now()}, body
				FROM unnest(${events.map((event) => event.eventId)}::text[], ${events.map((event) => chats.get(event.chat))}::int[],
					${events.map((event) => clock.stamp(event.writtenAt))}::timestamptz[],
					${events.map((event) => sealing.seal(event.body))}::bytea[])
					WITH ORDINALITY AS e(event_id, chat_id, written_at, body, place)
				ORDER BY place
				ON CONFLICT (door_id, event_id) DO NOTHING
				RETURNING 1`);
			if (fresh.length > 0) arrived();
		},
	};
}

/** The row of a door, made the first time a bot appears. */
export async function doorRow(db: Database, channel: string, bot: string): Promise<number> {
	const [row] = await db.rows<{ id: number }>(sql`
		INSERT INTO door (channel, bot) VALUES (${channel}, ${bot})
		ON CONFLICT (channel, bot) DO UPDATE SET bot = excluded.bot RETURNING id`);
	return row!.id;
}
