import type { Outgoing } from "../conversation/message.ts";
import type { Clock } from "../platform/clock.ts";
import type { Database, Tx } from "../platform/database.ts";
import type { Log } from "../platform/log.ts";
import type { Sealing } from "../platform/sealing.ts";
import { makeWorker } from "../platform/worker.ts";
import { makeDoubts } from "./doubts.ts";
import { lastUnpacedLane } from "./kinds.ts";
import { type Mark, writeMarks } from "./marks.ts";
import { type Claim, claimDue, type Plan, planClaimed, planRows } from "./outbox.ts";
import type { Outcome } from "./outcome.ts";
import { debit, giveBack, grant, pause } from "./pace.ts";
import { makePlaces } from "./places.ts";
import { settle } from "./settle.ts";

/** The port that channels fill: how to send through one door. */
export interface SendingDoor {
	doorId: number;
	/** Unasked sends a second that the platform allows. */
	ratePerSec: number;
	send(chat: string, message: Outgoing): Promise<Outcome>;
	/** Whether a monthly quota still has room for what nobody waits for. */
	leavesRoom?(): Promise<boolean>;
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
	/** The clock that people write by, where `clock` is not it. */
	leavesAt?: () => Date;
}

/** Requests on their way at a time, through one door. */
const mostInFlight = 256;
const mostClaims = 100;

export type Sender = ReturnType<typeof makeSender>;

/** Sends what is due: what somebody waits for at once, the rest at the door's pace. */
export function makeSender({ db, sealing, clock, log, doors, holder, isPaused, leavesAt }: Ports) {
	const byId = new Map(doors.map((door) => [door.doorId, door]));
	const places = makePlaces([...byId.keys()], mostInFlight);
	const answered = new Map(doors.map((door) => [door.doorId, 0]));
	const doubts = makeDoubts();
	let marks: Mark[] = [];

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

	/** Sends what is claimed and has its place, and gives the place back. */
	async function sendOne(claim: Claim): Promise<void> {
		const door = byId.get(claim.doorId)!;
		const outcome = await door.send(claim.externalId, claim.message);
		const settlement = settle(claim.kind, claim.attempts + 1, outcome);
		if (settlement.state === "planned" && settlement.pauseDoorSec) {
			await pause(db, claim.doorId, settlement.pauseDoorSec).catch(() => {});
		}
		if (settlement.state !== "sent") log.warn({ outbox: claim.id, ...settlement }, "a message was not sent");
		marks.push({ claim, settlement });
		marking.wake();
		places.give(claim.doorId, 1);
	}

	const room = (door: SendingDoor) => Math.min(mostClaims, places.free(door.doorId));

	async function claim(
		{ doorId: id }: SendingDoor,
		fromLane: number,
		toLane: number,
		wanted: number,
	): Promise<number> {
		const most = places.take(id, wanted);
		const now = clock.now();
		const due = { doorId: id, fromLane, toLane, most, now, leavesAt: leavesAt?.() ?? now, holder: holder() };
		let claims: Claim[] = [];
		try {
			await db.transaction(async (tx) => {
				claims = await claimDue(tx, due, sealing);
			});
		} catch (error) {
			places.give(id, most);
			doubts.add(claims, due.holder);
			throw error;
		}
		places.give(id, most - claims.length);
		for (const one of claims) void sendOne(one);
		return claims.length;
	}

	async function sendUnpaced(door: SendingDoor): Promise<void> {
		while (room(door) > 0 && !isPaused()) {
			const claimed = await claim(door, 0, lastUnpacedLane, room(door));
			answered.set(door.doorId, answered.get(door.doorId)! + claimed);
			if (claimed === 0) return;
		}
	}

	/** @returns whether something may be left that only the pace held back */
	async function sendPaced(door: SendingDoor): Promise<boolean> {
		if (door.leavesRoom && !(await door.leavesRoom())) return false;
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

	/** The answers of one transaction: those that have a place are born claimed, the others wait as planned. */
	function answers() {
		const self = holder();
		let claims: Claim[] = [];
		const held: number[] = [];
		return {
			async plan(tx: Tx, all: Omit<Plan, "kind" | "notBefore">[], now: Date) {
				const plans = all.map((answer) => ({ ...answer, kind: "answer" as const, notBefore: now }));
				const born = isPaused() ? [] : plans.filter(({ doorId }) => places.take(doorId, 1) === 1);
				held.push(...born.map(({ doorId }) => doorId));
				claims = await planClaimed(tx, born, now, self, sealing);
				const rest = born.length < plans.length ? plans.filter((plan) => !born.includes(plan)) : [];
				await planRows(tx, rest, now, sealing);
			},
			send() {
				for (const one of claims) {
					held.splice(held.indexOf(one.doorId), 1);
					answered.set(one.doorId, answered.get(one.doorId)! + 1);
					void sendOne(one);
				}
				claims = [];
			},
			close() {
				doubts.add(claims, self);
				for (const doorId of held) places.give(doorId, 1);
			},
		};
	}

	return {
		/** Something may be due: looks at the unpaced lanes now, at the paced ones at the next tick. */
		wake() {
			sending.wake();
			// What could not be marked while the database was away keeps its chat's lane until it is.
			if (marks.length > 0) marking.wake();
		},
		answers,
		/** Plans again what was claimed by a commit that broke off. */
		async settleDoubts(): Promise<void> {
			if ((await doubts.settle(db)) > 0) sending.wake();
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
			await places.allFree();
			await marking.drain();
		},
	};
}
