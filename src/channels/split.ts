/**
 * Cuts a text into pieces of at most `maxLength` UTF-16 units: between lines where it can, else between words,
 * else inside a word but never inside a character. Only the line break or blank at a cut disappears.
 */
export function split(text: string, maxLength: number): string[] {
	const pieces: string[] = [];
	let rest = text;
	while (rest.length > maxLength) {
		const { end, next } = cut(rest, maxLength);
		pieces.push(rest.slice(0, end));
		rest = rest.slice(next);
	}
	if (rest !== "" || pieces.length === 0) pieces.push(rest);
	return pieces.filter((piece) => piece.trim() !== "" || text.trim() === "");
}

function cut(text: string, maxLength: number): { end: number; next: number } {
	// One more than fits: a break exactly at the limit still leaves a full piece before it.
	const window = text.slice(0, maxLength + 1);
	for (const mark of ["\n", " "]) {
		const at = window.lastIndexOf(mark);
		if (at > 0 && text.slice(0, at).trim() !== "") return { end: at, next: at + 1 };
	}
	const end = characterStart(text, maxLength);
	return { end, next: end };
}

/** The last place at or before `at` where a character begins: no half emoji, no letter parted from its tone. */
function characterStart(text: string, at: number): number {
	let start = at;
	while (start > 0 && (goesOn.test(text.charAt(start)) || text.charAt(start - 1) === joiner)) start--;
	return start > 0 ? start : at;
}

const joiner = "\u200D";
const goesOn = /[\uDC00-\uDFFF\p{M}]|\u200D/u;
