import { addDays } from "../../src/platform/clock.ts";
import { cast, officers, type Part, type Role } from "./cast.ts";
import { givenName, makeName, type Sex } from "./names.ts";
import { type Club, hamlets } from "./places.ts";
import type { Random } from "./random.ts";

/** A member before she has an id. */
export interface Member {
	id: number;
	clubId: number;
	number: number;
	fullName: string;
	birthYear: number;
	sex: Sex;
	hamlet: string;
	phone: string | null;
	calledAs: string | null;
	role: Role | null;
	joinedOn: string;
}

/** Real clubs are 60–70 % from 60 years on and 60–70 % women (docs/sources.md, Clubs); three of five have a phone. */
const shares = { older: 0.66, women: 0.65, phones: 0.6 };

const board: Role[] = ["chair", "vice-chair", "secretary", "accountant", "treasurer"];
const volunteers = 5;

/** Fictional numbers only: 0900 000 100 and up; those below belong to the cast. */
export type Phones = () => string;
export function makePhones(): Phones {
	let last = 99;
	return () => `0900000${String(++last).padStart(3, "0")}`;
}

/** As many trues as are still missing, in a random order. */
function flags(random: Random, places: number, trues: number): boolean[] {
	return random.shuffled(Array.from({ length: places }, (_, place) => place < trues));
}

interface Context {
	random: Random;
	club: Club;
	clubId: number;
	/** `YYYY-MM-DD` */
	today: string;
	foundedOn: string;
	/** Given names nobody but the cast of this club has. */
	taken: ReadonlySet<string>;
}

const fullNamesOfCast = new Set([...Object.values(cast).flat(), ...officers].map((each) => each.fullName));

/** Two of one name and year in one hamlet could be told apart by nobody. */
const sameAs = (a: Part, b: Part): boolean =>
	a.fullName === b.fullName && (a.birthYear === b.birthYear || a.hamlet === b.hamlet);

function extra(context: Context, number: number, sex: Sex, isOlder: boolean, others: Part[]): Part {
	const { random, today, taken } = context;
	const age = isOlder ? Math.min(random.int(60, 88), random.int(60, 88)) : random.int(24, 59);
	for (;;) {
		const made: Part = {
			number,
			fullName: makeName(random, { sex, isOlder, without: taken }),
			birthYear: Number(today.slice(0, 4)) - age,
			sex,
			hamlet: random.pick(hamlets),
			phone: null,
		};
		if (!fullNamesOfCast.has(made.fullName) && !others.some((other) => sameAs(other, made))) return made;
	}
}

/** The cast keeps its numbers; the others fill up the book to the shares above. */
function fillBook(context: Context): Part[] {
	const { random, club, today } = context;
	const parts = [...(cast[club.name] ?? [])];
	const isOlder = (part: Part) => Number(today.slice(0, 4)) - part.birthYear >= 60;
	const missing = club.size - parts.length;
	const olders = Math.round(club.size * shares.older) - parts.filter(isOlder).length;
	const women = Math.round(club.size * shares.women) - parts.filter((part) => part.sex === "female").length;
	const older = flags(random, missing, olders);
	const female = flags(random, missing, women);
	const numbers = Array.from({ length: club.size }, (_, place) => place + 1).filter(
		(number) => !parts.some((part) => part.number === number),
	);
	for (const [place, number] of numbers.entries()) {
		parts.push(extra(context, number, female[place] ? "female" : "male", older[place]!, parts));
	}
	return parts.sort((a, b) => a.number - b.number);
}

/** Every role of the board once and five volunteers, among those who have none yet and are not the cast. */
function handOutRoles(context: Context, parts: Part[]): void {
	const castNumbers = new Set((cast[context.club.name] ?? []).map((part) => part.number));
	const free = context.random.shuffled(parts.filter((part) => !castNumbers.has(part.number)));
	const held = (role: Role) => parts.filter((part) => part.role === role).length;
	for (const role of board) if (held(role) === 0) free.pop()!.role = role;
	while (held("volunteer") < volunteers) free.pop()!.role = "volunteer";
}

/** Whoever has a role can be called; of the others as many as make three in five. A couple may share one phone. */
function handOutPhones(context: Context, parts: Part[], phones: Phones): void {
	const castNumbers = new Set((cast[context.club.name] ?? []).map((part) => part.number));
	for (const part of parts) if (part.role && !part.phone) part.phone = phones();
	const without = context.random.shuffled(
		parts.filter((part) => !part.phone && !castNumbers.has(part.number)),
	);
	const missing = Math.round(parts.length * shares.phones) - parts.filter((part) => part.phone).length;
	const given = without.slice(0, Math.max(0, missing));
	for (const part of given) part.phone = phones();
	const [wife, husband] = given;
	if (wife && husband) husband.phone = wife.phone;
}

/** The members of a club by number; ids are given later. */
export function makeMembers(context: Context, phones: Phones): Member[] {
	const { random, clubId, foundedOn } = context;
	const parts = fillBook(context);
	handOutRoles(context, parts);
	handOutPhones(context, parts, phones);
	return parts.map((part) => ({
		...part,
		id: 0,
		clubId,
		calledAs: part.calledAs ?? null,
		role: part.role ?? null,
		// Numbers are given as people join: the first forty founded the club.
		joinedOn: part.number <= 40 ? foundedOn : addDays(foundedOn, random.int(20, 300)),
	}));
}

export const ownNames = (club: Club): Set<string> =>
	new Set(["Lan", ...(cast[club.name] ?? []).map((part) => givenName(part.fullName))]);
