import type { Address } from "../conversation/speaker.ts";

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
