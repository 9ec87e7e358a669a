import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { toLunar } from "../../src/language/index.ts";
import {
	afterMourning,
	afterTet,
	firstAskOn,
	isAroundTet,
	later,
	monthsToPay,
} from "../../src/lives/rules.ts";
import { untilIn } from "../../src/lives/until.ts";
import { addDays, momentOf } from "../../src/platform/clock.ts";

const anyDay = fc.integer({ min: 0, max: 20_000 }).map((days) => addDays("1990-01-01", days));

describe("when the chair is asked about a loan whose borrower died", () => {
	test("eight days after", () => expect(firstAskOn("2026-12-20")).toBe("2026-12-28"));

	test("the forty-ninth day that is the first of Tết waits for the full moon of Giêng", () => {
		expect(afterMourning("2026-12-20", "2026-12-28")).toEqual({
			mourned: "2027-02-06",
			askOn: "2027-02-21",
			tetDay: 1,
			isMoved: true,
		});
	});

	test("far from Tết it is the day after the forty-ninth", () => {
		expect(afterMourning("2027-05-01", "2027-05-09")).toEqual({
			mourned: "2027-06-18",
			askOn: "2027-06-19",
			tetDay: 0,
			isMoved: false,
		});
	});

	test("never on a day of Tết, and never today or earlier", () => {
		fc.assert(
			fc.property(anyDay, fc.integer({ min: 0, max: 400 }), (diedOn, days) => {
				const today = addDays(diedOn, days);
				for (const day of [firstAskOn(diedOn), afterMourning(diedOn, today).askOn, later(today)])
					expect(isAroundTet(day)).toBe(false);
				expect(afterMourning(diedOn, today).askOn > today).toBe(true);
				expect(later(today) > today).toBe(true);
			}),
		);
	});

	test("after Tết is the day after the first full moon, of the year that begins", () => {
		fc.assert(
			fc.property(anyDay, (day) => {
				const { day: date, month } = toLunar(afterTet(day));
				if (isAroundTet(day)) expect({ date, month }).toEqual({ date: 16, month: 1 });
				else expect(afterTet(day)).toBe(day);
			}),
		);
	});

	test("five million at five hundred thousand a month are ten months; what is left over is one more", () => {
		expect(monthsToPay(5_000_000, 500_000)).toBe(10);
		expect(monthsToPay(5_000_001, 500_000)).toBe(11);
	});
});

describe("until when somebody is away", () => {
	const now = momentOf("2026-12-16", "08:30");
	test.each([
		["đến Tết", "2027-02-06"],
		["den tet", "2027-02-06"],
		["ra Giêng mới về", "2027-03-05"],
		["qua Tết", "2027-02-20"],
		["rằm tháng Giêng", "2027-02-20"],
		["đến 15/1", "2027-01-15"],
		["hết tháng 2", "2027-02-28"],
		["hết tháng này", "2026-12-31"],
		["sang tháng", "2027-01-31"],
		["hai tháng", "2027-02-16"],
		["3 tuần", "2027-01-06"],
		["chưa biết bao giờ về", null],
		["chua biet", null],
		["ăn cơm", undefined],
	])("%s", (words, day) => expect(untilIn(words, now)).toBe(day));
});
