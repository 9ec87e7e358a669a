import { sql, type Tx } from "../platform/database.ts";
import type { Sealing } from "../platform/sealing.ts";
import type { Waiting } from "./lanes.ts";
import type { Outgoing } from "./message.ts";
import type { TurnResult } from "./turn.ts";

/** An answer, ready to be planned with the turn that gave it. */
export interface Answer {
	key: string;
	chatId: number;
	doorId: number;
	externalId: string;
	message: Outgoing;
}

/** The port that delivery fills: plans answers inside the turn's transaction, and sends them after it. */
export interface Answering {
	/** @returns what to hand to `send` once the transaction has committed */
	plan(tx: Tx, answers: Answer[], now: Date): Promise<unknown>;
	send(planned: unknown): void;
}

export interface Taken {
	waiting: Waiting;
	result: TurnResult;
}

/** Somebody changed what a turn was about to change: it is taken again on what stands now. */
export class Conflict extends Error {}

async function write(tx: Tx, taken: Taken[]): Promise<void> {
	for (const { result } of taken) {
		for (const { statement, expects } of result.writes) {
			const changed = await tx.run(statement);
			if (expects !== undefined && changed !== expects) throw new Conflict(`a write touched ${changed} rows, not ${expects}`);
		}
	}
}

/**
 * Writes everything that a batch of turns decided: effects, sessions, done marks and answers, in the transaction that
 * holds their lanes. All of it happens or none.
 */
export async function commitTurns(tx: Tx, taken: Taken[], now: Date, sealing: Sealing, answering: Answering) {
	await write(tx, taken);
	const unchanged = (turn: Taken) => turn.waiting.session === null && Object.keys(turn.result.session).length === 0;
	const sessions = taken.filter((turn) => !unchanged(turn));
	if (sessions.length > 0) {
		await tx.run(sql`
			UPDATE chat SET session = s.session
			FROM unnest(${sessions.map((turn) => turn.waiting.chatId)}::int[],
				${sessions.map((turn) => sealing.seal(turn.result.session))}::bytea[]) AS s(id, session)
			WHERE chat.id = s.id`);
	}
	await tx.run(sql`
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
	const heard = taken.map((turn) => turn.waiting);
	await tx.run(sql`
		UPDATE chat SET last_heard_at = h.at FROM unnest(${heard.map((one) => one.chatId)}::int[],
			${heard.map((one) => one.writtenAt)}::timestamptz[]) AS h(id, at) WHERE chat.id = h.id`);
	return answering.plan(tx, answers, now);
}
