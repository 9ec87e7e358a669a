/** Every kind of outgoing message and what it may: one table, which nothing else repeats. */
export const kinds = {
	danger: { lane: 0, passesQuiet: true, budget: false, again: true, lapsesAfterMin: 12 * 60 },
	emergency: { lane: 0, passesQuiet: true, budget: false, again: true, lapsesAfterMin: 12 * 60 },
	answer: { lane: 1, passesQuiet: true, budget: false, again: true, lapsesAfterMin: 24 * 60 },
	receipt: { lane: 2, passesQuiet: false, budget: false, again: false, lapsesAfterMin: null },
	reminder: { lane: 3, passesQuiet: false, budget: true, again: false, lapsesAfterMin: null },
	task: { lane: 3, passesQuiet: false, budget: true, again: false, lapsesAfterMin: 24 * 60 },
	announcement: { lane: 4, passesQuiet: false, budget: true, again: false, lapsesAfterMin: 3 * 24 * 60 },
} as const satisfies Record<string, KindRule>;

interface KindRule {
	/** 0 and 1 are not paced; the smaller goes first. */
	lane: 0 | 1 | 2 | 3 | 4;
	/** Whether it may come at night and on still days. */
	passesQuiet: boolean;
	/** Whether it counts towards one a day and eight a month. */
	budget: boolean;
	/** Whether it is sent again when nobody knows if it arrived: only what somebody waits for. */
	again: boolean;
	/** Minutes until it is pointless where its sender says nothing else; null is never. */
	lapsesAfterMin: number | null;
}

export type Kind = keyof typeof kinds;

/** The last lane that leaves without waiting for the door's pace. */
export const lastUnpacedLane = 1;
