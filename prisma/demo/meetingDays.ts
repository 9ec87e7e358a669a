import { toLunar } from "../../src/language/index.ts";
import { addDays } from "../../src/platform/clock.ts";

/** `day` of the month (clamped at its end), the `nth` weekday (5 is the last), or a `lunar` day. */
export interface MeetingRule {
	kind: "day" | "nth" | "lunar";
	nth: number;
	/** 1 Monday … 7 Sunday; only for `nth`. */
	weekday: number | null;
}

const dateOf = (day: string): number => Number(day.slice(8));
const isLastOfMonth = (day: string): boolean => dateOf(addDays(day, 1)) === 1;
const weekdayOf = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay() || 7;

function fits(rule: MeetingRule, day: string): boolean {
	if (rule.kind === "lunar") return toLunar(day).day === rule.nth;
	if (rule.kind === "day") return dateOf(day) === rule.nth || (isLastOfMonth(day) && dateOf(day) < rule.nth);
	if (weekdayOf(day) !== rule.weekday) return false;
	return rule.nth === 5 ? addDays(day, 7).slice(0, 7) !== day.slice(0, 7) : Math.ceil(dateOf(day) / 7) === rule.nth;
}

/** The days on which a club meets, `from` counted and `to` not. */
export function meetingDays(rule: MeetingRule, from: string, to: string): string[] {
	const days: string[] = [];
	for (let day = from; day < to; day = addDays(day, 1)) if (fits(rule, day)) days.push(day);
	return days;
}
