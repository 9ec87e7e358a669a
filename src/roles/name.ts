import { type Context, form, type Slot } from "../conversation/dialogue.ts";
import { type Say, say } from "../conversation/say.ts";
import type { Json } from "../conversation/session.ts";
import type { Write } from "../conversation/turn.ts";
import { daysBetween } from "../platform/clock.ts";
import { doorNames, type Facts, factsOf, listed } from "./facts.ts";
import { birthYearSlot, type New, newSlot, phoneSlot } from "./outsider.ts";
import {
	endGrants,
	type Grant,
	grantTo,
	grantToNew,
	lockUnit,
	passOn,
	restoreGrants,
	revokeGrant,
} from "./pass.ts";
import { mostSinceDays, otherHand, type Role } from "./rules.ts";
import {
	type Here,
	namesSomebody,
	officeOf,
	type Person,
	personSlot,
	placeSlot,
	roleSay,
	roleSlot,
} from "./slots.ts";
import { isStanding } from "./store.ts";
import { takeBack, tellAll } from "./tell.ts";

interface Answers {
	role: Role;
	place: Here;
	person: Person;
	birthYear?: number;
	phone?: string;
	made?: New;
	since: string;
	both?: boolean;
	facts: Facts;
}

const since: Slot<string, Answers> = {
	ask: () => ({ say: say("roles.ask-since") }),
	otherwise: (_, { today }) => today,
	read(raw, _, { today }) {
		const day = String(raw);
		return Math.abs(daysBetween(today, day)) > mostSinceDays
			? { wrong: say("roles.since-far", { most: mostSinceDays }) }
			: { value: day };
	},
};

const idOf = ({ person, made }: Answers): number | null => made?.personId ?? person.personId;

/** The other hand of the two that keep the money apart, where she has it already. */
const otherHeld = ({ role, place, person }: Answers): Role | undefined =>
	place.held.find((one) => one.personId === person.personId && one.role === otherHand(role))?.role;

const both: Slot<boolean, Answers> = {
	needed: (answers) => otherHeld(answers) !== undefined,
	ask: (answers) => ({
		say: say("roles.both-hands", {
			who: answers.person.who,
			other: roleSay(otherHeld(answers)!),
			role: roleSay(answers.role),
		}),
		offers: [
			{ label: say("roles.both-yes"), does: { do: "answer", slot: "both", raw: true } },
			{ label: say("roles.both-no"), does: { do: "answer", slot: "both", raw: false } },
		],
	}),
	read: (raw, { role }) =>
		raw === true
			? { value: true }
			: { wrong: say("roles.ask-person", { role: roleSay(role) }), redo: ["person"] },
};

const facts: Slot<Facts, Answers> = {
	from: [],
	ask: () => ({ say: say("roles.ask-role") }),
	otherwise: () => true,
	read: async (_, { role, place, person, since }, context) => ({
		value: await factsOf(role, place, person, since, context),
	}),
};

/** `thư ký`, and of a unit that is not one's own `thư ký CLB Thôn Mẫu 2`. */
const roleAt = ({ role, place }: Answers, { speaker }: Context): Say =>
	speaker.persons.some((one) => one.clubId === place.unitId)
		? roleSay(role)
		: say("roles.role-at", { role: roleSay(role), unit: place.name });

const whoIn = ({ who, number }: Person): Say =>
	number === null ? say("roles.who", { who }) : say("roles.who-number", { who, number });

function readBack(answers: Answers, context: Context): Say {
	const { role, place, person, since, facts } = answers;
	const values = { who: whoIn(person), role: roleAt(answers, context), day: since };
	const first = say(since === context.today ? "roles.name-today" : "roles.name-from", values);
	const told = say(
		context.speaker.roles.some((one) => one.role === "chair") ? "roles.telling-up" : "roles.telling",
		{
			office: officeOf(place),
		},
	);
	const holder = facts.ending.find((one) => one.standsInFor === null && one.personId !== person.personId);
	if (!holder) return say("roles.read-back", { first, told });
	const key = place.isClub ? "roles.read-back-instead" : "roles.read-back-instead-office";
	return say(key, { first, told, former: holder.who, role: roleSay(role) });
}

const grantOf = ({ role, place, since }: Answers): Grant => ({
	role,
	unitId: place.unitId,
	since,
	by: place.by,
});

/** How the one who spoke is named to the others. */
export const speakerCalled = ({ speaker }: Context): string =>
	speaker.persons.find((one) => one.relation === "self")?.called ?? "";

/** The new one's own message: what she has, who gave it, what waits, and whether she would rather try first. */
function welcome(answers: Answers, context: Context) {
	const { role, place, person, since, facts } = answers;
	const { titles, count } = facts.waiting;
	const values = {
		who: person.who,
		role: roleSay(role),
		unit: place.name,
		by: speakerCalled(context),
		day: since,
	};
	// On another's phone she is spoken of, and there is nothing to try.
	if (facts.door === null) return { says: [say("roles.told-others", values)] };
	const now = say(since === context.today ? "roles.told-new" : "roles.told-new-from", values);
	const list = count > 0 ? listed(titles, count - titles.length) : undefined;
	const left = list && facts.former ? [say("roles.left-by", { former: facts.former.who, count, list })] : [];
	const waiting = list && !facts.former ? [say("roles.left", { count, list })] : [];
	return {
		says: [now, ...left, ...waiting, say("roles.try-first")],
		offers: [
			{ label: say("roles.try-yes"), does: { do: "intent" as const, intent: "practice.begin", slots: {} } },
			{ label: say("roles.try-no"), does: { do: "intent" as const, intent: "tasks.mine", slots: {} } },
		],
	};
}

function notices(answers: Answers, context: Context, key: string): Write[] {
	const { role, place, person, since, facts } = answers;
	const { former } = facts;
	const values = {
		who: person.who,
		role: roleSay(role),
		unit: place.name,
		by: speakerCalled(context),
		day: since,
		former: former?.who ?? "",
	};
	const id = idOf(answers);
	const leaving = facts.ending.filter((one) => one.personId !== id);
	const own = leaving.map((one) => ({
		personId: one.personId,
		words: {
			says: [
				say(one.standsInFor ? "roles.told-stand-in-over" : "roles.told-former", {
					...values,
					former: one.who,
				}),
			],
		},
	}));
	if (id !== null) own.unshift({ personId: id, words: welcome(answers, context) });
	const others = say(former ? "roles.told-others-instead" : "roles.told-others", values);
	return tellAll({ key, role, place, own, others }, context);
}

function save(answers: Answers, context: Context, key: string): Write[] {
	const { role, place, person, since, facts, made } = answers;
	const { today, seal, fingerprint } = context;
	const grant = grantOf(answers);
	const id = idOf(answers);
	const given =
		id !== null
			? grantTo(grant, id)
			: grantToNew(grant, {
					fullName: person.fullName,
					sex: person.sex,
					birthYear: made!.birthYear,
					phone: seal(made!.phone),
					print: fingerprint(made!.phone),
				});
	const formers = facts.ending.map((one) => one.personId).filter((one) => one !== id);
	const isNow = since <= today && id !== null;
	return [
		lockUnit(place.unitId),
		...endGrants(
			facts.ending.map((one) => one.grantId),
			since,
		),
		given,
		...(isNow ? passOn(formers, id, role, place.unitId, today) : []),
		...notices(answers, context, key),
	];
}

function done(answers: Answers, context: Context) {
	const { place, person, facts } = answers;
	const { former, door } = facts;
	const who = person.who;
	const says = [
		door === null
			? say("roles.saved-no-chat", { who })
			: say("roles.saved", { who, door: doorNames[door] ?? door }),
	];
	if (former && place.isClub && !former.hasChat)
		says.push(say("roles.former-no-chat", { former: former.who }));
	const isOwn = context.speaker.persons.some((one) => one.clubId === place.unitId);
	if (former && isOwn) says.push(say("roles.thank", { former: former.who }));
	return { says };
}

interface Undone {
	grant: Grant;
	personId: number | null;
	ended: { grantId: number; toDay: string | null }[];
	key: string;
}

/** `chị Nhàn làm thư ký`, `thay thư ký: chị Nhàn`: who has an office from a day on; whoever had it has it no more. */
export const roleForm = form<Answers>("role.name", {
	title: say("roles.name-title"),
	may: namesSomebody,
	slots: {
		role: roleSlot(),
		place: placeSlot(),
		person: personSlot(),
		birthYear: birthYearSlot(),
		phone: phoneSlot(),
		made: newSlot(),
		since,
		both,
		facts,
	},
	readBack,
	save,
	done,
	undo: {
		values: (answers, key): Json => ({
			grant: { ...grantOf(answers) },
			personId: idOf(answers),
			ended: answers.facts.ending.map(({ grantId, toDay }) => ({ grantId, toDay })),
			key,
		}),
		async refuses(values, { read }) {
			const { grant, personId } = values as unknown as Undone;
			return (await isStanding(read, grant, personId)) ? undefined : say("roles.changed-since");
		},
		writes(values, context) {
			const { grant, personId, ended, key } = values as unknown as Undone;
			return [
				lockUnit(grant.unitId),
				revokeGrant(grant, personId),
				...restoreGrants(ended),
				...takeBack(grant, key, context),
			];
		},
		done: say("roles.undone"),
	},
});
