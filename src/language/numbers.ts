import { loosely, oneOf, type Token } from "./tokens.ts";

/** A number as it stands in a text. `next` is the token after it. */
export interface Numeral {
	value: number;
	next: number;
	/** how it was typed: decides what `3tr050` or `1.250 triệu` may mean */
	style: "digits" | "grouped" | "decimal" | "words";
	/** a single unmarked word that is as often no number at all: ba, năm, sau, tam, tu, bay, nam */
	weak: boolean;
	/** may be two numbers side by side (`hai ba người`): never to be taken for money */
	loose: boolean;
}

const digitWords: Record<string, number> = {
	không: 0,
	một: 1,
	mốt: 1,
	hai: 2,
	ba: 3,
	bốn: 4,
	tư: 4,
	năm: 5,
	lăm: 5,
	nhăm: 5,
	sáu: 6,
	bảy: 7,
	bẩy: 7,
	tám: 8,
	chín: 9,
};
const bareDigits: Record<string, number> = {
	môt: 1,
	bôn: 4,
	khong: 0,
	mot: 1,
	hai: 2,
	ba: 3,
	bon: 4,
	tu: 4,
	nam: 5,
	lam: 5,
	nham: 5,
	sau: 6,
	bay: 7,
	tam: 8,
	chin: 9,
};
const ambiguous = new Set([
	"ba",
	"nam",
	"sau",
	"tam",
	"tu",
	"bay",
	"lam",
	"khong",
	"không",
	"năm",
	"tư",
	"nham",
]);
/** Only said behind a ten: `hai lăm`, `sáu mốt`; alone they are no numbers. */
const onlyUnit = new Set(["lăm", "lam", "nhăm", "nham", "mốt", "tư", "tu"]);

const tenWord = oneOf("mười");
const tenLoose = loosely("mười");
const tens = loosely("mươi", "mười");
const dozen = oneOf("chục");
const hundred = loosely("trăm");
const hundredAlone = oneOf("trăm");
const odd = loosely("lẻ", "linh");
export const half = oneOf("rưỡi", "rưởi");
export const point = oneOf("phẩy", "chấm");

const multiplier = loosely("trăm", "mươi", "triệu", "nghìn", "ngàn", "chục");

/** Mười, without its marks only where it must be a number: `muoi sáu`, `muoi nghìn`. */
const ten = (t: readonly Token[], i: number): boolean =>
	tenWord(t[i]) ||
	(tenLoose(t[i]) &&
		(digit(t[i + 1]) !== undefined ||
			multiplier(t[i + 1]) ||
			bareDigits[t[i + 1]?.bare ?? ""] !== undefined));

/** A digit in words at i; before a multiplier even where its marks were lost in a text that has them (`tam trăm`). */
function digitAt(t: readonly Token[], i: number): number | undefined {
	const token = t[i];
	return (
		digit(token) ??
		(token?.kind === "word" && multiplier(t[i + 1])
			? bareDigits[token.forms.find((form) => form in bareDigits) ?? token.bare]
			: undefined)
	);
}

function digit(token: Token | undefined): number | undefined {
	if (token?.kind !== "word") return undefined;
	for (const form of token.forms) {
		const value = digitWords[form] ?? (token.strict ? undefined : bareDigits[form]);
		if (value !== undefined) return value;
	}
	return undefined;
}

const approximate = oneOf("triệu", "tr", "trăm", "nghìn", "ngàn", "chục", "củ", "lít", "k");

/** The value of a typed number: `1.200.000`, `3,5`, `45`; undefined for lists such as `3,7,12` and mixtures. */
export function typedNumber(
	raw: string,
): { value: number; style: "digits" | "grouped" | "decimal" } | undefined {
	if (/^\d+$/.test(raw)) return raw.length <= 15 ? { value: Number(raw), style: "digits" } : undefined;
	if (/^\d{1,3}(?:\.\d{3})+$/.test(raw) || /^\d{1,3}(?:,\d{3})+$/.test(raw)) {
		return raw.length <= 19 ? { value: Number(raw.replace(/[.,]/g, "")), style: "grouped" } : undefined;
	}
	if (/^\d{1,6}[.,]\d{1,2}$/.test(raw)) return { value: Number(raw.replace(",", ".")), style: "decimal" };
	return undefined;
}

/** A digit that lost its marks behind others that kept theirs: more was said than is read. */
const slipped = (t: readonly Token[], i: number): boolean =>
	t[i]?.strict === true && ["mot", "bon", "bay", "tam", "chin"].includes(t[i]?.bare ?? "");

/** `tháng mười năm 2026`: the five there is the year's word. */
const inYear = (t: readonly Token[], i: number): boolean =>
	t[i]?.bare === "nam" && /^(19|20)\d\d$/.test(t[i + 1]?.raw ?? "");

/** 1–99 in words at i: `mười hai`, `hai mươi lăm`, `bốn chục`, and the short `bảy hai` for 72. */
function underHundred(
	t: readonly Token[],
	i: number,
): { value: number; next: number; loose: boolean } | undefined {
	if (ten(t, i)) {
		// `mươi nghìn` is ten or so, or the end of a number whose beginning was not read
		const about = t[i]?.low === "mươi";
		const unit = inYear(t, i + 1) ? undefined : digitAt(t, i + 1);
		return unit ? { value: 10 + unit, next: i + 2, loose: about } : { value: 10, next: i + 1, loose: about };
	}
	const first = digitAt(t, i);
	if (first === undefined) return undefined;
	if (tens(t[i + 1]) && first > 0) {
		const unit = digitAt(t, i + 2);
		return unit && !tens(t[i + 3]) && !hundred(t[i + 3])
			? { value: first * 10 + unit, next: i + 3, loose: false }
			: { value: first * 10, next: i + 2, loose: false };
	}
	if (dozen(t[i + 1]) && first > 0) {
		const unit = digit(t[i + 2]);
		const taken =
			unit &&
			!hundred(t[i + 3]) &&
			!dozen(t[i + 3]) &&
			!tens(t[i + 3]) &&
			!ambiguous.has(t[i + 2]?.low ?? "");
		return taken
			? { value: first * 10 + unit, next: i + 3, loose: false }
			: { value: first * 10, next: i + 2, loose: false };
	}
	const second = digitAt(t, i + 1);
	const third = t[i + 2];
	// "hai ba triệu" is two or three, said of what one does not know
	const range = second === first + 1 && !onlyUnit.has(t[i + 1]?.low ?? "") && approximate(third);
	if (range) return { value: first * 10 + second, next: i + 2, loose: true };
	const closed = onlyUnit.has(t[i + 1]?.low ?? "") || digit(third) === undefined;
	if (first > 0 && second && !tens(third) && !hundred(third) && !dozen(third) && closed) {
		const sure = onlyUnit.has(t[i + 1]?.low ?? "") || !ambiguous.has(t[i + 1]?.low ?? "");
		if (sure)
			return {
				value: first * 10 + second,
				next: i + 2,
				loose: second === first + 1 && !onlyUnit.has(t[i + 1]?.low ?? ""),
			};
	}
	return { value: first, next: i + 1, loose: false };
}

function tail(t: readonly Token[], i: number, hundreds: number, bareHundred: boolean): Numeral {
	const base = hundreds * 100;
	const done = (value: number, next: number, loose = slipped(t, next)): Numeral => ({
		value,
		next,
		style: "words",
		weak: false,
		loose,
	});
	if (half(t[i])) return done(base + 50, i + 1);
	if (odd(t[i])) {
		const unit = digitAt(t, i + 1);
		return unit ? done(base + unit, i + 2) : done(base, i);
	}
	const rest = underHundred(t, i);
	if (!rest || rest.value === 0 || hundred(t[rest.next])) return done(base, i);
	if (rest.next === i + 1 && !ten(t, i)) {
		if (
			ambiguous.has(t[i]?.low ?? "") &&
			(t[i]?.low === "năm" ||
				t[i]?.low === "nam" ||
				t[i]?.low === "không" ||
				t[i]?.low === "khong" ||
				t[i]?.low === "sau") &&
			bareHundred
		)
			return done(base, i);
		return done(base + rest.value * 10, rest.next);
	}
	return done(base + rest.value, rest.next, rest.loose || slipped(t, rest.next));
}

const read = new WeakMap<readonly Token[], (Numeral | null)[]>();

/** The number that begins at token i, typed or spoken, below a thousand when spoken; undefined where none begins. */
export function readNumber(t: readonly Token[], i: number): Numeral | undefined {
	// days, times, sums and measures all ask the same token for its number
	let known = read.get(t);
	if (!known) {
		known = [];
		read.set(t, known);
	}
	if (known[i] === undefined) known[i] = findNumber(t, i) ?? null;
	return known[i] ?? undefined;
}

function findNumber(t: readonly Token[], i: number): Numeral | undefined {
	const token = t[i];
	if (token?.kind === "number") {
		const typed = typedNumber(token.raw);
		if (!typed) return undefined;
		if (hundred(t[i + 1]) && typed.value > 0 && typed.value < 10 && typed.style === "digits")
			return tail(t, i + 2, typed.value, false);
		return spaced(t, i, typed.value, typed.style) ?? { ...typed, next: i + 1, weak: false, loose: false };
	}
	if (token?.kind !== "word") return undefined;
	if (hundredAlone(token)) {
		const follows = half(t[i + 1]) || odd(t[i + 1]) || underHundred(t, i + 1) !== undefined;
		return follows
			? tail(t, i + 1, 1, true)
			: { value: 100, next: i + 1, style: "words", weak: true, loose: false };
	}
	const first = digitAt(t, i);
	if (first !== undefined && hundred(t[i + 1])) return tail(t, i + 2, first, false);
	if (onlyUnit.has(token.low)) return undefined;
	const small = underHundred(t, i);
	if (!small) return undefined;
	return {
		...small,
		loose: small.loose || slipped(t, small.next),
		style: "words",
		weak: small.next === i + 1 && (small.value === 0 || ambiguous.has(token.low)),
	};
}

/** `3 500 000`: groups of three after spaces, only where the last is round, so that `130 800` stays two numbers. */
function spaced(t: readonly Token[], i: number, value: number, style: string): Numeral | undefined {
	if (style !== "digits" || value === 0 || value > 999) return undefined;
	let next = i + 1;
	let sum = value;
	while (t[next]?.kind === "number" && t[next]?.raw.length === 3 && !t[next]?.glued)
		sum = sum * 1000 + Number(t[next++]?.raw);
	if (next === i + 1 || t[next - 1]?.raw !== "000") return undefined;
	return { value: sum, next, style: "grouped", weak: false, loose: false };
}

/** "5 lít tư quỹ" is từ quỹ with its tone lost. */
const notBehindFour = new Set([
	"quy",
	"hom",
	"ngay",
	"thang",
	"nam",
	"tuan",
	"bua",
	"sang",
	"chieu",
	"toi",
	"clb",
	"cau",
	"dau",
	"tien",
]);

/** The digit behind `triệu` that only stands there: `hai triệu mốt`, `ba triệu tư`. */
export function unitDigit(t: readonly Token[], i: number): Numeral | undefined {
	// without marks "tu" is also từ: only at the end of what is said is it a four
	if (
		t[i]?.bare === "tu" &&
		t[i + 1]?.kind === "word" &&
		(t[i]?.low === "tu" || notBehindFour.has(t[i + 1]?.bare ?? ""))
	)
		return undefined;
	const value = onlyUnit.has(t[i]?.low ?? "") ? digit(t[i]) : undefined;
	return value === undefined || digit(t[i + 1]) !== undefined
		? undefined
		: { value, next: i + 1, style: "words", weak: false, loose: false };
}

/** Digits said one by one, as for a year or a telephone: `một chín năm hai` → "1952". */
export function readDigits(t: readonly Token[], i: number): { digits: string; next: number } {
	let digits = "";
	let next = i;
	for (; digits.length < 12; next++) {
		const value = digit(t[next]);
		if (value === undefined) break;
		digits += value;
	}
	return { digits, next };
}
