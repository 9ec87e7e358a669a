import { toLunar } from "../language/index.ts";
import { addDays } from "../platform/clock.ts";

/**
 * The still days: from the last day of the lunar year to the third of the first month nobody is written to about
 * meetings, money or tasks (DESIGN §1.6).
 */
export function isStillDay(day: string): boolean {
	const { month, day: lunarDay } = toLunar(day);
	if (month === 1 && lunarDay <= 3) return true;
	const tomorrow = toLunar(addDays(day, 1));
	return tomorrow.month === 1 && tomorrow.day === 1;
}
