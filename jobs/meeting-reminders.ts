import { remindDue } from "../src/loans/index.ts";
import { comingMeetings, listMeetings, planMeetings, remindMeetings } from "../src/meetings/index.ts";
import { compose } from "../src/notices/index.ts";
import { dayOf } from "../src/platform/clock.ts";
import type { Job } from "./job.ts";

/** Three evenings before a meeting relays and the board get their lists, the evening before its members are invited; what was missed is caught up within the hour, by day. */
export const meetingReminders: Job = {
	name: "meeting-reminders",
	schedule: { pattern: "30 6-19 * * *" },
	async run({ db, sealing, clock, wake }) {
		const now = clock.now();
		const today = dayOf(now);
		const meetings = await planMeetings(db, today);
		const lists = await listMeetings(db, sealing, now, today);
		const coming = await comingMeetings(db, now, today);
		const reminded = await remindMeetings(db, sealing, now, coming);
		const money = await remindDue(db, sealing, now, today, coming);
		const composed = await compose(db, sealing, now);
		wake();
		return {
			meetings,
			lists,
			...reminded,
			money,
			messages: composed.messages,
			held: composed.held,
			unreachable: composed.unreachable,
		};
	},
};
