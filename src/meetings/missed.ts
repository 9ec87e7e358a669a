import { say } from "../conversation/say.ts";
import { fileNotices, isLate, type Notice, takeSlot } from "../notices/index.ts";
import { actingFor } from "../people/index.ts";
import { addDays, momentOf } from "../platform/clock.ts";
import { type Database, sql } from "../platform/database.ts";
import type { Sealing } from "../platform/sealing.ts";

/** Whom a missing report is asked of, so many days after the meeting (docs/sources.md, Clubs); the whole ladder comes with tasks. */
const steps = [
	{ step: "secretary", afterDays: 2 },
	{ step: "chair", afterDays: 5 },
	{ step: "officer", afterDays: 10 },
] as const;

const askAt = "08:00";
/** Older meetings cannot be reported any more. */
const backDays = 60;

interface Missing {
	id: number;
	unitId: number;
	day: string;
	club: string;
}

/** Asks for the reports that are missing, each step once; a report that arrives stops the rest. */
export async function askMissing(
	db: Database,
	sealing: Sealing,
	now: Date,
	today: string,
): Promise<{ slots: number; late: number; notices: number }> {
	const missing = await db.rows<Missing>(sql`
		SELECT m.id, m.unit_id AS "unitId", m.day, u.name AS club FROM meeting m JOIN unit u ON u.id = m.unit_id AND NOT u.is_sample
		WHERE m.day BETWEEN ${addDays(today, -backDays)} AND ${addDays(today, -steps[0].afterDays)} AND m.state <> 'cancelled'
			AND NOT EXISTS (SELECT 1 FROM meeting_report r WHERE r.meeting_id = m.id AND r.undone_at IS NULL) ORDER BY m.id`);
	const result = { slots: 0, late: 0, notices: 0 };
	for (const meeting of missing) {
		for (const { step, afterDays } of steps) {
			const dueAt = momentOf(addDays(meeting.day, afterDays), askAt);
			if (now < dueAt) continue;
			const late = isLate(dueAt, now);
			await db.transaction(async (tx) => {
				if (!(await takeSlot(tx, { job: "missed-meetings", slot: `${meeting.id}:${step}`, dueAt }, now)))
					return;
				const people = await actingFor(tx, meeting.unitId, step, today);
				const key = step === "secretary" ? "meetings.missed-secretary" : "meetings.missed-above";
				const notices = people.map(
					(personId): Notice => ({
						key: `missed-meeting:${meeting.id}:${step}:${personId}`,
						personId,
						kind: "task",
						notBefore: dueAt,
						until: momentOf(addDays(meeting.day, backDays), askAt),
						late,
						words: { says: [say(key, { day: meeting.day, club: meeting.club })] },
					}),
				);
				result.notices += await fileNotices(tx, notices, now, sealing);
				result.slots++;
				if (late) result.late++;
			});
		}
	}
	return result;
}
