import type { Context, Read, Slot } from "../conversation/dialogue.ts";
import { type Say, say } from "../conversation/say.ts";
import type { RoleHeld, Speaker } from "../conversation/speaker.ts";
import { spokenFor } from "../conversation/who.ts";
import { called, type Member, memberMeant, rosterOf } from "../people/index.ts";
import { type Reader, sql } from "../platform/database.ts";

/** A member with her club; `isChosen` where she was picked by number and not by a name alone. */
export interface Known extends Member {
	clubId: number;
	isChosen: boolean;
	/** Where it is known that she died. */
	diedOn?: string;
}

const recorders = ["chair", "vice-chair", "secretary", "volunteer"];
const leaders = ["chair", "secretary"];

/** The club whose people this speaker may write of. */
export const recordsFor = (speaker: Speaker): RoleHeld | undefined =>
	speaker.roles.find((held) => held.level === "club" && recorders.includes(held.role));

/** The club that this speaker leads: its secretary or its chair. */
export const leads = (speaker: Speaker): RoleHeld | undefined =>
	speaker.roles.find((held) => held.level === "club" && leaders.includes(held.role));

/** Who is written down as having said it: the one in whose role it was said, else whose phone it is. */
export const actorOf = (speaker: Speaker): number =>
	(
		recordsFor(speaker) ??
		speaker.roles[0] ??
		speaker.persons.find((one) => one.relation === "self") ??
		speaker.persons[0]
	)?.personId ?? 0;

interface Row {
	personId: number;
	fullName: string;
	birthYear: number | null;
	sex: string | null;
	calledAs: string | null;
	hamlet: string | null;
	number: number;
	clubId: number;
}

/** A member by her id, dead or alive, under the number she has or last had. */
export async function personById(read: Reader, personId: number, today: string): Promise<Known | undefined> {
	const [row] = await read.rows<Row>(sql`
		SELECT p.id AS "personId", p.full_name AS "fullName", p.birth_year AS "birthYear", p.sex, p.called_as AS "calledAs",
			p.hamlet, m.number, m.club_id AS "clubId"
		FROM person p JOIN membership m ON m.person_id = p.id
		WHERE p.id = ${personId} ORDER BY m.to_day DESC NULLS FIRST, m.id DESC LIMIT 1`);
	if (!row) return undefined;
	return {
		id: String(row.personId),
		personId: row.personId,
		fullName: row.fullName,
		called: called(row, Number(today.slice(0, 4))),
		birthYear: row.birthYear ?? undefined,
		hamlet: row.hamlet ?? undefined,
		number: row.number,
		clubId: row.clubId,
		isChosen: false,
	};
}

/** Those of a club whose death has been told, as its book has them. */
export async function deadOf(read: Reader, clubId: number, today: string): Promise<Known[]> {
	const rows = await read.rows<{ id: number; diedOn: string }>(sql`
		SELECT DISTINCT p.id, p.died_on AS "diedOn" FROM person p JOIN membership m ON m.person_id = p.id
		WHERE m.club_id = ${clubId} AND p.died_on IS NOT NULL ORDER BY p.id`);
	const people = await Promise.all(
		rows.map(async ({ id, diedOn }) => {
			const person = await personById(read, id, today);
			return person ? [{ ...person, isChosen: true, diedOn }] : [];
		}),
	);
	return people.flat();
}

/** `bà` of `bà Hoa`: how she is spoken of once she was named. */
export const titleIn = ({ called }: Pick<Known, "called">): string => called.split(" ")[0]!;

interface Scope {
	question: Say;
	/** The club whose roster is searched, where the speaker has one. */
	club(speaker: Speaker): RoleHeld | undefined;
	/** Those of the phone that may be meant without a role; nobody where it is left out. */
	own?(speaker: Speaker): Speaker["persons"];
	/** Where nobody was named the speaker means herself. */
	isSelfMeant?: true;
}

function inRoster(words: string, roster: Member[], clubId: number): Read<Known> {
	const found = memberMeant(words, roster, (one) => one.personId);
	return "value" in found ? { value: { ...found.value, clubId, isChosen: false } } : found;
}

const own = (scope: Scope, speaker: Speaker) => scope.own?.(speaker) ?? [];

async function readPerson(raw: unknown, scope: Scope, context: Context): Promise<Read<Known>> {
	const { speaker, read, today } = context;
	const club = scope.club(speaker);
	const persons = own(scope, speaker);
	if (typeof raw === "number") {
		const person = await personById(read, raw, today);
		const isMine = person && (person.clubId === club?.unitId || persons.some((one) => one.personId === raw));
		return isMine ? { value: { ...person, isChosen: true } } : { end: say("lives.not-yours") };
	}
	const words = String(raw ?? "").trim();
	if (words === "") {
		const self = persons.find((one) => one.relation === "self") ?? persons[0];
		const person = self && (await personById(read, self.personId, today));
		return person ? { value: { ...person, isChosen: true } } : { wrong: scope.question };
	}
	if (club) return inRoster(words, await rosterOf(read, club.unitId, today), club.unitId);
	const helped = spokenFor(words, persons);
	const person = helped && (await personById(read, helped.personId, today));
	return person ? { value: person } : { end: say("lives.not-yours") };
}

/** Whom it is about: found in the roster by name or number, asked about where two fit; or one of the phone's own. */
export function personSlot<Before>(scope: Scope, name = "person"): Slot<Known, Before> {
	return {
		from: ["member"],
		expecting: "member",
		takesWords: true,
		ask: (_, { speaker }) => {
			const persons = own(scope, speaker);
			if (!scope.isSelfMeant || persons.length < 2) return { say: scope.question };
			const offers = persons.slice(0, 10).map((one) => ({
				label: say("lives.of", { who: one.called }),
				does: { do: "answer" as const, slot: name, raw: one.personId },
			}));
			return { say: scope.question, offers };
		},
		otherwise: (_, { speaker }) =>
			scope.isSelfMeant &&
			(own(scope, speaker).length === 1 || own(scope, speaker).some((one) => one.relation === "self"))
				? ""
				: undefined,
		read: (raw, _, context) => readPerson(raw, scope, context),
	};
}
