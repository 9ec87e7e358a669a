import { addDays, addMonths, daysBetween } from "../platform/clock.ts";

/** Whole đồng: there is no smaller coin, and no sum of a club comes near 2^53. */
export type Vnd = number;

/** `end`: interest every month, all principal at maturity. `equal`: equal parts of principal, interest on the rest. */
export type Repayment = "end" | "equal";

export interface LoanTerms {
	principalVnd: Vnd;
	/** Per month, in hundredths of a percent: 100 is 1 %. */
	rateBasisPoints: number;
	months: number;
	/** The day the money was handed over; instalments fall on the same day of the months after. */
	startedOn: string;
	repayment: Repayment;
	/** Nothing accrues and nothing falls due from this day on: the borrower died. */
	pausedFrom?: string | null;
}

/** What came in on one day, reversed payments left out. */
export interface Payment {
	day: string;
	principalVnd: Vnd;
	interestVnd: Vnd;
}

/** What falls due on a day; `number` counts from 1. */
export interface Instalment {
	number: number;
	day: string;
	principalVnd: Vnd;
	interestVnd: Vnd;
}

/** What should have been paid before today and was not. `days` counts from the oldest unpaid day. */
export interface Overdue {
	since: string;
	days: number;
	principalVnd: Vnd;
	interestVnd: Vnd;
}

export interface Standing {
	outstandingVnd: Vnd;
	interestPaidVnd: Vnd;
	/** The first unpaid instalment of today or later, with what is still missing of it. */
	next: Instalment | null;
	overdue: Overdue | null;
	/** The day of the last instalment. */
	maturity: string;
	/** No principal outstanding and no interest missing. */
	isSettled: boolean;
}

/**
 * The highest legal rate, per month in hundredths of a percent: 20 % a year of the principal (Civil Code 2015,
 * art. 468) is 1.667 % a month; what is above is void, so a club may not go above 1.66 %.
 */
export const legalCapBasisPoints = 166;

export const isRateLegal = (rateBasisPoints: number): boolean =>
	Number.isInteger(rateBasisPoints) && rateBasisPoints >= 0 && rateBasisPoints <= legalCapBasisPoints;

/** A quotient of whole numbers ≥ 0 in whole numbers, half up: no step of it goes through a fraction. */
export function divideHalfUp(dividend: number, divisor: number): number {
	const rest = dividend % divisor;
	return (dividend - rest) / divisor + (rest * 2 >= divisor ? 1 : 0);
}

/**
 * Interest due on one instalment, in whole đồng, rounded half up.
 * @param outstandingVnd principal still owed before this instalment
 * @param rateBasisPoints per month, 100 is 1 %; at most 166 (Civil Code 2015, art. 468)
 */
export const interestDue = (outstandingVnd: Vnd, rateBasisPoints: number): Vnd =>
	divideHalfUp(outstandingVnd * rateBasisPoints, 10_000);

/** Principal that the contract wants paid up to and with instalment `number`. The last takes what rounding left. */
function principalBy(terms: LoanTerms, number: number): Vnd {
	if (number >= terms.months) return terms.principalVnd;
	if (terms.repayment === "end") return 0;
	return Math.min(terms.principalVnd, number * divideHalfUp(terms.principalVnd, terms.months));
}

/** The day of instalment `number`, always counted from the first day: 31 January, 28 February, 31 March. */
const dayOfInstalment = (terms: LoanTerms, number: number): string => addMonths(terms.startedOn, number);

/** Whether a day lies in the pause of a loan, its first day counted. */
const isPausedOn = ({ pausedFrom }: LoanTerms, day: string): boolean =>
	pausedFrom !== undefined && pausedFrom !== null && day >= pausedFrom;

/**
 * Clubs collect at the meeting, days before or after the day in the book. Principal therefore lowers the interest of
 * every instalment that is more than half a month away when it is paid, and of none that is nearer.
 */
const halfMonthDays = 15;

/**
 * All instalments of a loan as they fall due after what was paid: principal by the contract, interest on what was
 * really outstanding before each. Instalments not yet due are taken to be paid on their day. Nothing accrues after
 * maturity: late interest (Civil Code 2015, art. 466.5) is the club's own decision and never the bot's. Nor does anything
 * accrue in a pause.
 */
export function instalments(terms: LoanTerms, payments: readonly Payment[], today: string): Instalment[] {
	const all: Instalment[] = [];
	for (let number = 1; number <= terms.months; number++) {
		const day = dayOfInstalment(terms, number);
		const counted = payments.filter((payment) => daysBetween(payment.day, day) > halfMonthDays);
		const actual = terms.principalVnd - counted.reduce((sum, payment) => sum + payment.principalVnd, 0);
		const planned = terms.principalVnd - principalBy(terms, number - 1);
		const isEarlierStillToCome = dayOfInstalment(terms, number - 1) >= today;
		const outstanding = Math.max(0, isEarlierStillToCome ? Math.min(actual, planned) : actual);
		all.push({
			number,
			day,
			principalVnd: principalBy(terms, number) - principalBy(terms, number - 1),
			interestVnd: isPausedOn(terms, day) ? 0 : interestDue(outstanding, terms.rateBasisPoints),
		});
	}
	return all;
}

/** The plan that is read out when a loan is made: everything paid on its day. */
export const schedule = (terms: LoanTerms): Instalment[] => instalments(terms, [], terms.startedOn);

const paidOf = (payments: readonly Payment[]) => ({
	principalVnd: payments.reduce((sum, payment) => sum + payment.principalVnd, 0),
	interestVnd: payments.reduce((sum, payment) => sum + payment.interestVnd, 0),
});

/** What is missing of each instalment: money paid fills the oldest first, principal and interest apart. */
export function unpaid(terms: LoanTerms, payments: readonly Payment[], today: string): Instalment[] {
	const rest = paidOf(payments);
	const missing: Instalment[] = [];
	for (const due of instalments(terms, payments, today)) {
		const principalVnd = Math.max(0, due.principalVnd - rest.principalVnd);
		const interestVnd = Math.max(0, due.interestVnd - rest.interestVnd);
		rest.principalVnd = Math.max(0, rest.principalVnd - due.principalVnd);
		rest.interestVnd = Math.max(0, rest.interestVnd - due.interestVnd);
		if (principalVnd + interestVnd > 0) missing.push({ ...due, principalVnd, interestVnd });
	}
	return missing;
}

const sumOf = (all: readonly Instalment[]) => ({
	principalVnd: all.reduce((sum, each) => sum + each.principalVnd, 0),
	interestVnd: all.reduce((sum, each) => sum + each.interestVnd, 0),
});

/** What has to be paid up to and with a day, arrears included: what is collected at the meeting of that day. In a pause nothing is. */
export const dueBy = (terms: LoanTerms, payments: readonly Payment[], today: string, day: string) =>
	sumOf(isPausedOn(terms, day) ? [] : unpaid(terms, payments, today).filter((each) => each.day <= day));

/**
 * How a loan stands today: what is owed, what comes next, what is late. An instalment of today is not late, and in a
 * pause nothing comes next and nothing more becomes late.
 */
export function standing(terms: LoanTerms, payments: readonly Payment[], today: string): Standing {
	const paid = paidOf(payments);
	const missing = unpaid(terms, payments, today);
	const due = missing.filter((each) => !isPausedOn(terms, each.day));
	const late = due.filter((each) => each.day < today);
	const since = late[0]?.day;
	return {
		outstandingVnd: terms.principalVnd - paid.principalVnd,
		interestPaidVnd: paid.interestVnd,
		next: isPausedOn(terms, today) ? null : (due.find((each) => each.day >= today) ?? null),
		overdue: since ? { since, days: daysBetween(since, today), ...sumOf(late) } : null,
		maturity: dayOfInstalment(terms, terms.months),
		isSettled: missing.length === 0,
	};
}

export type LoanState = "current" | "due-soon" | "overdue" | "repaid";

/** One word for a list. `due-soon`: something falls due within `soonDays`, today counted. */
export function loanState(standing: Standing, today: string, soonDays = 7): LoanState {
	if (standing.isSettled) return "repaid";
	if (standing.overdue) return "overdue";
	return standing.next && standing.next.day < addDays(today, soonDays) ? "due-soon" : "current";
}
