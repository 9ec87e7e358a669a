import { dayInVietnam, dayNumber, existing, isoOf, weekday } from "./days.ts";
import { lunarDaysAround, toSolar } from "./lunar.ts";

/** Which way an undated day is looked for: what has happened lies behind, what will happen lies ahead. */
export type Direction = "past" | "future";

/** A day as it was said, before it is known what it is about. */
export type DayPhrase =
	| { kind: "relative"; days: number }
	| { kind: "weekday"; day: number; week?: number; way?: Direction }
	| {
			kind: "solar";
			day: number;
			month?: number | undefined;
			year?: number | undefined;
			way?: Direction | undefined;
	  }
	| {
			kind: "lunar";
			day: number;
			month?: number | undefined;
			year?: number | undefined;
			way?: Direction | undefined;
	  };

const nearest = (days: number[], today: number, way: Direction): number | undefined =>
	way === "past" ? days.filter((day) => day <= today).at(-1) : days.find((day) => day >= today);

/** Every solar day of that number (and month) in the years around, ascending; days that do not exist are left out. */
function solarDays(today: number, day: number, month?: number): number[] {
	const year = Number(isoOf(today).slice(0, 4));
	const thisMonth = Number(isoOf(today).slice(5, 7));
	const found: number[] = [];
	if (month !== undefined) {
		for (let y = year - 4; y <= year + 4; y++) found.push(existing(y, month, day) ?? Number.NaN);
	} else {
		for (let m = thisMonth - 3; m <= thisMonth + 3; m++) {
			const y = year + Math.floor((m - 1) / 12);
			found.push(existing(y, ((((m - 1) % 12) + 12) % 12) + 1, day) ?? Number.NaN);
		}
	}
	return found.filter((each) => !Number.isNaN(each));
}

function weekdayOf(
	phrase: { day: number; week?: number; way?: Direction },
	today: number,
	way: Direction,
): number {
	const mondayFirst = (day: number) => (day + 6) % 7;
	if (phrase.week !== undefined)
		return today - mondayFirst(weekday(today)) + 7 * phrase.week + mondayFirst(phrase.day);
	const back = (weekday(today) - phrase.day + 7) % 7;
	if (phrase.way === "past" && back === 0) return today - 7;
	return (phrase.way ?? way) === "past" ? today - back : today + ((7 - back) % 7);
}

/**
 * The date (`YYYY-MM-DD`, Vietnam) of a day as it was said, or undefined where there is none, like 30 February.
 * @param now when the words were written
 * @param way where to look when the words do not say
 */
export function resolveDay(phrase: DayPhrase, now: Date, way: Direction): string | undefined {
	const today = dayInVietnam(now);
	if (phrase.kind === "relative") return isoOf(today + phrase.days);
	if (phrase.kind === "weekday") return isoOf(weekdayOf(phrase, today, way));
	const year = Number(isoOf(today).slice(0, 4));
	if (phrase.kind === "lunar" && phrase.year !== undefined)
		return phrase.month ? toSolar({ day: phrase.day, month: phrase.month, year: phrase.year }) : undefined;
	if (phrase.kind === "solar" && phrase.year !== undefined) {
		const day = existing(phrase.year, phrase.month ?? 0, phrase.day);
		return day === undefined ? undefined : isoOf(day);
	}
	const days =
		phrase.kind === "solar"
			? solarDays(today, phrase.day, phrase.month)
			: lunarDaysAround(year, phrase.day, phrase.month);
	const found = nearest(days, today, phrase.way ?? way);
	return found === undefined ? undefined : isoOf(found);
}

/** Whole days from one date to another; negative where it lies behind. */
export const daysBetween = (fromISO: string, toISO: string): number => dayNumber(toISO) - dayNumber(fromISO);
