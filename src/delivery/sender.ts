import type { Clock } from "../platform/clock.ts";
import type { Database, Tx } from "../platform/database.ts";
import type { Log } from "../platform/log.ts";
import type { Sealing } from "../platform/sealing.ts";
import { makeWorker } from "../platform/worker.ts";
import type { Outgoing } from "../conversation/message.ts";
import { lastUnpacedLane } from "./kinds.ts";
import { type Mark, writeMarks } from "./marks.ts";
import type { Outcome } from "./outcome.ts";
import { type Claim, claimDue, type Plan, planClaimed } from "./outbox.ts";
import { debit, giveBack, grant, pause } from "./pace.ts";
import { settle } from "./settle.ts";

/** The port that channels fill: how to send through one door. */
export interface SendingDoor {
	doorId: number;
	/** Unasked sends a second that the platform allows. */
	ratePerSec: number;
	send(chat: string, message: Outgoing): Promise<Outcome>;
}

interface Ports {
	db: Database;
	sealing: Sealing;
	clock: Clock;
	log: Log;
	doors: SendingDoor[];
	/** This process in the table of the living; read at every claim, for it may change. */
	holder: () => number;
	/** All sends stopped by the operator. */
	isPaused: () => boolean;
}

/** Requests on their way at a time, through one door. */
const mostInFlight = 256;
const mostClaims = 100;

export type Sender = ReturnType<typeof makeSender>;

/** Sends what is due: what somebody waits for at once, the rest at the door's pace. */
export function makeSender({ db, sealing, clock, log, doors, holder, isPaused }: Ports) {
	const byId = new Map(doors.map((door) => [door.doorId, door]));
	const inFlight = new Map(doors.map((door) => [door.doorId, 0]));
	const answered = new Map(doors.map((door) => [door.doorId, 0]));
	let marks: Mark[] = [];
	let restless: (() => void)[] = [];

	const total = () => [...inFlight.values()].reduce((sum, count) => sum + count, 0);

	// Group commit: while one batch of marks is being written, the next gathers.
	const marking = makeWorker(
		async () => {
			while (marks.length > 0) {
				const batch = marks;
				marks = [];
				try {
					await writeMarks(db, batch, holder(), clock);
				} catch (error) {
					marks = [...batch, ...marks];
					throw error;
				}
				sending.wake();
			}
		},
		1,
		(error) => log.warn({ err: error }, "what was sent waits for the database to be marked"),
	);

	async function sendOne(claim: Claim): Promise<void> {
		const door = byId.get(claim.doorId)!;
		inFlight.set(claim.doorId, inFlight.get(claim.doorId)! + 1);
		const outcome = await door.send(claim.externalId, claim.message);
		const settlement = settle(claim.kind, claim.attempts + 1, outcome);
		if (settlement.state === "planned" && settlement.pauseDoorSec) {
			await pause(db, claim.doorId, settlement.pauseDoorSec).catch(() => {});
		}
		if (settlement.state !== "sent") log.warn({ outbox: claim.id, ...settlement }, "a message was not sent");
		inFlight.set(claim.doorId, inFlight.get(claim.doorId)! - 1);
		marks.push({ claim, settlement });
		marking.wake();
		if (total() > 0) return;
		for (const resolve of restless) resolve();
		restless = [];
	}

	const room = (door: SendingDoor) => Math.min(mostClaims, mostInFlight - inFlight.get(door.doorId)!);

	async function claim(door: SendingDoor, fromLane: number, toLane: number, most: number): Promise<number> {
		const lanes = { id: door.doorId, fromLane, toLane };
		const claims = await db.transaction((tx) => claimDue(tx, lanes, most, clock.now(), holder(), sealing));
		for (const one of claims) void sendOne(one);
		return claims.length;
	}

	async function sendUnpaced(door: SendingDoor): Promise<void> {
		while (room(door) > 0) {
			const claimed = await claim(door, 0, lastUnpacedLane, room(door));
			answered.set(door.doorId, answered.get(door.doorId)! + claimed);
			if (claimed === 0) return;
		}
	}

	/** @returns whether something may be left that only the pace held back */
	async function sendPaced(door: SendingDoor): Promise<boolean> {
		const granted = await grant(db, door.doorId, door.ratePerSec, room(door));
		if (granted === 0) return true;
		const claimed = await claim(door, lastUnpacedLane + 1, 4, granted);
		await giveBack(db, door.doorId, door.ratePerSec, granted - claimed);
		return claimed === granted;
	}

	const sending = makeWorker(
		async () => {
			if (isPaused()) return;
			for (const door of doors) await sendUnpaced(door);
		},
		1,
		(error) => log.warn({ err: error }, "sending waits for the database"),
	);

	return {
		/** Something may be due: looks at the unpaced lanes now, at the paced ones at the next tick. */
		wake: sending.wake,
		async planAnswers(tx: Tx, answers: Omit<Plan, "kind" | "notBefore">[], now: Date): Promise<Claim[]> {
			const plans = answers.map((answer) => ({ ...answer, kind: "answer" as const, notBefore: now }));
			return planClaimed(tx, plans, now, holder(), sealing);
		},
		/** Sends rows that were claimed from birth, now that their transaction is committed. */
		sendClaimed(claims: Claim[]): void {
			for (const one of claims) {
				answered.set(one.doorId, answered.get(one.doorId)! + 1);
				void sendOne(one);
			}
		},
		/** One step of the paced lanes. @returns whether to come back at once */
		async tick(): Promise<boolean> {
			if (isPaused()) return false;
			let isBusy = false;
			for (const door of doors) {
				const used = answered.get(door.doorId)!;
				answered.set(door.doorId, 0);
				if (used > 0) await debit(db, door.doorId, door.ratePerSec, used);
				if (room(door) > 0 && (await sendPaced(door))) isBusy = true;
			}
			return isBusy;
		},
		/** Resolves when nothing is on its way and everything that was is marked. */
		async rest(): Promise<void> {
			await sending.stop();
			if (total() > 0) await new Promise<void>((resolve) => restless.push(resolve));
			await marking.drain();
		},
	};
}
