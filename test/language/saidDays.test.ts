import { describe, expect, it } from "vitest";
import { dayNumber, isoOf, weekday } from "../../src/language/days.ts";
import { type Direction, numberWords, parseDay, toLunar } from "../../src/language/index.ts";

const [first, last] = [dayNumber("2020-01-01"), dayNumber("2035-12-31")];
const names = ["chủ nhật", "thứ hai", "thứ ba", "thứ tư", "thứ năm", "thứ sáu", "thứ bảy"];
const month = (m: number) => (m === 4 ? "tư" : numberWords(m));
const mondayFirst = (day: number) => (weekday(day) + 6) % 7;

/** 0 … most, scattered but the same in every run. */
const scattered = (n: number, most: number): number => ((n * 48_271 + 12_345) % 65_537) % (most + 1);
/** Some minute of a Vietnamese day: the small hours are another day in UTC. */
const somewhen = (day: number): Date => {
	const minute = scattered(day, 1439);
	const clock = `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
	return new Date(`${isoOf(day)}T${clock}:00+07:00`);
};

/** Says every day of 2020–2035 in each form, from a day that the form allows, and tells which were not found again. */
function missed(
	forms: (d: number, m: number, y: number, day: number) => readonly string[],
	from: (day: number) => number,
	way: Direction = "past",
	spoken: (day: number) => boolean = () => true,
): string[] {
	const wrong: string[] = [];
	for (let day = first; day <= last; day++) {
		if (!spoken(day)) continue;
		const iso = isoOf(day);
		const now = somewhen(from(day));
		for (const text of forms(Number(iso.slice(8)), Number(iso.slice(5, 7)), Number(iso.slice(0, 4)), day)) {
			const found = parseDay(text, now, way);
			if (found !== iso) wrong.push(`${text} on ${isoOf(from(day))} → ${found}, meant ${iso}`);
		}
	}
	return wrong.slice(0, 10);
}

const notLeapDay = (day: number) => !isoOf(day).endsWith("02-29");

describe("every day of 2020–2035 is found again as it was said", () => {
	it("with its year", () =>
		expect(
			missed(
				(d, m, y) => [
					`${d}/${m}/${y}`,
					`${d}-${m}-${y}`,
					`ngày ${d} tháng ${m} năm ${y}`,
					`ngay ${d} thang ${m} nam ${y}`,
					`hôm ${d}/${m}/${y}`,
					`ngày ${numberWords(d)} tháng ${month(m)} năm ${y}`,
				],
				(day) => first + scattered(day, last - first),
			),
		).toEqual([]));

	const inYear = (d: number, m: number) => [
		`ngày ${d} tháng ${m}`,
		`ngày ${d}/${m}`,
		`hôm ${d}/${m}`,
		`${d} tháng ${m}`,
		`ngay ${d} thang ${m}`,
		`ngày ${numberWords(d)} tháng ${month(m)}`,
	];
	it("without its year, behind", () =>
		expect(missed(inYear, (day) => day + scattered(day, 360), "past", notLeapDay)).toEqual([]));
	it("without its year, ahead", () =>
		expect(missed(inYear, (day) => day - scattered(day, 360), "future", notLeapDay)).toEqual([]));

	it("by the day of the month alone", () => {
		const alone = (d: number) => [`ngày ${d}`, `hôm ${d}`, `bữa ${d}`, `ngay ${d}`, `ngày ${numberWords(d)}`];
		expect(missed(alone, (day) => day + scattered(day, 27), "past")).toEqual([]);
		expect(missed(alone, (day) => day - scattered(day, 27), "future")).toEqual([]);
	});

	it.each<[string, number]>([
		["hôm nay", 0],
		["sáng nay", 0],
		["bữa ni", 0],
		["hnay", 0],
		["hôm qua", -1],
		["tối qua", -1],
		["hom qua", -1],
		["hôm kia", -2],
		["ngày mai", 1],
		["sáng mai", 1],
		["chiều mơi", 1],
		["ngày kia", 2],
		["ngày mốt", 2],
	])("as %s", (text, days) =>
		expect(
			missed(
				() => [text],
				(day) => day - days,
			),
		).toEqual([]),
	);

	it("by the day of the week", () => {
		const named = (_d: number, _m: number, _y: number, day: number) => {
			const dow = weekday(day);
			return dow === 0 ? ["chủ nhật", "CN", "chu nhat"] : [names[dow] ?? "", `thứ ${dow + 1}`, `T${dow + 1}`];
		};
		expect(missed(named, (day) => day + scattered(day, 6), "past")).toEqual([]);
		expect(missed(named, (day) => day - scattered(day, 6), "future")).toEqual([]);
		for (const [tail, week] of [
			["tuần trước", 1],
			["tuần này", 0],
			["tuần sau", -1],
		] as const)
			expect(
				missed(
					(...at) => named(...at).map((name) => `${name} ${tail}`),
					(day) => day - mondayFirst(day) + 7 * week + scattered(day, 6),
				),
			).toEqual([]);
	});

	it("by the moon", () => {
		const byMoon = (_d: number, _m: number, _y: number, day: number) => {
			const moon = toLunar(isoOf(day));
			const inMonth =
				moon.month === 1 ? "tháng giêng" : moon.month === 12 ? "tháng chạp" : `tháng ${moon.month}`;
			const forms = [`ngày ${moon.day} ${inMonth} âm`, `${moon.day} ${inMonth} âm lịch`];
			if (moon.day <= 10)
				forms.push(`mùng ${moon.day} ${inMonth}`, `mồng ${moon.day} âm`, `mung ${moon.day} ${inMonth}`);
			if (moon.day === 15) forms.push(`rằm ${inMonth}`, "rằm", "ram");
			return forms;
		};
		// nobody says "30 tháng chạp" of the 29th of a short month: the eve of Tết is a name of its own
		const plain = (day: number) => !toLunar(isoOf(day)).leap && toLunar(isoOf(day)).day < 30;
		expect(missed(byMoon, (day) => day + scattered(day, 25), "past", plain)).toEqual([]);
		expect(missed(byMoon, (day) => day - scattered(day, 25), "future", plain)).toEqual([]);
	});
});
