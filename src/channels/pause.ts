import { setTimeout as sleep } from "node:timers/promises";

/** Waits, or stops waiting when told to stop. Never throws. */
export const pause = (ms: number, stop?: AbortSignal): Promise<void> =>
	sleep(ms, undefined, { signal: stop }).catch(() => undefined);

/** Rejects when the work is not done in time; the work itself goes on. */
export async function within<T>(limitMs: number, work: Promise<T>): Promise<T> {
	const limit = new AbortController();
	const late = pause(limitMs, limit.signal).then(() => {
		if (limit.signal.aborted) return work;
		throw new Error(`not done within ${limitMs} ms`);
	});
	return Promise.race([work, late]).finally(() => limit.abort());
}
