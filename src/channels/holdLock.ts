import { messageOf } from "./log.ts";
import { pause } from "./pause.ts";

/**
 * The advisory lock of a bot, a port. Null while another process holds it. `onLost` tells that the lock is gone
 * (the connection that held it died): whoever polls must stop, since another may have begun.
 */
export type HoldLock = (name: string, onLost: () => void) => Promise<Release | null>;
export type Release = () => Promise<void>;

export interface LockedWork {
	holdLock: HoldLock;
	name: string;
	stop: AbortSignal;
	retryMs: number;
	onStandby(why: string): void;
	/** Ends soon after its signal; called again whenever the lock was lost and won back. */
	run(stop: AbortSignal): Promise<void>;
	/**
	 * For a platform that forgets what nobody fetches: when the lock breaks the work goes on until another process is
	 * known to hold it. Two that fetch at once cost nothing but order; none at all costs messages.
	 */
	outlives?: true;
}

/** Does the work while this process holds the lock, and stands by while another does. */
export async function whileHolding({ holdLock, name, stop, retryMs, onStandby, run, outlives }: LockedWork) {
	while (!stop.aborted) {
		const over = new AbortController();
		const until = AbortSignal.any([stop, over.signal]);
		let release: Release | null = null;
		const lost = () => {
			// A connection that could not even be made ends too, and held nothing.
			if (!release) return;
			if (!outlives) return over.abort();
			release = null;
			void regain();
		};
		const regain = async (): Promise<void> => {
			await pause(retryMs, until);
			if (until.aborted) return;
			try {
				release = await holdLock(name, lost);
				if (!release) over.abort();
				else if (until.aborted) await release();
			} catch {
				return regain();
			}
		};
		try {
			release = await holdLock(name, lost);
			if (release) {
				await run(until).finally(() => release?.());
				if (stop.aborted) return;
				onStandby("the lock was lost");
			} else onStandby("another process receives for this bot");
		} catch (error) {
			onStandby(`the lock cannot be had: ${messageOf(error)}`);
		}
		await pause(retryMs, stop);
	}
}
