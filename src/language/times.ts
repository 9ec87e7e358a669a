import { half, readNumber } from "./numbers.ts";
import { dayAt, type Part, partOf } from "./readDay.ts";
import { clean, oneOf, type Token, tokenize } from "./tokens.ts";

/** A time of day where it stands in a text; `time` is undefined where morning or afternoon is not said and may be either. */
export interface TimeAt {
	next: number;
	hour: number;
	minute: number;
	part?: Part | undefined;
}

const hourWord = oneOf("h", "giờ", "g", "gio");
const minuteWord = oneOf("phút", "p", "ph");
const less = oneOf("kém");
const sharp = oneOf("đúng");

function minutes(t: readonly Token[], i: number): { minute: number; next: number } {
	if (half(t[i])) return { minute: 30, next: i + 1 };
	const lacking = less(t[i]);
	const at = lacking ? i + 1 : i;
	const numeral = readNumber(t, at);
	if (numeral && numeral.style !== "grouped" && numeral.style !== "decimal" && numeral.value < 60) {
		const named = minuteWord(t[numeral.next]);
		const two = t[at]?.kind === "number" && t[at]?.raw.length === 2 && t[numeral.next]?.raw !== "/";
		if (lacking) return { minute: -numeral.value, next: numeral.next + (named ? 1 : 0) };
		if (
			named ||
			(two && (t[at]?.glued || !otherUnit(t[numeral.next]))) ||
			(!numeral.weak && t[at]?.kind === "word" && numeral.value >= 10 && !otherUnit(t[numeral.next]))
		)
			return { minute: numeral.value, next: numeral.next + (named ? 1 : 0) };
	}
	return { minute: 0, next: i };
}

const otherUnit = oneOf(
	"người",
	"hội",
	"hv",
	"triệu",
	"tr",
	"k",
	"nghìn",
	"tháng",
	"cụ",
	"bà",
	"ông",
	"đến",
	"trên",
	"có",
	"vắng",
	"ng",
	"âm",
	"đồng",
	"kg",
);

/** `7h30`, `14h`, `19:00`, `2 giờ chiều`, `tám giờ sáng`, `7 rưỡi sáng`, `hai rưỡi chiều`, `8 giờ kém 15`. */
export function timeAt(t: readonly Token[], i: number): TimeAt | undefined {
	const numeral = readNumber(t, i);
	if (!numeral || numeral.style === "grouped" || numeral.style === "decimal" || numeral.value > 24)
		return undefined;
	let at = numeral.next;
	let minute = 0;
	if (hourWord(t[at]) && !(t[at]?.low === "g" && !t[at]?.glued)) {
		({ minute, next: at } = minutes(t, at + 1));
		if (sharp(t[at]) && t[at]?.low === "đúng") at++;
	} else if (
		t[at]?.raw === ":" &&
		t[at]?.glued &&
		/^\d\d$/.test(t[at + 1]?.raw ?? "") &&
		t[i]?.kind === "number" &&
		t[at + 1]?.glued
	) {
		minute = Number(t[at + 1]?.raw);
		at += 2;
	} else if (half(t[at]) && (partOf(t[at + 1]) || numeral.value >= 5)) {
		if (!partOf(t[at + 1])) return undefined;
		minute = 30;
		at += 1;
	} else return undefined;
	if (minute >= 60) return undefined;
	const part = partOf(t[at]);
	let hour = numeral.value;
	if (minute < 0) {
		hour = (hour + 23) % 24;
		minute += 60;
	}
	// "7h sáng nay": the morning belongs to the day too, which must still find it
	return { next: part && !dayAt(t, at) ? at + 1 : at, hour, minute, part };
}

/**
 * `HH:mm` of a time as it was said, or undefined where it may be morning or afternoon: a bare hour from 1 to 5.
 * @param part the part of the day said elsewhere, as in `chiều mai họp lúc 2h`
 */
export function clockOf(time: TimeAt, part: Part | undefined = time.part): string | undefined {
	let hour = time.hour;
	if (part === undefined && hour >= 1 && hour <= 5) return undefined;
	if (part === "afternoon" && hour >= 1 && hour <= 6) hour += 12;
	else if (part === "evening" && hour >= 5 && hour <= 11) hour += 12;
	else if (part === "night" && hour >= 8 && hour <= 11) hour += 12;
	else if (part === "night" && hour === 12) hour = 0;
	else if (part === "noon" && hour >= 1 && hour <= 3) hour += 12;
	if (hour === 24) hour = 0;
	return hour > 23 ? undefined : `${String(hour).padStart(2, "0")}:${String(time.minute).padStart(2, "0")}`;
}

/** The first time of a text as `HH:mm`; undefined where there is none, or where it does not tell morning from afternoon. */
export function parseTime(text: string): string | undefined {
	const t = tokenize(clean(text));
	for (let i = 0; i < t.length; i++) {
		const found = timeAt(t, i);
		if (found) return clockOf(found);
	}
	return undefined;
}
