import { addDays, addMonths, momentOf } from "../../src/platform/clock.ts";
import type { Tx } from "../../src/platform/database.ts";
import { meetingDays } from "./meetingDays.ts";
import type { Member } from "./members.ts";
import type { Club } from "./places.ts";
import type { Random } from "./random.ts";
import { insertRows, reserveIds } from "./rows.ts";

export interface Report {
	id: number;
	present: number;
	measured: number;
	notes: string;
	byPersonId: number;
	absent: { personId: number; reason: string | null }[];
}

export interface Meeting {
	id: number;
	clubId: number;
	day: string;
	time: string;
	place: string;
	/** None for a meeting to come, and for one nobody reported. */
	report: Report | null;
}

const notes = [
	"Văn nghệ, trạm y tế nói về huyết áp",
	"Tập dưỡng sinh, bàn việc thăm người ốm",
	"Nghe nói chuyện phòng lừa đảo qua điện thoại",
	"Bàn cho vay đợt mới, hát dân ca",
	"Cân, đo huyết áp, phổ biến thẻ bảo hiểm y tế",
	"Bàn giúp nhau gặt lúa, trò chơi",
];
const reasons = ["ốm", "đi viện", "đi thăm con", "bận việc nhà", "trông cháu"];

function makeReport(random: Random, members: readonly Member[], secretaryId: number): Report {
	const absent = random.sample(members, random.int(3, 9)).map((member) => ({
		personId: member.id,
		reason: random.chance(0.4) ? random.pick(reasons) : null,
	}));
	const present = members.length - absent.length;
	return {
		id: 0,
		present,
		measured: Math.round(present * (0.6 + random.next() * 0.35)),
		notes: random.pick(notes),
		byPersonId: secretaryId,
		absent,
	};
}

/** A second Saturday may be 35 days after the last: every club has at least one meeting ahead of it. */
const comingDays = 36;

/** A year of meetings up to yesterday, each reported, and those of the coming month. */
export function makeMeetings(
	random: Random,
	club: Club,
	members: readonly Member[],
	today: string,
): Meeting[] {
	const secretary = members.find((member) => member.role === "secretary")!;
	const { time, place } = club.rule;
	const days = meetingDays(club.rule, addMonths(today, -12), addDays(today, comingDays));
	const silentFrom = club.isSilent ? days.filter((day) => day < today).at(-2)! : today;
	return days.map((day) => ({
		id: 0,
		clubId: secretary.clubId,
		day,
		time,
		place,
		report: day < today && day < silentFrom ? makeReport(random, members, secretary.id) : null,
	}));
}

export const insertRules = (tx: Tx, clubs: readonly { id: number; rule: Club["rule"] }[]): Promise<void> =>
	insertRows<{ id: number; rule: Club["rule"] }>(
		tx,
		"meeting_rule",
		{
			unit_id: ["int", (row) => row.id],
			kind: ["text", (row) => row.rule.kind],
			nth: ["smallint", (row) => row.rule.nth],
			weekday: ["smallint", (row) => row.rule.weekday],
			time: ["text", (row) => row.rule.time],
			place: ["text", (row) => row.rule.place],
		},
		clubs,
	);

/** `planned` is what waits for its day or its report, `held` what was reported. */
export async function insertMeetings(tx: Tx, meetings: readonly Meeting[]): Promise<void> {
	const ids = await reserveIds(tx, "meeting", meetings.length);
	for (const [place, meeting] of meetings.entries()) meeting.id = ids[place]!;
	await insertRows<Meeting>(
		tx,
		"meeting",
		{
			id: ["int", (row) => row.id],
			unit_id: ["int", (row) => row.clubId],
			day: ["date", (row) => row.day],
			time: ["text", (row) => row.time],
			place: ["text", (row) => row.place],
			state: ["text", (row) => (row.report ? "held" : "planned")],
		},
		meetings,
	);
	await insertReports(tx, meetings);
}

async function insertReports(tx: Tx, meetings: readonly Meeting[]): Promise<void> {
	const all = meetings.flatMap(({ report, ...meeting }) => (report ? [{ meeting, report }] : []));
	const ids = await reserveIds(tx, "meeting_report", all.length);
	for (const [place, { report }] of all.entries()) report.id = ids[place]!;
	await insertRows<(typeof all)[number]>(
		tx,
		"meeting_report",
		{
			id: ["int", ({ report }) => report.id],
			key: ["text", ({ meeting }) => `demo:report:${meeting.id}`],
			meeting_id: ["int", ({ meeting }) => meeting.id],
			present: ["smallint", ({ report }) => report.present],
			measured: ["smallint", ({ report }) => report.measured],
			notes: ["text", ({ report }) => report.notes],
			by_person_id: ["int", ({ report }) => report.byPersonId],
			at: ["timestamptz", ({ meeting }) => momentOf(meeting.day, "19:00")],
		},
		all,
	);
	const absences = all.flatMap(({ report }) =>
		report.absent.map((each) => ({ ...each, reportId: report.id })),
	);
	await insertRows<(typeof absences)[number]>(
		tx,
		"absence",
		{
			report_id: ["int", (row) => row.reportId],
			person_id: ["int", (row) => row.personId],
			reason: ["text", (row) => row.reason],
		},
		absences,
	);
}
