import { type Say, say } from "../../conversation/say.ts";
import { fold } from "../../language/index.ts";
import { isPlausibleYear } from "../lines.ts";
import { isPhone } from "../phones.ts";
import type { Column } from "./columns.ts";

/** What a cell holds: text from a CSV, also a number or a date (midnight UTC) from a workbook. */
export type Cell = string | number | boolean | Date | null | undefined;

export interface Fault {
	/** As the sheet counts them: the first line is 1. */
	row: number;
	column: Column | null;
	why: Say;
}

/** One member as a row tells of her; what the row does not tell is undefined. */
export interface SheetRow {
	row: number;
	province: string;
	commune: string;
	club: string;
	clubCode: string;
	number: number;
	fullName: string;
	birthYear: number | undefined;
	sex: "male" | "female" | undefined;
	hamlet: string | undefined;
	phone: string | undefined;
	roles: string[];
}

type Read<T> = { value: T } | { why: Say };

/** The book's numbers fit in four digits; a running number over a whole province is none of them. */
const highestNumber = 9_999;
const longestName = 80;

/** One space between words, one way of writing each letter. */
export const tidy = (cell: Cell): string =>
	String(cell instanceof Date ? cell.toISOString().slice(0, 10) : (cell ?? ""))
		.normalize("NFC")
		.replace(/[\s\u200b\ufeff]+/g, " ")
		.trim();

const properWords = (words: string): string =>
	words.toLowerCase().replace(/(^|[\s'-])\p{L}/gu, (start) => start.toUpperCase());

/** A name typed all in capitals or all in small letters is written as names are. */
export function readName(cell: Cell): Read<string> {
	const typed = tidy(cell);
	if (typed === "") return { why: say("sheet.empty") };
	if (!/^[\p{L}\p{M} .'’-]+$/u.test(typed)) return { why: say("sheet.name-signs") };
	if (typed.length > longestName) return { why: say("sheet.too-long", { most: longestName }) };
	const isPlain = typed === typed.toUpperCase() || typed === typed.toLowerCase();
	return { value: isPlain ? properWords(typed) : typed };
}

export function readNumber(cell: Cell): Read<number> {
	const typed = tidy(cell);
	if (typed === "") return { why: say("sheet.empty") };
	const value = /^\d+$/.test(typed) ? Number(typed) : 0;
	return value >= 1 && value <= highestNumber
		? { value }
		: { why: say("sheet.number", { most: highestNumber }) };
}

/** A year, or a day with its year: `1952`, `20/10/1952`, `1952-10-20`. Two digits could be either century's. */
export function readYear(cell: Cell, today: string): Read<number | undefined> {
	const typed = tidy(cell);
	if (typed === "") return { value: undefined };
	const year = /^(\d{4})$|^\d{1,2}[/.-]\d{1,2}[/.-](\d{4})$|^\d{1,2}[/.-](\d{4})$|^(\d{4})-\d{1,2}-\d{1,2}$/
		.exec(typed)
		?.slice(1)
		.find(Boolean);
	if (!year) return { why: say("sheet.year-shape") };
	const value = Number(year);
	const isPlausible = isPlausibleYear(value, Number(today.slice(0, 4)));
	return isPlausible ? { value } : { why: say("sheet.year-implausible", { year: value }) };
}

const sexes: Record<string, "male" | "female"> = {
	nam: "male",
	male: "male",
	m: "male",
	ong: "male",
	nu: "female",
	female: "female",
	f: "female",
	ba: "female",
};

export function readSex(cell: Cell): Read<"male" | "female" | undefined> {
	const typed = tidy(cell);
	if (typed === "") return { value: undefined };
	const value = sexes[fold(typed)];
	return value ? { value } : { why: say("sheet.sex") };
}

/** A phone as it is kept: digits only, beginning with 0. A number in a workbook has lost that 0; a text may lack any. */
export function readPhone(cell: Cell): Read<string | undefined> {
	const typed = tidy(cell);
	if (typed === "") return { value: undefined };
	if (/[^\d+\s().-]/.test(typed)) return { why: say("sheet.phone-signs") };
	let digits = typed.replace(/\D/g, "");
	if (/^\+?84\d{9,10}$/.test(typed.replace(/[\s().-]/g, ""))) digits = `0${digits.slice(2)}`;
	else if (typeof cell === "number" && /^[35789]\d{8}$/.test(digits)) digits = `0${digits}`;
	if (isPhone(digits)) return { value: digits };
	return digits.length === 10 || digits.length === 0
		? { why: say("sheet.phone-start") }
		: { why: say("sheet.phone-digits", { count: digits.length }) };
}

const roleWords: Record<string, string | null> = {
	"chu nhiem": "chair",
	cn: "chair",
	chair: "chair",
	"pho chu nhiem": "vice-chair",
	pcn: "vice-chair",
	"vice chair": "vice-chair",
	"thu ky": "secretary",
	"thu ki": "secretary",
	tk: "secretary",
	secretary: "secretary",
	"ke toan": "accountant",
	kt: "accountant",
	accountant: "accountant",
	"thu quy": "treasurer",
	tq: "treasurer",
	treasurer: "treasurer",
	"tinh nguyen vien": "volunteer",
	tnv: "volunteer",
	volunteer: "volunteer",
	"thanh vien": null,
	"hoi vien": null,
	member: null,
};

/** One or several, with a comma, a plus or `kiêm` between them; `thành viên` is none. */
export function readRoles(cell: Cell): Read<string[]> {
	const typed = tidy(cell);
	const parts = fold(typed)
		.split(/[,;+/&]|\s(?:va|kiem)\s/)
		.map((part) =>
			part
				.replace(/[-.\s]+/g, " ")
				.replace(/ (clb|cau lac bo)$/, "")
				.trim(),
		)
		.filter(Boolean);
	if (parts.some((part) => !Object.hasOwn(roleWords, part))) return { why: say("sheet.role") };
	return { value: [...new Set(parts.flatMap((part) => roleWords[part] ?? []))] };
}

const readPlace = (cell: Cell): Read<string> => {
	const value = tidy(cell);
	return value.length > longestName ? { why: say("sheet.too-long", { most: longestName }) } : { value };
};

/** Everything that is wrong with a row by itself is told at once; only without any fault is there a row. */
export function readRow(
	row: number,
	cellOf: (column: Column) => Cell,
	today: string,
): { read: SheetRow } | { faults: Fault[] } {
	const faults: Fault[] = [];
	const take = <T>(column: Column, how: (cell: Cell, today: string) => Read<T>): T => {
		const read = how(cellOf(column), today);
		if ("value" in read) return read.value;
		faults.push({ row, column, why: read.why });
		return undefined as T;
	};
	const read: SheetRow = {
		row,
		province: take("province", readPlace),
		commune: take("commune", readPlace),
		club: take("club", readPlace),
		clubCode: take("clubCode", readPlace),
		number: take("number", readNumber),
		fullName: take("fullName", readName),
		birthYear: take("birthYear", readYear),
		sex: take("sex", readSex),
		hamlet: take("hamlet", readPlace) || undefined,
		phone: take("phone", readPhone),
		roles: take("role", readRoles),
	};
	return faults.length > 0 ? { faults } : { read };
}
