import { type Context, form, type Read, type Slot } from "../conversation/dialogue.ts";
import { say } from "../conversation/say.ts";
import type { Json } from "../conversation/session.ts";
import type { Write } from "../conversation/turn.ts";
import { fold, parseDay, resolvePerson } from "../language/index.ts";
import { type Notice, noticeWrites } from "../notices/index.ts";
import { rosterOf } from "../people/index.ts";
import { addDays, daysBetween, momentOf } from "../platform/clock.ts";
import { sql } from "../platform/database.ts";
import { type Seated, seatedSlot } from "./held.ts";
import { speakerCalled } from "./name.ts";
import { type Grant, grantStandIn, lockUnit, revokeGrant } from "./pass.ts";
import { mostStandInDays, type Role } from "./rules.ts";
import { isSelf, memberCalled, namesSomebody, officeOf, roleSay } from "./slots.ts";
import { isStanding, type Who } from "./store.ts";
import { takeBack, tellAll } from "./tell.ts";

interface Answers {
	absent: Seated;
	person: Who & { number: number | null };
	until: string;
}

/** `đến khi cô Mai khoẻ`: nobody knows when, so a month, and then one is asked again. */
const unknownDays = 30;
const nobodyKnows = /chua biet|khong biet|khoi|khoe|ve|binh phuc|xong/;

/** Of a club one of its members; of an office somebody who works there already. */
async function standInCalled(
	words: string,
	{ place }: Seated,
	context: Context,
): Promise<Read<Answers["person"]>> {
	if (place.isClub) {
		const found = memberCalled(words, await rosterOf(context.read, place.unitId, context.today));
		if (!("value" in found)) return found;
		const { personId, called, number } = found.value;
		return { value: { personId, who: called, number } };
	}
	const people = place.held.map((one) => ({ id: String(one.personId), fullName: one.fullName, one }));
	const found = resolvePerson(words, people);
	if (found.kind !== "one") return { wrong: say("roles.office-stand-in", { unit: place.name }) };
	const { personId, who } = found.person.one;
	return { value: { personId, who, number: null } };
}

const person: Slot<Answers["person"], Answers> = {
	from: ["member"],
	expecting: "member",
	takesWords: true,
	ask: ({ absent: { held } }) => ({
		say: say("roles.ask-stand-in", { who: held.who, role: roleSay(held.role) }),
	}),
	async read(raw, { absent }, context): Promise<Read<Answers["person"]>> {
		const { held, place } = absent;
		const found = await standInCalled(String(raw), absent, context);
		if (!("value" in found)) return found;
		const { personId, who } = found.value;
		if (isSelf(personId, context))
			return { wrong: say("roles.not-oneself", { role: roleSay(held.role), office: officeOf(place) }) };
		const holds = place.held.some((one) => one.personId === personId && one.role === held.role);
		return holds ? { wrong: say("roles.already-asked", { who, role: roleSay(held.role) }) } : found;
	},
};

const until: Slot<string, Answers> = {
	// A bare `20/3` would be heard as a reading.
	expecting: "text",
	ask: ({ person, absent: { held } }) => ({
		say: say("roles.ask-until", { who: person.who, absent: held.who }),
	}),
	read(raw, _, { turn, today }) {
		const words = String(raw);
		const isDay = /^\d{4}-\d\d-\d\d$/.test(words);
		const said = isDay ? words : parseDay(words, turn.writtenAt, "future");
		const day = said ?? (nobodyKnows.test(fold(words)) ? addDays(today, unknownDays) : undefined);
		if (!day || day < today) return { wrong: say("roles.until-shape") };
		return daysBetween(today, day) > mostStandInDays
			? { wrong: say("roles.until-far", { most: mostStandInDays }) }
			: { value: day };
	},
};

const valuesOf = ({ absent: { held, place }, person, until }: Answers, context: Context) => ({
	who: person.who,
	named:
		person.number === null ? say("roles.who", { who: person.who }) : say("roles.who-number", { ...person }),
	absent: held.who,
	role: roleSay(held.role),
	unit: place.name,
	day: until,
	by: speakerCalled(context),
	office: officeOf(place),
});

const grantOf = ({ absent: { held, place } }: Answers, { today }: Pick<Context, "today">): Grant => ({
	role: held.role,
	unitId: place.unitId,
	since: today,
	by: place.by,
});

const backPrefix = (unitId: number, role: Role, personId: number): string =>
	`role-back:${unitId}:${role}:${personId}:`;

/** The day after, both hear that it is over: the role itself has ended by its date. */
function tellBack(answers: Answers, context: Context): Write[] {
	const { absent, person, until } = answers;
	const { held, place } = absent;
	const morning = addDays(until, 1);
	const notices = [person.personId, held.personId].map(
		(personId): Notice => ({
			key: `${backPrefix(place.unitId, held.role, person.personId)}${until}:${personId}`,
			personId,
			kind: "task",
			notBefore: momentOf(morning, "07:00"),
			until: momentOf(addDays(morning, 2), "20:00"),
			words: { says: [say("roles.told-back", valuesOf(answers, context))] },
		}),
	);
	return noticeWrites(notices, context);
}

/** It was ended earlier: nothing is said of its last day any more. */
export const cancelBack = (unitId: number, role: Role, personId: number): Write => ({
	statement: sql`
		UPDATE notice SET state = 'cancelled', why = 'it ended before', words = NULL
		WHERE starts_with(key, ${backPrefix(unitId, role, personId)}) AND state = 'waiting'`,
});

function save(answers: Answers, context: Context, key: string): Write[] {
	const { absent, person, until } = answers;
	const { held, place } = absent;
	const values = valuesOf(answers, context);
	const own = [
		{ personId: person.personId, words: { says: [say("roles.told-stand-in", values)] } },
		{ personId: held.personId, words: { says: [say("roles.told-absent", values)] } },
	];
	return [
		lockUnit(place.unitId),
		grantStandIn(grantOf(answers, context), { until, standsInFor: held.personId }, person.personId),
		...tellAll(
			{ key, role: held.role, place, own, others: say("roles.told-others-stand-in", values) },
			context,
		),
		...tellBack(answers, context),
	];
}

/** `chị Liên làm thay cô Mai đến rằm tháng Giêng`: both act meanwhile, and it ends by itself. */
export const standInForm = form<Answers>("role.stand-in", {
	title: say("roles.stand-in-title"),
	may: namesSomebody,
	slots: { absent: seatedSlot("stand-in"), person, until },
	readBack(answers, context) {
		const told = say(
			context.speaker.roles.some((one) => one.role === "chair") ? "roles.telling-up" : "roles.telling",
			valuesOf(answers, context),
		);
		return say("roles.stand-in-read-back", { ...valuesOf(answers, context), told });
	},
	save,
	done: (answers, context) => ({ says: [say("roles.stand-in-saved", valuesOf(answers, context))] }),
	undo: {
		values: (answers, key): Json => {
			const { absent, person } = answers;
			const { held, place } = absent;
			return { role: held.role, unitId: place.unitId, by: place.by, personId: person.personId, key };
		},
		async refuses(values, { read }) {
			const { personId, ...grant } = values as unknown as Grant & { personId: number };
			const isThere = await isStanding(read, { ...grant, since: null }, personId);
			return isThere ? undefined : say("roles.changed-since");
		},
		writes(values, context) {
			const { personId, key, ...grant } = values as unknown as Grant & { personId: number; key: string };
			return [
				revokeGrant({ ...grant, since: null }, personId),
				cancelBack(grant.unitId, grant.role, personId),
				...takeBack(grant, key, context),
			];
		},
		done: say("roles.undone"),
	},
});
