import type { Offer } from "../conversation/dialogue.ts";
import { type Say, say } from "../conversation/say.ts";
import { called } from "../people/index.ts";
import type { RosterRow } from "./lines.ts";
import { missingDigits } from "./phones.ts";
import type { Booked, Fix, Pair } from "./settle.ts";

/** How a row is named: by its number in the book, else by its place in what was pasted. */
const placeOf = (row: RosterRow): Say =>
	row.number === undefined
		? say("roster.line", { position: row.position })
		: say("roster.number", { number: row.number });

const calledOf = (row: RosterRow, thisYear: number): string =>
	called(
		{ fullName: row.name, birthYear: row.birthYear ?? null, sex: row.sex ?? null, calledAs: null },
		thisYear,
	);

const nameOf = (one: RosterRow | Booked): string => ("fullName" in one ? one.fullName : one.name);

/** Are these two people, or one written twice? */
export function pairQuestion({ row, other, isBooked }: Pair): Say {
	const values = { second: placeOf(row), name: row.name, year: row.birthYear ?? "" };
	if (isBooked) {
		const { number } = other as Booked;
		return say("roster.same-as-member", { ...values, first: say("roster.number", { number }) });
	}
	const first = placeOf(other as RosterRow);
	return say(row.birthYear === undefined ? "roster.same-name" : "roster.same", { ...values, first });
}

export const pairOffers = ({
	id,
	isBooked,
}: Pair): { label: Offer["label"]; raw: { pair: string; are: string } }[] => [
	{ label: say(isBooked ? "roster.another" : "roster.two-people"), raw: { pair: id, are: "two" } },
	{ label: say(isBooked ? "roster.same-person" : "roster.written-twice"), raw: { pair: id, are: "one" } },
];

function phoneQuestion(row: RosterRow, values: Record<string, unknown>): Say {
	const missing = missingDigits(row.phone ?? "");
	if (missing === 0) return say("roster.phone-wrong", { ...values, phone: row.phone });
	return say(missing > 0 ? "roster.phone-short" : "roster.phone-long", {
		...values,
		count: Math.abs(missing),
	});
}

/** What is to be typed anew, or left out. */
export function fixQuestion(fix: Fix, thisYear: number): Say {
	if (fix.kind === "line") return say("roster.unread", { text: fix.unread.text.slice(0, 60) });
	const { row, holder } = fix;
	const values = { place: placeOf(row), person: calledOf(row, thisYear) };
	if (fix.kind === "phone") return phoneQuestion(row, values);
	if (fix.kind === "birthYear") return say("roster.year-odd", { ...values, year: row.birthYear });
	const isMember = holder && "isMember" in holder;
	const key = !isMember
		? "roster.number-twice"
		: holder.isMember
			? "roster.number-taken"
			: "roster.number-was";
	return say(key, { number: row.number, holder: nameOf(holder!), name: row.name });
}

const bornOf = ({ name, birthYear }: RosterRow): Say | string =>
	birthYear === undefined ? name : say("roster.born", { name, year: birthYear });

const elderly = 60;

/** How many there are of what a club reports: from 60 years on, women, with a phone (domain §1.7). */
function countsOf(rows: readonly RosterRow[], thisYear: number) {
	const many = (test: (row: RosterRow) => boolean) => rows.filter(test).length;
	return {
		count: rows.length,
		elders: many((row) => row.birthYear !== undefined && thisYear - row.birthYear >= elderly),
		women: many((row) => row.sex === "female"),
		phones: many((row) => row.phone !== undefined),
	};
}

/** What will be written, in counts: nobody reads fifty lines back. */
export function pasteReadBack(
	{
		rows,
		known,
		total,
		last,
	}: { rows: readonly RosterRow[]; known: readonly RosterRow[]; total: number; last: RosterRow | undefined },
	thisYear: number,
): Say {
	const values = countsOf(rows, thisYear);
	const counted =
		known.length > 0
			? say("roster.counts-new", { ...values, known: known.length })
			: total === 0
				? say("roster.counts-plain", values)
				: total === values.count
					? say("roster.counts", values)
					: say("roster.counts-of", { ...values, total });
	const readBack = say("roster.read-back", { counted });
	return last
		? say("roster.again", { place: placeOf(last), who: bornOf(last), counted: readBack })
		: readBack;
}
