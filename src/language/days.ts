/** Calendar arithmetic on `YYYY-MM-DD` strings and day numbers (days since 1970-01-01). No clock, no zone but Vietnam's. */
const dayMs = 86_400_000;
const vietnamMs = 7 * 3_600_000;

/** Days since 1970-01-01. */
export function dayNumber(dayISO: string): number {
	return (
		Date.UTC(Number(dayISO.slice(0, 4)), Number(dayISO.slice(5, 7)) - 1, Number(dayISO.slice(8, 10))) / dayMs
	);
}

export function isoOf(day: number): string {
	return new Date(day * dayMs).toISOString().slice(0, 10);
}

/** The day it is in Vietnam at an instant, as a day number. */
export const dayInVietnam = (now: Date): number => Math.floor((now.getTime() + vietnamMs) / dayMs);

/** 0 Sunday … 6 Saturday. */
export const weekday = (day: number): number => (((day + 4) % 7) + 7) % 7;

/** The day number of a date that exists, else undefined: there is no 30 February. */
export function existing(year: number, month: number, day: number): number | undefined {
	if (!(month >= 1 && month <= 12 && day >= 1 && day <= 31)) return undefined;
	const number = Date.UTC(year, month - 1, day) / dayMs;
	return new Date(number * dayMs).getUTCDate() === day ? number : undefined;
}
