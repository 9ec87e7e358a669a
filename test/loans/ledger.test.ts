import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
	balanceOf,
	capitalIn,
	disbursement,
	type Occasion,
	type Posting,
	repayment,
	reversal,
	type StoredPosting,
} from "../../src/loans/ledger.ts";

const occasion = (key: string): Occasion => ({
	key,
	clubId: 1,
	day: "2026-12-12",
	postedAt: new Date("2026-12-12T11:40:00+07:00"),
	byPersonId: 6,
});
const sen = { loan: { id: 1 }, personId: 1 };
const stored = (posting: Posting, id: number): StoredPosting => ({ ...posting, id, reversedById: null });

describe("makers of postings", () => {
	test("a repayment: the box has more, she owes less, the club earned the interest", () => {
		const { entries } = repayment(occasion("a"), sen, { principalVnd: 1_000_000, interestVnd: 50_000 });
		expect(entries).toEqual([
			{ account: "cash", amountVnd: 1_050_000, personId: null, loan: null },
			{ account: "principal", amountVnd: -1_000_000, personId: 1, loan: { id: 1 } },
			{ account: "interest", amountVnd: -50_000, personId: 1, loan: { id: 1 } },
		]);
	});
	test("interest alone has no entry of principal", () => {
		const { entries } = repayment(occasion("a"), sen, { principalVnd: 0, interestVnd: 50_000 });
		expect(entries.map((entry) => entry.account)).toEqual(["cash", "interest"]);
	});
	test("refuses what is no money", () => {
		expect(() => repayment(occasion("a"), sen, { principalVnd: 0, interestVnd: 0 })).toThrow(RangeError);
		expect(() => repayment(occasion("a"), sen, { principalVnd: -5, interestVnd: 50 })).toThrow(RangeError);
		for (const vnd of [0, -1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53]) {
			expect(() => disbursement(occasion("a"), sen, vnd)).toThrow(RangeError);
			expect(() => capitalIn(occasion("a"), vnd)).toThrow(RangeError);
		}
	});
	test("a reversal names what and why, and is not reversed itself", () => {
		const paid = stored(repayment(occasion("a"), sen, { principalVnd: 0, interestVnd: 50_000 }), 1207);
		const back = reversal(paid, { ...occasion("b"), cause: "bỏ quên phong bì" });
		expect(back).toMatchObject({ kind: "reversal", reversesId: 1207, cause: "bỏ quên phong bì" });
		expect(() => reversal(paid, { ...occasion("c"), cause: " " })).toThrow(RangeError);
		expect(() => reversal(stored(back, 1208), { ...occasion("c"), cause: "x" })).toThrow(RangeError);
	});
});

/** A year of a club by chance: each step posts one thing, or takes back one that stands. */
type Step = { kind: "capital" | "lend" | "repay" | "reverse"; a: number; b: number };
const steps = fc.array(
	fc.record({
		kind: fc.constantFrom("capital", "lend", "repay", "reverse") as fc.Arbitrary<Step["kind"]>,
		a: fc.integer({ min: 1, max: 20_000_000 }),
		b: fc.nat({ max: 1_000_000 }),
	}),
	{ maxLength: 60 },
);

function post(step: Step, book: StoredPosting[]): Posting | undefined {
	const key = String(book.length);
	if (step.kind === "capital") return capitalIn(occasion(key), step.a);
	if (step.kind === "lend") return disbursement(occasion(key), sen, step.a);
	if (step.kind === "repay")
		return repayment(occasion(key), sen, { principalVnd: step.a, interestVnd: step.b });
	const open = book.filter((each) => each.kind !== "reversal" && each.reversedById === null);
	const original = open[step.a % Math.max(1, open.length)];
	return original && reversal(original, { ...occasion(key), cause: "nhầm" });
}

test("after any year the book balances, and each account is the sum of what stands", () => {
	fc.assert(
		fc.property(steps, (year) => {
			const book: StoredPosting[] = [];
			for (const step of year) {
				const posting = post(step, book);
				if (!posting) continue;
				book.push(stored(posting, book.length + 1));
				const original = book.find((each) => each.id === posting.reversesId);
				if (original) original.reversedById = book.length;
			}
			const entries = book.flatMap((posting) => posting.entries);
			expect(balanceOf(entries)).toBe(0);
			expect(book.every((posting) => balanceOf(posting.entries) === 0 && posting.entries.length >= 2)).toBe(
				true,
			);
			const standing = book.filter((each) => each.kind !== "reversal" && each.reversedById === null);
			for (const account of ["cash", "principal", "interest", "capital"] as const) {
				expect(balanceOf(entries, account)).toBe(
					balanceOf(
						standing.flatMap((posting) => posting.entries),
						account,
					),
				);
			}
		}),
	);
});
