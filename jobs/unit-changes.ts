import { dayOf } from "../src/platform/clock.ts";
import { applyChanges } from "../src/units/index.ts";
import type { Job } from "./job.ts";

/** A merger that was prepared is made in the first minutes of its day. */
export const unitChanges: Job = {
	name: "unit-changes",
	schedule: { pattern: "5 0-6 * * *" },
	async run({ db, clock }) {
		const now = clock.now();
		return { applied: (await applyChanges(db, dayOf(now), now)).length };
	},
};
