import { type MeasureAt, measureAt } from "../../language/measures.ts";
import { type Sum, sumAt } from "../../language/money.ts";
import type { PersonAt } from "../../language/names.ts";
import { half, readNumber } from "../../language/numbers.ts";
import { type DayAt, dayAt } from "../../language/readDay.ts";
import { decimalAt, type ReadingAt, readingAt } from "../../language/readings.ts";
import { type TimeAt, timeAt } from "../../language/times.ts";
import { oneOf, type Token } from "../../language/tokens.ts";

/** Everything in a message that has a value, in order and without overlap. A `pair` is `a/b`: a reading, a day or a count, as the context says. */
export type Item = { start: number; next: number } & (
	| { kind: "person"; person: PersonAt }
	| { kind: "phone"; digits: string }
	| { kind: "day"; day: DayAt }
	| { kind: "time"; time: TimeAt }
	| { kind: "percent"; value: number; yearly: boolean }
	| { kind: "span"; months: number }
	| { kind: "sum"; sum: Sum }
	| { kind: "measure"; measure: MeasureAt }
	| { kind: "pair"; a: number; b: number; day?: DayAt | undefined }
	| { kind: "number"; value: number; weak: boolean; typed: boolean }
);

const percentSign = oneOf("phần");
const hundred = oneOf("trăm");
const phan = oneOf("phân");
const monthWord = oneOf("tháng", "th");
const yearWord = oneOf("năm");
const a = oneOf("một", "1", "mỗi", "hàng");
const halfA = oneOf("nửa");
const people = oneOf("đến", "dự", "có", "vắng", "đi", "tham", "nghỉ", "ốm", "bà", "ông");

/** `0912 345 671`, `0383.222.119`, `+84 912 004 455`: the digits from 0, undefined where it is no Vietnamese number. */
export function phoneAt(t: readonly Token[], i: number): { digits: string; next: number } | undefined {
	const plus = t[i]?.raw === "+";
	let at = plus ? i + 1 : i;
	const first = t[at]?.raw ?? "";
	if (!/^(0|84)/.test(first) || t[at]?.kind !== "number") return undefined;
	let digits = "";
	while (t[at] && digits.length < 11) {
		const token = t[at];
		if (token?.kind === "number") digits += token.raw.replace(/[.,]/g, "");
		else if (!(token?.raw === "-" || token?.raw === ".") || t[at + 1]?.kind !== "number") break;
		at++;
		if (digits.length === 10 && digits.startsWith("0")) break;
	}
	const local = digits.startsWith("84") && digits.length === 11 ? `0${digits.slice(2)}` : digits;
	return /^0\d{9}$/.test(local) ? { digits: local, next: at } : undefined;
}

/** `0,8%`, `một phần trăm một tháng`, `1 phân`; a yearly rate is marked, for clubs count by the month. */
export function percentAt(
	t: readonly Token[],
	i: number,
): { value: number; next: number; yearly: boolean } | undefined {
	const number = decimalAt(t, i);
	if (!number) return undefined;
	let at = number.next;
	if (t[at]?.raw === "%") at++;
	else if (percentSign(t[at]) && hundred(t[at + 1])) at += 2;
	else if (phan(t[at]) && t[at]?.low !== "phần") {
		at++;
		if (half(t[at])) return { value: number.value + 0.5, next: at + 1, yearly: false };
	} else return undefined;
	const per = t[at]?.raw === "/" || a(t[at]) ? at + 1 : at;
	if (monthWord(t[per])) return { value: number.value, next: per + 1, yearly: false };
	if (yearWord(t[per]) && (per > at || t[per]?.low === "năm"))
		return { value: number.value, next: per + 1, yearly: true };
	return { value: number.value, next: at, yearly: false };
}

/** `12 tháng`, `1 năm rưỡi`, `nửa năm`, in months. */
export function spanAt(t: readonly Token[], i: number): { months: number; next: number } | undefined {
	if (halfA(t[i]) && yearWord(t[i + 1])) return { months: 6, next: i + 2 };
	if (yearWord(t[i]) && half(t[i + 1]) && t[i - 1]?.kind !== "number") return { months: 18, next: i + 2 };
	const number = readNumber(t, i);
	if (!number || number.style === "grouped" || number.value > 240 || number.value <= 0) return undefined;
	if (monthWord(t[number.next]) && (t[number.next]?.low !== "th" || t[i]?.kind === "number"))
		return { months: number.value, next: number.next + 1 };
	if (!yearWord(t[number.next]) || /^(19|20)\d\d$/.test(t[number.next + 1]?.raw ?? "")) return undefined;
	return half(t[number.next + 1])
		? { months: number.value * 12 + 6, next: number.next + 2 }
		: { months: number.value * 12, next: number.next + 1 };
}

function pairAt(t: readonly Token[], i: number): Item | undefined {
	const first = decimalAt(t, i);
	if (!first || t[first.next]?.raw !== "/") return undefined;
	const second = decimalAt(t, first.next + 1);
	if (!second || t[second.next]?.raw === "/" || t[second.next]?.raw === "%") return undefined;
	const day = dayAt(t, i);
	return {
		kind: "pair",
		start: i,
		next: second.next,
		a: first.value,
		b: second.value,
		day: day && !day.sure ? day : undefined,
	};
}

function itemAt(t: readonly Token[], i: number): Item | undefined {
	const start = i;
	const phone = phoneAt(t, i);
	if (phone) return { kind: "phone", start, next: phone.next, digits: phone.digits };
	const day = dayAt(t, i);
	if (day?.sure) return { kind: "day", start, next: day.next, day };
	const time = timeAt(t, i);
	if (time) return { kind: "time", start, next: time.next, time };
	const percent = percentAt(t, i);
	if (percent)
		return { kind: "percent", start, next: percent.next, value: percent.value, yearly: percent.yearly };
	const measure = measureAt(t, i);
	if (measure) return { kind: "measure", start, next: measure.next, measure };
	const span = spanAt(t, i);
	if (span) return { kind: "span", start, next: span.next, months: span.months };
	const sum = sumAt(t, i);
	if (sum && sum.unit !== "none" && !(t[sum.next - 1]?.low === "cu" && people(t[sum.next])))
		return { kind: "sum", start, next: sum.next, sum };
	const pair = pairAt(t, i);
	if (pair) return pair;
	const number = decimalAt(t, i);
	return number
		? {
				kind: "number",
				start,
				next: number.next,
				value: number.value,
				weak: number.weak,
				typed: t[i]?.kind === "number",
			}
		: undefined;
}

/** All items of a message. The tokens of people's names are not read as numbers: bà Năm is a person. */
export function itemsIn(t: readonly Token[], people: readonly PersonAt[]): Item[] {
	const items: Item[] = [];
	let person = 0;
	for (let i = 0; i < t.length; ) {
		const named = people[person];
		if (named && named.start <= i) {
			if (named.start === i) items.push({ kind: "person", start: i, next: named.next, person: named });
			i = Math.max(i, named.next);
			person++;
			continue;
		}
		const item = itemAt(t, i);
		if (item) items.push(item);
		i = item ? Math.max(item.next, i + 1) : i + 1;
	}
	return items;
}

/** Every blood pressure of a message: joined ones, and two numbers side by side. */
export function readingsIn(t: readonly Token[], items: readonly Item[]): ReadingAt[] {
	const found: ReadingAt[] = [];
	const covering: Item[] = [];
	for (const item of items) for (let i = item.start; i < item.next; i++) covering[i] ??= item;
	let i = 0;
	while (i < t.length) {
		const inside = covering[i];
		const blocked = inside && inside.kind !== "pair" && inside.kind !== "number";
		const reading = blocked || (inside && inside.start < i) ? undefined : readingAt(t, i);
		if (reading) found.push(reading);
		i = reading ? reading.next : blocked || inside ? inside.next : i + 1;
	}
	return found;
}
