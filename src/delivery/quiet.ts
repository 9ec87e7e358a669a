import { toLunar } from "../language/index.ts";
import { addDays, dayOf, minuteOf, momentOf } from "../platform/clock.ts";

const quietFromMin = 20 * 60 + 30;
const quietUntilMin = 6 * 60 + 30;
/** Somebody who has written within this time is awake, and not disturbed by what follows from it. */
export const awakeMin = 30;

/** Nobody is disturbed from 20:30 to 06:30 in Vietnam (docs/promises.md 6). */
export function isQuiet(at: Date): boolean {
	const minute = minuteOf(at);
	return minute >= quietFromMin || minute < quietUntilMin;
}

/**
 * The still days: from the last day of the lunar year to the third of the first month nobody is written to about
 * meetings, money or tasks (docs/promises.md 6).
 */
export function isStillDay(day: string): boolean {
	const { month, day: lunarDay } = toLunar(day);
	if (month === 1 && lunarDay <= 3) return true;
	const tomorrow = toLunar(addDays(day, 1));
	return tomorrow.month === 1 && tomorrow.day === 1;
}

/** The first moment from `at` on at which somebody may be disturbed; null where that is now. */
export function nextOpenMoment(at: Date): Date | null {
	if (!isQuiet(at) && !isStillDay(dayOf(at))) return null;
	const isBeforeDawn = minuteOf(at) < quietUntilMin;
	let day = isBeforeDawn ? dayOf(at) : addDays(dayOf(at), 1);
	while (isStillDay(day)) day = addDays(day, 1);
	return momentOf(day, "06:30");
}
