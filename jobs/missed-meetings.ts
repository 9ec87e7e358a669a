import { askMissing } from "../src/meetings/index.ts";
import { compose } from "../src/notices/index.ts";
import { dayOf } from "../src/platform/clock.ts";
import type { Job } from "./job.ts";

/** Each morning: which meetings have no report, and whose turn it is to be asked. */
export const missedMeetings: Job = {
	name: "missed-meetings",
	schedule: { pattern: "5 8-19 * * *" },
	async run({ db, sealing, clock, wake }) {
		const now = clock.now();
		const asked = await askMissing(db, sealing, now, dayOf(now));
		const composed = await compose(db, sealing, now);
		wake();
		return { ...asked, messages: composed.messages, held: composed.held, unreachable: composed.unreachable };
	},
};
