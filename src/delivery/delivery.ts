import { setTimeout as sleep } from "node:timers/promises";
import type { Clock } from "../platform/clock.ts";
import { type Database, sql } from "../platform/database.ts";
import type { Log } from "../platform/log.ts";
import type { Sealing } from "../platform/sealing.ts";
import { lapseOverdue } from "./outbox.ts";
import { register, sweep, touch, unregister } from "./presence.ts";
import { makeSender, type Sender, type SendingDoor } from "./sender.ts";

interface Ports {
	db: Database;
	sealing: Sealing;
	clock: Clock;
	log: Log;
	role: string;
	doors: SendingDoor[];
	/** The clock that people write by, where `clock` is not it. */
	leavesAt?: () => Date;
}

export interface Delivery {
	sender: Sender;
	/** Rows were planned: they are looked at now, not at the next second. */
	wake(): void;
	/** Finishes what is on its way, marks it, and leaves the table of the living. */
	close(): Promise<void>;
}

const touchEveryMs = 2_000;
const sweepEveryMs = 5_000;
const lookEveryMs = 1_000;
/** How soon to come back while the pace holds something back; well under the gap between two sends at 30/s. */
const busyPauseMs = 10;

/** `clbot pause`: nothing leaves until it is taken back, whatever process sends. */
export async function isPaused(db: Database): Promise<boolean> {
	const rows = await db.rows(sql`SELECT 1 FROM setting WHERE name = 'paused'`);
	return rows.length > 0;
}

/** Starts to send what is due, and to take over what dead processes had in hand. */
export async function openDelivery({
	db,
	sealing,
	clock,
	log,
	role,
	doors,
	leavesAt,
}: Ports): Promise<Delivery> {
	let holder = await register(db, role);
	let paused = await isPaused(db);
	await sweep(db, holder);
	const sender = makeSender({
		db,
		sealing,
		clock,
		log,
		doors,
		holder: () => holder,
		isPaused: () => paused,
		leavesAt,
	});
	const closing = new AbortController();
	let rouse = new AbortController();

	const every = async (ms: number, work: () => Promise<void>) => {
		while (!closing.signal.aborted) {
			await work().catch((error) => log.warn({ err: error }, "housekeeping waits for the database"));
			await sleep(ms, undefined, { signal: closing.signal }).catch(() => {});
		}
	};
	const pacing = async () => {
		while (!closing.signal.aborted) {
			const isBusy = await sender.tick().catch((error) => {
				log.warn({ err: error }, "paced sending waits for the database");
				return false;
			});
			if (isBusy) await sleep(busyPauseMs);
			else await sleep(lookEveryMs, undefined, { signal: rouse.signal }).catch(() => {});
			rouse = new AbortController();
		}
	};
	const wake = () => {
		sender.wake();
		rouse.abort();
	};
	const loops = [
		pacing(),
		every(touchEveryMs, async () => {
			// Others may have taken a paused or cut-off process for dead, and its claims with it.
			if (!(await touch(db, holder))) holder = await register(db, role);
		}),
		every(sweepEveryMs, async () => {
			const swept = await sweep(db, holder);
			if (swept > 0) wake();
		}),
		every(lookEveryMs, async () => {
			paused = await isPaused(db);
			await db.transaction((tx) => lapseOverdue(tx, clock.now()));
			await sender.settleDoubts();
			sender.wake();
		}),
	];
	return {
		sender,
		wake,
		async close() {
			closing.abort();
			rouse.abort();
			await Promise.all(loops);
			await sender.rest();
			await unregister(db, holder).catch(() => {});
		},
	};
}
