import { toLunar, toSolar } from "../language/index.ts";
import { addDays } from "../platform/clock.ts";

/** The funeral and the days after it are the family's: nobody asks about money sooner. */
const mourningDays = 8;
/** The day of death is the first of the forty-nine. */
const fortyNineDays = 49;
/** `Để sau nữa`: asked again after so many days. */
const laterDays = 30;
/** Tết begins in the house when the kitchen god leaves, and ends with the first full moon. */
const tetFrom = { month: 12, day: 23 };
const tetTo = { month: 1, day: 15 };

export const isAroundTet = (day: string): boolean => {
	const lunar = toLunar(day);
	return (
		(lunar.month === tetFrom.month && lunar.day >= tetFrom.day) ||
		(lunar.month === tetTo.month && !lunar.leap && lunar.day <= tetTo.day)
	);
};

/** The same day, or the first one after Tết where it falls into it. */
export function afterTet(day: string): string {
	if (!isAroundTet(day)) return day;
	const lunar = toLunar(day);
	const year = lunar.month === tetFrom.month ? lunar.year + 1 : lunar.year;
	return addDays(toSolar({ ...tetTo, year })!, 1);
}

/** When the chair is first told that there is a loan. */
export const firstAskOn = (diedOn: string): string => afterTet(addDays(diedOn, mourningDays));

export interface Later {
	/** The forty-ninth day. */
	mourned: string;
	askOn: string;
	/** Which day of Tết it falls on, 1 to 3; 0 where it falls on none. */
	tetDay: number;
	/** Whether it was Tết that moved the day. */
	isMoved: boolean;
}

/** When the chair is asked again who wants to wait for the forty-ninth day: the day after it, or after Tết. */
export function afterMourning(diedOn: string, today: string): Later {
	const mourned = addDays(diedOn, fortyNineDays - 1);
	const isMoved = isAroundTet(mourned);
	const wished = isMoved ? afterTet(mourned) : afterTet(addDays(mourned, 1));
	const tomorrow = addDays(today, 1);
	const lunar = toLunar(mourned);
	return {
		mourned,
		askOn: wished > today ? wished : afterTet(tomorrow),
		tetDay: lunar.month === 1 && lunar.day <= 3 ? lunar.day : 0,
		isMoved,
	};
}

export const later = (today: string): string => afterTet(addDays(today, laterDays));

/** Whole months until nothing is left, the last one perhaps with less. */
export const monthsToPay = (outstandingVnd: number, monthlyVnd: number): number =>
	Math.ceil(outstandingVnd / monthlyVnd);
