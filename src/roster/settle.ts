import {
	checkRows,
	type Doubt,
	isPlausibleYear,
	isSameName,
	type ReadList,
	type RosterRow,
	readLine,
	type Unread,
} from "./lines.ts";
import { isPhone, phoneDigits } from "./phones.ts";

/** Everybody who has or ever had a number in the club's book, and who holds a role there without being a member. */
export interface Booked {
	personId: number;
	/** Empty for somebody who holds a role and has never been a member. */
	number: number | null;
	fullName: string;
	birthYear: number | null;
	isMember: boolean;
}

/** Two rows, or a row and a member, that may be one person. */
export interface Pair {
	id: string;
	row: RosterRow;
	/** The earlier row of the list, or who is in the book already. */
	other: RosterRow | Booked;
	isBooked: boolean;
}

/** What was answered about a pair: two people, or one written twice; with the words that stood beside the digit. */
export interface PairAnswer {
	pair: string;
	are: "two" | "one";
	words?: string;
}

/** What has to be typed anew, or left out with `bỏ`. */
export type Fix =
	| { kind: "phone" | "birthYear" | "number"; row: RosterRow; holder?: RosterRow | Booked }
	| { kind: "line"; unread: Unread };

export interface Settled {
	rows: RosterRow[];
	/** Rows of people who stand in the book already: nothing is written of them. */
	known: RosterRow[];
}

const isOf = (row: RosterRow, one: Booked) =>
	isSameName(row.name, one.fullName) &&
	(one.number !== null
		? row.number === one.number
		: row.birthYear === undefined || one.birthYear === null || row.birthYear === one.birthYear);

/** Whether the book has this very line: its number and name, or its name and year where the line has no number. */
export const isInBook = (row: RosterRow, book: readonly Booked[]): boolean =>
	book.some(
		(one) =>
			one.number !== null &&
			isSameName(row.name, one.fullName) &&
			(row.number === one.number ||
				(row.number === undefined && one.isMember && one.birthYear === (row.birthYear ?? null))),
	);

/** The person of a board who is no member yet and is meant by this row. */
export const boardPerson = (row: RosterRow, book: readonly Booked[]): number | undefined =>
	book.find((one) => one.number === null && isOf(row, one))?.personId;

/** Which of the rows may be one person, in the order of the list. */
export function pairsOf(rows: readonly RosterRow[], book: readonly Booked[], thisYear: number): Pair[] {
	const fresh = rows.filter((row) => !isInBook(row, book));
	const twins = checkRows(fresh, thisYear).filter(({ why }) => why === "same-person");
	const at = (position: number) => rows.find((row) => row.position === position)!;
	const within = twins.map(
		({ position, other }): Pair => ({
			id: `${other}:${position}`,
			row: at(position),
			other: at(other!),
			isBooked: false,
		}),
	);
	const beside = fresh.flatMap((row): Pair[] => {
		const other = book.find(
			(one) =>
				one.isMember && one.birthYear === (row.birthYear ?? null) && isSameName(one.fullName, row.name),
		);
		return other ? [{ id: `book:${row.position}`, row, other, isBooked: true }] : [];
	});
	return [...within, ...beside].sort((a, b) => a.row.position - b.row.position);
}

const hamletIn = /(?<!\p{L})(xóm|xom|thôn|thon|làng|bản|đội|tổ|khu|phố)\s+(\d{1,2}|\p{L}+)/giu;

/** `một bà xóm Đình một bà xóm Chợ`: the hamlets in the order said. */
export const hamletsIn = (words: string | undefined): string[] =>
	[...(words ?? "").matchAll(hamletIn)].map(
		([, word, name]) =>
			`${word!.toLowerCase().replace("xom", "xóm").replace("thon", "thôn")} ${name!.charAt(0).toUpperCase()}${name!.slice(1)}`,
	);

/** The list after what was answered about pairs. @returns who is left to be written, and who stands in the book */
export function settlePairs(
	list: ReadList,
	pairs: readonly Pair[],
	answers: readonly PairAnswer[],
	book: readonly Booked[],
): Settled {
	const rows = new Map(list.rows.map((row) => [row.position, { ...row }]));
	for (const { pair: id, are, words } of answers) {
		const pair = pairs.find((one) => one.id === id);
		if (!pair) continue;
		if (are === "one") rows.delete(pair.row.position);
		const places = hamletsIn(words);
		const first = pair.isBooked ? undefined : rows.get((pair.other as RosterRow).position);
		const second = rows.get(pair.row.position);
		const [one, two] = places;
		if (are === "two" && first && second && one && two) {
			first.hamlet = one;
			second.hamlet = two;
		} else if (are === "two" && second && places.length === 1) second.hamlet = one!;
	}
	const left = [...rows.values()];
	return {
		rows: left.filter((row) => !isInBook(row, book)),
		known: left.filter((row) => isInBook(row, book)),
	};
}

function fixOf(doubt: Doubt, rows: readonly RosterRow[]): Fix[] {
	const row = rows.find((one) => one.position === doubt.position)!;
	if (doubt.field === "name") return [];
	if (doubt.field !== "number") return [{ kind: doubt.field, row }];
	return [{ kind: "number", row, holder: rows.find((one) => one.position === doubt.other)! }];
}

/** What has to be typed anew, in the order of the list. */
export function fixesOf(
	rows: readonly RosterRow[],
	unread: readonly Unread[],
	book: readonly Booked[],
	thisYear: number,
): Fix[] {
	const taken = rows.flatMap((row): Fix[] => {
		const holder = row.number === undefined ? undefined : book.find((one) => one.number === row.number);
		return holder ? [{ kind: "number", row, holder }] : [];
	});
	const fixes = [
		...taken,
		...checkRows(rows, thisYear).flatMap((doubt) => fixOf(doubt, rows)),
		...unread.map((one): Fix => ({ kind: "line", unread: one })),
	];
	const place = (fix: Fix) => (fix.kind === "line" ? fix.unread.position : fix.row.position);
	return fixes.sort((a, b) => place(a) - place(b));
}

const skips =
	/^(bỏ|bo|bỏ qua|bo qua|không có|khong co|không|khong|ko)( (ạ|a|cháu|chau|em|đi|di|số đó|so do))*[.!]*$/i;
export const isSkip = (words: string): boolean => skips.test(words.trim());

const digitsOf = (words: string) => words.replace(/\D/g, "");

/** Puts a typed answer in the place of what was in doubt. @returns undefined where it is no answer to that */
function applied(
	fix: Fix,
	words: string,
	rows: readonly RosterRow[],
	thisYear: number,
): RosterRow[] | undefined {
	if (fix.kind === "line") {
		if (isSkip(words)) return [...rows];
		const row = readLine(words);
		return (
			row && [...rows, { position: fix.unread.position, ...row }].sort((a, b) => a.position - b.position)
		);
	}
	const whole = readLine(words);
	const changed: RosterRow = { ...fix.row, ...(whole && isSameName(whole.name, fix.row.name) ? whole : {}) };
	if (isSkip(words)) delete changed[fix.kind];
	else if (!whole) {
		const digits = digitsOf(words);
		if (digits === "") return undefined;
		if (fix.kind === "phone") changed.phone = phoneDigits(words);
		else if (fix.kind === "number") changed.number = Number(digits.slice(0, 3));
		else changed.birthYear = digits.length === 2 ? 1900 + Number(digits) : Number(digits.slice(0, 4));
	}
	const isGood =
		fix.kind === "phone"
			? changed.phone === undefined || isPhone(changed.phone)
			: fix.kind !== "birthYear" ||
				changed.birthYear === undefined ||
				isPlausibleYear(changed.birthYear, thisYear);
	// A number that is wrong again is named as it was typed last, so that she sees what arrived.
	return isGood || fix.kind === "phone" ? rows.map((row) => (row === fix.row ? changed : row)) : undefined;
}

/**
 * Lays typed answers on what was in doubt, in the order both came.
 * @returns the rows as they stand then, and what is still open
 */
export function settleFixes(
	{ rows, unread }: { rows: readonly RosterRow[]; unread: readonly Unread[] },
	answers: readonly string[],
	book: readonly Booked[],
	thisYear: number,
): { rows: RosterRow[]; open: Fix[] } {
	let now = [...rows];
	let lines = [...unread];
	for (const words of answers) {
		const [fix] = fixesOf(now, lines, book, thisYear);
		if (!fix) break;
		const next = applied(fix, words, now, thisYear);
		if (!next) continue;
		now = next;
		if (fix.kind === "line") lines = lines.filter((one) => one !== fix.unread);
	}
	return { rows: now, open: fixesOf(now, lines, book, thisYear) };
}

/** A line written again: it takes the place of the row with its number, whose other details stay, or comes behind all. */
export function withLine(rows: RosterRow[], text: string): RosterRow[] {
	const line = readLine(text);
	if (!line) return rows;
	const place = rows.findIndex((row) => line.number !== undefined && row.number === line.number);
	const position = Math.max(0, ...rows.map((row) => row.position)) + 1;
	return place < 0 ? [...rows, { position, ...line }] : rows.with(place, { ...rows[place]!, ...line });
}

/** Gives a number to each row without one: above all that were ever used, in the order of the list. */
export function numbered(
	rows: readonly RosterRow[],
	book: readonly Booked[],
): (RosterRow & { number: number })[] {
	let highest = Math.max(0, ...book.map((one) => one.number ?? 0), ...rows.map((row) => row.number ?? 0));
	return rows.map((row) => ({ ...row, number: row.number ?? ++highest }));
}
