import { type Context, form, type Read, reply, type Said, type Slot } from "../conversation/dialogue.ts";
import { say } from "../conversation/say.ts";
import type { Json } from "../conversation/session.ts";
import type { Speaker } from "../conversation/speaker.ts";
import type { Write } from "../conversation/turn.ts";
import { Heard } from "../conversation/understanding/index.ts";
import { fold, resolvePerson } from "../language/index.ts";
import { addDays, plusMinutes } from "../platform/clock.ts";
import { type Reader, sql } from "../platform/database.ts";
import { type NewTask, openTask } from "../tasks/index.ts";
import { deathKey, tellDeath, undoDeath } from "./death.ts";
import { diesIn } from "./dyingWords.ts";
import { type Second, secondHand } from "./ends.ts";
import { mayAnnounce, obituary } from "./obituary.ts";
import { askSure, type Dying } from "./sure.ts";
import { actorOf, deadOf, type Known, personById, personSlot, recordsFor, titleIn } from "./who.ts";

/** A helper tells of the one she helps; nobody of herself. */
const helped = (speaker: Speaker) => speaker.persons.filter((one) => one.relation === "helper");

const whoDied = personSlot<Dying>({ question: say("lives.ask-died"), club: recordsFor, own: helped });

const losesThings = ({ turn }: Context): boolean => {
	const { body, writtenAt: now } = turn;
	if (body.kind !== "text" || !/\b(mat|chet)\b/.test(fold(body.text))) return false;
	return !diesIn(new Heard(body.text, { role: "secretary", now, expecting: undefined }));
};

/** Said before without a word of the funeral, it is told again with it: then only the announcement is new. */
async function readPerson(raw: Json, before: Dying, context: Context, said: Said): Promise<Read<Known>> {
	// `ông Kha mất tiền`, said while we ask for a name, is no answer.
	if (losesThings(context)) return { wrong: say("lives.ask-died"), forgiven: true };
	const living = await whoDied.read(raw, before, context, said);
	const club = recordsFor(context.speaker);
	if (!("wrong" in living) || !club || typeof raw !== "string") return living;
	const dead = resolvePerson(raw, await deadOf(context.read, club.unitId, context.today));
	return dead.kind === "one" ? { value: dead.person } : living;
}

/** Longer ago than this is a slip of the year. */
const backDays = 400;

const diedOn: Slot<string, Dying> = {
	expecting: "date",
	ask: () => ({ say: say("lives.ask-died-on") }),
	otherwise: ({ person }, { today }) => person.diedOn ?? today,
	read: (raw, _, { today }) => {
		const day = String(raw);
		return day > today || day < addDays(today, -backDays)
			? { wrong: say("lives.ask-died-on") }
			: { value: day };
	},
};

/** Who confirms it: found when it is told, so that the answer can name her. */
const second: Slot<Second | null, Dying> = {
	ask: () => ({ say: say("lives.ask-died") }),
	otherwise: () => true,
	async read(_, { person }, { speaker, read, today }) {
		const except = [person.personId, actorOf(speaker)];
		return { value: (await secondHand(read, person.clubId, except, today)) ?? null };
	},
};

const confirmTask = ({ person, diedOn, second }: Dying, context: Context): NewTask => {
	const { now, speaker } = context;
	const teller = speaker.persons.find((one) => one.personId === actorOf(speaker));
	const slots = { personId: person.personId };
	return {
		key: `${deathKey(person.personId)}:confirm:${now.toISOString()}`,
		kind: "death",
		unitId: person.clubId,
		personId: person.personId,
		for: { role: second?.role ?? "officer" },
		words: {
			title: say("lives.confirm-title", { who: person.called }),
			says: [
				say(person.birthYear ? "lives.confirm-ask" : "lives.confirm-ask-no-year", {
					teller: teller?.called ?? "",
					who: person.called,
					title: titleIn(person),
					number: person.number,
					year: person.birthYear ?? "",
					day: diedOn,
				}),
			],
			offers: [
				{ label: say("common.yes-save"), does: { do: "intent", intent: "lives.confirm-death", slots } },
				{ label: say("lives.not-true"), does: { do: "intent", intent: "lives.deny-death", slots } },
			],
		},
		dueAt: plusMinutes(now, 24 * 60),
		tellNow: true,
	};
};

/** Somebody said already that it was not true. */
async function isUndone(read: Reader, personId: number) {
	const [open] = await read.rows(
		sql`SELECT 1 FROM death WHERE person_id = ${personId} AND undone_at IS NULL`,
	);
	return open ? undefined : say("lives.death-gone");
}

const maySay = ({ speaker }: Context) =>
	recordsFor(speaker) !== undefined || helped(speaker).length > 0 || say("lives.only-board-died");

/**
 * `ông Dần mất rồi`: everything stops with this message, for a reminder must not reach the house; that is undone as
 * easily, and only a second hand writes it into the book.
 */
export const died = form<Dying>("lives.died", {
	title: say("lives.died-title"),
	may: maySay,
	slots: {
		person: { ...whoDied, read: readPerson },
		diedOn,
		announced: {
			ask: () => ({ say: say("lives.ask-died") }),
			otherwise: () => null,
			read: (raw, { person }) =>
				person.diedOn !== undefined && raw === null
					? { end: say("lives.death-told-already", { who: person.called }) }
					: { value: raw },
		},
		second,
	},
	save(answers, context): Write[] {
		const { person, diedOn } = answers;
		if (person.diedOn !== undefined) return [];
		const toldBy = actorOf(context.speaker);
		return [
			...tellDeath({ personId: person.personId, diedOn, toldBy }, context),
			...openTask(confirmTask(answers, context), context),
		];
	},
	done(answers, context) {
		if (answers.announced !== null && mayAnnounce(context)) return { says: [] };
		const { says, offers } = askSure(answers, context);
		return { says: [say("lives.condolence"), ...says], ...(offers ? { offers } : {}) };
	},
	next({ person, diedOn, announced }, context) {
		if (announced === null || !mayAnnounce(context)) return undefined;
		const { personId, isChosen } = person;
		const isTold = person.diedOn !== undefined;
		return { form: obituary, slots: { dead: { personId, diedOn, isChosen, isTold }, text: announced } };
	},
	undo: {
		values: ({ person }) => (person.diedOn === undefined ? person.personId : null),
		refuses: (personId, { read }) => isUndone(read, Number(personId)),
		writes: (personId, context) => undoDeath(Number(personId), actorOf(context.speaker), context),
		done: say("lives.died-undone"),
	},
});

export const sure = reply("lives.died-sure", maySay, ({ second }) => ({
	says: [typeof second === "string" ? say("lives.stopped", { second }) : say("lives.stopped-office")],
}));

export const other = reply("lives.died-other", maySay, async ({ personId }, context) => {
	const person = await personById(context.read, Number(personId), context.today);
	if (!person) return { says: [say("lives.not-yours")] };
	return {
		says: [say("lives.died-other", { who: person.called, number: person.number })],
		writes: undoDeath(person.personId, actorOf(context.speaker), context),
	};
});
