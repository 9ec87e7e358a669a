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

/** Full-width and other decimal digits as 0–9, and the letter o inside a number (`5oo`) as zero. */
export function normalizeDigits(text: string): string {
	const ascii = /[^ -~\s]/.test(text)
		? text.replace(/\p{Nd}/gu, (digit) => (digit <= "9" ? digit : String(decimalDigit(digit))))
		: text;
	return /\d[oO]/.test(ascii)
		? ascii.replace(/\d[oO]+(?![\p{L}])/gu, (part) => part.replace(/[oO]/g, "0"))
		: ascii;
}

/** The digits of every script stand in runs of ten that begin at a multiple of ten or sixteen: count back to the first. */
function decimalDigit(digit: string): number {
	const code = digit.codePointAt(0) ?? 0;
	let first = code;
	while (code - first < 9 && /\p{Nd}/u.test(String.fromCodePoint(first - 1))) first--;
	return code - first;
}

/** Composed letters, plain digits and spaces, nothing invisible: what all reading starts from. */
export function clean(text: string): string {
	const composed = normalizeDigits(text.normalize("NFC"));
	return /[^\x20-\x7e]/.test(composed)
		? composed
				.replace(invisible, "")
				.replace(/[\u00a0\u2000-\u200a\u202f\u205f\u3000\t\r\f\v]/g, " ")
				.replace(/[“”«»]/g, '"')
				.replace(/[‘’]/g, "'")
				.replace(/[–—−]/g, "-")
		: composed;
}

const piece = /\p{L}[\p{L}\p{M}]*|\d+(?:[.,]\d+)*|\n|[^\s\p{L}\d]/gu;

function wordForms(low: string, bare: string): string[] {
	const forms = [low];
	const short = shorthand.get(low);
	if (short) forms.push(...short);
	if (low === bare) {
		const telex = fromTelex(low);
		if (telex) forms.push(oneSpelling(telex));
	}
	const single = /(.)\1{1,}$/.test(low) ? low.replace(/(.)\1+$/, "$1") : undefined;
	if (single) forms.push(single);
	const regional = /ôô|ôố|ôồ|ôộ|oo[^ ]/.exec(low);
	if (regional) forms.push(low.replace(/ô(?=[ôốồộổỗ])/g, ""));
	return forms;
}

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
			const before = tokens.at(-1);
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
			if (glued && before?.kind === "word" && !before.glued) vni.push(tokens.length - 1);
		} else if (raw === "\n")
			tokens.push({ raw, low: raw, bare: raw, forms: [raw], kind: "line", glued, strict: false, start, end });
		else if (/\p{L}/u.test(raw)) {
			const low = oneSpelling(raw.toLowerCase());
			const bare = fold(low);
			// the k of 500k is a thousand, not the k that stands for không
			const unit = low === "k" && glued && tokens.at(-1)?.kind === "number";
			tokens.push({
				raw,
				low,
				bare,
				forms: unit ? [low] : wordForms(low, bare),
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
	const typed = vni.length > 1 ? withVni(tokens, vni) : tokens;
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

/** One word with digits behind it may be `thon3`; several are a VNI keyboard, and then the digits are marks, not numbers. */
function withVni(tokens: Token[], at: readonly number[]): Token[] {
	const marks = new Set<number>();
	for (const i of at) {
		const word = tokens[i - 1];
		const digits = tokens[i];
		if (!word || !digits || (tokens[i + 1]?.glued === true && tokens[i + 1]?.kind !== "mark")) continue;
		const typed = fromVni(word.raw.toLowerCase(), digits.raw);
		if (!typed) continue;
		const low = oneSpelling(typed);
		marks.add(i);
		Object.assign(word, {
			raw: /^\p{Lu}/u.test(word.raw) ? typed[0]?.toUpperCase() + typed.slice(1) : typed,
			low,
			forms: wordForms(low, fold(low)),
			end: digits.end,
		});
	}
	return marks.size > 1 ? tokens.filter((_, i) => !marks.has(i)) : tokens;
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
