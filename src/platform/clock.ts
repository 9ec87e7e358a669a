/**
 * The only place that reads the machine's clock. Everything else is handed a `Clock`, so that a night, a month and
 * a Tết can be lived through in a test. Days are strings `YYYY-MM-DD` in Vietnam, wherever the process runs.
 */
export interface Clock {
	now(): Date;
	/**
	 * A platform's time stamp in this clock's time. Under CLBOT_NOW the platform still writes real time: of the stamp
	 * and the shifted stamp the one nearer to now is meant.
	 */
	stamp(written: Date): Date;
}

/** A clock that shows `startAt` now and goes on from there; without it the machine's own. */
export function systemClock(startAt?: Date): Clock {
	const shiftMs = startAt ? startAt.getTime() - Date.now() : 0;
	const now = () => new Date(Date.now() + shiftMs);
	const stamp = (written: Date) => {
		const shifted = new Date(written.getTime() + shiftMs);
		const nowMs = now().getTime();
		const isNearer = Math.abs(shifted.getTime() - nowMs) < Math.abs(written.getTime() - nowMs);
		return isNearer ? shifted : written;
	};
	return { now, stamp };
}

/** A clock that stands still until it is set: for one job run at a given time, and for tests. */
export function handClock(start: Date): Clock & { set(to: Date): void } {
	let current = start;
	return {
		now: () => current,
		stamp: (written) => written,
		set(to) {
			current = to;
		},
	};
}

/** Vietnam has kept UTC+7 without summer time since 1975. */
const offsetMs = 7 * 3_600_000;
const dayMs = 86_400_000;

/** The day in Vietnam at that moment, `YYYY-MM-DD`. */
export const dayOf = (at: Date): string => new Date(at.getTime() + offsetMs).toISOString().slice(0, 10);

/** Minutes since midnight in Vietnam, 0–1439. */
export const minuteOf = (at: Date): number => Math.floor(((at.getTime() + offsetMs) % dayMs) / 60_000);

/** The moment of a time of day (`HH:mm`) on a day in Vietnam. */
export const momentOf = (day: string, time: string): Date => new Date(`${day}T${time}:00+07:00`);

/** The day `days` later (earlier if negative). */
export const addDays = (day: string, days: number): string =>
	new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);

/** Whole days from one day to another. */
export const daysBetween = (from: string, to: string): number =>
	Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / dayMs);

/** The same day of the month `months` later, clamped at the month's end: 31 January + 1 is 28 February. */
export function addMonths(day: string, months: number): string {
	const [year, month, date] = day.split("-").map(Number) as [number, number, number];
	const first = new Date(Date.UTC(year, month - 1 + months, 1));
	const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
	return `${first.toISOString().slice(0, 8)}${String(Math.min(date, last)).padStart(2, "0")}`;
}

export const plusMs = (at: Date, ms: number): Date => new Date(at.getTime() + ms);
export const plusMinutes = (at: Date, minutes: number): Date => plusMs(at, minutes * 60_000);
