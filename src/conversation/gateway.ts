import { type Clock, dayOf } from "../platform/clock.ts";
import { type Database, sql, type Tx } from "../platform/database.ts";
import { type Log, redact } from "../platform/log.ts";
import type { Sealing } from "../platform/sealing.ts";
import { makeWorker, type Worker } from "../platform/worker.ts";
import { type Answering, commitTurns, type Taken } from "./commit.ts";
import { holdLanes, oldestOf, type Waiting } from "./lanes.ts";
import type { Outgoing } from "./message.ts";
import { emptySession } from "./session.ts";
import { stranger, type WhoIs } from "./speaker.ts";
import type { TakeTurn, Turn } from "./turn.ts";

interface Ports {
	db: Database;
	sealing: Sealing;
	clock: Clock;
	log: Log;
	whoIs: WhoIs;
	takeTurn: TakeTurn;
	answering: () => Answering;
	/** What somebody is told whose message the bot could not handle. */
	apology: (turn: Turn) => Outgoing;
}

const batchSize = 100;
/** Batches at a time: while one commits or waits for a slow turn, another runs. More only make answers queue up. */
const batches = 2;
const longestTurnMs = 2_000;
/** A turn that takes longer leaves its batch, so that the other 99 answers do not wait for it. */
const patienceMs = 200;
/** A turn that throws twice is set aside. */
const mostFailures = 2;

/** Then no turn is to blame: counted as its failures, an outage would set innocent messages aside. */
const isDatabaseGone = (error: unknown): boolean => {
	const code = error instanceof Error && "code" in error ? String(error.code) : "";
	const message = error instanceof Error ? error.message : "";
	const isNetwork = /^E(CONN|PIPE|NOTFOUND|HOST|NET|TIMEDOUT|AI_AGAIN)/.test(code);
	return /^(08|57P|53)/.test(code) || isNetwork || /terminated|timeout|not queryable/i.test(message);
};

class TooSlow extends Error {}

function within<T>(ms: number, work: Promise<T>): Promise<T> {
	let timer: NodeJS.Timeout;
	const limit = new Promise<never>((_, reject) => {
		timer = setTimeout(() => reject(new TooSlow(`the turn took longer than ${ms} ms`)), ms);
	});
	return Promise.race([work, limit]).finally(() => clearTimeout(timer));
}

/**
 * Takes the turns of waiting messages, many chats in one transaction. Woken when something arrived; `drain` resolves
 * when nothing is left that this process could take.
 */
export function makeGateway(ports: Ports): Worker {
	const { db, sealing, clock, log, whoIs, takeTurn, answering, apology } = ports;
	const turnOf = async (tx: Tx, all: Waiting[], now: Date): Promise<Turn[]> => {
		const speakers = await whoIs(
			tx,
			all.map((one) => one.chatId),
			dayOf(now),
		);
		return all.map((one) => ({
			inboxId: one.inboxId,
			chat: { id: one.chatId, doorId: one.doorId, channel: one.channel, externalId: one.externalId },
			eventId: one.eventId,
			body: one.body,
			writtenAt: one.writtenAt,
			lastLeftAt: one.lastLeftAt,
			session: one.session ?? emptySession,
			speaker: speakers.get(one.chatId) ?? stranger,
			now,
			read: db,
		}));
	};

	/** Runs a transaction and sends the answers that it planned. */
	async function answered(work: (tx: Tx, answers: Answering) => Promise<void>): Promise<void> {
		const answers = answering();
		try {
			await db.transaction((tx) => work(tx, answers));
			answers.send();
		} finally {
			answers.close();
		}
	}

	/** Takes up to `most` turns in one transaction. @returns how many, and the chats whose turn must be taken alone */
	async function batch(most: number, only: number | null): Promise<{ taken: number; slow: number[] }> {
		const slow: number[] = [];
		let taken: Taken[] = [];
		await answered(async (tx, answers) => {
			const lanes = await holdLanes(tx, most, only);
			if (lanes.length === 0) return;
			const waiting = await oldestOf(tx, lanes, sealing);
			const now = clock.now();
			const limit = most === 1 ? longestTurnMs : patienceMs;
			const turns = await turnOf(tx, waiting, now);
			const results = await Promise.all(
				turns.map(async (turn, index): Promise<Taken | null> => {
					try {
						return { waiting: waiting[index]!, result: await within(limit, takeTurn(turn)) };
					} catch (error) {
						if (most === 1 || !(error instanceof TooSlow)) throw error;
						slow.push(turn.chat.id);
						return null;
					}
				}),
			);
			taken = results.filter((one) => one !== null);
			if (taken.length > 0) await commitTurns(tx, taken, now, sealing, answers);
		});
		return { taken: taken.length, slow };
	}

	/** Records that a chat's oldest turn threw; the second time it is set aside, with an apology in its place. */
	async function recordFailure(chatId: number, error: unknown): Promise<void> {
		// What broke may have been handed the person's own words, and its message quotes them.
		const cause = redact(error instanceof Error ? `${error.name}: ${error.message}` : String(error));
		await answered(async (tx, answers) => {
			if ((await holdLanes(tx, 1, chatId)).length === 0) return;
			// What cannot be opened any more (another key) is set aside too, or it would stop every lane behind it.
			const [waiting] = await oldestOf(tx, [chatId], sealing).catch(() => []);
			const now = clock.now();
			const [failed] = await tx.rows<{ id: number; isLast: boolean }>(sql`
				UPDATE inbox SET failures = failures + 1, cause = ${cause},
					set_aside_at = CASE WHEN failures + 1 >= ${mostFailures} THEN ${now}::timestamptz END
				WHERE id = (SELECT min(id) FROM inbox WHERE chat_id = ${chatId} AND done_at IS NULL AND set_aside_at IS NULL)
				RETURNING id, set_aside_at IS NOT NULL AS "isLast"`);
			if (failed) log.error({ err: error, inbox: failed.id, setAside: failed.isLast }, "a turn failed");
			if (!failed?.isLast || !waiting) return;
			const [turn] = await turnOf(tx, [waiting], now);
			const { chatId: chat, doorId, externalId } = waiting;
			const message = apology(turn!);
			await answers.plan(
				tx,
				[{ key: `answer:${waiting.inboxId}`, chatId: chat, doorId, externalId, message }],
				now,
			);
		});
	}

	async function alone(chatId: number): Promise<void> {
		try {
			await batch(1, chatId);
		} catch (error) {
			if (isDatabaseGone(error)) throw error;
			await recordFailure(chatId, error);
		}
	}

	/** A batch that fails is taken again one by one, so that only the guilty turn fails. */
	async function oneByOne(): Promise<number> {
		const rows = await db.rows<{ chat_id: number }>(sql`
			SELECT chat_id FROM inbox WHERE done_at IS NULL AND set_aside_at IS NULL
			GROUP BY chat_id ORDER BY min(id) LIMIT ${batchSize}`);
		for (const row of rows) await alone(row.chat_id);
		return rows.length;
	}

	async function drainOne(): Promise<void> {
		while (!stopping()) {
			let done: number;
			try {
				const { taken, slow } = await batch(batchSize, null);
				for (const chatId of slow) await alone(chatId);
				done = taken + slow.length;
			} catch (error) {
				if (isDatabaseGone(error)) throw error;
				log.warn({ err: error }, "a batch of turns failed and is taken one by one");
				done = await oneByOne();
			}
			if (done === 0) return;
		}
	}

	let isStopping = false;
	const stopping = () => isStopping;
	const worker = makeWorker(drainOne, batches, (error) =>
		log.warn({ err: error }, "turns wait for the database"),
	);
	return {
		...worker,
		stop() {
			isStopping = true;
			return worker.stop();
		},
	};
}
