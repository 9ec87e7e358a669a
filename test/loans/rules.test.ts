import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
	divideHalfUp,
	dueBy,
	instalments,
	interestDue,
	isRateLegal,
	type LoanTerms,
	loanState,
	type Payment,
	schedule,
	standing,
} from "../../src/loans/rules.ts";
import { addDays, addMonths } from "../../src/platform/clock.ts";

const fiveMillion: LoanTerms = {
	principalVnd: 5_000_000,
	rateBasisPoints: 100,
	months: 12,
	startedOn: "2026-05-12",
	repayment: "end",
};
const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
const interest = (day: string, interestVnd: number): Payment => ({ day, principalVnd: 0, interestVnd });

describe("interest", () => {
	test("1 % of five million is fifty thousand", () => expect(interestDue(5_000_000, 100)).toBe(50_000));
	test("half a đồng is rounded up, less is dropped", () => {
		expect(interestDue(50, 100)).toBe(1);
		expect(interestDue(49, 100)).toBe(0);
		expect(divideHalfUp(7, 2)).toBe(4);
	});
	test("20 % a year is the legal end", () => {
		expect([0, 100, 166].every(isRateLegal)).toBe(true);
		expect([-1, 1.5, 167].some(isRateLegal)).toBe(false);
	});
});

describe("the plan of a loan (docs/sources.md, Money)", () => {
	test("principal at the end: 50,000 a month, 600,000 in all", () => {
		const plan = schedule(fiveMillion);
		expect(plan.map((each) => each.interestVnd)).toEqual(Array(12).fill(50_000));
		expect(plan.slice(0, 11).every((each) => each.principalVnd === 0)).toBe(true);
		expect(plan[11]).toEqual({ number: 12, day: "2027-05-12", principalVnd: 5_000_000, interestVnd: 50_000 });
	});
	test("equal parts: 416,667 a month, interest 325,000 in all", () => {
		const plan = schedule({ ...fiveMillion, repayment: "equal" });
		expect(plan[0]?.principalVnd).toBe(416_667);
		expect(plan[11]?.principalVnd).toBe(416_663);
		expect(plan[1]?.interestVnd).toBe(45_833);
		expect(sum(plan.map((each) => each.interestVnd))).toBe(325_000);
	});
	test("a loan of the 31st falls due on the last day of shorter months, and on the 31st again", () => {
		const days = schedule({ ...fiveMillion, startedOn: "2026-12-31", months: 3 }).map((each) => each.day);
		expect(days).toEqual(["2027-01-31", "2027-02-28", "2027-03-31"]);
	});
	test("whatever the terms: principal adds up, nothing is below zero, days ascend", () => {
		fc.assert(
			fc.property(terms(), (loan) => {
				const plan = schedule(loan);
				expect(sum(plan.map((each) => each.principalVnd))).toBe(loan.principalVnd);
				expect(plan.every((each) => each.principalVnd >= 0 && each.interestVnd >= 0)).toBe(true);
				expect(plan.every((each, at) => at === 0 || each.day > plan[at - 1]!.day)).toBe(true);
			}),
		);
	});
});

describe("how a loan stands", () => {
	const paid = Array.from({ length: 6 }, (_, month) => interest(addMonths("2026-06-12", month), 50_000));

	test("bà Sen, the evening before the meeting: 5,000,000 owed, 50,000 due tomorrow, nothing late", () => {
		const now = standing(fiveMillion, paid, "2026-12-11");
		expect(now.outstandingVnd).toBe(5_000_000);
		expect(now.interestPaidVnd).toBe(300_000);
		expect(now.next).toEqual({ number: 7, day: "2026-12-12", principalVnd: 0, interestVnd: 50_000 });
		expect(now.overdue).toBeNull();
		expect(now.maturity).toBe("2027-05-12");
		expect(loanState(now, "2026-12-11")).toBe("due-soon");
		expect(loanState(standing(fiveMillion, paid, "2026-12-05"), "2026-12-05")).toBe("current");
	});
	test("due today is not late, tomorrow it is", () => {
		expect(standing(fiveMillion, paid, "2026-12-12").overdue).toBeNull();
		const late = standing(fiveMillion, paid, "2027-01-13");
		expect(late.overdue).toEqual({ since: "2026-12-12", days: 32, principalVnd: 0, interestVnd: 100_000 });
		expect(loanState(late, "2027-01-13")).toBe("overdue");
		expect(dueBy(fiveMillion, paid, "2027-01-13", "2027-02-12")).toEqual({
			principalVnd: 0,
			interestVnd: 150_000,
		});
	});
	test("interest paid ahead covers the next month", () => {
		const ahead = [...paid, interest("2026-12-12", 100_000)];
		expect(standing(fiveMillion, ahead, "2026-12-13").next?.day).toBe("2027-02-12");
	});
	test("part of the principal paid at the meeting lowers the interest from the next month on", () => {
		const some = [...paid, { day: "2026-12-10", principalVnd: 1_000_000, interestVnd: 50_000 }];
		expect(standing(fiveMillion, some, "2026-12-11").next).toMatchObject({
			day: "2027-01-12",
			interestVnd: 40_000,
		});
	});
	test("repaid early, it owes nothing more", () => {
		const all = [...paid, { day: "2026-11-20", principalVnd: 5_000_000, interestVnd: 0 }];
		const now = standing(fiveMillion, all, "2026-12-20");
		expect(now).toMatchObject({ outstandingVnd: 0, next: null, overdue: null, isSettled: true });
		expect(loanState(now, "2026-12-20")).toBe("repaid");
	});
	test("equal parts missed: interest is on what is really outstanding", () => {
		const equal: LoanTerms = { ...fiveMillion, principalVnd: 1_200_000, repayment: "equal" };
		const due = instalments(equal, [], "2026-07-13");
		expect(due.slice(0, 3).map((each) => each.interestVnd)).toEqual([12_000, 12_000, 12_000]);
		expect(due[3]?.interestVnd).toBe(9_000);
	});
	test("after maturity nothing accrues by itself", () => {
		const longAfter = standing(fiveMillion, [], "2029-05-12").overdue;
		expect(longAfter).toMatchObject({ principalVnd: 5_000_000, interestVnd: 600_000 });
	});
	test("paid by the plan, a loan is never late and ends settled", () => {
		fc.assert(
			fc.property(terms(), fc.nat({ max: 800 }), (loan, after) => {
				const today = addDays(loan.startedOn, after);
				const done = schedule(loan).filter((each) => each.day < today);
				const now = standing(loan, done, today);
				expect(now.overdue).toBeNull();
				expect(now.outstandingVnd).toBe(loan.principalVnd - sum(done.map((each) => each.principalVnd)));
				expect(standing(loan, schedule(loan), addMonths(loan.startedOn, loan.months)).isSettled).toBe(true);
			}),
		);
	});
});

function terms(): fc.Arbitrary<LoanTerms> {
	return fc.record({
		principalVnd: fc.oneof(fc.integer({ min: 1, max: 100 }), fc.integer({ min: 1, max: 50_000_000 })),
		rateBasisPoints: fc.integer({ min: 0, max: 166 }),
		months: fc.integer({ min: 1, max: 24 }),
		startedOn: fc.integer({ min: 0, max: 2_000 }).map((days) => addDays("2024-01-01", days)),
		repayment: fc.constantFrom("end" as const, "equal" as const),
	});
}
