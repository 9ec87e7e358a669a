import { say } from "../conversation/say.ts";
import { addDays, momentOf } from "../platform/clock.ts";
import { type Database, type Reader, sql, type Tx } from "../platform/database.ts";
import type { Sealing } from "../platform/sealing.ts";
import { called } from "../people/index.ts";
import { fileNotices, type Notice } from "../notices/index.ts";
import { dueBy, loansOf } from "../loans/index.ts";
import { type MeetingRule, nextMeetingDays } from "./rules.ts";

/** The evening before, when phones come home. */
const remindAt = "18:30";
/** How far ahead meetings are written down from their rules. */
const aheadDays = 40;
const lateAfterMin = 60;

export interface Slot {
	slot: string;
	dueAt: Date;
	late: boolean;
}

/** Takes a job's slot, once for ever. @returns false where somebody has taken it */
export async function takeSlot(tx: Tx, job: string, { slot, dueAt, late }: Slot, now: Date): Promise<boolean> {
	const taken = await tx.run(sql`
		INSERT INTO job_slot (job, slot, due_at, ran_at, late) VALUES (${job}, ${slot}, ${dueAt}, ${now}, ${late}) ON CONFLICT DO NOTHING`);
	return taken === 1;
}

export const isLate = (dueAt: Date, now: Date): boolean => now.getTime() - dueAt.getTime() > lateAfterMin * 60_000;

interface RuleRow extends MeetingRule {
	unitId: number;
	time: string;
	place: string;
}

/** Writes down the meetings that the rules bring, one a month: one that was moved keeps its month. */
export async function planMeetings(db: Database, today: string): Promise<number> {
	const rules = await db.rows<RuleRow>(sql`
		SELECT r.unit_id AS "unitId", r.kind, r.nth, r.weekday, r.time, r.place FROM meeting_rule r JOIN unit u ON u.id = r.unit_id
		WHERE u.valid_to IS NULL OR u.valid_to > ${today}`);
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

/** Members whom somebody's phone can remind and who have not said yet whether they come. */
const invitedTo = (read: Reader, { id, unitId, day }: MeetingRow): Promise<Invited[]> =>
	read.rows<Invited>(sql`
		SELECT DISTINCT ON (p.id) p.id AS "personId", p.full_name AS "fullName", p.birth_year AS "birthYear", p.sex,
			p.called_as AS "calledAs", ap.relation = 'self' AS "isSelf"
		FROM membership m JOIN person p ON p.id = m.person_id AND p.died_on IS NULL
		JOIN account_person ap ON ap.person_id = p.id AND ap.to_time IS NULL
		JOIN account a ON a.id = ap.account_id AND a.stopped_at IS NULL
		JOIN chat c ON c.id = a.chat_id AND c.reachable
		WHERE m.club_id = ${unitId} AND m.from_day <= ${day} AND (m.to_day IS NULL OR m.to_day >= ${day})
			AND NOT EXISTS (SELECT 1 FROM rsvp WHERE rsvp.meeting_id = ${id} AND rsvp.person_id = p.id)
		ORDER BY p.id, (ap.relation = 'self') DESC`);

async function invitation(read: Reader, meeting: MeetingRow, one: Invited, today: string, late: boolean, dueAt: Date): Promise<Notice> {
	const { day, time, place } = meeting;
	const who = called(one, Number(day.slice(0, 4)));
	const loans = await loansOf(read, one.personId);
	const due = loans.map((loan) => dueBy(loan, loan.payments, today, day)).reduce((sum, each) => sum + each.principalVnd + each.interestVnd, 0);
	const bring = due > 0 ? say("meetings.bring-money", { who, amountVnd: due }) : say("meetings.bring", { who });
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
			says: [say("meetings.invite", { who, day, time, place, bring })],
			offers: [
				{ label: say("meetings.can-come"), does: comes(true) },
				{ label: say("meetings.cannot-come"), does: comes(false) },
			],
		},
	};
}

/**
 * Files the reminders of every planned meeting whose time to remind has come and which has not begun. A slot that was
 * missed is taken once, marked late; by night its notices wait for the morning like all others.
 */
export async function remindMeetings(db: Database, sealing: Sealing, now: Date, today: string): Promise<{ slots: number; late: number; notices: number }> {
	const meetings = await db.rows<MeetingRow>(sql`
		SELECT id, unit_id AS "unitId", day, time, place FROM meeting
		WHERE state = 'planned' AND day BETWEEN ${today} AND ${addDays(today, 1)} ORDER BY day, id`);
	const result = { slots: 0, late: 0, notices: 0 };
	for (const meeting of meetings) {
		const dueAt = momentOf(addDays(meeting.day, -1), remindAt);
		if (now < dueAt || now >= momentOf(meeting.day, meeting.time)) continue;
		const late = isLate(dueAt, now);
		await db.transaction(async (tx) => {
			if (!(await takeSlot(tx, "meeting-reminders", { slot: `${meeting.id}:${meeting.day}`, dueAt, late }, now))) return;
			const invited = await invitedTo(tx, meeting);
			const notices: Notice[] = [];
			for (const one of invited) notices.push(await invitation(tx, meeting, one, today, late, dueAt));
			result.notices += await fileNotices(tx, notices, now, sealing);
			result.slots++;
			if (late) result.late++;
		});
	}
	return result;
}

