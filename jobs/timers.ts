import { runTimers } from "../src/notices/index.ts";
import type { Job } from "./job.ts";

/** What must happen at a moment: looked at every few seconds, each once. */
export const timers: Job = {
	name: "timers",
	schedule: { everyMs: 5_000 },
	async run({ db, clock, timers: handlers, wake }) {
		const done = await runTimers(db, handlers, clock.now());
		if (done > 0) wake();
		return { done };
	},
};
