import { dropTone, fold, oneSpelling } from "./fold.ts";
import { shorthand } from "./shorthand.ts";
import { fromTelex, fromVni } from "./typing.ts";

/** One word, number or mark of a message. `forms` are all the spellings it may stand for (shorthand, Telex, dialect). */
export interface Token {
	raw: string;
	low: string;
	bare: string;
	forms: readonly string[];
	kind: "word" | "number" | "mark" | "line";
	/** true where no space stands before it: `3tr5` is three glued tokens */
	glued: boolean;
	/** true for a word without marks in a text that has them: then it means itself, `sang` is not sáng */
	strict: boolean;
	start: number;
	end: number;
}

const invisible =
	/\u034f|[\ufe00-\ufe0f]|[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]/g;

/** Full-width and other decimal digits as 0–9, and the letter o inside a number (`5oo`, not `mu7o7i`) as zero. */
export function normalizeDigits(text: string): string {
	const ascii = otherDigits.test(text)
		? text.replace(/\p{Nd}/gu, (digit) => (digit <= "9" ? digit : String(decimalDigit(digit))))
		: text;
	return /\d[oO]/.test(ascii)
		? ascii.replace(/(?<!\p{L})\d[oO]+(?!\p{L})|\d[oO]+(?![\p{L}\d])/gu, (part) => part.replace(/[oO]/g, "0"))
		: ascii;
}

/** The digits of every script stand in runs of ten that begin at a multiple of ten or sixteen: count back to the first. */
function decimalDigit(digit: string): number {
	const code = digit.codePointAt(0) ?? 0;
	let first = code;
	while (code - first < 9 && /\p{Nd}/u.test(String.fromCodePoint(first - 1))) first--;
	return code - first;
}

/** What `clean` takes away or puts another sign for, and its neighbours. */
const unclean = /[\t\r\f\v\u00a0-\u00bb\u061c\u180e\u2000-\u206f\u2212\u3000]|\u034f|[\ufe00-\ufeff]/;

/** Composed letters, plain digits and spaces, nothing invisible: what all reading starts from. */
export function clean(text: string): string {
	const composed = normalizeDigits(text.normalize("NFC"));
	return unclean.test(composed)
		? composed
				.replace(invisible, "")
				.replace(/[\u00a0\u2000-\u200a\u202f\u205f\u3000\t\r\f\v]/g, " ")
				.replace(/[“”«»]/g, '"')
				.replace(/[‘’]/g, "'")
				.replace(/[–—−]/g, "-")
		: composed;
}

/** Where digits of other scripts stand; no Vietnamese letter does, and most messages need no closer look. */
const otherDigits = /[\u0660-\u1c59\ua620-\uffff]/;

const piece = /\p{L}[\p{L}\p{M}]*|\d+(?:[.,]\d+)*|\n|[^\s\p{L}\d]/gu;

/** `ơiii` → `ơi`; undefined where the last letter stands once. */
function endingOnce(low: string): string | undefined {
	let end = low.length;
	while (end > 1 && low[end - 1] === low[end - 2]) end--;
	return end < low.length ? low.slice(0, end) : undefined;
}

function wordForms(low: string, bare: string): string[] {
	const forms = [low];
	const short = shorthand.get(low);
	if (short) forms.push(...short);
	const single = endingOnce(low);
	if (low === bare) {
		// a key held too long, before or after the tone: `muwowii`, `sauus`
		for (const typed of [low, single, low.replace(/(.)\1(?=[sfrxj]$)/, "$1")]) {
			const telex = typed && fromTelex(typed);
			if (telex && !forms.includes(oneSpelling(telex))) forms.push(oneSpelling(telex));
		}
	}
	if (single) forms.push(single);
	const regional = /ôô|ôố|ôồ|ôộ|oo[^ ]/.exec(low);
	if (regional) forms.push(low.replace(/ô(?=[ôốồộổỗ])/g, ""));
	return forms;
}

interface Shape {
	low: string;
	bare: string;
	forms: readonly string[];
}
const shapes = new Map<string, Shape>();
const mostShapes = 10_000;
const longestKept = 12;

/** How a word is written in small letters, without marks and otherwise. The same few thousand come again and again. */
function shapeOf(raw: string): Shape {
	const known = shapes.get(raw);
	if (known) return known;
	const low = oneSpelling(raw.toLowerCase());
	const bare = fold(low);
	const shape = { low, bare, forms: wordForms(low, bare) };
	if (shapes.size >= mostShapes) shapes.clear();
	if (raw.length <= longestKept) shapes.set(raw, shape);
	return shape;
}

/** `T5` and `5t` are no words: a digit stands right beside. */
const beside = (text: string, start: number, end: number): boolean =>
	/\d/.test(text[start - 1] ?? "") || /\d/.test(text[end] ?? "");

/** A message in tokens. The offsets are into `clean(text)`. */
export function tokenize(cleaned: string): Token[] {
	const tokens: Token[] = [];
	const vni: number[] = [];
	let end = 0;
	for (const match of cleaned.matchAll(piece)) {
		const raw = match[0];
		const start = match.index;
		const glued = start === end && start > 0;
		end = start + raw.length;
		const first = raw.charCodeAt(0);
		if (first >= 48 && first <= 57) {
			tokens.push({
				raw,
				low: raw,
				bare: raw,
				forms: [raw],
				kind: "number",
				glued,
				strict: false,
				start,
				end,
			});
			if (isVni(tokens, tokens.length - 1)) vni.push(tokens.length - 1);
		} else if (raw === "\n")
			tokens.push({ raw, low: raw, bare: raw, forms: [raw], kind: "line", glued, strict: false, start, end });
		else if (/\p{L}/u.test(raw)) {
			const { low, bare, forms } = shapeOf(raw);
			// the k of 500k is a thousand, not the k that stands for không
			const unit =
				(low === "k" && glued && tokens.at(-1)?.kind === "number") ||
				(low === "t" && beside(cleaned, start, end));
			tokens.push({
				raw,
				low,
				bare,
				forms: unit ? [low] : forms,
				kind: "word",
				glued,
				strict: low === bare,
				start,
				end,
			});
		} else
			tokens.push({ raw, low: raw, bare: raw, forms: [raw], kind: "mark", glued, strict: false, start, end });
	}
	for (let i = 0; i + 1 < tokens.length; i++) {
		const token = tokens[i];
		// nỏ (không) without its mark looks like nợ; before a verb it cannot be a debt
		if (token?.low === "no" && afterNot.has(tokens[i + 1]?.bare ?? "")) token.forms = ["không"];
	}
	const typed = vni.length > 0 ? typedVni(tokens, vni) : tokens;
	let words = 0;
	let marked = 0;
	for (const token of typed)
		if (token.kind === "word") {
			words++;
			if (token.low !== token.bare) marked++;
		}
	// about three words of four carry a mark in Vietnamese; well under that, the writer leaves them out now and then
	if (marked * 5 < words * 3) for (const token of typed) token.strict = false;
	return typed;
}

const afterNot = new Set([
	"di",
	"muon",
	"biet",
	"hieu",
	"phai",
	"man",
	"nau",
	"an",
	"nghe",
	"thay",
	"ngu",
	"vay",
	"can",
	"nhan",
	"nho",
	"du",
	"lam",
	"ra",
]);

/** The same tokens with the marks of a VNI keyboard read as marks. */
function typedVni(tokens: Token[], at: readonly number[]): Token[] {
	const inside = at.some((i) => tokens[i + 1]?.glued && tokens[i + 1]?.kind === "word");
	const whole = inside ? innerVni(tokens) : tokens;
	return withVni(
		whole,
		whole.flatMap((_, i) => (isVni(whole, i) ? [i] : [])),
	);
}

/** A number glued to a word, as the marks of a VNI keyboard are. */
function isVni(tokens: readonly Token[], i: number): boolean {
	const before = tokens[i - 1];
	return (
		tokens[i]?.kind === "number" && tokens[i]?.glued === true && before?.kind === "word" && !before.glued
	);
}

/** `ru7o7i4`, `nghi2n`: single digits inside a word are the marks of a VNI keyboard; `3tr5` begins with a number and stays. */
function innerVni(tokens: Token[]): Token[] {
	const read: Token[] = [];
	for (let i = 0; i < tokens.length; ) {
		const first = tokens[i];
		let end = i + 1;
		while (tokens[end]?.glued && /^(\p{L}+|[1-9]|[1-9]{2})$/u.test(tokens[end]?.raw ?? "")) end++;
		const run = tokens.slice(i, end);
		i = end;
		const typed = first?.kind === "word" && run.length > 1 ? vniWord(run) : undefined;
		if (first && typed) read.push(withMarks(first, typed, run.at(-1)?.end ?? first.end));
		else read.push(...run);
	}
	return read;
}

function vniWord(run: readonly Token[]): string | undefined {
	const of = (kind: Token["kind"]) =>
		run
			.filter((token) => token.kind === kind)
			.map((token) => token.raw)
			.join("");
	return fromVni(of("word").toLowerCase(), of("number"));
}

function withMarks(token: Token, typed: string, end: number): Token {
	const low = oneSpelling(typed);
	return {
		...token,
		raw: /^\p{Lu}/u.test(token.raw) ? typed[0]?.toUpperCase() + typed.slice(1) : typed,
		low,
		forms: wordForms(low, fold(low)),
		end,
	};
}

/** Of these one alone is enough: `bay3 triệu` is seven, and never three. */
const counting = new Set(
	"một bốn sáu bảy tám chín mười mươi trăm lẻ nghìn triệu rưỡi".split(" ").map(oneSpelling),
);

/** One word with digits behind it may be `thon3`; several are a VNI keyboard, and then the digits are marks, not numbers. */
function withVni(tokens: Token[], at: readonly number[]): Token[] {
	const typed = new Map<number, Token>();
	for (const i of at) {
		const word = tokens[i - 1];
		const digits = tokens[i];
		if (!word || !digits || (tokens[i + 1]?.glued === true && tokens[i + 1]?.kind !== "mark")) continue;
		const read = fromVni(word.raw.toLowerCase(), digits.raw);
		if (read) typed.set(i, withMarks(word, read, digits.end));
	}
	const sure = typed.size > 1 || [...typed.values()].some((token) => counting.has(token.low));
	return sure ? tokens.flatMap((token, i) => (typed.has(i) ? [] : [typed.get(i + 1) ?? token])) : tokens;
}

/** Marked words that are not another word with its tone lost: tôi is never tối. */
const ownWords = new Set(
	"tôi cân cô năm tư trên không thôi lên vô đi đo ông nhiêu trông cơ đây đâu đưa chưa mua đau sau nhau lâu câu đông quên đêm thêm mưa"
		.split(" ")
		.filter((word) => word !== fold(word)),
);

/** Every way of typing a word that loses marks and adds none: `được` → được, đươc, duoc. A mark that contradicts never fits. */
export function spellings(word: string): string[] {
	const low = oneSpelling(word.normalize("NFC").toLowerCase());
	const untoned = oneSpelling(dropTone(low));
	return [...new Set([low, untoned, fold(untoned), low.replace(/đ/g, "d"), oneSpelling(fold(low))])].filter(
		(form, i) => i === 0 || !ownWords.has(form),
	);
}

/** The same where the words around leave no doubt: a word without marks counts in a text that has them too. */
export function loosely(...words: string[]): (token: Token | undefined) => boolean {
	const loose = new Set(words.flatMap(spellings));
	return (token) => token?.forms.some((form) => loose.has(form)) === true;
}

/** A test for tokens: is it one of these words, with all of its marks, or some, or none? */
export function oneOf(...words: string[]): (token: Token | undefined) => boolean {
	const loose = new Set(words.flatMap(spellings));
	const exact = new Set(words.map((word) => oneSpelling(word.normalize("NFC").toLowerCase())));
	return (token) => {
		if (token === undefined) return false;
		const set = token.strict ? exact : loose;
		for (const form of token.forms) if (set.has(form)) return true;
		return false;
	};
}
