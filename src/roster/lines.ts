import { clean, fold, genderOf, peopleIn, tokenize } from "../language/index.ts";
import { isPhone, phoneDigits } from "./phones.ts";

/** One person of a club's list, as pasted or from a sheet. What was not written stays open. */
export interface RosterRow {
	/** The place in the list, from 1. */
	position: number;
	/** In the club's paper book. */
	number?: number;
	name: string;
	sex?: "female" | "male";
	birthYear?: number;
	hamlet?: string;
	/** Digits as dialled at home; their number may be wrong, which `checkRows` tells. */
	phone?: string;
}

/** A line that is no person as far as one can read it. */
export interface Unread {
	position: number;
	text: string;
}

export interface Doubt {
	position: number;
	field: "number" | "name" | "birthYear" | "phone";
	why: "digits" | "implausible" | "twice" | "same-person";
	/** The earlier row it is at odds with. */
	other?: number;
}

/** Members are grown up; nobody in Vietnam is known to be older (domain §1.1: members of all ages from youth on). */
const youngest = 16;
const oldest = 110;

const hamletWords = "xóm|xom|thôn|thon|làng|bản|đội|tổ|khu|phố";
const hamletAt = new RegExp(
	`(?<!\\p{L})(${hamletWords})\\s+(\\d{1,2}(?!\\d)|\\p{L}+(?:\\s\\p{L}+)?(?=\\s*(?:[-,;|()\\d+.]|$)))`,
	"iu",
);
const phoneLabel =
	/(?<!\p{L})(số\s*)?(điện thoại|dien thoai|đthoại|sđt|sdt|đt|dt|tel|phone)(?!\p{L})\s*[:.]?/giu;
const yearLabel =
	/(?<!\p{L})(sinh năm|sinh nam|năm sinh|nam sinh|sinh|s\.?n|ns)(?!\p{L})\s*[:.]?\s*(\d{2,4})(?!\d)/iu;
const bornLabel = /(?<!\p{L})(sinh ngày|ngày sinh|sinh năm|năm sinh|sinh|sn)(?!\p{L})/iu;
const birthday = /(?<!\d)\d{1,2}[/.-]\d{1,2}[/.-]((?:19|20)\d\d)(?!\d)/;
const plainYear = /(?<![\d.+]|\d )((?:19|20)\d\d)(?![\d.]*\d)/;
const phoneAt = /(?<![\d.])(?:\(?\+\s?84\)?|84|0)(?:[\s.-]?\d){4,12}(?!\d)|(?<![\d.])[35789]\d{8}(?!\d)/;
const yearBehindPhone = /((?:\+?84|0)[\d .-]{7,})\s((?:19|20)\d\d)(?!\d)/;
const heading = /\b(ho ten|ho va ten|stt|danh sach|nam sinh|dien thoai|so thu tu|ghi chu|hoi vien)\b/;

/** `52` is 1952, `05` 2005: nobody of 106 writes two digits. */
const fullYear = (digits: string): number =>
	digits.length > 2 ? Number(digits) : Number(digits) + (Number(digits) >= 20 ? 1900 : 2000);

/** What is left of a line while its parts are taken out one after the other. */
class Rest {
	text: string;
	constructor(text: string) {
		this.text = text;
	}
	take(pattern: RegExp): RegExpExecArray | undefined {
		const found = pattern.exec(this.text);
		if (!found) return undefined;
		this.text = `${this.text.slice(0, found.index)} , ${this.text.slice(found.index + found[0].length)}`;
		return found;
	}
}

function yearIn(rest: Rest): number | undefined {
	const day = rest.take(birthday);
	rest.text = day ? rest.text.replace(bornLabel, " , ") : rest.text;
	if (day) return Number(day[1]);
	const labelled = rest.take(yearLabel);
	if (labelled) return fullYear(labelled[2]!);
	const whole = rest.take(plainYear);
	if (whole) return Number(whole[1]);
	const behind = yearBehindPhone.exec(rest.text);
	if (!behind || behind[1]!.replace(/\D/g, "").length < 9) return undefined;
	rest.text = rest.text.replace(behind[0], behind[1]!);
	return Number(behind[2]);
}

const proper = (words: string): string =>
	words.toLowerCase().replace(/(?<!\p{L})\p{Ll}/gu, (letter) => letter.toUpperCase());

/** `MẪU THỊ SEN` and `mau thi sen` as one writes a name; mixed spelling is the writer's own. */
const properCase = (words: string): string =>
	words === words.toUpperCase() || words === words.toLowerCase() ? proper(words) : words;

const kinMarked = /^(ông|bà|cụ|bác|cô|chú|anh|chị|em|mệ)$/i;
const kinBare = /^(ong|ba|bac|cu|co|chi|anh|em|o)$/;

/** The word before a name that says who she is to others; `Chu Văn An` has none. */
function kinBefore(words: string[]): { kin: string | undefined; name: string[] } {
	const first = words[0] ?? "";
	const isKin = kinMarked.test(first) || kinBare.test(first) || /^(ONG|Ong)$/.test(first);
	if (!isKin || words.length < 3) return { kin: undefined, name: words };
	const low = first.toLowerCase();
	return {
		kin: low === "ong" ? "ông" : low === "ba" ? "bà" : low === "chi" ? "chị" : low,
		name: words.slice(1),
	};
}

/** Thị is a woman's middle name and Văn a man's; any other tells nothing sure. */
function sexOf(name: string[], kin: string | undefined, cell: string | undefined): RosterRow["sex"] {
	if (cell) return fold(cell).startsWith("nu") ? "female" : "male";
	const middle = name.slice(1, -1).map((word) => fold(word));
	if (middle.includes("thi")) return "female";
	return middle.includes("van") ? "male" : genderOf(kin);
}

const isFullName = (words: string[]): boolean => {
	const t = tokenize(words.map(proper).join(" "));
	const found = peopleIn(t, true)[0];
	return found?.start === 0 && found.next >= Math.min(t.length, 4) && t.length <= 6;
};

/** Longer lines are letters to somebody. */
const longestLine = 200;

/** One line of a list as a person; undefined where it is none. */
export function readLine(line: string): Omit<RosterRow, "position"> | undefined {
	if (line.length > longestLine) return undefined;
	const rest = new Rest(
		clean(line.replace(/\t/g, " | "))
			.replace(/^\s*[-*•+|]\s*(?!84)/, "")
			.trim(),
	);
	const numbered =
		/^(?:(?:sai|sửa|nhầm)[\s,]*)?(?:stt|số|so)?\s*(\d{1,3})(?!\d)\s*[.):|,;/-]*\s*(?:là\s+)?(?=[\p{L}|])/iu.exec(
			rest.text,
		);
	if (numbered) rest.text = rest.text.slice(numbered[0].length);
	rest.text = rest.text.replace(phoneLabel, " , ").replace(/\((?!\+)[^)\d]*\)/g, " , ");
	const sexCell = rest.take(/(?<=[,;|]\s*)(nữ|nam|nu)(?=\s*([,;|]|$))/iu)?.[1];
	const hamlet = rest.take(hamletAt);
	const year = yearIn(rest);
	const phone = rest.take(phoneAt)?.[0];
	const shortYear = year ?? rest.take(/(?<![\d.])(\d{2,4})(?![\d.])/)?.[1];
	const words = rest.text
		.replace(/[,;|:."'()/-]+/g, " ")
		.trim()
		.split(/\s+/)
		.filter(Boolean);
	const { kin, name } = kinBefore(words);
	const isNamed = name.length >= 2 && name.length <= 6 && name.every((word) => /^[\p{L}\p{M}]+$/u.test(word));
	const isTold = numbered !== null || shortYear !== undefined || phone !== undefined;
	if (!isNamed || heading.test(fold(rest.text)) || !(isTold || isFullName(name))) return undefined;
	const sex = sexOf(name, kin, sexCell);
	return {
		...(numbered ? { number: Number(numbered[1]) } : {}),
		name: properCase(name.join(" ")),
		...(sex ? { sex } : {}),
		...(shortYear !== undefined
			? { birthYear: typeof shortYear === "string" ? fullYear(shortYear) : shortYear }
			: {}),
		...(hamlet ? { hamlet: `${hamlet[1]!.toLowerCase()} ${properCase(hamlet[2]!)}` } : {}),
		...(phone ? { phone: phoneDigits(phone) } : {}),
	};
}

const ending =
	/^(da |vang |the la )*(het|xong|du|du het|the thoi|vay thoi|chi co the|chi co vay)( (roi|danh sach|day|thoi|nhe|a|chau|em|do|ca))*[.!]*$/;

/** `hết rồi cháu`: nothing more is to come. */
export const isEnd = (line: string): boolean => ending.test(fold(clean(line)).trim());

export interface ReadList {
	rows: RosterRow[];
	unread: Unread[];
	isEnded: boolean;
}

/** Reads what was pasted, in one message or several; a heading, a greeting and an empty line are passed over. */
export function readLines(texts: readonly string[]): ReadList {
	const list: ReadList = { rows: [], unread: [], isEnded: false };
	let position = 0;
	for (const line of texts.flatMap((text) => text.split("\n"))) {
		if (!/[\p{L}\d]/u.test(line)) continue;
		if (isEnd(line)) {
			list.isEnded = true;
			continue;
		}
		const row = readLine(line);
		if (!row && (!/\d/.test(line) || heading.test(fold(line)))) continue;
		position++;
		if (!row) list.unread.push({ position, text: line.trim() });
		else if (!resent(list.rows, row)) list.rows.push({ position, ...row });
	}
	return list;
}

/** The same number and name once more: the line was written again, and what is new in it counts. */
function resent(rows: RosterRow[], row: Omit<RosterRow, "position">): boolean {
	const at = rows.findIndex(
		(one) => one.number !== undefined && one.number === row.number && fold(one.name) === fold(row.name),
	);
	if (at < 0) return false;
	rows[at] = { ...rows[at]!, ...row };
	return true;
}

/** Marks may be missing in one of them; where both have them they must agree: Hòa is not Hoa. */
export function isSameName(one: string, other: string): boolean {
	if (fold(one).replace(/\s+/g, " ").trim() !== fold(other).replace(/\s+/g, " ").trim()) return false;
	const marks = (name: string) =>
		tokenize(clean(name))
			.map((token) => token.low)
			.join(" ");
	return (
		fold(one) === one.toLowerCase() || fold(other) === other.toLowerCase() || marks(one) === marks(other)
	);
}

/** Whether a year of birth can be a member's. @param thisYear of the day it is read */
export const isPlausibleYear = (year: number, thisYear: number): boolean =>
	thisYear - year >= youngest && thisYear - year <= oldest;

/**
 * What a list leaves in doubt, row by row: warnings to ask about, never a reason to refuse the others.
 * @param thisYear ages are reckoned by
 */
export function checkRows(rows: readonly RosterRow[], thisYear: number): Doubt[] {
	const doubts: Doubt[] = [];
	for (const [at, row] of rows.entries()) {
		const { position, number, birthYear, phone, name } = row;
		const before = rows.slice(0, at);
		const same = before.find((one) => one.birthYear === birthYear && isSameName(one.name, name));
		if (same) doubts.push({ position, field: "name", why: "same-person", other: same.position });
		const twice = number === undefined ? undefined : before.find((one) => one.number === number);
		if (twice) doubts.push({ position, field: "number", why: "twice", other: twice.position });
		if (birthYear !== undefined && !isPlausibleYear(birthYear, thisYear))
			doubts.push({ position, field: "birthYear", why: "implausible" });
		if (phone !== undefined && !isPhone(phone)) doubts.push({ position, field: "phone", why: "digits" });
	}
	return doubts;
}

/** `sai, số 54 là Bùi Thị Ngà` */
const retold = /^\s*((sai|sửa|nhầm)[\s,]*)?số\s+\d{1,3}\s+là\s+\p{Lu}/iu;

/**
 * Whether a message is (part of) a list rather than words about somebody.
 * @param least how many lines must look like a person
 * @param isAwaited a list was asked for: a number and a name are enough
 */
export function looksLikeList(text: string, least: number, isAwaited: boolean): boolean {
	if (!/\d/.test(text)) return false;
	const lines = text.split("\n").filter((line) => /[\p{L}\d]/u.test(line));
	const people = lines.filter((line) => {
		const row = readLine(line);
		if (!row) return false;
		const isTold = row.birthYear !== undefined || row.phone !== undefined;
		if (least === 1 && retold.test(line)) return row.number !== undefined;
		return isAwaited ? isTold || row.number !== undefined : isTold && (least > 1 || row.number !== undefined);
	});
	return people.length >= least && people.length * 2 >= lines.length;
}
