import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dueBy, instalments, type LoanTerms, standing } from "../../src/loans/rules.ts";
import { addDays, addMonths } from "../../src/platform/clock.ts";

const terms: LoanTerms = {
	principalVnd: 5_000_000,
	rateBasisPoints: 100,
	months: 12,
	startedOn: "2026-09-12",
	repayment: "end",
};
const paid = ["2026-10-12", "2026-11-12"].map((day) => ({ day, principalVnd: 0, interestVnd: 50_000 }));

describe("a loan whose borrower died on 20 December", () => {
	const paused = { ...terms, pausedFrom: "2026-12-20" };

	test("owes the principal and the interest of before, and nothing more as time goes by", () => {
		for (const today of ["2026-12-28", "2027-02-21", "2027-09-13", "2028-01-01"]) {
			const now = standing(paused, paid, today);
			expect(now.outstandingVnd).toBe(5_000_000);
			expect(now.overdue).toMatchObject({ since: "2026-12-12", interestVnd: 50_000, principalVnd: 0 });
			expect(now.next).toBeNull();
			expect(now.isSettled).toBe(false);
		}
	});

	test("has nothing to collect at a meeting, not even what was late before", () => {
		expect(dueBy(paused, paid, "2027-01-12", "2027-01-12")).toEqual({ principalVnd: 0, interestVnd: 0 });
		expect(dueBy(terms, paid, "2027-01-12", "2027-01-12").interestVnd).toBe(100_000);
	});

	test("is settled when the family has paid the principal and what was late", () => {
		const all = [...paid, { day: "2027-03-01", principalVnd: 5_000_000, interestVnd: 50_000 }];
		expect(standing(paused, all, "2027-03-02").isSettled).toBe(true);
	});
});

test("no pause ever makes a loan dearer, and none makes it grow", () => {
	const loan = fc.record({
		principalVnd: fc.integer({ min: 1, max: 20 }).map((n) => n * 500_000),
		rateBasisPoints: fc.integer({ min: 0, max: 166 }),
		months: fc.integer({ min: 1, max: 24 }),
		startedOn: fc.constantFrom("2026-01-05", "2026-01-31"),
		repayment: fc.constantFrom("end" as const, "equal" as const),
	});
	const sum = (of: LoanTerms, today: string) =>
		instalments(of, [], today).reduce((total, each) => total + each.interestVnd, 0);
	fc.assert(
		fc.property(
			loan,
			fc.integer({ min: 0, max: 800 }),
			fc.integer({ min: 0, max: 800 }),
			(of, from, later) => {
				const pausedFrom = addDays(of.startedOn, from);
				const today = addDays(pausedFrom, later);
				const held = { ...of, pausedFrom };
				expect(sum(held, today)).toBeLessThanOrEqual(sum(of, today));
				expect(sum(held, addMonths(today, 12))).toBe(sum(held, today));
				expect(standing(held, [], today).outstandingVnd).toBe(of.principalVnd);
			},
		),
	);
});
