/** Work that is woken: whatever arrives while it runs makes it look once more before it rests. */
export interface Worker {
	wake(): void;
	/** Wakes it and resolves when all of it rests. */
	drain(): Promise<void>;
	/** Takes no more and resolves when what is in hand is finished. */
	stop(): Promise<void>;
}

/**
 * @param work does all there is to do, then returns
 * @param parallel how many may be at it at a time
 * @param failed is told what `work` threw; it is tried again at the next wake
 */
export function makeWorker(
	work: () => Promise<void>,
	parallel: number,
	failed: (error: unknown) => void,
): Worker {
	let running = 0;
	let isDirty = false;
	let isStopped = false;
	let atRest: (() => void)[] = [];

	async function run(): Promise<void> {
		running++;
		try {
			do {
				isDirty = false;
				await work();
			} while (isDirty && !isStopped);
		} catch (error) {
			failed(error);
		}
		running--;
		if (running === 0) {
			for (const resolve of atRest) resolve();
			atRest = [];
		}
	}
	const wake = () => {
		if (isStopped) return;
		if (running < parallel) void run();
		else isDirty = true;
	};
	const resting = () =>
		running === 0 ? Promise.resolve() : new Promise<void>((resolve) => atRest.push(resolve));
	return {
		wake,
		drain() {
			wake();
			return resting();
		},
		stop() {
			isStopped = true;
			return resting();
		},
	};
}
