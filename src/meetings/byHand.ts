import { say } from "../conversation/say.ts";
import { fileNotices, isLate, type Notice, takeSlot } from "../notices/index.ts";
import { addDays, momentOf } from "../platform/clock.ts";
import { type Database, type Reader, sql } from "../platform/database.ts";
import type { Sealing } from "../platform/sealing.ts";
import { endLists, listedFor, openLists, tellOthers, toldWith } from "../relays/index.ts";

/** Whoever has to go from house to house hears of it this long before. */
const beforeDays = 3;
const tellTime = "18:30";

interface Coming {
	id: number;
	path: string;
	day: string;
	time: string;
	place: string;
	/** Whoever has said already whether she comes. */
	answered: number[];
}

/** Meetings that are near enough to be told by hand and have not begun. */
async function comingByHand(read: Reader, now: Date, today: string): Promise<(Coming & { dueAt: Date })[]> {
	const meetings = await read.rows<Coming>(sql`
		SELECT m.id, u.path, m.day, m.time, m.place,
			ARRAY(SELECT r.person_id FROM rsvp r WHERE r.meeting_id = m.id) AS answered
		FROM meeting m JOIN unit u ON u.id = m.unit_id AND NOT u.is_sample
		WHERE m.state = 'planned' AND m.day BETWEEN ${today} AND ${addDays(today, beforeDays)} ORDER BY m.day, m.id`);
	return meetings
		.map((meeting) => ({ ...meeting, dueAt: momentOf(addDays(meeting.day, -beforeDays), tellTime) }))
		.filter((meeting) => now >= meeting.dueAt && now < momentOf(meeting.day, meeting.time));
}

/**
 * Gives relays and the board their lists for the meetings that come, each once, and takes back those whose time is over.
 * @returns how many lists were opened
 */
export async function listMeetings(
	db: Database,
	sealing: Sealing,
	now: Date,
	today: string,
): Promise<number> {
	await db.transaction((tx) => endLists(tx, now));
	let lists = 0;
	for (const meeting of await comingByHand(db, now, today)) {
		const { id, path, day, time, place, dueAt, answered } = meeting;
		const subject = `meeting:${id}:${day}`;
		const begins = momentOf(day, time);
		await db.transaction(async (tx) => {
			if (!(await takeSlot(tx, { job: "meeting-lists", slot: `${id}:${day}`, dueAt }, now))) return;
			const errand = {
				subject,
				unitPath: path,
				on: day,
				title: say("meetings.errand-title", { day }),
				text: say("meetings.errand", { day, time, place }),
				dueAt: begins,
				skip: answered,
			};
			lists += await openLists(tx, errand, now, today, sealing);
			const listed = await listedFor(tx, subject, today);
			const notices = [...listed].map(([personId, errands]): Notice => {
				const says = [say("meetings.errand", { day, time, place }), tellOthers(errands)];
				if (errands.more > 0) says.push(say("relays.find-more"));
				return {
					key: `task:${errands.taskKeys[0]}:${personId}`,
					personId,
					kind: "task",
					notBefore: now,
					until: begins,
					late: isLate(dueAt, now),
					words: { says },
				};
			});
			await fileNotices(tx, notices, now, sealing);
			for (const [personId, errands] of listed) await toldWith(tx, personId, errands, now);
		});
	}
	return lists;
}
