/**
 * Requests that may be on their way at a time, through each door. A place is taken before a claim is committed and
 * given back when its send has ended: no more is ever claimed than is sent at that moment.
 */
export interface Places {
	/** @returns how many of those wanted there are; none at a door that this process has not opened */
	take(doorId: number, wanted: number): number;
	give(doorId: number, count: number): void;
	free(doorId: number): number;
	/** Resolves when every place is free. */
	allFree(): Promise<void>;
}

export function makePlaces(doorIds: number[], mostADoor: number): Places {
	const taken = new Map(doorIds.map((id) => [id, 0]));
	let waiting: (() => void)[] = [];
	const isEmpty = () => [...taken.values()].every((count) => count === 0);
	const free = (doorId: number) => mostADoor - (taken.get(doorId) ?? mostADoor);
	return {
		free,
		take(doorId, wanted) {
			const count = Math.min(wanted, free(doorId));
			if (count > 0) taken.set(doorId, taken.get(doorId)! + count);
			return count;
		},
		give(doorId, count) {
			if (count > 0) taken.set(doorId, taken.get(doorId)! - count);
			if (!isEmpty()) return;
			for (const resolve of waiting) resolve();
			waiting = [];
		},
		async allFree() {
			if (!isEmpty()) await new Promise<void>((resolve) => waiting.push(resolve));
		},
	};
}
