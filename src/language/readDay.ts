import { type DayPhrase, type Direction, resolveDay } from "./dayPhrases.ts";
import { readNumber } from "./numbers.ts";
import { clean, oneOf, type Token, tokenize } from "./tokens.ts";

/** A day where it stands in a text. `part` is the part of the day said with it. `sure` is false for a bare `13/8`, which may be a reading. */
export interface DayAt {
	next: number;
	phrase: DayPhrase;
	part?: Part | undefined;
	sure: boolean;
}
export type Part = "morning" | "noon" | "afternoon" | "evening" | "night";

const parts: [Part, (token: Token | undefined) => boolean][] = [
	["morning", oneOf("sáng", "sớm")],
	["noon", oneOf("trưa")],
	["afternoon", oneOf("chiều")],
	["evening", oneOf("tối")],
	["night", oneOf("đêm", "khuya")],
];
export const partOf = (token: Token | undefined): Part | undefined => parts.find(([, is]) => is(token))?.[0];

const hom = oneOf("hôm", "bữa", "buổi", "hồm");
const dayWord = oneOf("ngày");
const nay = oneOf("nay");
const qua = oneOf("qua");
const kia = oneOf("kia");
const kiaFar = (t: Token | undefined) => t?.low === "kìa";
const mai = oneOf("mai");
const todayGlued = oneOf("hômnay", "hôm_nay", "hnay", "homnay", "bữanay");
const yesterdayGlued = oneOf("hômqua", "hqua", "homqua");
const thu = oneOf("thứ");
const sunday = oneOf("nhật");
const chu = oneOf("chủ", "chúa");
const week = oneOf("tuần");
const month = oneOf("tháng", "thg");
const year = oneOf("năm");
const mung = oneOf("mùng", "mồng");
const ram = oneOf("rằm");
const lunar = oneOf("âm", "al");
const calendar = oneOf("lịch");
const tet = oneOf("tết");
const giap = oneOf("giêng", "riêng");
const chap = oneOf("chạp");
const before = oneOf("trước", "rồi");
const after = oneOf("sau", "tới");
const just = oneOf("vừa", "mới");
const gone = oneOf("rồi", "qua");
const coming = oneOf("này", "tới", "sắp");
const next = oneOf("tới", "sau");
const solarWord = oneOf("dương", "dl");
/** Words before which a bare `15` is a day of the month. */
const dayLead = oneOf("ngày", "hôm", "bữa");

/** Which way the words behind a day point, and where they end: `vừa rồi`, `vừa qua`, `này`, `tới`. */
function wayAt(t: readonly Token[], i: number): { way?: Direction; next: number } {
	if (just(t[i]) && gone(t[i + 1])) return { way: "past", next: i + 2 };
	if (t[i]?.low === "vừa" || (t[i]?.low === "qua" && !month(t[i + 1]))) return { way: "past", next: i + 1 };
	if (t[i]?.bare === "rui" || (t[i]?.low === "rồi" && t[i - 1]?.kind !== "number"))
		return { way: "past", next: i + 1 };
	// "toi" without its mark is the speaker, unless nothing is said of her
	if (t[i]?.low === "toi" && t[i + 1]?.kind === "word" && t[i + 1]?.low !== "luc") return { next: i };
	if (coming(t[i]) && !(t[i]?.low === "tới" && readNumber(t, i + 1))) return { way: "future", next: i + 1 };
	return { next: i };
}

/** `hôm nay`, `sáng qua`, `mai`, `chiều mai`, `ngày kia`, `tối hôm kia`. */
function relative(t: readonly Token[], start: number): DayAt | undefined {
	let i = start;
	let part = partOf(t[i]);
	if (part) i++;
	if (todayGlued(t[i])) return { next: i + 1, phrase: { kind: "relative", days: 0 }, part, sure: true };
	if (yesterdayGlued(t[i])) return { next: i + 1, phrase: { kind: "relative", days: -1 }, part, sure: true };
	const named = dayWord(t[i]) || hom(t[i]);
	const isDay = dayWord(t[i]);
	if (named) i++;
	if (hom(t[i]) && isDay) i++;
	if (!part) {
		part = partOf(t[i]);
		if (part && named && !nay(t[i + 1]) && !qua(t[i + 1])) return undefined;
		if (part && named) i++;
		else part = undefined;
	}
	const days = daysFrom(t, i, named || part !== undefined, isDay);
	return days === undefined
		? undefined
		: { next: i + 1, phrase: { kind: "relative", days }, part: part ?? partOf(t[i + 1]), sure: true };
}

/** How far a day is: `nay` 0, `qua` −1, `mai` 1. @param led `hôm`, `ngày` or a part of the day stands before it */
function daysFrom(t: readonly Token[], i: number, led: boolean, isDay: boolean): number | undefined {
	if (led && nay(t[i]) && t[i]?.low !== "này") return 0;
	if (led && qua(t[i]) && t[i]?.low === (t[i]?.bare ?? "")) return -1;
	if (kiaFar(t[i]) && led) return isDay ? 3 : -3;
	if (kia(t[i]) && led) return isDay ? 2 : -2;
	if (
		mai(t[i]) &&
		t[i]?.low !== "mái" &&
		(led || !/^M\p{Ll}/u.test(t[i]?.raw ?? "") || t[i - 1]?.kind !== "word")
	)
		return 1;
	return isDay && t[i]?.low === "mốt" ? 2 : undefined;
}

const dowDigits: Record<string, number> = {
	"2": 1,
	"3": 2,
	"4": 3,
	"5": 4,
	"6": 5,
	"7": 6,
	hai: 1,
	ba: 2,
	tư: 3,
	tu: 3,
	bốn: 3,
	bon: 3,
	năm: 4,
	nam: 4,
	sáu: 5,
	sau: 5,
	bảy: 6,
	bay: 6,
	bẩy: 6,
};

function weekdayName(t: readonly Token[], i: number): { day: number; next: number } | undefined {
	if (chu(t[i]) && sunday(t[i + 1])) return { day: 0, next: i + 2 };
	if (t[i]?.low === "cn" || t[i]?.low === "chủnhật") return { day: 0, next: i + 1 };
	const short = t[i]?.low === "t" && t[i + 1]?.glued === true;
	if (thu(t[i]) || short) {
		const day = dowDigits[t[i + 1]?.low ?? ""];
		if (day !== undefined && !(short && t[i + 2]?.raw === "/")) return { day, next: i + 2 };
	}
	return undefined;
}

/** `tuần trước` −1, `tuần này` 0, `tuần sau` 1. */
function weekAt(t: readonly Token[], i: number): { week: number; next: number } | undefined {
	if (!week(t[i])) return undefined;
	if (before(t[i + 1])) return { week: -1, next: i + 2 };
	if (just(t[i + 1]) && gone(t[i + 2])) return { week: -1, next: i + 3 };
	if (t[i + 1]?.low === "qua") return { week: -1, next: i + 2 };
	if (after(t[i + 1])) return { week: 1, next: i + 2 };
	if (coming(t[i + 1]) || nay(t[i + 1])) return { week: 0, next: i + 2 };
	return undefined;
}

function dayOfWeek(t: readonly Token[], start: number): DayAt | undefined {
	let i = start;
	let part = partOf(t[i]);
	if (part) i++;
	let around = weekAt(t, i);
	if (around) {
		i = around.next;
		if (t[i]?.raw === ",") i++;
		part ??= partOf(t[i]);
		if (partOf(t[i])) i++;
	}
	if (hom(t[i]) || dayWord(t[i])) i++;
	const name = weekdayName(t, i);
	if (!name) return undefined;
	i = name.next;
	part ??= partOf(t[i]);
	if (partOf(t[i]) && weekAt(t, i + 1)) i++;
	if (!around) {
		around = weekAt(t, i);
		if (around) i = around.next;
	}
	if (around)
		return { next: i, phrase: { kind: "weekday", day: name.day, week: around.week }, part, sure: true };
	if (t[i]?.low === "trước" || t[i]?.low === "truoc")
		return { next: i + 1, phrase: { kind: "weekday", day: name.day, way: "past" }, part, sure: true };
	if (next(t[i]) && !readNumber(t, i + 1))
		return { next: i + 1, phrase: { kind: "weekday", day: name.day, way: "future" }, part, sure: true };
	const { way, next: end } = wayAt(t, i);
	return { next: end, phrase: { kind: "weekday", day: name.day, ...(way ? { way } : {}) }, part, sure: true };
}

interface MonthAt {
	month: number;
	year?: number;
	lunar: boolean;
	next: number;
}

const glueMarks = new Set(["/", "-", "."]);

function yearAt(t: readonly Token[], i: number): { year: number; next: number } | undefined {
	const at = year(t[i]) || glueMarks.has(t[i]?.raw ?? "") ? i + 1 : i;
	const raw = t[at]?.raw ?? "";
	if (/^(19|20)\d\d$/.test(raw) && (at > i || t[i - 1]?.kind === "number"))
		return { year: Number(raw), next: at + 1 };
	return undefined;
}

/** `tháng 4`, `tháng tư`, `tháng giêng`, `tháng 4-2027`, `tháng 12 năm 2026`. */
export function monthAt(t: readonly Token[], i: number): MonthAt | undefined {
	if (!month(t[i])) return undefined;
	const lunarName = giap(t[i + 1]) ? 1 : chap(t[i + 1]) ? 12 : 0;
	if (lunarName) return { month: lunarName, lunar: true, next: i + 2 };
	const spoken =
		t[i + 1]?.low === "tư" || t[i + 1]?.low === "tu" ? { value: 4, next: i + 2 } : readNumber(t, i + 1);
	if (!spoken || !Number.isInteger(spoken.value) || spoken.value < 1 || spoken.value > 12) return undefined;
	const inYear = yearAt(t, spoken.next);
	const end = inYear?.next ?? spoken.next;
	const isLunar = lunar(t[end]);
	return {
		month: spoken.value,
		...(inYear ? { year: inYear.year } : {}),
		lunar: isLunar,
		next: isLunar ? end + (calendar(t[end + 1]) ? 2 : 1) : end,
	};
}

/** What follows the number of a day: month, year, âm, Tết, and which way. */
function finish(
	t: readonly Token[],
	i: number,
	day: number,
	isLunar: boolean,
	part: Part | undefined,
): DayAt {
	let end = i;
	let moon = isLunar;
	if (lunar(t[end])) {
		moon = true;
		end += calendar(t[end + 1]) ? 2 : 1;
	}
	const inMonth = monthAt(t, end);
	if (inMonth) {
		end = inMonth.next;
		moon ||= inMonth.lunar;
	}
	let numbered = inMonth?.month;
	let inYear = inMonth?.year;
	if (!inMonth && t[end]?.raw === "/" && t[end + 1]?.kind === "number") {
		const typed = Number(t[end + 1]?.raw);
		if (typed >= 1 && typed <= 12) {
			numbered = typed;
			end += 2;
			const y = yearAt(t, end);
			if (y) {
				inYear = y.year;
				end = y.next;
			}
		}
	}
	if (lunar(t[end])) {
		moon = true;
		end += calendar(t[end + 1]) ? 2 : 1;
	} else if (solarWord(t[end])) {
		moon = false;
		end += calendar(t[end + 1]) ? 2 : 1;
	}
	if (!numbered && tet(t[end])) {
		numbered = day > 20 ? 12 : 1;
		moon = true;
		end++;
	}
	const { way, next: done } = wayAt(t, end);
	// the eve of Tết is "30 Tết" even in a year whose last month has 29 days
	const lastOfYear = moon && day === 30 && numbered === 12;
	const phrase = {
		kind: moon ? "lunar" : "solar",
		day: lastOfYear ? 0 : day,
		month: numbered,
		year: inYear,
		way,
	} as DayPhrase;
	return { next: done, phrase, part, sure: true };
}

/** `rằm`, `mùng 5`, `23 tháng chạp`, `ngày 8 âm lịch`, `ngày 10 tháng 5`, `hôm 14`, `28 này`, `30 Tết`. */
function numbered(t: readonly Token[], start: number): DayAt | undefined {
	let i = start;
	const part = partOf(t[i]);
	if (part) i++;
	const led = dayLead(t[i]);
	if (led) i++;
	if (dayWord(t[i]) && led) i++;
	if (ram(t[i])) return finish(t, i + 1, 15, true, part);
	const isMung = mung(t[i]);
	if (isMung) i++;
	const numeral = readNumber(t, i);
	const spokenFour = led || isMung ? (t[i]?.low === "tư" ? 4 : undefined) : undefined;
	const day = spokenFour ?? numeral?.value;
	const after = spokenFour ? i + 1 : (numeral?.next ?? i);
	if (day === undefined || !Number.isInteger(day) || day < 1 || day > 31) return undefined;
	if (numeral?.style === "grouped" || (t[i]?.kind === "number" && (t[i]?.raw.length ?? 0) > 2))
		return undefined;
	if (isMung) return day <= 10 ? finish(t, after, day, true, part) : undefined;
	const inMonth = monthAt(t, after);
	if (led || (inMonth && t[i]?.kind === "number") || (inMonth?.lunar && !numeral?.weak)) {
		if (led && !inMonth && unitAfter(t[after])) return undefined;
		return finish(t, after, day, false, part);
	}
	if (tet(t[after]) && day >= 27 && day <= 30) return finish(t, after, day, true, part);
	if (lunar(t[after]) && t[i]?.kind === "number") return finish(t, after, day, true, part);
	if (
		t[i]?.kind === "number" &&
		(t[after]?.low === "này" || t[after]?.low === "nay") &&
		(t[i]?.raw.length ?? 0) <= 2
	)
		return finish(t, after, day, false, part);
	return undefined;
}

/** `ngày 2 viên`, `ngày 3 lần`: a rate, not a date. */
const unitAfter = oneOf(
	"người",
	"viên",
	"lần",
	"giờ",
	"h",
	"triệu",
	"tr",
	"k",
	"nghìn",
	"tháng",
	"công",
	"bữa",
);

/** `15/11`, `15/11/2026`, `02-12-2026`, `15.11.2026`. */
function slashed(t: readonly Token[], start: number): DayAt | undefined {
	let i = start;
	const part = partOf(t[i]);
	if (part) i++;
	const led = dayLead(t[i]);
	if (led) i++;
	if (dayWord(t[i]) && led) i++;
	const dotted = /^(\d{1,2})\.(\d{1,2})$/.exec(t[i]?.raw ?? "");
	if (dotted && t[i + 1]?.raw === "." && /^(19|20)\d\d$/.test(t[i + 2]?.raw ?? ""))
		return date(t, Number(dotted[1]), Number(dotted[2]), i + 3, part, Number(t[i + 2]?.raw));
	if (!/^\d{1,2}$/.test(t[i]?.raw ?? "")) return undefined;
	const mark = t[i + 1]?.raw ?? "";
	if (!["/", "-"].includes(mark) || !/^\d{1,2}$/.test(t[i + 2]?.raw ?? "")) return undefined;
	const [day, inMonth] = [Number(t[i]?.raw), Number(t[i + 2]?.raw)];
	if (t[i + 3]?.raw === mark && /^(\d\d|(19|20)\d\d)$/.test(t[i + 4]?.raw ?? "")) {
		const y = Number(t[i + 4]?.raw);
		return date(t, day, inMonth, i + 5, part, y < 100 ? 2000 + y : y);
	}
	if (mark === "-" && !led) return undefined;
	if (day < 1 || day > 31 || inMonth < 1 || inMonth > 12) return undefined;
	const end = lunar(t[i + 3]) ? finish(t, i + 1, day, true, part) : undefined;
	if (end) return end;
	const { way, next: done } = wayAt(t, i + 3);
	return {
		next: done,
		phrase: { kind: "solar", day, month: inMonth, way },
		part,
		sure: led || part !== undefined || way !== undefined,
	};
}

function date(
	t: readonly Token[],
	day: number,
	inMonth: number,
	end: number,
	part: Part | undefined,
	y: number,
): DayAt | undefined {
	if (inMonth < 1 || inMonth > 12 || day < 1 || day > 31) return undefined;
	const isLunar = lunar(t[end]);
	return {
		next: isLunar ? end + (calendar(t[end + 1]) ? 2 : 1) : end,
		phrase: { kind: isLunar ? "lunar" : "solar", day, month: inMonth, year: y },
		part,
		sure: true,
	};
}

/** Every word but a number that a day may begin with. */
const openings =
	"sáng sớm trưa chiều tối đêm khuya hôm bữa buổi hồm ngày mai thứ t tuần chủ chúa cn mùng mồng rằm hômnay hôm_nay hnay homnay bữanay hômqua hqua homqua chủnhật";
const opensDay = oneOf(...openings.split(" "));

/** The day that begins at token i, if one does. */
export function dayAt(t: readonly Token[], i: number): DayAt | undefined {
	if (opensDay(t[i])) return slashed(t, i) ?? relative(t, i) ?? dayOfWeek(t, i) ?? numbered(t, i);
	if (t[i]?.kind === "number") return slashed(t, i) ?? numbered(t, i);
	return readNumber(t, i) && numbered(t, i);
}

/**
 * The first day of a text as `YYYY-MM-DD` in Vietnam; undefined where there is none or it does not exist.
 * @param now when it was written
 * @param way whether a day without a year, or a weekday, is looked for behind or ahead
 */
export function parseDay(text: string, now: Date, way: Direction = "past"): string | undefined {
	const t = tokenize(clean(text));
	for (let i = 0; i < t.length; i++) {
		const found = dayAt(t, i);
		if (found) return resolveDay(found.phrase, now, way);
	}
	return undefined;
}
