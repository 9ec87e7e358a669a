import { clean, spellings, type Token, tokenize } from "./tokens.ts";

/** What marks an English word: no Vietnamese phrase is ever found in it, and no English phrase in a Vietnamese word. */
const mark = "~";

/** Words of the phrases that features declare: they are no proof, but no names either. */
const declared = new Set<string>();

/** Declares English phrases beside Vietnamese ones (`|` separates): they are found only in a message that is English. */
export const english = (phrases: string): string =>
	phrases
		.split("|")
		.map((phrase) =>
			phrase
				.trim()
				.split(/\s+/)
				.map((word) => {
					declared.add(word);
					return mark + word;
				})
				.join(" "),
		)
		.join("|");

/** English words that are no Vietnamese syllable without its marks: one of these in half of a message makes it English. */
const sure = new Set(
	`the my is are was were what when where which who how much does did please meeting meetings meet met money blood pressure weight weigh weighs temperature sugar glucose pulse heart
	million millions thousand hundred month months year years day days week today yesterday tomorrow tonight morning afternoon evening monday tuesday wednesday thursday friday saturday sunday
	january february march april june july august september october november december present absent attended attend member members paid pay pays payment payments repay repaid repayment borrow borrowed
	lend lent owe owes owed debt overdue late behind schedule postpone postponed move moved cancel cancelled fund balance spent spend received contributed gave give record report reported reports
	send sent sending show list invite invitation announce announcement message messages stop start receive delete forget undo language english vietnamese data information talk speak person someone phone number
	secretary commune clubs club which waiting cases figures want would like need help volunteer ill sick fell down roof leaking don't can't won't i'm i'll i'd cannot will have has had been this that there
	new add born mrs mr ms miss loan interest principal last next time history chart readings reading right wrong correct never mind about erase everything until get use let should must hello good thank thanks for from with because of and over between under your you
	mine call called women union people committee association farmers veterans elderly red cross before after weather nice neighbour neighbor normal high eat salt says if old school son bank balance due still back coming come came hall house chairs tea cow rain storm am be not all any out`
		.split(/\s+/)
		.filter(Boolean),
);
/** Understood in both languages as they stand: they keep their Vietnamese meaning. */
const both = new Set(["ok", "stop", "menu", "bp", "clb", "no", "yes", "unsubscribe"]);
/** Also Vietnamese without marks: English only where surer words stand beside them. */
const unsure = new Set(
	"a am an at be can che come day did do dong hall he hi i if in it loan may me men met no not on pay same she so son tea than then to ton we hello thank thanks list nice ok new like check".split(
		" ",
	),
);
const units = new Set(["kg", "cm", "mg", "mmol", "dl", "l", "mmhg", "c", "k", "tr", "m", "h", "vnd", "ha"]);

const digits: Record<string, number> = {};
"zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
	.split(" ")
	.forEach((word, value) => {
		digits[word] = value;
	});
"twenty thirty forty fifty sixty seventy eighty ninety".split(" ").forEach((word, i) => {
	digits[word] = (i + 2) * 10;
});

const weekdays = "sunday monday tuesday wednesday thursday friday saturday".split(" ");
const months = "january february march april may june july august september october november december".split(
	" ",
);
const kin: Record<string, string> = { mrs: "bà", ms: "cô", miss: "cô", mr: "ông" };

/** The Vietnamese words that a phrase of a day, a sum or a part of the day is read as. */
const glosses: Record<string, string> = {
	today: "hôm nay",
	yesterday: "hôm qua",
	tomorrow: "ngày mai",
	"day after tomorrow": "ngày kia",
	"this morning": "sáng nay",
	"this afternoon": "chiều nay",
	tonight: "tối nay",
	"last night": "tối qua",
	"tomorrow morning": "sáng mai",
	"tomorrow afternoon": "chiều mai",
	"this month": "tháng này",
	"last month": "tháng trước",
	million: "triệu",
	millions: "triệu",
	thousand: "nghìn",
	hundred: "trăm",
	dong: "đồng",
	month: "tháng",
	months: "tháng",
	year: "năm",
	years: "năm",
	people: "người",
	percent: "phần trăm",
	"half a year": "nửa năm",
	kilos: "kg",
	kilo: "kg",
	and: "và",
};
weekdays.forEach((name, day) => {
	const vietnamese = day === 0 ? "chủ nhật" : `thứ ${day + 1}`;
	glosses[name] = vietnamese;
	glosses[`next ${name}`] = `${vietnamese} tuần sau`;
	glosses[`this ${name}`] = `${vietnamese} này`;
	glosses[`last ${name}`] = `${vietnamese} trước`;
});

const lower = (token: Token | undefined): string => token?.raw.toLowerCase() ?? "";

/** `can`, `'`, `t` are one word. */
function joined(t: readonly Token[]): Token[] {
	if (!t.some((token) => token.raw === "'")) return [...t];
	const whole: Token[] = [];
	for (let i = 0; i < t.length; i++) {
		const [token, quote, rest] = [t[i]!, t[i + 1], t[i + 2]];
		if (token.kind === "word" && quote?.raw === "'" && quote.glued && rest?.glued && rest.kind === "word") {
			const raw = `${token.raw}'${rest.raw}`;
			whole.push({
				...token,
				raw,
				low: raw.toLowerCase(),
				bare: raw.toLowerCase(),
				forms: [raw.toLowerCase()],
				end: rest.end,
			});
			i += 2;
		} else whole.push(token);
	}
	return whole;
}

const isWord = (word: string): boolean =>
	sure.has(word) || unsure.has(word) || both.has(word) || declared.has(word) || digits[word] !== undefined;

const certainly = new Set([...sure].filter((word) => !unsure.has(word) && !both.has(word)));

/** At least half of the words that are no names are English, and one of them is nothing else. */
function isEnglish(t: readonly Token[]): boolean {
	if (!t.some((token) => certainly.has(lower(token)))) return false;
	let known = 0;
	let words = 0;
	let certain = 0;
	for (const [i, token] of t.entries()) {
		if (token.kind !== "word" || (token.glued && t[i - 1]?.kind === "number")) continue;
		const word = lower(token);
		const isKnown = isWord(word);
		const isName = i > 0 && /^\p{Lu}\p{Ll}/u.test(token.raw) && !isKnown;
		if (isName) continue;
		words++;
		if (isKnown) known++;
		if (certainly.has(word)) certain++;
	}
	// one sure word alone may be a foreign word in a Vietnamese sentence
	return certain > 1 ? known * 2 >= words : certain === 1 && known * 2 > words && words <= 5;
}

/** Words as tokens that stand where other words stood, so that what is cut out of the text stays as typed. */
function standing(words: string, first: Token, last: Token): Token[] {
	return tokenize(clean(words)).map((token) => ({
		...token,
		glued: false,
		strict: false,
		start: first.start,
		end: last.end,
	}));
}

/** `that's` is two words; `the secretary's` is one with its case. */
const ownVerb = new Set(["that's", "it's", "what's", "there's", "he's", "she's", "who's"]);

function word(token: Token): Token {
	const typed = lower(token);
	const low = ownVerb.has(typed) ? typed : typed.replace(/'s$/u, "");
	const form = spellings(mark + low)[0]!;
	const forms = both.has(low) ? [form, low] : [form];
	return { ...token, low: form, bare: form, forms, strict: true };
}

const numeric = (token: Token | undefined): boolean => token?.kind === "number";
const small = (token: Token | undefined): number | undefined => digits[lower(token)];

interface Read {
	tokens: Token[];
	next: number;
}

/** `twenty five`, `two`, `one hundred and thirty`; a bare `one` counts only before what is counted. */
function numberAt(t: readonly Token[], i: number): Read | undefined {
	const first = small(t[i]);
	if (first === undefined) return undefined;
	const isHundreds = first > 0 && first < 10 && lower(t[i + 1]) === "hundred";
	if (!isHundreds) {
		if (lower(t[i]) === "one" && glosses[lower(t[i + 1])] === undefined) return undefined;
		const tens = belowHundred(t, i)!;
		return { tokens: standing(String(tens.value), t[i]!, t[tens.next - 1]!), next: tens.next };
	}
	const rest = belowHundred(t, lower(t[i + 2]) === "and" ? i + 3 : i + 2);
	const next = rest?.next ?? i + 2;
	return { tokens: standing(String(first * 100 + (rest?.value ?? 0)), t[i]!, t[next - 1]!), next };
}

function belowHundred(t: readonly Token[], i: number): { value: number; next: number } | undefined {
	const first = small(t[i]);
	if (first === undefined) return undefined;
	const more = first >= 20 ? small(t[i + 1]) : undefined;
	return more !== undefined && more > 0 && more < 10
		? { value: first + more, next: i + 2 }
		: { value: first, next: i + 1 };
}

/** `5 December`, `December 5th`, `the 5th of December 2026`. */
function dateAt(t: readonly Token[], i: number): Read | undefined {
	const ordinal = (at: number) =>
		t[at]?.glued && ["st", "nd", "rd", "th"].includes(lower(t[at])) ? at + 1 : at;
	const isDay = (at: number) => numeric(t[at]) && /^\d{1,2}$/.test(t[at]!.raw);
	const monthOf = (at: number) => months.indexOf(lower(t[at])) + 1;
	const made = (day: string, month: number, end: number): Read => {
		const comma = t[end]?.raw === "," ? end + 1 : end;
		const year = numeric(t[comma]) && /^20\d\d$/.test(t[comma]!.raw) ? t[comma]!.raw : undefined;
		const next = year ? comma + 1 : end;
		const text = `ngày ${day} tháng ${month}${year ? ` năm ${year}` : ""}`;
		return { tokens: standing(text, t[i]!, t[next - 1]!), next };
	};
	if (isDay(i)) {
		const of = ordinal(i + 1);
		const at = lower(t[of]) === "of" ? of + 1 : of;
		return monthOf(at) > 0 ? made(t[i]!.raw, monthOf(at), at + 1) : undefined;
	}
	if (monthOf(i) === 0) return undefined;
	if (isDay(i + 1)) return made(t[i + 1]!.raw, monthOf(i), ordinal(i + 2));
	const led = ["in", "for", "since"].includes(lower(t[i - 1]));
	return led ? { tokens: standing(`tháng ${monthOf(i)}`, t[i]!, t[i]!), next: i + 1 } : undefined;
}

/** `8 am`, `7:30 pm`, `2 o'clock`. */
function timeAt(t: readonly Token[], i: number): Read | undefined {
	if (!numeric(t[i]) || !/^\d{1,2}$/.test(t[i]!.raw)) return undefined;
	const hasMinutes = t[i + 1]?.raw === ":" && numeric(t[i + 2]);
	const at = hasMinutes ? i + 3 : i + 1;
	const half = lower(t[at]);
	const hour = Number(t[i]!.raw);
	if (half === "o'clock") return { tokens: standing(`${hour} giờ`, t[i]!, t[at]!), next: at + 1 };
	if ((half !== "am" && half !== "pm") || hour < 1 || hour > 12) return undefined;
	const minutes = hasMinutes ? t[i + 2]!.raw : "00";
	const of24 = (hour % 12) + (half === "pm" ? 12 : 0);
	return {
		tokens: standing(`${of24}:${minutes}`, t[i]!, t[at]!).map((token, k) => ({ ...token, glued: k > 0 })),
		next: at + 1,
	};
}

/** `150 over 95`, `48 of 50`, `48 out of 50`, `1% per month`. */
function betweenAt(t: readonly Token[], i: number): Read | undefined {
	const said = lower(t[i]);
	const wide = said === "out" && lower(t[i + 1]) === "of" ? 2 : 1;
	const counts = (token: Token | undefined) =>
		numeric(token) || small(token) !== undefined || lower(token) === "hundred";
	if (counts(t[i - 1]) && counts(t[i + wide])) {
		if (said === "over") return { tokens: standing("trên", t[i]!, t[i]!), next: i + 1 };
		if (said === "of" || wide === 2) return { tokens: standing("/", t[i]!, t[i]!), next: i + wide };
	}
	if (
		(said === "per" || said === "a") &&
		t[i - 1]?.raw === "%" &&
		["month", "year"].includes(lower(t[i + 1]))
	)
		return { tokens: standing("/", t[i]!, t[i]!), next: i + 1 };
	return undefined;
}

function glossAt(t: readonly Token[], i: number): Read | undefined {
	for (let length = 3; length > 0; length--) {
		const part = t.slice(i, i + length);
		const found =
			part.length === length
				? glosses[part.map((token) => lower(token).replace(/'s$/u, "")).join(" ")]
				: undefined;
		if (found) return { tokens: standing(found, t[i]!, t[i + length - 1]!), next: i + length };
	}
	return undefined;
}

const isPlain = (raw: string): boolean => /^[a-z']+$/i.test(raw);
const places = new Set(["xã", "thôn", "huyện", "tỉnh", "xóm", "clb", "phường"]);

/** A name with a capital, and the title before it as its kin word; a name without one stands as if it had a neutral one. */
function nameAt(t: readonly Token[], i: number): Read | undefined {
	const title = kin[lower(t[i])];
	const begins = (at: number) => at === 0 || (t[at - 1]?.kind !== "word" && t[at - 1]?.raw !== ",");
	const isName = (at: number) => {
		const typed = lower(t[at]).replace(/'s$/u, "");
		if (t[at]?.kind !== "word" || !/^\p{Lu}\p{L}*\p{Ll}/u.test(t[at]!.raw)) return false;
		if (kin[typed] !== undefined || glosses[typed] !== undefined || both.has(typed)) return false;
		// Ăn, Sơn and Thân are names, and English words too: inside a sentence the capital tells
		return unsure.has(typed) ? !begins(at) : !sure.has(typed) && (!declared.has(typed) || !begins(at));
	};
	let from = title ? i + 1 : i;
	if (title && t[from]?.raw === ".") from++;
	let next = from;
	while (isName(next) && next < from + 5) next++;
	if (next === from) return title ? { tokens: standing(title, t[i]!, t[i]!), next: i + 1 } : undefined;
	const led = places.has(lower(t[i - 1]));
	const head = title
		? standing(title, t[i]!, t[i]!)
		: led
			? []
			: standing("bác", t[from]!, t[from]!).map((token) => ({ ...token, end: token.start }));
	return { tokens: [...head, ...t.slice(from, next).map(named)], next };
}

/** `Lan's` in `at Lan's house`. */
const named = (token: Token): Token => {
	const raw = token.raw.replace(/'s$/u, "");
	return raw === token.raw
		? token
		: { ...tokenize(raw)[0]!, start: token.start, end: token.start + raw.length };
};

/**
 * An English message in tokens that the Vietnamese readers of numbers, days, times and people understand; its other
 * words are marked as English. A Vietnamese message is given back as it is.
 */
export function inEnglish(tokens: readonly Token[]): readonly Token[] {
	const t = joined(tokens);
	if (!isEnglish(t)) return tokens;
	const read: Token[] = [];
	for (let i = 0; i < t.length; ) {
		const token = t[i]!;
		const found =
			dateAt(t, i) ?? timeAt(t, i) ?? numberAt(t, i) ?? betweenAt(t, i) ?? glossAt(t, i) ?? nameAt(t, i);
		if (found) {
			read.push(...found.tokens);
			i = found.next;
			continue;
		}
		const isUnit = units.has(lower(token)) && (numeric(t[i - 1]) || t[i - 1]?.raw === "/");
		const isWord = token.kind === "word" && isPlain(token.raw) && !isUnit;
		read.push(isWord ? word(token) : { ...token, strict: false });
		i++;
	}
	return read;
}
