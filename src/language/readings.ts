import { half, point, readNumber } from "./numbers.ts";
import { clean, oneOf, type Token, tokenize } from "./tokens.ts";

/** A blood pressure where it stands in a text, in mmHg. `doubt` is set where it may have been meant otherwise: ask before using it. */
export interface ReadingAt {
	start: number;
	next: number;
	systolic: number;
	diastolic: number;
	doubt: boolean;
	joined: boolean;
}

/** A number with an optional spoken or typed decimal: `14.5`, `bảy phẩy hai`, `9 phẩy 1`. */
export function decimalAt(
	t: readonly Token[],
	i: number,
): { value: number; next: number; decimal: boolean; weak: boolean } | undefined {
	const whole = readNumber(t, i);
	if (!whole || whole.style === "grouped") return undefined;
	if (point(t[whole.next]) && whole.style !== "decimal") {
		const part = readNumber(t, whole.next + 1);
		if (part && part.value < 100 && Number.isInteger(part.value))
			return { value: Number(`${whole.value}.${part.value}`), next: part.next, decimal: true, weak: false };
	}
	return { value: whole.value, next: whole.next, decimal: whole.style === "decimal", weak: whole.weak };
}

/** Adults' limits in mmHg: outside them a number is a slip of the finger, not a reading. */
const possible = (systolic: number, diastolic: number): boolean =>
	systolic >= 60 && systolic <= 260 && diastolic >= 30 && diastolic <= 160 && systolic > diastolic;
const inTens = (systolic: number, diastolic: number): boolean =>
	systolic >= 7 && systolic <= 26 && diastolic >= 3 && diastolic <= 16 && systolic > diastolic;

/** Two numbers as blood pressure in mmHg: `13/8` is 130/80; undefined where no heart could make them, or the scales differ. */
export function asPressure(
	a: number,
	b: number,
): { systolic: number; diastolic: number; doubt: boolean } | undefined {
	if (Number.isInteger(a) && Number.isInteger(b) && possible(a, b))
		return { systolic: a, diastolic: b, doubt: false };
	if (!inTens(a, b)) return undefined;
	const systolic = Math.round(a * 10);
	const diastolic = Math.round(b * 10);
	// one number with a decimal and one without was typed in a hurry: 14.5/9 may have been 145/90 or 149
	return {
		systolic,
		diastolic,
		doubt: Number.isInteger(a) !== Number.isInteger(b) || Number.isInteger(a * 10) === false,
	};
}

const above = oneOf("trên", "tren");
const below = oneOf("dưới");
const joining = oneOf("trên", "với", "phần");
const upper = oneOf("thu");
const lower = oneOf("trương");
const heart = oneOf("tâm");

/** `130/80`, `130 trên 80`, `146 với 89`, `145 90`, `13 8`; typed or spoken. `joined` is false for two numbers side by side. */
export function readingAt(t: readonly Token[], i: number): ReadingAt | undefined {
	const named = namedReading(t, i);
	if (named) return named;
	const first = halfTen(t, decimalAt(t, i));
	if (!first || first.value > 300) return undefined;
	let at = first.next;
	if (t[at]?.low === "mmhg") at++;
	const slash = t[at]?.raw === "/" || t[at]?.raw === "\\";
	const dash = t[at]?.raw === "-" && t[i]?.kind === "number";
	const joined = slash || joining(t[at]);
	if (joined || dash) at++;
	const second = halfTen(t, decimalAt(t, at));
	if (!second || (!joined && t[at]?.kind !== t[i]?.kind) || (first.weak && !joined)) return undefined;
	if (slash && t[second.next]?.raw === "/" && t[second.next + 1]?.kind === "number") return undefined;
	const read = asPressure(first.value, second.value);
	const doubt = read?.doubt === true && !first.spoken && !second.spoken;
	return read ? { start: i, next: second.next, ...read, doubt, joined } : undefined;
}

/** `13 rưỡi trên 8`: the half of a ten, said as such. */
function halfTen(t: readonly Token[], number: ReturnType<typeof decimalAt>) {
	return number && number.value <= 26 && half(t[number.next])
		? { ...number, value: number.value + 0.5, next: number.next + 1, spoken: true }
		: number && { ...number, spoken: false };
}

/** `trên 150 dưới 95`, `tâm thu 129 tâm trương 83`. */
function namedReading(t: readonly Token[], i: number): ReadingAt | undefined {
	let at = i;
	if (above(t[at]) || (heart(t[at]) && upper(t[at + 1]))) at += heart(t[at]) ? 2 : 1;
	else return undefined;
	at = skip(t, at);
	const first = decimalAt(t, at);
	if (!first) return undefined;
	at = skip(t, first.next);
	if (!(below(t[at]) || (heart(t[at]) && lower(t[at + 1])))) return undefined;
	at = skip(t, at + (heart(t[at]) ? 2 : 1));
	const second = decimalAt(t, at);
	const read = second ? asPressure(first.value, second.value) : undefined;
	return read && second ? { start: i, next: second.next, ...read, joined: true } : undefined;
}

const filler = oneOf("là", "được", "số");
function skip(t: readonly Token[], i: number): number {
	let at = i;
	while ([",", ":", ";", "="].includes(t[at]?.raw ?? "") || filler(t[at])) at++;
	return at;
}

/**
 * The first blood pressure of a text in mmHg. With `doubt` it has to be read back before it is used; where nothing sensible
 * can be read (`1450/90`, `80/130`) there is none.
 */
export function parseReading(
	text: string,
): { systolic: number; diastolic: number; doubt?: true } | undefined {
	const t = tokenize(clean(text));
	for (let i = 0; i < t.length; i++) {
		const read = readingAt(t, i);
		if (read)
			return {
				systolic: read.systolic,
				diastolic: read.diastolic,
				...(read.doubt ? { doubt: true as const } : {}),
			};
		const numeral = readNumber(t, i);
		if (numeral && t[i]?.kind === "number") i = numeral.next - 1;
	}
	return undefined;
}
