import { type Reader, sql } from "../platform/database.ts";
import { called, givenName } from "./address.ts";

/** A member as a board's list shows her: number of the paper book, name, year, hamlet. */
export interface Member {
	id: string;
	personId: number;
	fullName: string;
	called: string;
	birthYear?: number;
	hamlet?: string;
	number: number;
}

interface Row {
	personId: number;
	fullName: string;
	birthYear: number | null;
	sex: string | null;
	calledAs: string | null;
	hamlet: string | null;
	number: number;
}

/** The members of a club today, in the order of its book. */
export async function rosterOf(read: Reader, clubId: number, today: string): Promise<Member[]> {
	const rows = await read.rows<Row>(sql`
		SELECT p.id AS "personId", p.full_name AS "fullName", p.birth_year AS "birthYear", p.sex, p.called_as AS "calledAs",
			p.hamlet, m.number
		FROM membership m JOIN person p ON p.id = m.person_id AND p.died_on IS NULL
		WHERE m.club_id = ${clubId} AND m.from_day <= ${today} AND (m.to_day IS NULL OR m.to_day >= ${today})
		ORDER BY m.number`);
	const thisYear = Number(today.slice(0, 4));
	return rows.map(({ personId, fullName, number, birthYear, hamlet, ...rest }) => ({
		id: String(personId),
		personId,
		fullName,
		called: called({ ...rest, fullName, birthYear }, thisYear),
		number,
		birthYear: birthYear ?? undefined,
		hamlet: hamlet ?? undefined,
	}));
}

/** How one of several is told from the others: name, hamlet, number in the book. */
export const toldApart = (member: Member): { who: string; hamlet: string; number: number } => ({
	who: member.called,
	hamlet: member.hamlet ?? String(member.birthYear ?? ""),
	number: member.number,
});

/** A name as one writes it: `lan` is Lan. */
export const properName = (words: string): string =>
	words.replace(/(^|\s)\p{Ll}/gu, (letter) => letter.toUpperCase());

/** Several whom one name means, as a question speaks of them: `hai bà Lan`, or `hai người tên Lan` where they differ. */
export function alike(people: readonly Member[], typed: string) {
	const names = new Set(people.map((one) => one.called));
	const given = new Set(people.map((one) => givenName(one.fullName)));
	const [called] = names;
	const count = people.length;
	if (names.size === 1 && called) return { isOne: true, count, name: called, title: called.split(" ")[0]! };
	return { isOne: false, count, name: given.size === 1 ? [...given][0]! : properName(typed), title: "" };
}
