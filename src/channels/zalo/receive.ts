import type { Incoming } from "../../conversation/message.ts";
import type { Take } from "../door.ts";
import { type DoorLog, messageOf } from "../log.ts";
import { pause, within } from "../pause.ts";
import type { Spool } from "./spool.ts";

export interface ReceiverOptions {
	take: Take;
	spool: Spool;
	log: DoorLog;
	stop: AbortSignal;
	/** After so long without an answer the event goes to the disk: Zalo's patience is not documented. */
	takeLimitMs: number;
	/** How often the spool is tried again. */
	retryMs: number;
}

export interface Receiver {
	/** Looks for what a process that is dead has left, and begins to take it. */
	start(): Promise<void>;
	/** Resolves once the event is safe, in the database or on the disk; rejects when it could be put into neither. */
	receive(event: Incoming): Promise<void>;
	/** Resolves when nothing is in hand; what is on the disk stays there for the next start. */
	settled(): Promise<void>;
	/** Something waits on the disk. */
	isSpooling(): boolean;
}

interface Waiting {
	event: Incoming;
	resolve(): void;
	reject(error: unknown): void;
}

const batchSize = 100;

/**
 * Straight to `take` while the spool is empty, else behind what is in it. What comes while a batch is being taken
 * is the next batch, so that a burst costs a few commits and not one each.
 */
export function zaloReceiver(options: ReceiverOptions): Receiver {
	const { spool, log, stop, retryMs } = options;
	const take: Take = (events) => within(options.takeLimitMs, options.take(events));
	const waiting: Waiting[] = [];
	let running: Promise<void> | undefined;
	let draining: Promise<void> | undefined;
	let isSpooling = false;
	/** Counted before the write begins, so that the drain never calls a spool empty that is about to be written. */
	let adds = 0;
	let addsUnderWay = 0;

	async function run() {
		while (waiting.length > 0) {
			const batch = waiting.splice(0, batchSize);
			const events = batch.map(({ event }) => event);
			try {
				if (isSpooling || !(await taken(events))) await keep(events);
				for (const { resolve } of batch) resolve();
			} catch (error) {
				for (const { reject } of batch) reject(error);
			}
		}
		// Here and not in a `finally` of the promise: an event that came between the two would wake nobody.
		running = undefined;
	}

	async function taken(events: Incoming[]): Promise<boolean> {
		try {
			await take(events);
			return true;
		} catch (error) {
			log.error({ why: messageOf(error), events: events.length }, "zalo: not saved, put on the disk");
			return false;
		}
	}

	async function keep(events: Incoming[]) {
		isSpooling = true;
		adds++;
		addsUnderWay++;
		try {
			await spool.add(events);
		} finally {
			addsUnderWay--;
			draining ??= drain(retryMs);
		}
	}

	async function drain(firstPauseMs: number) {
		await pause(firstPauseMs, stop);
		while (isSpooling && !stop.aborted) {
			const addsBefore = adds;
			try {
				const isEmpty = await spool.drain(take);
				if (isEmpty && addsUnderWay === 0 && adds === addsBefore) isSpooling = false;
			} catch (error) {
				log.warn({ why: messageOf(error) }, "zalo: what is on the disk cannot be saved yet");
				await pause(retryMs, stop);
			}
		}
		draining = undefined;
	}

	return {
		async start() {
			if (!(await spool.adopt())) return;
			isSpooling = true;
			adds++;
			draining ??= drain(0);
		},
		receive: (event) =>
			new Promise((resolve, reject) => {
				waiting.push({ event, resolve, reject });
				running ??= run();
			}),
		async settled() {
			while (running || draining) await Promise.all([running, draining]);
		},
		isSpooling: () => isSpooling,
	};
}
