const tones: Record<string, [telex: string, vni: string]> = {
	"\u0301": ["s", "1"],
	"\u0300": ["f", "2"],
	"\u0309": ["r", "3"],
	"\u0303": ["x", "4"],
	"\u0323": ["j", "5"],
};
const letters: Record<string, [telex: string, vni: string]> = {
	â: ["aa", "a6"],
	ê: ["ee", "e6"],
	ô: ["oo", "o6"],
	ă: ["aw", "a8"],
	ơ: ["ow", "o7"],
	ư: ["uw", "u7"],
	đ: ["dd", "d9"],
};

function keys(word: string, which: 0 | 1): string {
	let tone = "";
	let typed = "";
	for (const letter of word.normalize("NFC").toLowerCase()) {
		const parts = letter.normalize("NFD");
		const mark = Object.keys(tones).find((each) => parts.includes(each));
		const plain = mark ? parts.replace(mark, "").normalize("NFC") : letter;
		if (mark) tone = tones[mark]?.[which] ?? "";
		typed += letters[plain]?.[which] ?? plain;
	}
	return typed + tone;
}

/** A word as a keyboard whose Vietnamese layer is off leaves it: `nghìn` → `nghinf`. */
export const telex = (word: string): string => keys(word, 0);
/** The same on a VNI keyboard: `nghìn` → `nghin2`. */
export const vni = (word: string): string => keys(word, 1);
