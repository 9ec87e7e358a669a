import { toLunar } from "../language/index.ts";
import { addDays } from "../platform/clock.ts";

/** When a unit meets: a day of the month, the nth weekday, or a day of the lunar month. */
export interface MeetingRule {
	kind: "day" | "nth" | "lunar";
	/** Day of the month 1–31, which of its weekdays (5 is the last), or lunar day 1–30. */
	nth: number;
	/** 1 Monday … 7 Sunday, only for `nth`. */
	weekday: number | null;
}

const daysIn = (month: string) => Number(addDays(`${nextMonth(month)}-01`, -1).slice(8));

const nextMonth = (month: string): string => {
	const [year, number] = month.split("-").map(Number) as [number, number];
	return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, "0")}`;
};

const weekdayOf = (day: string) => new Date(`${day}T00:00:00Z`).getUTCDay() || 7;

function nthWeekday(month: string, nth: number, weekday: number): string {
	const first = `${month}-01`;
	const days: string[] = [];
	for (
		let day = addDays(first, (weekday - weekdayOf(first) + 7) % 7);
		day.startsWith(month);
		day = addDays(day, 7)
	)
		days.push(day);
	return nth >= 5 ? days.at(-1)! : days[nth - 1]!;
}

/** Every solar day of a month that is the wished lunar day; a lunar month of 29 days ends on its 29th. */
function lunarDays(month: string, lunarDay: number): string[] {
	const found: string[] = [];
	for (let day = `${month}-01`; day.startsWith(month); day = addDays(day, 1)) {
		const lunar = toLunar(day);
		const isLast = toLunar(addDays(day, 1)).day === 1;
		if (lunar.day === lunarDay || (isLast && lunar.day < lunarDay)) found.push(day);
	}
	return found;
}

/** The days on which the rule falls in a month `YYYY-MM`: one, or for a lunar rule none or two now and then. */
export function meetingDaysIn(rule: MeetingRule, month: string): string[] {
	if (rule.kind === "day") return [`${month}-${String(Math.min(rule.nth, daysIn(month))).padStart(2, "0")}`];
	if (rule.kind === "nth") return [nthWeekday(month, rule.nth, rule.weekday ?? 1)];
	return lunarDays(month, rule.nth);
}

/** The next `count` meeting days from a day on, itself included. */
export function nextMeetingDays(rule: MeetingRule, from: string, count: number): string[] {
	const days: string[] = [];
	for (
		let month = from.slice(0, 7), looked = 0;
		days.length < count && looked < 60;
		month = nextMonth(month), looked++
	) {
		days.push(...meetingDaysIn(rule, month).filter((day) => day >= from));
	}
	return days.slice(0, count);
}
