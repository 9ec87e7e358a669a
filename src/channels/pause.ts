import { setTimeout as sleep } from "node:timers/promises";

/** Waits, or stops waiting when told to stop. Never throws. */
export const pause = (ms: number, stop?: AbortSignal): Promise<void> =>
	sleep(ms, undefined, { signal: stop }).catch(() => undefined);
