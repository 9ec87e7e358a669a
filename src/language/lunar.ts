import { dayNumber, isoOf } from "./days.ts";

/** A day of the Vietnamese lunar calendar. `leap` marks the second of two months with one number. */
export interface LunarDay {
	day: number;
	month: number;
	year: number;
	leap: boolean;
}

interface LunarMonth {
	start: number;
	length: number;
	month: number;
	year: number;
	leap: boolean;
}

const juliandayOfEpoch = 2440588;
const rad = Math.PI / 180;

/** Day number (days since 1970-01-01, Vietnam) on which the k-th new moon after 1900-01-01 falls; Meeus, chapter 49, shortened. */
function newMoonDay(k: number): number {
	const t = k / 1236.85;
	const t2 = t * t;
	const t3 = t2 * t;
	const mean =
		2415020.75933 +
		29.53058868 * k +
		0.0001178 * t2 -
		0.000000155 * t3 +
		0.00033 * Math.sin((166.56 + 132.87 * t - 0.009173 * t2) * rad);
	const sun = (359.2242 + 29.10535608 * k - 0.0000333 * t2 - 0.00000347 * t3) * rad;
	const moon = (306.0253 + 385.81691806 * k + 0.0107306 * t2 + 0.00001236 * t3) * rad;
	const node = (21.2964 + 390.67050646 * k - 0.0016528 * t2 - 0.00000239 * t3) * rad;
	const correction =
		(0.1734 - 0.000393 * t) * Math.sin(sun) +
		0.0021 * Math.sin(2 * sun) -
		0.4068 * Math.sin(moon) +
		0.0161 * Math.sin(2 * moon) -
		0.0004 * Math.sin(3 * moon) +
		0.0104 * Math.sin(2 * node) -
		0.0051 * Math.sin(sun + moon) -
		0.0074 * Math.sin(sun - moon) +
		0.0004 * Math.sin(2 * node + sun) -
		0.0004 * Math.sin(2 * node - sun) -
		0.0006 * Math.sin(2 * node + moon) +
		0.001 * Math.sin(2 * node - moon) +
		0.0005 * Math.sin(2 * moon + sun);
	const lag =
		t < -11
			? 0.001 + 0.000839 * t + 0.0002261 * t2 - 0.00000845 * t3 - 0.000000081 * t * t3
			: -0.000278 + 0.000265 * t + 0.000262 * t2;
	return Math.floor(mean + correction - lag + 0.5 + 7 / 24) - juliandayOfEpoch;
}

/** Which twelfth of the zodiac the sun stands in at the beginning of that day in Vietnam: 0 begins with the spring equinox. */
function sunSector(day: number): number {
	const t = (day + juliandayOfEpoch - 0.5 - 7 / 24 - 2451545) / 36525;
	const anomaly = (357.5291 + 35999.0503 * t - 0.0001559 * t * t - 0.00000048 * t * t * t) * rad;
	const longitude =
		280.46645 +
		36000.76983 * t +
		0.0003032 * t * t +
		(1.9146 - 0.004817 * t - 0.000014 * t * t) * Math.sin(anomaly) +
		(0.019993 - 0.000101 * t) * Math.sin(2 * anomaly) +
		0.00029 * Math.sin(3 * anomaly);
	return Math.floor((((longitude % 360) + 360) % 360) / 30);
}

const moonsFrom = (day: number) => Math.floor((day + juliandayOfEpoch - 2415021.076998695) / 29.530588853);

/** The new moon that begins the month with the winter solstice of a year: the eleventh month, from which all others are counted. */
function eleventhMonth(year: number): number {
	const k = moonsFrom(dayNumber(`${year}-12-31`));
	const start = newMoonDay(k);
	return sunSector(start) >= 9 ? newMoonDay(k - 1) : start;
}

const spans = new Map<number, LunarMonth[]>();

/** The months from the eleventh of one year up to the eleventh of the next; kept, for a message asks again and again. */
function monthsUpTo(year: number): LunarMonth[] {
	const kept = spans.get(year);
	if (kept) return kept;
	const from = eleventhMonth(year - 1);
	const k = Math.floor(0.5 + (from + juliandayOfEpoch - 2415021.076998695) / 29.530588853);
	const starts: number[] = [];
	for (let i = 0; i < 15; i++) starts.push(newMoonDay(k + i));
	const to = eleventhMonth(year);
	const count = starts.indexOf(to);
	const leapAt = count === 13 ? leapMonth(starts) : -1;
	const months: LunarMonth[] = [];
	for (let i = 0; i < count; i++) {
		const number = ((i - (leapAt >= 0 && i >= leapAt ? 1 : 0) + 10) % 12) + 1;
		const start = starts[i] ?? 0;
		months.push({
			start,
			length: (starts[i + 1] ?? 0) - start,
			month: number,
			year: number >= 11 && i < 3 ? year - 1 : year,
			leap: i === leapAt,
		});
	}
	spans.set(year, months);
	return months;
}

function leapMonth(starts: number[]): number {
	for (let i = 1; i < 14; i++) if (sunSector(starts[i] ?? 0) === sunSector(starts[i + 1] ?? 0)) return i;
	return -1;
}

/** The lunar day of a solar one (`YYYY-MM-DD`), by the Vietnamese calendar at UTC+7, which differs from the Chinese now and then. */
export function toLunar(dayISO: string): LunarDay {
	const day = dayNumber(dayISO);
	const year = Number(dayISO.slice(0, 4));
	for (const around of [year, year + 1]) {
		for (const month of monthsUpTo(around)) {
			if (day >= month.start && day < month.start + month.length)
				return { day: day - month.start + 1, month: month.month, year: month.year, leap: month.leap };
		}
	}
	throw new RangeError(`no lunar day for ${dayISO}`);
}

/** The solar day (`YYYY-MM-DD`) of a lunar one, or undefined where that month has no such day or that year no such leap month. */
export function toSolar(lunar: {
	day: number;
	month: number;
	year: number;
	leap?: boolean;
}): string | undefined {
	for (const span of [lunar.year, lunar.year + 1]) {
		for (const month of monthsUpTo(span)) {
			if (month.year === lunar.year && month.month === lunar.month && month.leap === (lunar.leap ?? false)) {
				return lunar.day >= 1 && lunar.day <= month.length ? isoOf(month.start + lunar.day - 1) : undefined;
			}
		}
	}
	return undefined;
}

/** All solar day numbers, ascending, on which a lunar day falls in the years around; `day` 0 asks for a month's last day. */
export function lunarDaysAround(year: number, day: number, month?: number): number[] {
	const found: number[] = [];
	for (const span of [year - 1, year, year + 1, year + 2]) {
		for (const each of monthsUpTo(span)) {
			if (month !== undefined && each.month !== month) continue;
			if (day === 0) found.push(each.start + each.length - 1);
			else if (day <= each.length) found.push(each.start + day - 1);
		}
	}
	return found;
}
