import { momentOf } from "../../src/platform/clock.ts";
import type { Tx } from "../../src/platform/database.ts";
import type { Sealing } from "../../src/platform/sealing.ts";
import type { Member } from "./members.ts";
import { insertRows } from "./rows.ts";

export interface PersonRow {
	id: number;
	fullName: string;
	birthYear: number;
	sex: string;
	hamlet: string | null;
	phone: string | null;
	calledAs: string | null;
}

export const insertPersons = (tx: Tx, sealing: Sealing, rows: readonly PersonRow[]): Promise<void> =>
	insertRows<PersonRow>(
		tx,
		"person",
		{
			id: ["int", (row) => row.id],
			full_name: ["text", (row) => row.fullName],
			birth_year: ["smallint", (row) => row.birthYear],
			sex: ["text", (row) => row.sex],
			hamlet: ["text", (row) => row.hamlet],
			phone: ["bytea", (row) => row.phone && sealing.seal(row.phone)],
			phone_print: ["text", (row) => row.phone && sealing.fingerprint(row.phone)],
			called_as: ["text", (row) => row.calledAs],
		},
		rows,
	);

type MembershipRow = Pick<Member, "id" | "clubId" | "number" | "joinedOn">;

export const insertMemberships = (tx: Tx, rows: readonly MembershipRow[]): Promise<void> =>
	insertRows<MembershipRow>(
		tx,
		"membership",
		{
			person_id: ["int", (row) => row.id],
			club_id: ["int", (row) => row.clubId],
			number: ["smallint", (row) => row.number],
			from_day: ["date", (row) => row.joinedOn],
		},
		rows,
	);

export interface GrantRow {
	personId: number;
	role: string;
	unitId: number;
	fromDay: string;
	toDay: string | null;
}

export const insertGrants = (tx: Tx, rows: readonly GrantRow[]): Promise<void> =>
	insertRows<GrantRow>(
		tx,
		"role_grant",
		{
			person_id: ["int", (row) => row.personId],
			role: ["text", (row) => row.role],
			unit_id: ["int", (row) => row.unitId],
			from_day: ["date", (row) => row.fromDay],
			to_day: ["date", (row) => row.toDay],
		},
		rows,
	);

export interface ConsentRow {
	personId: number;
	purpose: "membership" | "health";
	given: boolean;
	at: Date;
	chatId?: number;
}

/** The wording people of the demo said yes or no to. */
export const demoWording = "demo";

export const insertConsents = (tx: Tx, rows: readonly ConsentRow[]): Promise<void> =>
	insertRows<ConsentRow>(
		tx,
		"consent",
		{
			person_id: ["int", (row) => row.personId],
			purpose: ["text", (row) => row.purpose],
			given: ["boolean", (row) => row.given],
			wording: ["text", () => demoWording],
			at: ["timestamptz", (row) => row.at],
			chat_id: ["int", (row) => row.chatId ?? null],
		},
		rows,
	);

/**
 * Whoever has a phone was asked when she joined or a year ago: all agreed to membership, every sixth not to health,
 * and every fifteenth took her yes to health back a month ago.
 */
export function consentsOf(members: readonly Member[], askedOn: string, takenBackOn: string): ConsentRow[] {
	const rows: ConsentRow[] = [];
	const asked = members.filter((member) => member.phone !== null);
	for (const [place, { id: personId, joinedOn }] of asked.entries()) {
		const at = momentOf(joinedOn > askedOn ? joinedOn : askedOn, "19:30");
		rows.push({ personId, purpose: "membership", given: true, at });
		rows.push({ personId, purpose: "health", given: place % 6 !== 5, at });
		if (place % 15 === 8) {
			rows.push({ personId, purpose: "health", given: false, at: momentOf(takenBackOn, "18:10") });
		}
	}
	return rows;
}
