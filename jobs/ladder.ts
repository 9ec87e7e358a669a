import { compose } from "../src/notices/index.ts";
import { climbLadder } from "../src/tasks/index.ts";
import type { Job } from "./job.ts";

/** By day, every hour: which tasks are late, and whose turn it is to know. */
export const ladder: Job = {
	name: "ladder",
	schedule: { pattern: "10 7-19 * * *" },
	async run({ db, sealing, clock, wake }) {
		const now = clock.now();
		const climbed = await climbLadder(db, sealing, now);
		const composed = await compose(db, sealing, now);
		wake();
		return {
			...climbed,
			messages: composed.messages,
			held: composed.held,
			unreachable: composed.unreachable,
		};
	},
};
