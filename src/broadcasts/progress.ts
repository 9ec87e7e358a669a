import { say, speak } from "../conversation/say.ts";
import { stranger } from "../conversation/speaker.ts";
import { planRows } from "../delivery/outbox.ts";
import { whoIs } from "../people/index.ts";
import { dayOf } from "../platform/clock.ts";
import { type Database, sql, type Tx } from "../platform/database.ts";
import type { Sealing } from "../platform/sealing.ts";
import { handsOf } from "../relays/index.ts";

/** How far an announcement has come, in phones and in people. */
interface Count {
	chats: number;
	sent: number;
	open: number;
	unreached: number;
}

interface Row {
	id: number;
	chat_id: number;
	door_id: number;
	channel: string;
	progress_id: number;
}

async function countOf(tx: Tx, id: number): Promise<Count> {
	const [row] = await tx.rows<Count>(sql`
		SELECT count(DISTINCT ap.chat_id)::int AS chats,
			count(DISTINCT ap.chat_id) FILTER (WHERE o.state = 'sent')::int AS sent,
			count(DISTINCT ap.chat_id) FILTER (WHERE o.state IN ('planned', 'claimed'))::int AS open,
			count(*) FILTER (WHERE o.state IS DISTINCT FROM 'sent')::int AS unreached
		FROM announcement_person ap LEFT JOIN outbox o ON o.id = ap.outbox_id WHERE ap.announcement_id = ${id}`);
	return row!;
}

/**
 * Tells senders how far their announcements have come: the first message is edited while it runs where the door can
 * edit, and at the end there is one with the whole result everywhere.
 * @param canEdit whether a channel's door edits
 * @returns how many messages were planned
 */
export async function tellProgress(
	db: Database,
	sealing: Sealing,
	canEdit: (channel: string) => boolean,
	now: Date,
): Promise<number> {
	return db.transaction(async (tx) => {
		const running = await tx.rows<Row>(sql`
			SELECT a.id, a.chat_id, c.door_id, d.channel, o.id AS progress_id
			FROM announcement a JOIN chat c ON c.id = a.chat_id JOIN door d ON d.id = c.door_id JOIN outbox o ON o.key = a.progress_key
			WHERE a.planned_at IS NOT NULL AND a.finished_at IS NULL AND o.state <> 'claimed' AND o.state <> 'planned'
			ORDER BY a.id LIMIT 20 FOR UPDATE OF a SKIP LOCKED`);
		let planned = 0;
		for (const row of running) planned += await tellOne(tx, row, sealing, canEdit(row.channel), now);
		return planned;
	});
}

async function tellOne(tx: Tx, row: Row, sealing: Sealing, edits: boolean, now: Date): Promise<number> {
	const count = await countOf(tx, row.id);
	const isDone = count.open === 0;
	if (!isDone && (!edits || count.sent === 0)) return 0;
	const hands = isDone ? await handsOf(tx, `announcement:${row.id}`) : undefined;
	const unreached = count.unreached - (hands?.told ?? 0);
	const speaker = (await whoIs(tx, [row.chat_id], dayOf(now))).get(row.chat_id) ?? stranger;
	const key = isDone
		? unreached > 0
			? hands?.tellers
				? "broadcasts.finished-lists"
				: "broadcasts.finished"
			: "broadcasts.finished-all"
		: "broadcasts.running";
	const text = speak(
		say(key, { ...count, unreached, tellers: hands?.tellers ?? 0 }),
		speaker.language,
		speaker.address,
	);
	if (isDone) await tx.run(sql`UPDATE announcement SET finished_at = ${now} WHERE id = ${row.id}`);
	// Where no phone could be reached the first answer has said all there is.
	if (count.chats === 0) return 0;
	const plan = {
		key: `progress:${row.id}:${isDone ? "end" : count.sent}`,
		chatId: row.chat_id,
		doorId: row.door_id,
		kind: "answer" as const,
		message: { text },
		notBefore: now,
		replacesId: edits ? row.progress_id : null,
	};
	return planRows(tx, [plan], now, sealing);
}
