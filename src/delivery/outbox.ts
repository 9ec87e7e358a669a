import type { Outgoing } from "../conversation/message.ts";
import { dayOf, plusMinutes } from "../platform/clock.ts";
import { type Reader, sql, type Tx } from "../platform/database.ts";
import type { Sealing } from "../platform/sealing.ts";
import { type Kind, kinds, lastUnpacedLane } from "./kinds.ts";
import { awakeMin, isQuiet, isStillDay } from "./quiet.ts";

/** One message to be sent to a chat, once: `key` is unique for ever. */
export interface Plan {
	key: string;
	chatId: number;
	doorId: number;
	kind: Kind;
	message: Outgoing;
	notBefore: Date;
	until?: Date | null;
	held?: string | null;
	replacesId?: number | null;
}

/** A row whose claim is committed: its request may leave now. */
export interface Claim {
	id: number;
	chatId: number;
	externalId: string;
	doorId: number;
	kind: Kind;
	attempts: number;
	message: Outgoing;
}

const lapse = (plan: Plan): Date | null => {
	if (plan.until !== undefined) return plan.until;
	const afterMin = kinds[plan.kind].lapsesAfterMin;
	return afterMin === null ? null : plusMinutes(plan.notBefore, afterMin);
};

/** Plans rows; a key that is there already is left as it is. @returns how many are new */
export async function planRows(tx: Tx, plans: Plan[], now: Date, sealing: Sealing): Promise<number> {
	if (plans.length === 0) return 0;
	return tx.run(sql`
		INSERT INTO outbox (key, chat_id, door_id, kind, lane, state, not_before, until, held, body, replaces_id, planned_at)
		SELECT key, chat_id, door_id, kind, lane, 'planned', not_before, until, held, body, replaces_id, ${now}
		FROM unnest(${plans.map((plan) => plan.key)}::text[], ${plans.map((plan) => plan.chatId)}::int[],
			${plans.map((plan) => plan.doorId)}::smallint[], ${plans.map((plan) => plan.kind)}::text[],
			${plans.map((plan) => kinds[plan.kind].lane)}::smallint[], ${plans.map((plan) => plan.notBefore)}::timestamptz[],
			${plans.map(lapse)}::timestamptz[], ${plans.map((plan) => plan.held ?? null)}::text[],
			${plans.map((plan) => sealing.seal(plan.message))}::bytea[], ${plans.map((plan) => plan.replacesId ?? null)}::bigint[])
			AS p(key, chat_id, door_id, kind, lane, not_before, until, held, body, replaces_id)
		ON CONFLICT (key) DO NOTHING`);
}

/**
 * Plans answers in the transaction that holds their chats' lanes, claimed by this process from birth where nothing of
 * the chat is on its way; the others wait as planned.
 */
export async function planClaimed(
	tx: Tx,
	plans: Plan[],
	now: Date,
	holder: number,
	sealing: Sealing,
): Promise<Claim[]> {
	if (plans.length === 0) return [];
	const rows = await tx.rows<{ id: number; key: string; external_id: string }>(sql`
		WITH made AS (
			INSERT INTO outbox (key, chat_id, door_id, kind, lane, state, not_before, until, body, replaces_id, planned_at,
				claimed_at, claimed_by)
			SELECT p.key, p.chat_id, p.door_id, p.kind, p.lane, CASE WHEN free.it THEN 'claimed' ELSE 'planned' END,
				p.not_before, p.until, p.body, p.replaces_id, ${now}, CASE WHEN free.it THEN ${now}::timestamptz END,
				CASE WHEN free.it THEN ${holder}::int END
			FROM unnest(${plans.map((plan) => plan.key)}::text[], ${plans.map((plan) => plan.chatId)}::int[],
				${plans.map((plan) => plan.doorId)}::smallint[], ${plans.map((plan) => plan.kind)}::text[],
				${plans.map((plan) => kinds[plan.kind].lane)}::smallint[], ${plans.map((plan) => plan.notBefore)}::timestamptz[],
				${plans.map(lapse)}::timestamptz[], ${plans.map((plan) => sealing.seal(plan.message))}::bytea[],
				${plans.map((plan) => plan.replacesId ?? null)}::bigint[])
				AS p(key, chat_id, door_id, kind, lane, not_before, until, body, replaces_id)
			JOIN door ON door.id = p.door_id
			CROSS JOIN LATERAL (SELECT (door.paused_until IS NULL OR door.paused_until <= now()) AND NOT EXISTS (
				SELECT 1 FROM outbox o WHERE o.chat_id = p.chat_id AND o.state IN ('claimed', 'planned')
					AND o.lane <= p.lane AND o.not_before <= ${now}) AND NOT EXISTS (
				SELECT 1 FROM outbox o WHERE o.chat_id = p.chat_id AND o.state = 'claimed') AS it) free
			ON CONFLICT (key) DO NOTHING
			RETURNING id, key, chat_id, state),
		left_now AS (
			UPDATE chat SET last_left_at = ${now} FROM made WHERE chat.id = made.chat_id AND made.state = 'claimed')
		SELECT made.id, made.key, chat.external_id FROM made JOIN chat ON chat.id = made.chat_id
		WHERE made.state = 'claimed'`);
	const byKey = new Map(plans.map((plan) => [plan.key, plan]));
	return rows.flatMap(({ id, key, external_id: externalId }) => {
		const plan = byKey.get(key);
		if (!plan) return [];
		const { chatId, doorId, kind, message } = plan;
		return [{ id, chatId, doorId, kind, message, externalId, attempts: 0 }];
	});
}

interface ClaimRow {
	id: number;
	chat_id: number;
	external_id: string;
	door_id: number;
	kind: Kind;
	attempts: number;
	body: Buffer;
	replaces: string | null;
}

/** What a sender asks for. */
interface Wanted {
	doorId: number;
	fromLane: number;
	toLane: number;
	most: number;
	/** What is due by then. */
	now: Date;
	/** The time by the clock that people write by; another than `now` only where a job is run as if at another time. */
	leavesAt: Date;
	holder: number;
}

/**
 * Claims up to `most` rows of a door that are due in the lanes given: the first of each chat, and none of a chat that
 * has another on its way. Takes the chats' locks, like a turn, so that the two never claim at once.
 * Nothing is claimed while the door pauses after a 429; what was planned by day and could not leave waits again at
 * night.
 */
export async function claimDue(
	tx: Reader,
	{ doorId, fromLane, toLane, most, now, leavesAt, holder }: Wanted,
	sealing: Sealing,
): Promise<Claim[]> {
	const awakeSince = isQuiet(now) || isStillDay(dayOf(now)) ? plusMinutes(now, -awakeMin) : null;
	const due = await tx.rows<{ id: number }>(sql`
		SELECT o.id FROM outbox o JOIN chat c ON c.id = o.chat_id
		WHERE o.state = 'planned' AND o.door_id = ${doorId} AND o.lane BETWEEN ${fromLane} AND ${toLane}
			AND o.not_before <= ${now} AND (o.until IS NULL OR o.until > ${now})
			AND NOT EXISTS (SELECT 1 FROM door WHERE door.id = o.door_id AND door.paused_until > now())
			AND (o.lane <= ${lastUnpacedLane} OR ${awakeSince}::timestamptz IS NULL OR c.last_heard_at >= ${awakeSince})
			AND NOT EXISTS (SELECT 1 FROM outbox other WHERE other.chat_id = o.chat_id AND (other.state = 'claimed'
				OR (other.state = 'planned' AND other.not_before <= ${now} AND (other.until IS NULL OR other.until > ${now})
					AND (other.lane, other.id) < (o.lane, o.id))))
		ORDER BY o.lane, o.not_before, o.id LIMIT ${most} FOR NO KEY UPDATE OF c SKIP LOCKED`);
	if (due.length === 0) return [];
	// A statement of its own, after the locks: in the first one's snapshot a row may still be planned that another
	// process has claimed and even sent since, and it would be sent twice.
	const rows = await tx.rows<ClaimRow>(sql`
		WITH taken AS (
			UPDATE outbox SET state = 'claimed', claimed_at = ${leavesAt}, claimed_by = ${holder}
			FROM chat WHERE outbox.id = ANY(${due.map((row) => row.id)}::bigint[]) AND outbox.state = 'planned'
				AND chat.id = outbox.chat_id AND NOT EXISTS (
					SELECT 1 FROM outbox other WHERE other.chat_id = outbox.chat_id AND other.state = 'claimed')
			RETURNING outbox.id, outbox.lane, outbox.not_before, outbox.chat_id, chat.external_id, outbox.door_id, outbox.kind,
				outbox.attempts, outbox.body, outbox.replaces_id),
		left_now AS (UPDATE chat SET last_left_at = ${leavesAt} FROM taken WHERE chat.id = taken.chat_id)
		SELECT taken.*,
			(SELECT earlier.platform_ids[1] FROM outbox earlier WHERE earlier.id = taken.replaces_id) AS replaces
		FROM taken ORDER BY lane, not_before, id`);
	return rows.map((row) => {
		const message = sealing.open<Outgoing>(row.body);
		if (row.replaces) message.replaces = row.replaces;
		return {
			id: row.id,
			chatId: row.chat_id,
			externalId: row.external_id,
			doorId: row.door_id,
			kind: row.kind,
			attempts: row.attempts,
			message,
		};
	});
}

/** Ends rows whose time has passed before they could leave. */
export async function lapseOverdue(tx: Tx, now: Date): Promise<number> {
	return tx.run(sql`
		UPDATE outbox SET state = 'lapsed', settled_at = ${now}, body = NULL
		WHERE state = 'planned' AND until <= ${now}`);
}
