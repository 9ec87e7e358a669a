import type { Clock } from "../platform/clock.ts";
import { type Database, sql } from "../platform/database.ts";
import type { Claim } from "./outbox.ts";
import type { Settlement } from "./settle.ts";

export interface Mark {
	claim: Claim;
	settlement: Settlement;
}

/**
 * Writes what became of claimed rows, many at a time. A late answer still turns `unknown` into `sent`; a row that
 * another process has taken over in between is left to it.
 */
export async function writeMarks(db: Database, marks: Mark[], holder: number, clock: Clock): Promise<void> {
	const now = clock.now();
	const at = (settlement: Settlement) =>
		settlement.state === "planned" ? new Date(now.getTime() + settlement.inSec * 1_000) : now;
	const why = ({ settlement }: Mark) => (settlement.state === "sent" ? null : settlement.why);
	const ids = ({ settlement }: Mark) =>
		settlement.state === "sent" ? settlement.platformIds.join(" ") : null;
	// A door that asked for a pause did not take the message: that try does not count.
	const tries = ({ settlement }: Mark) => (settlement.state === "planned" && settlement.pauseDoorSec ? 0 : 1);
	await db.rows(sql`
		UPDATE outbox SET state = m.state, attempts = outbox.attempts + m.tries, why = m.why,
			platform_ids = coalesce(string_to_array(m.ids, ' '), outbox.platform_ids),
			not_before = CASE WHEN m.state = 'planned' THEN m.at ELSE outbox.not_before END,
			settled_at = CASE WHEN m.state = 'planned' THEN NULL ELSE m.at END,
			body = CASE WHEN m.state IN ('planned', 'unknown') THEN outbox.body END,
			claimed_by = CASE WHEN m.state = 'planned' THEN NULL ELSE outbox.claimed_by END
		FROM unnest(${marks.map((mark) => mark.claim.id)}::bigint[], ${marks.map((mark) => mark.settlement.state)}::text[],
			${marks.map(tries)}::smallint[], ${marks.map(why)}::text[], ${marks.map(ids)}::text[],
			${marks.map((mark) => at(mark.settlement))}::timestamptz[]) AS m(id, state, tries, why, ids, at)
		WHERE outbox.id = m.id AND ((outbox.state = 'claimed' AND outbox.claimed_by = ${holder})
			OR (m.state = 'sent' AND outbox.state IN ('unknown', 'planned')))`);
	const gone = marks.filter(({ settlement }) => settlement.state === "failed" && settlement.unreachable);
	if (gone.length === 0) return;
	await db.rows(
		sql`UPDATE chat SET reachable = false WHERE id = ANY(${gone.map((mark) => mark.claim.chatId)}::int[])`,
	);
}
