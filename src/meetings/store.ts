import { type Reader, sql } from "../platform/database.ts";
import { type MeetingRule, nextMeetingDays } from "./rules.ts";

export interface Meeting {
	/** 0 for one that only the rule knows of. */
	id: number;
	unitId: number;
	day: string;
	time: string;
	place: string;
}

interface RuleRow extends MeetingRule {
	time: string;
	place: string;
}

/** The next meeting of a unit from a day on: the one that is planned, else the next by its rule. */
export async function nextMeeting(read: Reader, unitId: number, from: string): Promise<Meeting | undefined> {
	const [planned] = await read.rows<Meeting>(sql`
		SELECT id, unit_id AS "unitId", day, time, place FROM meeting
		WHERE unit_id = ${unitId} AND day >= ${from} AND state = 'planned' ORDER BY day LIMIT 1`);
	if (planned) return planned;
	const [rule] = await read.rows<RuleRow>(
		sql`SELECT kind, nth, weekday, time, place FROM meeting_rule WHERE unit_id = ${unitId}`,
	);
	const [day] = rule ? nextMeetingDays(rule, from, 1) : [];
	return rule && day ? { id: 0, unitId, day, time: rule.time, place: rule.place } : undefined;
}

export async function meetingById(read: Reader, id: number): Promise<Meeting | undefined> {
	const [row] = await read.rows<Meeting>(
		sql`SELECT id, unit_id AS "unitId", day, time, place FROM meeting WHERE id = ${id}`,
	);
	return row;
}

/** The latest meeting that should have been reported by `today` and is not, at most `days` back. */
export async function unreportedMeeting(
	read: Reader,
	unitId: number,
	today: string,
	since: string,
): Promise<string | undefined> {
	const [row] = await read.rows<{ day: string }>(sql`
		SELECT day FROM meeting m
		WHERE unit_id = ${unitId} AND day BETWEEN ${since} AND ${today} AND state <> 'cancelled'
			AND NOT EXISTS (SELECT 1 FROM meeting_report r WHERE r.meeting_id = m.id AND r.undone_at IS NULL)
		ORDER BY day DESC LIMIT 1`);
	return row?.day;
}

/** The key of the report that counts for a unit's meeting of a day, where there is one. */
export async function reportOf(
	read: Reader,
	unitId: number,
	day: string,
): Promise<{ key: string; present: number } | undefined> {
	const [row] = await read.rows<{ key: string; present: number }>(sql`
		SELECT r.key, r.present FROM meeting_report r JOIN meeting m ON m.id = r.meeting_id
		WHERE m.unit_id = ${unitId} AND m.day = ${day} AND r.undone_at IS NULL`);
	return row;
}
