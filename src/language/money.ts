import { half, type Numeral, readNumber, unitDigit } from "./numbers.ts";
import { clean, oneOf, type Token, tokenize } from "./tokens.ts";
import { isSyllable } from "./typing.ts";

/** A sum as it stands in a text. */
export interface Sum {
	/** whole đồng; a bare number (`trả 500`) is kept as typed, for only the context can say that it is thousands */
	vnd: number;
	next: number;
	unit: "none" | "plain" | "slang" | "grouped";
	/** readable in two ways (`4 triệu 50`): to be asked about, never recorded */
	doubt: boolean;
}

const scales: [number, (token: Token | undefined) => boolean, boolean][] = [
	[1e9, oneOf("tỷ", "tỏi"), false],
	[1e6, oneOf("triệu", "tr", "trieu", "củ", "chai"), false],
	[1e5, oneOf("lít", "xị", "loét"), true],
	[1e4, oneOf("chục"), true],
	[1e3, oneOf("nghìn", "ngàn", "k", "ngìn", "nghin", "ngan"), false],
];
const scaleWord = oneOf(
	...["tỷ", "tỏi", "triệu", "tr", "trieu", "củ", "chai", "lít", "xị", "loét", "chục"],
	...["nghìn", "ngàn", "k", "ngìn", "nghin", "ngan"],
);
const slangWords = oneOf("củ", "chai", "lít", "xị", "loét", "chục", "tỏi");
const dong = oneOf("đồng", "đ", "vnd", "vnđ", "dong");
const odd = oneOf("lẻ", "linh");
const halfA = oneOf("nửa");
const howMany = oneOf("mấy", "vài", "bao", "nhiêu");
const tenWord = oneOf("chục", "mươi");
/** What makes of a following number another quantity: `5 triệu 1 năm`, `3 triệu 12 tháng`. */
const otherUnit = oneOf(
	"tháng",
	"năm",
	"tuần",
	"ngày",
	"giờ",
	"h",
	"kỳ",
	"người",
	"hv",
	"hội",
	"phần",
	"tuổi",
	"hộ",
	"suất",
	"bao",
	"con",
	"lần",
	"th",
	"t",
	"bà",
	"ông",
	"chị",
	"anh",
	"phân",
	"cái",
);

function scaleAt(
	t: readonly Token[],
	i: number,
): { scale: number; slang: boolean; weakUnit: boolean } | undefined {
	if (!scaleWord(t[i])) return undefined;
	for (const [scale, is, weakUnit] of scales)
		if (is(t[i])) return { scale, slang: slangWords(t[i]), weakUnit };
	return undefined;
}

/** `triệu rưỡi`, `nửa triệu`, `chục triệu`, `trăm nghìn`: sums that begin without a number of their own. */
function withoutNumber(t: readonly Token[], i: number): { value: number; at: number } | undefined {
	if (howMany(t[i - 1])) return undefined;
	if (halfA(t[i]) && scaleAt(t, i + 1)) return { value: 0.5, at: i + 1 };
	const own = scaleAt(t, i);
	if (!own || t[i]?.glued) return undefined;
	if (own.scale === 1e4) return (scaleAt(t, i + 1)?.scale ?? 0) >= 1e3 ? { value: 10, at: i + 1 } : undefined;
	if (own.scale < 1e6 || slangWords(t[i])) return undefined;
	const more = readNumber(t, i + 1);
	if (half(t[i + 1])) return { value: 1, at: i };
	return more && !more.weak && more.style === "words" && !otherUnit(t[more.next])
		? { value: 1, at: i }
		: undefined;
}

/** `chin tram tám mươi triệu` of which only the end was read: what stands before was a number too. */
const cutOff = (t: readonly Token[], i: number): boolean =>
	t[i - 1]?.strict === true && ["tram", "muoi", "trieu", "nghin", "ngan"].includes(t[i - 1]?.bare ?? "");

/** Letters right behind a bare number that are no word may have been its unit: `10 trieeuuj`. */
const noWord = (token: Token | undefined): boolean =>
	token?.kind === "word" && token.forms.length === 1 && token.bare.length > 3 && !isSyllable(token.bare);

/** `hai mươi sauus nghìn`: a word of thousands behind what could not be read; more was said than was understood. */
function lostScale(t: readonly Token[], from: number): boolean {
	for (let i = from; i <= from + 2; i++) {
		const token = t[i];
		if (token?.kind !== "word") return false;
		if (i > from && (scaleAt(t, i)?.scale ?? 0) >= 1e3 && !token.glued)
			return ![i - 1, i - 2].some((start) => start >= from && readNumber(t, start)?.next === i);
	}
	return false;
}

/** A rưỡi under a bad thumb: left out, it would halve what was meant by more than a little. */
const halfSlipped = (token: Token | undefined): boolean => /^ruw?o+w?[a-z]?i/.test(token?.bare ?? "");

interface Tail {
	vnd: number;
	next: number;
	doubt: boolean;
}

/** What stands behind `n triệu`: `rưỡi`, `hai`, `5`, `050`, `250 nghìn`, `lẻ năm mươi nghìn`. */
function tailOf(t: readonly Token[], i: number, scale: number): Tail {
	const none = { vnd: 0, next: i, doubt: false };
	if (half(t[i])) return { vnd: scale / 2, next: i + 1, doubt: false };
	if (halfSlipped(t[i])) return { vnd: 0, next: i + 1, doubt: true };
	const lead = odd(t[i]) ? 1 : 0;
	const more = readNumber(t, i + lead) ?? unitDigit(t, i);
	if (!more || more.style === "decimal") return none;
	const unit = scaleAt(t, more.next);
	if (unit && unit.scale < scale && more.value < 1000 && !(unit.slang && t[more.next]?.glued))
		return nested(t, more, unit.scale);
	if (more.style === "grouped")
		return dong(t[more.next]) && more.value < scale
			? { vnd: more.value, next: more.next, doubt: false }
			: none;
	if (scale < 1e5 || otherUnit(t[more.next]) || percentAt(t, more.next)) return none;
	if (lead)
		return scale >= 1e6 && more.value < 1000
			? { vnd: more.value * 1000, next: more.next, doubt: false }
			: none;
	return short(t, i, more, scale);
}

const percentAt = (t: readonly Token[], i: number): boolean =>
	["%", "/", "-"].includes(t[i]?.raw ?? "") || (t[i]?.glued === true && t[i]?.kind === "word" && !dong(t[i]));

function nested(t: readonly Token[], more: Numeral, scale: number): Tail {
	let factor = scale;
	let at = more.next + 1;
	if (scale === 1e4 && scaleAt(t, at)?.scale === 1e3) at++;
	if (scale === 1e4) factor = 1e4;
	const rest = half(t[at]) ? tailOf(t, at, scale) : nestedTail(t, at, scale);
	return { vnd: more.value * factor + rest.vnd, next: rest.next, doubt: rest.doubt || more.loose };
}

/** Behind `… triệu … nghìn` only plain đồng follow: `một triệu hai trăm nghìn năm trăm (đồng)`. */
function nestedTail(t: readonly Token[], i: number, scale: number): Tail {
	if (scale >= 1e6) return tailOf(t, i, scale);
	const more = scale === 1e3 ? readNumber(t, i) : undefined;
	const whole =
		more &&
		more.style === "words" &&
		more.value < 1000 &&
		(more.value >= 100 || zeroHundreds(t, i)) &&
		!otherUnit(t[more.next]) &&
		!scaleAt(t, more.next);
	return whole ? { vnd: more.value, next: more.next, doubt: false } : { vnd: 0, next: i, doubt: false };
}

const zeroHundreds = (t: readonly Token[], i: number): boolean =>
	t[i]?.bare === "khong" && t[i + 1]?.bare === "tram";

/** A number without a unit of its own: its place tells (`3tr5`, `ba triệu hai`); two digits after a space could be tens or hundreds. */
function short(t: readonly Token[], i: number, more: Numeral, scale: number): Tail {
	const none = { vnd: 0, next: i, doubt: false };
	const raw = t[i]?.raw ?? "";
	if (more.style === "digits") {
		if (raw.length > 3 || more.next !== i + 1) return none;
		const glued = t[i]?.glued === true;
		if (!glued && raw.length === 2) return { vnd: 0, next: more.next, doubt: true };
		return {
			vnd: Math.round((more.value * scale) / 10 ** raw.length),
			next: more.next,
			doubt: scale === 1e5 && raw.length > 1,
		};
	}
	if (more.value >= 100)
		return scale === 1e6 || scale === 1e9
			? { vnd: (more.value * scale) / 1000, next: more.next, doubt: false }
			: none;
	if (more.value >= 10 || more.loose) return { vnd: 0, next: more.next, doubt: true };
	if (more.value === 0 || tenWord(t[more.next])) return none;
	return { vnd: (more.value * scale) / 10, next: more.next, doubt: false };
}

/** The sum that begins at token i. A bare number comes back with `unit: "none"`. */
export function sumAt(t: readonly Token[], i: number): Sum | undefined {
	const implied = withoutNumber(t, i);
	const numeral = implied ? undefined : readNumber(t, i);
	if (!implied && !numeral) return undefined;
	let value = implied?.value ?? numeral?.value ?? 0;
	let at = implied?.at ?? numeral?.next ?? i;
	let doubt = (numeral?.loose ?? false) || cutOff(t, i);
	let unit = scaleAt(t, at);
	if (!unit && numeral) return plain(t, i, numeral);
	if (!unit) return undefined;
	let slang = unit.slang;
	if (unit.scale === 1e4) {
		const big = scaleAt(t, at + 1);
		if (big && big.scale >= 1e3 && big.scale !== 1e4) {
			value *= 10;
			at += 1;
			unit = big;
			slang = big.slang;
		}
	}
	if (numeral?.style === "grouped" && unit.scale > 1e3) doubt = true;
	if (numeral?.style === "decimal" && unit.weakUnit) doubt = true;
	if (numeral?.weak && t[i]?.raw === "k") return undefined;
	const rest =
		unit.scale === 1e3 || unit.scale === 1e4
			? smallTail(t, at + 1, unit.scale)
			: tailOf(t, at + 1, unit.scale);
	const vnd = Math.round(value * unit.scale + rest.vnd);
	const next = dong(t[rest.next]) ? rest.next + 1 : rest.next;
	return { vnd, next, unit: slang ? "slang" : "plain", doubt: doubt || rest.doubt || lostScale(t, next) };
}

function smallTail(t: readonly Token[], i: number, scale: number): Tail {
	return half(t[i]) ? { vnd: scale / 2, next: i + 1, doubt: false } : nestedTail(t, i, scale);
}

function plain(t: readonly Token[], i: number, numeral: Numeral): Sum | undefined {
	const marked = dong(t[numeral.next]) && (t[numeral.next]?.low !== "d" || t[numeral.next]?.glued === true);
	const next = marked ? numeral.next + 1 : numeral.next;
	if (numeral.style === "decimal") return undefined;
	if (numeral.style === "grouped")
		return { vnd: numeral.value, next, unit: "grouped", doubt: numeral.value < 1000 };
	if (marked && numeral.value >= 1000)
		return { vnd: numeral.value, next, unit: "plain", doubt: numeral.loose };
	if (numeral.weak) return undefined;
	return {
		vnd: numeral.value,
		next: numeral.next,
		unit: "none",
		doubt: numeral.loose || t[i]?.raw.startsWith("0") === true || lostScale(t, next) || noWord(t[next]),
	};
}

/**
 * A bare number where money is spoken of, in whole đồng: people leave the thousands out (`trả 500`), and never the millions.
 * Under 10 it may be either (`trả 5`), so nothing is given.
 */
export function bareVnd(n: number, smallest = 10): number | undefined {
	if (!Number.isInteger(n) || n < smallest) return undefined;
	if (n < 10_000) return n * 1000;
	return n % 100 === 0 && n < 1e12 ? n : undefined;
}

/** What a sum comes to in whole đồng where money is spoken of, or undefined where that is in doubt. */
export function vndOf(sum: Sum, smallest = 10): number | undefined {
	if (sum.doubt || sum.vnd <= 0 || sum.vnd > 1e12) return undefined;
	return sum.unit === "none" ? bareVnd(sum.vnd, smallest) : sum.vnd;
}

/** A whole number in digits or words, read as it stands: `ba triệu hai trăm nghìn` is 3200000, and no thousands are added. */
export function parseNumber(text: string): number | undefined {
	const t = tokenize(clean(text));
	const sum = sumAt(t, 0);
	if (sum) return sum.doubt || sum.next < t.length ? undefined : sum.vnd;
	const numeral = readNumber(t, 0) ?? unitDigit(t, 0);
	return numeral && numeral.next === t.length ? numeral.value : undefined;
}

/**
 * The first sum of a text in whole đồng. `doubt` is set where it reads in two ways; then it must be asked, not recorded.
 * @param text an answer where an amount is awaited, so that a bare `500` is 500.000
 */
export function parseMoney(text: string): { vnd: number; doubt?: true } | undefined {
	const t = tokenize(clean(text));
	for (let i = 0; i < t.length; i++) {
		const sum = sumAt(t, i);
		if (!sum) continue;
		const vnd = vndOf(sum);
		if (vnd !== undefined) return { vnd };
		return sum.vnd > 0 ? { vnd: sum.vnd, doubt: true } : undefined;
	}
	return undefined;
}
