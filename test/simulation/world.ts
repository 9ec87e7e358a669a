import { runJob } from "../../jobs/index.ts";
import { makeConverse } from "../../src/conversation/converse.ts";
import { makeGateway } from "../../src/conversation/gateway.ts";
import { makeInbox } from "../../src/conversation/inbox.ts";
import type { Incoming, Outgoing } from "../../src/conversation/message.ts";
import { lapseOverdue } from "../../src/delivery/outbox.ts";
import type { Outcome } from "../../src/delivery/outcome.ts";
import { register, sweep } from "../../src/delivery/presence.ts";
import { makeSender } from "../../src/delivery/sender.ts";
import { makeDemo } from "../../src/demo.ts";
import { handlers } from "../../src/features.ts";
import { whoIs } from "../../src/people/index.ts";
import { handClock } from "../../src/platform/clock.ts";
import { type Database, sql } from "../../src/platform/database.ts";
import { makeLog } from "../../src/platform/log.ts";
import type { Sealing } from "../../src/platform/sealing.ts";
import { apology, makeStage } from "../../src/stage.ts";
import { crashing, Dead } from "./crashing.ts";

/** The same numbers for the same seed, on every machine. */
export function random(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	};
}

export interface Delivered {
	chat: string;
	at: Date;
	message: Outgoing;
}

const log = makeLog("silent");

/** A club's bot, lived through day by day with faulty doors and a process that may die between any two statements. */
export async function makeWorld(db: Database, sealing: Sealing, start: Date, chance: () => number) {
	const clock = handClock(start);
	await makeDemo(db, sealing, start);
	const [door] = await db.rows<{ id: number }>(sql`SELECT id FROM door WHERE channel = 'web'`);
	const delivered: Delivered[] = [];
	/** What the platform still has to hand over: it keeps what was not acknowledged. */
	let pending: Incoming[] = [];
	let sends = 0;
	let deaths = 0;

	/** Most messages arrive; some arrive and nobody learns of it, some are lost the same way, some are refused. */
	async function send(chat: string, message: Outgoing): Promise<Outcome> {
		const luck = chance();
		if (luck < 0.03) return { kind: "later", why: "refused" };
		if (luck < 0.06) return { kind: "unknown", why: "timed out" };
		delivered.push({ chat, at: clock.now(), message });
		return luck < 0.09
			? { kind: "unknown", why: "the answer was lost" }
			: { kind: "sent", ids: [`m${sends++}`] };
	}

	async function live(dieAt: number, work: (life: Life) => Promise<void>): Promise<void> {
		const { life, isDead } = crashing(db, dieAt);
		let holder = 0;
		try {
			holder = await register(life, "simulation");
			await sweep(life, holder);
			const sender = makeSender({
				db: life,
				sealing,
				clock,
				log,
				doors: [{ doorId: door!.id, ratePerSec: 1_000_000, send }],
				holder: () => holder,
				isPaused: () => false,
			});
			const gateway = makeGateway({
				db: life,
				sealing,
				clock,
				log,
				whoIs,
				takeTurn: makeConverse(makeStage(sealing)),
				apology,
				answering: sender.answers,
			});
			const inbox = makeInbox({ db: life, sealing, clock, arrived: () => {} });
			const parts = {
				db: life,
				sealing,
				clock,
				canEdit: () => true,
				timers: handlers(sealing),
				wake: () => {},
			};
			await work({
				async hear() {
					await inbox.take(door!.id, pending);
					pending = [];
					await gateway.drain();
				},
				job: async (name) => void (await runJob(name, parts)),
				async send() {
					await life.transaction((tx) => lapseOverdue(tx, clock.now()));
					sender.wake();
					while ((await sender.tick()) && !isDead());
				},
			});
			await gateway.stop();
			await sender.rest();
		} catch (error) {
			if (!(error instanceof Dead)) throw error;
		}
		if (isDead()) deaths++;
		await db.rows(sql`DELETE FROM process WHERE id = ${holder}`);
	}

	return {
		clock,
		delivered,
		live,
		deaths: () => deaths,
		writes(event: Omit<Incoming, "writtenAt">) {
			pending.push({ ...event, writtenAt: clock.now() });
		},
	};
}

export interface Life {
	/** Takes what the platform has and all turns that wait. */
	hear(): Promise<void>;
	job(name: string): Promise<void>;
	/** Sends what is due, also what was held back. */
	send(): Promise<void>;
}
