import { sql, type Tx } from "../platform/database.ts";
import type { Sealing } from "../platform/sealing.ts";
import type { Waiting } from "./lanes.ts";
import type { Outgoing } from "./message.ts";
import type { Session } from "./session.ts";
import type { TurnResult } from "./turn.ts";
import { writeAll } from "./writes.ts";

/** An answer, ready to be planned with the turn that gave it. */
export interface Answer {
	key: string;
	chatId: number;
	doorId: number;
	externalId: string;
	message: Outgoing;
}

/**
 * The port that delivery fills: the answers of one transaction. What is planned claimed takes its place among the
 * requests on their way before it is committed, so that no more is ever claimed than may be sent.
 */
export interface Answering {
	plan(tx: Tx, answers: Answer[], now: Date): Promise<void>;
	/** Sends them, now that the transaction has committed. */
	send(): void;
	/** Gives back the places that were not used; always the last call. */
	close(): void;
}

export interface Taken {
	waiting: Waiting;
	result: TurnResult;
}

/**
 * Writes everything that a batch of turns decided: effects, sessions, done marks and answers, in the transaction that
 * holds their lanes. All of it happens or none.
 */
export async function commitTurns(tx: Tx, taken: Taken[], now: Date, sealing: Sealing, answering: Answering) {
	await writeAll(
		tx,
		taken.map((turn) => turn.result.writes),
	);
	await tx.run(sql`
		WITH heard AS (
			UPDATE chat SET last_heard_at = h.at, session = h.session
			FROM unnest(${taken.map((turn) => turn.waiting.chatId)}::int[],
				${taken.map((turn) => turn.waiting.writtenAt)}::timestamptz[],
				${taken.map((turn) => sealed(turn.result.session, sealing))}::bytea[]) AS h(id, at, session)
			WHERE chat.id = h.id)
		UPDATE inbox SET done_at = ${now}, body = NULL WHERE id = ANY(${taken.map((turn) => turn.waiting.inboxId)}::bigint[])`);
	const answers = taken.flatMap(({ waiting, result }) =>
		result.reply
			? [
					{
						key: `answer:${waiting.inboxId}`,
						chatId: waiting.chatId,
						doorId: waiting.doorId,
						externalId: waiting.externalId,
						message: result.reply,
					},
				]
			: [],
	);
	await answering.plan(tx, answers, now);
}

/** A chat that is in the middle of nothing keeps nothing. */
const sealed = (session: Session, sealing: Sealing) =>
	Object.keys(session).length === 0 ? null : sealing.seal(session);
