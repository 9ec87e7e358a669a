import type { Address } from "../conversation/speaker.ts";
import { peopleIn, tokenize } from "../language/index.ts";

/** What is known of somebody that decides how she is called. */
export interface Known {
	fullName: string;
	birthYear: number | null;
	/** `female`, `male`, or unknown */
	sex: string | null;
	/** The form of address she asked for, above the table. */
	calledAs: string | null;
	isOfficer?: boolean;
}

const elder = 70;
const senior = 55;

/** The word before the name, by the table of docs/sources.md: age and sex, unless she said otherwise. */
export function titleOf(known: Known, thisYear: number): string {
	if (known.calledAs) return known.calledAs;
	const age = known.birthYear === null ? null : thisYear - known.birthYear;
	const bySex = (female: string, male: string) =>
		known.sex === "female" ? female : known.sex === "male" ? male : "bác";
	if (known.isOfficer || (age !== null && age < senior)) return bySex("chị", "anh");
	if (age !== null && age >= elder) return bySex("bà", "ông");
	return "bác";
}

/** People are called by the last word of their name. */
export const givenName = (fullName: string): string => fullName.trim().split(/\s+/).at(-1) ?? fullName;

/** `bà Sen` */
export const called = (known: Known, thisYear: number): string =>
	`${titleOf(known, thisYear)} ${givenName(known.fullName)}`;

/** The bot is `em` to whom it calls anh or chị, and `cháu` to everybody older. */
export const addressFor = (title: string): Address => ({
	you: title,
	me: title === "anh" || title === "chị" ? "em" : "cháu",
});

/** The forms of address somebody may ask for. */
export const wishes = ["ông", "bà", "cụ", "bác", "cô", "chú", "dì", "thím", "cậu", "mợ", "o", "anh", "chị"];

const elders = "ông|bà|cụ|bác|cô|chú|dì|thím|cậu|mợ|o";
/** `cháu ơi`, `… không cháu?`, `cháu cho bác hỏi`; not the grandchild that somebody talks of (`đưa cháu đi viện`). */
const callsMe = (me: string) =>
	new RegExp(
		`(^|\\s)${me}\\s+(ơi|oi|à|ạ|nhé|nhe|nha)(?=[\\s,.!?]|$)|^${me}\\s+(cho|giúp|xem|ghi|nhắc)(?=\\s)|(?<!(?:^|\\s)(?:đưa|con|đứa|thằng|các|với|mấy|nhà|trông|đón|cho|của))\\s${me}[\\s.!?]*$`,
		"iu",
	);
/** `cho bác hỏi`, `cô là Mai đây`, `bà muốn biết`: what she calls herself. */
const callsHerself = (words: string) =>
	new RegExp(
		`(?:^|[\\s,])(?:(?:cho|giúp|nhắc|báo|với|nói)\\s+(${words})(?=\\s|$)|(${words})\\s+(?:là|muốn|hỏi|cần|nhờ|vừa|mới|đây|không|quên)(?=\\s|$))`,
		"iu",
	);

/** `giúp ông Dần`: the word is another's title, and says nothing of the writer. */
const isNamed = (text: string, at: number): boolean => {
	const t = tokenize(text);
	return peopleIn(t).some((person) => t[person.start]?.start === at);
};

/** Whom a child calls so whom a grown-up calls chị or anh. */
const aunts: Record<string, string> = { chị: "cô", anh: "chú" };

/**
 * A message that calls the bot `cháu`, or speaks as `bà`, is answered so; undefined where it says nothing of it.
 * @param helped how those are called for whom the phone speaks: of them `bà` is said, not of the writer
 */
export function heardAddress(text: string, address: Address, helped: readonly string[]): Address | undefined {
	if (address.isWished) return undefined;
	const own = (words: string) => {
		const found = callsHerself(words).exec(text);
		if (found?.[1] && isNamed(text, found.index + found[0].length - found[1].length)) return undefined;
		const word = (found?.[1] ?? found?.[2])?.toLowerCase();
		return word && !helped.some((called) => called.startsWith(`${word} `)) ? word : undefined;
	};
	const elder = own(elders);
	if (elder && elder !== address.you) return addressFor(elder);
	if (address.me === "em" && callsMe("cháu").test(text)) return addressFor(aunts[address.you] ?? "bác");
	const peer = own("chị|anh");
	return peer && peer !== address.you && callsMe("em").test(text) ? addressFor(peer) : undefined;
}
