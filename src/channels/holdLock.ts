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
}

/** Does the work while this process holds the lock, and stands by while another does. */
export async function whileHolding({ holdLock, name, stop, retryMs, onStandby, run }: LockedWork) {
	while (!stop.aborted) {
		const lost = new AbortController();
		try {
			const release = await holdLock(name, () => lost.abort());
			if (release) {
				await run(AbortSignal.any([stop, lost.signal])).finally(release);
				if (stop.aborted) return;
				onStandby("the lock was lost");
			} else onStandby("another process receives for this bot");
		} catch (error) {
			onStandby(`the lock cannot be had: ${messageOf(error)}`);
		}
		await pause(retryMs, stop);
	}
}
