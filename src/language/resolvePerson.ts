import { distance } from "fastest-levenshtein";
import { fold } from "./fold.ts";
import { kinWord, stripKin } from "./names.ts";
import { clean, tokenize } from "./tokens.ts";

/** Somebody a name may mean. `number` is the member's number in the club's list. */
export interface RosterPerson {
	id: string;
	fullName: string;
	birthYear?: number | undefined;
	hamlet?: string | undefined;
	number?: number | undefined;
}

export type Resolved<P extends RosterPerson = RosterPerson> =
	| { kind: "one"; person: P }
	| { kind: "several"; people: P[] }
	| { kind: "none"; nearest: P[] };

const placeWords = new Set(["xom", "thon", "xa", "pho", "to", "ban", "lang", "khu", "doi", "o"]);
/** After these the rest tells who it is by somebody else: `con ông Hợi`. */
const relation = new Set(["con", "vo", "chong", "me", "bo", "ba_noi", "nha", "dau", "re"]);

interface Asked {
	name: string[];
	marked: string;
	hints: string[];
	year?: number | undefined;
	number?: number | undefined;
}

function asked(words: string): Asked {
	const t = tokenize(clean(words)).filter((token) => token.kind !== "mark" && token.kind !== "line");
	let at = 0;
	while (at < t.length - 1 && kinWord(t[at])) at++;
	const only = t.length === 1 || (t.length === 2 && t[0]?.bare === "so") ? t.at(-1) : undefined;
	if (only?.kind === "number" && /^\d{1,3}$/.test(only.raw))
		return { name: [], marked: "", hints: [], number: Number(only.raw) };
	const name: typeof t = [];
	while (
		at < t.length &&
		t[at]?.kind === "word" &&
		!(name.length > 0 && (placeWords.has(t[at]?.bare ?? "") || relation.has(t[at]?.bare ?? "")))
	)
		name.push(t[at++] as (typeof t)[number]);
	const rest = t.slice(at);
	const year = rest.find((token) => /^(19|20)\d\d$/.test(token.raw));
	const hints = rest.some((token) => relation.has(token.bare))
		? []
		: rest
				.filter((token) => token !== year && !["sinh", "nam", "sn", "so"].includes(token.bare))
				.map((token) => token.bare);
	return {
		name: name.map((token) => token.bare),
		marked: name.map((token) => token.low).join(" "),
		hints,
		year: year ? Number(year.raw) : undefined,
	};
}

/** Given names stand last: `Lan`, `Thị Lan` and `Nguyễn Thị Lan` all end Nguyễn Thị Lan; `Nguyễn Lan` leaves the middle out. */
function fits(name: readonly string[], full: readonly string[]): boolean {
	if (name.length === 0 || name.length > full.length) return false;
	if (name.every((word, i) => full[full.length - name.length + i] === word)) return true;
	return (
		name.length > 1 &&
		name.at(-1) === full.at(-1) &&
		name[0] === full[0] &&
		name.every((word) => full.includes(word))
	);
}

const marksOf = (text: string): string => text.normalize("NFC").toLowerCase();

function narrowed<P extends RosterPerson>(people: readonly P[], ask: Asked): P[] {
	let left = [...people];
	const keep = (test: (person: P) => boolean) => {
		const kept = left.filter(test);
		if (kept.length > 0) left = kept;
	};
	if (ask.year !== undefined) keep((person) => person.birthYear === ask.year);
	if (ask.hints.length > 0)
		keep((person) => {
			const place = fold(person.hamlet ?? "").split(/[^a-z0-9]+/);
			return ask.hints.every((hint) => place.includes(hint));
		});
	return left;
}

/**
 * Who is meant, by name with or without diacritics, by number in the list, narrowed by a hamlet or year of birth.
 * Two that fit are always handed back as two: a wrong bà Lan with another's debt is worse than a question.
 * A near miss (`Lanh` for Lành's list) is only ever a suggestion.
 */
export function resolvePerson<P extends RosterPerson>(words: string, roster: readonly P[]): Resolved<P> {
	const ask = asked(words);
	if (ask.number !== undefined) {
		const byNumber = roster.filter((person) => person.number === ask.number);
		return settle(byNumber, []);
	}
	const folded = roster.map((person) => ({
		person,
		// As the asked name is read: Tý is `ti` there, and would never be found as `ty`.
		full: tokenize(clean(person.fullName)).map((token) => token.bare),
	}));
	let fitting = folded.filter(({ full }) => fits(ask.name, full)).map(({ person }) => person);
	if (ask.marked !== ask.name.join(" ")) {
		const exact = fitting.filter((person) => marksFit(ask.marked, person.fullName));
		if (exact.length === 0 && fitting.length > 0) return { kind: "several", people: narrowed(fitting, ask) };
		fitting = exact;
	}
	const conflicting =
		ask.year !== undefined &&
		fitting.length > 0 &&
		fitting.every((person) => person.birthYear !== undefined && person.birthYear !== ask.year);
	if (conflicting) return { kind: "several", people: fitting };
	if (fitting.length === 0) return { kind: "none", nearest: nearest(ask, folded) };
	return settle(narrowed(fitting, ask), []);
}

/** `Hoa` typed with marks is not Hòa: the marks that stand must agree, as tone placement allows. */
function marksFit(marked: string, fullName: string): boolean {
	const name = tokenize(marked).map((token) => token.low);
	const full = tokenize(clean(fullName)).map((token) => token.low);
	return name.every((word) =>
		full.some(
			(each) => each === word || (fold(word) === word && fold(each) === word) || marksOf(each) === word,
		),
	);
}

const settle = <P extends RosterPerson>(people: P[], near: P[]): Resolved<P> =>
	people.length === 1 && people[0]
		? { kind: "one", person: people[0] }
		: people.length > 1
			? { kind: "several", people }
			: { kind: "none", nearest: near };

function nearest<P extends RosterPerson>(ask: Asked, folded: readonly { person: P; full: string[] }[]): P[] {
	const given = ask.name.at(-1) ?? "";
	const whole = ask.name.join(" ");
	if (!given) return [];
	return folded
		.map(({ person, full }) => ({
			person,
			far:
				ask.name.length > 1
					? Math.min(distance(whole, full.join(" ")), distance(given, full.at(-1) ?? "") + 1)
					: distance(given, full.at(-1) ?? ""),
		}))
		.filter(({ far }) => far <= (given.length > 3 || ask.name.length > 1 ? 2 : 1))
		.sort((a, b) => a.far - b.far)
		.slice(0, 5)
		.map(({ person }) => person);
}

export { stripKin };
