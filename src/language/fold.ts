/** What a letter is without its marks, and without its tone only; filled once for every precomposed Latin letter. */
const bare = new Map<string, string>([
	["đ", "d"],
	["Đ", "d"],
]);
const toneless = new Map<string, string>();

for (let code = 0xc0; code <= 0x1ef9; code += code === 0x24f ? 0x1e00 - 0x24f : 1) {
	const letter = String.fromCharCode(code);
	const parts = letter.normalize("NFD");
	if (parts.length < 2) continue;
	bare.set(letter, parts.replace(/\p{M}+/gu, "").toLowerCase());
	toneless.set(
		letter,
		parts
			.replace(/[\u0300\u0301\u0303\u0309\u0323]/g, "")
			.normalize("NFC")
			.toLowerCase(),
	);
}

const ascii = /^[ -~\s]*$/;

function mapLetters(text: string, table: Map<string, string>): string {
	let out = "";
	for (const letter of text) out += table.get(letter) ?? letter;
	return out;
}

/**
 * Lower case without any diacritics, đ as d: the form in which what people type is compared.
 * Half of the members type without marks, and names must be found all the same.
 */
export function fold(text: string): string {
	if (ascii.test(text)) return text.toLowerCase();
	return mapLetters(text.normalize("NFC"), bare)
		.toLowerCase()
		.replace(/\p{M}+/gu, "");
}

/** Lower case with the tone mark taken off but ă â ê ô ơ ư đ kept: `tiền` → `tiên`, the commonest slip on a phone. */
export function dropTone(text: string): string {
	return ascii.test(text) ? text.toLowerCase() : mapLetters(text.normalize("NFC"), toneless).toLowerCase();
}

const oldPlacement: [RegExp, string][] = [
	["oá", "óa"],
	["oà", "òa"],
	["oả", "ỏa"],
	["oã", "õa"],
	["oạ", "ọa"],
	["oé", "óe"],
	["oè", "òe"],
	["oẻ", "ỏe"],
	["oẽ", "õe"],
	["oẹ", "ọe"],
	["uý", "úy"],
	["uỳ", "ùy"],
	["uỷ", "ủy"],
	["uỹ", "ũy"],
	["uỵ", "ụy"],
].map(([from, to]) => [new RegExp(`(?<!q)${from}$`), to as string]);

/** Y and i after a consonant sound the same and people write either: `kỳ`, `kì`. */
const finalY: Record<string, string> = { y: "i", ý: "í", ỳ: "ì", ỷ: "ỉ", ỹ: "ĩ", ỵ: "ị" };
const consonantBeforeY = /[bcdđghklmnpqrstvx]$/;

/** One spelling for a syllable that may be written in two: tone on either vowel (`hoá`, `hóa`), y or i (`kỳ`, `kì`). */
export function oneSpelling(lower: string): string {
	const last = lower.at(-1) ?? "";
	const asI = finalY[last];
	if (asI !== undefined && lower.length > 1 && consonantBeforeY.test(lower.slice(0, -1)))
		return lower.slice(0, -1) + asI;
	if (ascii.test(lower)) return lower;
	for (const [from, to] of oldPlacement) if (from.test(lower)) return lower.replace(from, to);
	return lower;
}
