import { type Say, say } from "../../conversation/say.ts";
import { fold } from "../../language/index.ts";
import { isSameName } from "../lines.ts";
import type { Column } from "./columns.ts";
import type { Place } from "./places.ts";
import type { SheetRow } from "./rules.ts";
import type { Known } from "./store.ts";

/** A good row with its club. */
export interface Placed {
	row: SheetRow;
	club: Place;
	/** Keyed fingerprint of the phone. */
	print: string | null;
}

/** What is to be done for a row. */
export interface Step extends Placed {
	/** Whose line this is; undefined for a new person. */
	known: Known | undefined;
	isNewMember: boolean;
	/** Whether anything of the person differs. */
	isUpdated: boolean;
	newRoles: string[];
}

/** Held by one at a time: a second is a slip, or a handover, which the roles' own dialogue makes. */
export const singleRoles = ["chair", "secretary", "accountant", "treasurer"];

type Outcome = { step: Step } | { column: Column; why: Say };

/** What the database says of the clubs and people of a batch, brought up to date row by row. */
export class Situation {
	private readonly mayGiveRoles: boolean;
	private byNumber = new Map<string, Known>();
	private board = new Map<number, Known[]>();
	private byPhone = new Map<string, { fullName: string; birthYear: number | null; club: Place | number }[]>();
	private holders = new Map<Place | number, Map<string, Known | SheetRow | number>>();

	constructor(
		known: readonly Known[],
		phones: readonly { fullName: string; birthYear: number | null; phonePrint: string; clubId: number }[],
		holders: readonly { clubId: number; role: string; personId: number }[],
		mayGiveRoles: boolean,
	) {
		this.mayGiveRoles = mayGiveRoles;
		for (const one of known) {
			if (one.number !== null) this.byNumber.set(`${one.clubId}/${one.number}`, one);
			else this.board.set(one.clubId, [...(this.board.get(one.clubId) ?? []), one]);
		}
		for (const one of phones) this.addPhone(one.phonePrint, { ...one, club: one.clubId });
		for (const one of holders) this.rolesOf(one.clubId).set(one.role, one.personId);
	}

	private addPhone(print: string, one: { fullName: string; birthYear: number | null; club: Place | number }) {
		this.byPhone.set(print, [...(this.byPhone.get(print) ?? []), one]);
	}

	private rolesOf(club: Place | number): Map<string, Known | SheetRow | number> {
		const held = this.holders.get(club) ?? new Map<string, Known | SheetRow | number>();
		this.holders.set(club, held);
		return held;
	}

	/** Number and name say who it is; whatever else differs is brought up to date. */
	planFor(placed: Placed): Outcome {
		const { row, club, print } = placed;
		const key = club.id ?? club;
		const known = club.id === undefined ? undefined : this.byNumber.get(`${club.id}/${row.number}`);
		if (known && !known.isMember) return { column: "number", why: say("sheet.number-gone") };
		if (known && !isSpelledAlike(known.fullName, row.fullName))
			return { column: "number", why: say("sheet.number-other") };
		const person = known ?? this.onBoard(placed);
		const double = person ? undefined : this.doubleOf(placed, key);
		if (double) return { column: "fullName", why: double };
		const newRoles = row.roles.filter((role) => !person?.roles.includes(role));
		const refused = this.refusedRole(newRoles, key);
		if (refused) return { column: "role", why: refused };
		for (const role of newRoles) this.rolesOf(key).set(role, row);
		const birthYear = row.birthYear ?? null;
		if (print && !known) this.addPhone(print, { fullName: row.fullName, birthYear, club: key });
		const isUpdated = person !== undefined && differs(placed, person);
		return { step: { ...placed, known: person, isNewMember: !known, isUpdated, newRoles } };
	}

	/** Somebody of the board who was never written into the book. */
	private onBoard({ row, club }: Placed): Known | undefined {
		const alike = (club.id === undefined ? [] : (this.board.get(club.id) ?? [])).filter(
			(one) =>
				isSameName(one.fullName, row.fullName) &&
				(!one.birthYear || !row.birthYear || one.birthYear === row.birthYear),
		);
		if (alike.length !== 1) return undefined;
		this.board.set(
			club.id!,
			this.board.get(club.id!)!.filter((one) => one !== alike[0]),
		);
		return alike[0];
	}

	/** Phones are shared and names are common; both with the year of birth are one person. */
	private doubleOf({ row, print }: Placed, club: Place | number): Say | undefined {
		const same = (print ? (this.byPhone.get(print) ?? []) : []).find(
			(one) => isSameName(one.fullName, row.fullName) && one.birthYear === (row.birthYear ?? null),
		);
		if (!same) return undefined;
		return same.club === club ? say("sheet.member-twice") : say("sheet.member-elsewhere");
	}

	private refusedRole(newRoles: readonly string[], club: Place | number): Say | undefined {
		if (newRoles.length > 0 && !this.mayGiveRoles) return say("sheet.role-not-yours");
		const isTaken = newRoles.some((role) => singleRoles.includes(role) && this.rolesOf(club).has(role));
		return isTaken ? say("sheet.role-taken") : undefined;
	}
}

const isSpelledAlike = (one: string, other: string): boolean => bareName(one) === bareName(other);
const bareName = (name: string): string => fold(name).replace(/\s+/g, " ").trim();

/** A sheet typed without marks takes none away, and an empty cell nothing at all. */
export function marked(typed: string | undefined, known: string | null | undefined): string | null {
	if (typed === undefined) return known ?? null;
	const isBare = fold(typed) === typed.toLowerCase();
	return known && isBare && bareName(typed) === bareName(known) ? known : typed;
}

const differs = ({ row, print }: Placed, known: Known): boolean =>
	marked(row.fullName, known.fullName) !== known.fullName ||
	(row.birthYear ?? known.birthYear) !== known.birthYear ||
	(row.sex ?? known.sex) !== known.sex ||
	marked(row.hamlet, known.hamlet) !== known.hamlet ||
	(print ?? known.phonePrint) !== known.phonePrint;
