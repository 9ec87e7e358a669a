import { say } from "../conversation/say.ts";
import { fileNotices, isLate, type Notice, takeSlot } from "../notices/index.ts";
import { called } from "../people/index.ts";
import { addDays, momentOf } from "../platform/clock.ts";
import { type Database, type Reader, sql } from "../platform/database.ts";
import type { Sealing } from "../platform/sealing.ts";
import { type MeetingRule, nextMeetingDays } from "./rules.ts";

/** The evening before, when phones come home. */
const remindTime = "18:30";
/** How far ahead meetings are written down from their rules. */
const aheadDays = 40;

interface RuleRow extends MeetingRule {
	unitId: number;
	time: string;
	place: string;
}

/** Writes down the meetings that the rules bring, one a month: one that was moved keeps its month. */
export async function planMeetings(db: Database, today: string): Promise<number> {
	const rules = await db.rows<RuleRow>(sql`
		SELECT r.unit_id AS "unitId", r.kind, r.nth, r.weekday, r.time, r.place FROM meeting_rule r JOIN unit u ON u.id = r.unit_id
		WHERE (u.valid_to IS NULL OR u.valid_to > ${today}) AND NOT u.is_sample`);
	const until = addDays(today, aheadDays);
	const coming = rules.flatMap((rule) =>
		nextMeetingDays(rule, today, 3)
			.filter((day) => day <= until)
			.map((day) => ({ ...rule, day })),
	);
	return db.transaction((tx) =>
		tx.run(sql`
			INSERT INTO meeting (unit_id, day, time, place)
			SELECT unit_id, day, time, place
			FROM unnest(${coming.map((one) => one.unitId)}::int[], ${coming.map((one) => one.day)}::date[],
				${coming.map((one) => one.time)}::text[], ${coming.map((one) => one.place)}::text[]) AS c(unit_id, day, time, place)
			WHERE NOT EXISTS (
				SELECT 1 FROM meeting m WHERE m.unit_id = c.unit_id AND date_trunc('month', m.day) = date_trunc('month', c.day))
			ON CONFLICT DO NOTHING`),
	);
}

interface MeetingRow {
	id: number;
	unitId: number;
	day: string;
	time: string;
	place: string;
}

interface Invited {
	personId: number;
	fullName: string;
	birthYear: number | null;
	sex: string | null;
	calledAs: string | null;
	isSelf: boolean;
}

/** Members whom somebody's phone can remind, who are not away and have not said yet whether they come. */
const invitedTo = (read: Reader, { id, unitId, day }: MeetingRow): Promise<Invited[]> =>
	read.rows<Invited>(sql`
		SELECT DISTINCT ON (p.id) p.id AS "personId", p.full_name AS "fullName", p.birth_year AS "birthYear", p.sex,
			p.called_as AS "calledAs", pc.relation = 'self' AS "isSelf"
		FROM membership m JOIN person p ON p.id = m.person_id JOIN person_chat pc ON pc.person_id = p.id
		WHERE m.club_id = ${unitId} AND m.from_day <= ${day} AND (m.to_day IS NULL OR m.to_day >= ${day})
			AND NOT EXISTS (SELECT 1 FROM rsvp WHERE rsvp.meeting_id = ${id} AND rsvp.person_id = p.id)
			AND NOT EXISTS (SELECT 1 FROM away w WHERE w.person_id = p.id AND w.ended_at IS NULL
				AND w.from_day <= ${day} AND (w.until_day IS NULL OR w.until_day >= ${day}))
		ORDER BY p.id, (pc.relation = 'self') DESC`);

function invitation(meeting: Coming, one: Invited, late: boolean): Notice {
	const { day, time, place, remindAt: dueAt } = meeting;
	const who = called(one, Number(day.slice(0, 4)));
	const comes = (attending: boolean) => ({
		do: "intent" as const,
		intent: "meeting.rsvp",
		slots: { attending, personId: one.personId, meetingId: meeting.id },
	});
	return {
		key: `meeting-reminder:${meeting.id}:${day}:${one.personId}`,
		personId: one.personId,
		kind: "reminder",
		notBefore: dueAt,
		until: momentOf(day, time),
		late,
		words: {
			says: [say("meetings.invite", { who, day, time, place }), say("meetings.bring", { who })],
			offers: [
				{ label: say("meetings.can-come"), does: comes(true) },
				{ label: say("meetings.cannot-come"), does: comes(false) },
			],
		},
	};
}

/** A planned meeting whose time to remind has come and which has not begun. */
export interface Coming extends MeetingRow {
	remindAt: Date;
}

export async function comingMeetings(read: Reader, now: Date, today: string): Promise<Coming[]> {
	const meetings = await read.rows<MeetingRow>(sql`
		SELECT id, unit_id AS "unitId", day, time, place FROM meeting
		WHERE state = 'planned' AND day BETWEEN ${today} AND ${addDays(today, 1)} ORDER BY day, id`);
	return meetings
		.map((meeting) => ({ ...meeting, remindAt: momentOf(addDays(meeting.day, -1), remindTime) }))
		.filter((meeting) => now >= meeting.remindAt && now < momentOf(meeting.day, meeting.time));
}

/**
 * Files the reminders of meetings. A slot that was missed is taken once, marked late; by night its notices wait for the
 * morning like all others.
 */
export async function remindMeetings(
	db: Database,
	sealing: Sealing,
	now: Date,
	meetings: Coming[],
): Promise<{ slots: number; late: number; notices: number }> {
	const result = { slots: 0, late: 0, notices: 0 };
	for (const meeting of meetings) {
		const late = isLate(meeting.remindAt, now);
		await db.transaction(async (tx) => {
			const slot = {
				job: "meeting-reminders",
				slot: `${meeting.id}:${meeting.day}`,
				dueAt: meeting.remindAt,
			};
			if (!(await takeSlot(tx, slot, now))) return;
			const invited = await invitedTo(tx, meeting);
			const notices = invited.map((one) => invitation(meeting, one, late));
			result.notices += await fileNotices(tx, notices, now, sealing);
			result.slots++;
			if (late) result.late++;
		});
	}
	return result;
}
