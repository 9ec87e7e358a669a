/**
 * What a keyboard without its Vietnamese layer leaves behind: Telex (`nowj` for nợ) and VNI (`no75` for nợ).
 * Old phones lose the layer often, and the person does not see it.
 */
const toneMark: Record<string, string> = {
	s: "\u0301",
	f: "\u0300",
	r: "\u0309",
	x: "\u0303",
	j: "\u0323",
	1: "\u0301",
	2: "\u0300",
	3: "\u0309",
	4: "\u0303",
	5: "\u0323",
};
const doubled: Record<string, string> = { aa: "â", ee: "ê", oo: "ô", dd: "đ", aw: "ă", ow: "ơ", uw: "ư" };
const syllable =
	/^(ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdđghklmnpqrstvx])?(y|i|u|o|ô|ơ|ê|e|a|ă|â|ư){1,3}(ng|nh|ch|[cmnpt])?$/;

/** Could these letters, marks aside, be a Vietnamese word? `trieeuuj` could not. */
export const isSyllable = (bare: string): boolean => syllable.test(bare);

/** The vowel that carries the tone: the last marked one, else the middle of three, before a coda the last, otherwise the first. */
function placeTone(word: string, tone: string): string | undefined {
	const match =
		/^((?:qu(?=[aeiouyâăêôơư])|gi(?=[aeiouyâăêôơư])|[^aeiouyâăêôơư])*)([aeiouyâăêôơư]+)([a-z]*)$/.exec(word);
	if (!match) return undefined;
	const [, onset = "", vowels = "", coda = ""] = match;
	let at = -1;
	for (let i = 0; i < vowels.length; i++) if ("âăêôơư".includes(vowels[i] ?? "")) at = i;
	if (at < 0) at = vowels.length === 1 ? 0 : vowels.length === 3 ? 1 : coda ? vowels.length - 1 : 0;
	return (onset + vowels.slice(0, at + 1) + tone + vowels.slice(at + 1) + coda).normalize("NFC");
}

/** `nhieeuf` → `nhiều`; undefined where the letters are no Telex, so that ordinary and foreign words stay as they are. */
export function fromTelex(lower: string): string | undefined {
	if (lower.length < 2 || lower.length > 9 || !/^[a-z]+$/.test(lower)) return undefined;
	if (!/[sfrxjw]|aa|ee|oo|dd/.test(lower.slice(1))) return undefined;
	let tone = "";
	let rest = lower[0] ?? "";
	for (const letter of lower.slice(1)) {
		if (toneMark[letter] && /[aeiouyw]/.test(rest) && !(letter === "r" && rest === "t")) {
			if (tone && tone !== toneMark[letter]) return undefined;
			tone = toneMark[letter] ?? "";
		} else rest += letter;
	}
	let marked = rest.replace(/uow/, "ươ").replace(/aa|ee|oo|dd|aw|ow|uw/g, (two) => doubled[two] ?? two);
	if (/[aeo]$/.test(marked) === false && /([aeo])[a-z]+\1$/.test(marked)) return undefined;
	marked = marked.replace(/^d(.+)d$/, "đ$1");
	if (!tone && marked === lower) return undefined;
	if (!syllable.test(marked)) return undefined;
	return tone ? placeTone(marked, tone) : marked;
}

const vniMark: Record<string, Record<string, string>> = {
	6: { a: "â", e: "ê", o: "ô" },
	7: { o: "ơ", u: "ư" },
	8: { a: "ă" },
	9: { d: "đ" },
};

/** `no` + `75` → `nợ`; undefined where the digits cannot be VNI marks on these letters. */
export function fromVni(lower: string, digits: string): string | undefined {
	if (!/^[a-zâăêôơưđ]+$/.test(lower) || digits.length > 3) return undefined;
	let word = lower;
	let tone = "";
	for (const digit of digits) {
		const marks = vniMark[digit];
		if (marks) {
			const at = [...word].findLastIndex((letter) => marks[letter] !== undefined);
			if (at < 0) return undefined;
			word = word.slice(0, at) + marks[word[at] ?? ""] + word.slice(at + 1);
		} else if (toneMark[digit] && !tone) tone = toneMark[digit] ?? "";
		else return undefined;
	}
	if (!syllable.test(word)) return undefined;
	return tone ? placeTone(word, tone) : word;
}
