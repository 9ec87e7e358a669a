import { compose } from "../src/notices/index.ts";
import { tellMorning } from "../src/tasks/index.ts";
import type { Job } from "./job.ts";

/** One message each morning to whoever has something waiting; a worker that was down catches up until noon. */
export const morningTasks: Job = {
	name: "morning-tasks",
	schedule: { pattern: "0 7-11 * * *" },
	async run({ db, sealing, clock, wake }) {
		const now = clock.now();
		const told = await tellMorning(db, sealing, now);
		const composed = await compose(db, sealing, now);
		wake();
		return { told, messages: composed.messages, held: composed.held, unreachable: composed.unreachable };
	},
};
