import * as reference from "@dqcai/vn-lunar";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dayNumber, isoOf } from "../../src/language/days.ts";
import {
	dayText,
	lunarText,
	numberWords,
	parseDay,
	parseTime,
	timeText,
	toLunar,
	toSolar,
} from "../../src/language/index.ts";

const now = new Date("2026-11-23T09:00:00+07:00");
const day = (from: string, to: string) => fc.integer({ min: dayNumber(from), max: dayNumber(to) }).map(isoOf);

describe("the lunar calendar", () => {
	it.each([
		["2026-02-17", 1, 1],
		["2027-02-06", 1, 1],
		["2007-02-17", 1, 1],
		["1985-01-21", 1, 1],
		["2026-11-23", 15, 10],
	])("%s", (solar, inMonth, month) => {
		expect(toLunar(solar)).toMatchObject({ day: inMonth, month });
	});

	it("knows the leap months", () => {
		expect(toSolar({ day: 1, month: 6, year: 2025, leap: true })).toBe("2025-07-25");
		expect(toSolar({ day: 1, month: 2, year: 2023, leap: true })).toBe("2023-03-22");
		expect(toSolar({ day: 1, month: 2, year: 2024, leap: true })).toBeUndefined();
		expect(toSolar({ day: 30, month: 12, year: 2026 })).toBeUndefined();
	});

	it("agrees with @dqcai/vn-lunar on every day of 1970–2053", () => {
		const differing: string[] = [];
		for (let n = dayNumber("1970-01-01"); n <= dayNumber("2053-12-31"); n++) {
			const iso = isoOf(n);
			const theirs = reference.getLunarDate(
				Number(iso.slice(8)),
				Number(iso.slice(5, 7)),
				Number(iso.slice(0, 4)),
			);
			const ours = toLunar(iso);
			if (
				theirs.day !== ours.day ||
				theirs.month !== ours.month ||
				theirs.year !== ours.year ||
				Boolean(theirs.leap) !== ours.leap
			)
				differing.push(iso);
		}
		expect(differing).toEqual([]);
	});

	it("goes there and back", () => {
		fc.assert(
			fc.property(day("1950-01-01", "2090-12-31"), (iso) => {
				expect(toSolar(toLunar(iso))).toBe(iso);
			}),
		);
	});
});

describe("days as they are said", () => {
	it.each([
		["hôm nay", "2026-11-23"],
		["bựa ni", "2026-11-23"],
		["tối qua", "2026-11-22"],
		["hôm kia", "2026-11-21"],
		["sáng mơi", "2026-11-24"],
		["ngày kia", "2026-11-25"],
		["thứ 5 tuần trước", "2026-11-19"],
		["chủ nhật tuần sau", "2026-12-06"],
		["T5 tới", "2026-11-26"],
		["mùng 10 âm", "2026-11-18"],
		["rằm tháng 8", "2026-09-25"],
		["23 tháng chạp", "2026-02-10"],
		["ngày 15 vừa qua", "2026-11-15"],
		["28 này", "2026-11-28"],
		["15/11/2026", "2026-11-15"],
		["ngày chín tháng chín", "2026-09-09"],
		["30 Tết", "2026-02-16"],
	])("%s", (text, iso) => expect(parseDay(text, now)).toBe(iso));

	it.each(["30/2", "ngày 30 tháng 2", "31/4/2026", "tháng 2", "hôm trước", "13/13", "0/5", ""])(
		"%j is no day",
		(text) => expect(parseDay(text, now)).toBeUndefined(),
	);

	it("finds every day of 2020–2035 in every way of writing it", () => {
		fc.assert(
			fc.property(day("2020-01-01", "2035-12-31"), (iso) => {
				const [y, m, d] = [Number(iso.slice(0, 4)), Number(iso.slice(5, 7)), Number(iso.slice(8))];
				for (const text of [
					`${d}/${m}/${y}`,
					`ngày ${d} tháng ${m} năm ${y}`,
					`${iso.slice(8)}-${iso.slice(5, 7)}-${y}`,
					`ngày ${d}/${m}/${y}`,
					`ngay ${d} thang ${m} nam ${y}`,
				])
					expect(parseDay(text, now)).toBe(iso);
			}),
		);
	});

	it("finds a day without a year behind or ahead, nearest", () => {
		fc.assert(
			fc.property(day("2020-01-01", "2035-12-31"), fc.integer({ min: 0, max: 360 }), (iso, away) => {
				const [m, d] = [Number(iso.slice(5, 7)), Number(iso.slice(8))];
				if (m === 2 && d === 29) return;
				const later = new Date(`${isoOf(dayNumber(iso) + away)}T12:00:00+07:00`);
				const earlier = new Date(`${isoOf(dayNumber(iso) - away)}T12:00:00+07:00`);
				for (const text of [
					`ngày ${d} tháng ${m}`,
					`hôm ${d}/${m}`,
					`ngày ${numberWords(d)} tháng ${m === 4 ? "tư" : numberWords(m)}`,
				]) {
					expect(parseDay(text, later, "past")).toBe(iso);
					expect(parseDay(text, earlier, "future")).toBe(iso);
				}
			}),
		);
	});

	it("finds lunar days again", () => {
		fc.assert(
			fc.property(day("2020-01-01", "2035-12-31"), (iso) => {
				const lunar = toLunar(iso);
				if (lunar.leap || lunar.day > 10) return;
				const after = new Date(`${isoOf(dayNumber(iso) + 20)}T12:00:00+07:00`);
				expect(parseDay(`mùng ${lunar.day} tháng ${lunar.month}`, after, "past")).toBe(iso);
				expect(parseDay(`mùng ${lunar.day} âm`, after, "past")).toBe(iso);
			}),
		);
	});
});

describe("times and texts", () => {
	it.each([
		["7h30", "07:30"],
		["2 giờ chiều", "14:00"],
		["7 rưỡi sáng", "07:30"],
		["hai rưỡi chiều", "14:30"],
		["16 giờ 30", "16:30"],
		["7h tối", "19:00"],
		["8 giờ kém 15 sáng", "07:45"],
		["12h đêm", "00:00"],
		["19:00", "19:00"],
	])("%s", (text, clock) => expect(parseTime(text)).toBe(clock));
	it.each(["3h", "25:00", "25h", "", "8:75"])("%j is no sure time", (text) =>
		expect(parseTime(text)).toBeUndefined(),
	);

	it("says days and times", () => {
		expect(dayText("2026-12-12")).toBe("thứ Bảy, ngày 12 tháng 12");
		expect(lunarText("2026-12-12")).toBe("mùng 4 tháng 11 âm");
		expect(timeText("08:00")).toBe("8 giờ sáng");
	});

	it("reads back every time it says", () => {
		fc.assert(
			fc.property(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }), (hour, minute) => {
				const clock = `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
				expect(parseTime(timeText(clock))).toBe(clock);
			}),
		);
	});
});
