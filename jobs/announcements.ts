import { planAnnouncement, tellProgress, unplanned } from "../src/broadcasts/index.ts";
import type { Job } from "./job.ts";

/** Plans announcements that were confirmed, goes on with what a dead worker left, and tells senders how far it is. */
export const announcements: Job = {
	name: "announcements",
	schedule: { everyMs: 2_000 },
	async run({ db, sealing, clock, canEdit, wake }) {
		let planned = 0;
		for (const id of await unplanned(db)) planned += await planAnnouncement(db, sealing, id, clock.now());
		const told = await tellProgress(db, sealing, canEdit, clock.now());
		if (planned + told > 0) wake();
		return { planned, told };
	},
};
