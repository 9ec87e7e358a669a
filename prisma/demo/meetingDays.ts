import { type MeetingRule, nextMeetingDays } from "../../src/meetings/rules.ts";

/** More than a year has of them, lunar months and the one ahead counted. */
const mostInAYear = 16;

/** The days on which a club meets in at most 13 months, `from` counted and `to` not. */
export const meetingDays = (rule: MeetingRule, from: string, to: string): string[] =>
	nextMeetingDays(rule, from, mostInAYear).filter((day) => day < to);
