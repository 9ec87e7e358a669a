import { compose } from "../src/notices/index.ts";
import type { Job } from "./job.ts";

/** What was held (at night, by the budget, by an open question) is looked at again every minute. */
export const composeNotices: Job = {
	name: "compose-notices",
	schedule: { pattern: "* * * * *" },
	async run({ db, sealing, clock, wake }) {
		const composed = await compose(db, sealing, clock.now());
		if (composed.messages > 0) wake();
		return { ...composed };
	},
};
