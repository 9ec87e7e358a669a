import { type Context, form, type Read, type Slot } from "../conversation/dialogue.ts";
import { say } from "../conversation/say.ts";
import type { Json } from "../conversation/session.ts";
import type { Write } from "../conversation/turn.ts";
import { heldForGood, heldReasons } from "../people/index.ts";
import { minuteOf } from "../platform/clock.ts";
import { type Reader, sql } from "../platform/database.ts";
import { roleForm } from "../roles/index.ts";
import { type Grant, grantsOf } from "./ends.ts";
import { type Known, leads, personSlot } from "./who.ts";

/** A phone that speaks for her: her own, or one whose holder helps her. */
export interface Phone {
	accountId: number;
	chatId: number;
	relation: "self" | "helper";
	/** Who holds it, as far as it is known. */
	holder: string | null;
}

export const phonesOf = (read: Reader, personId: number): Promise<Phone[]> =>
	read.rows<Phone>(sql`
		SELECT a.id AS "accountId", a.chat_id AS "chatId", ap.relation,
			coalesce(nullif(concat_ws(' ', a.holder_title, a.holder_name), ''), (
				SELECT own.full_name FROM account_person s JOIN person own ON own.id = s.person_id
				WHERE s.account_id = a.id AND s.relation = 'self' AND s.to_time IS NULL LIMIT 1)) AS holder
		FROM account_person ap JOIN account a ON a.id = ap.account_id
		WHERE ap.person_id = ${personId} AND ap.to_time IS NULL ORDER BY ap.relation DESC, a.id`);

/** Shuts phones at once: nothing is seen there, nothing can be said there, and what was on its way waits. */
export const lockWrites = (phones: readonly Phone[], now: Date): Write[] => {
	const accounts = phones.map((one) => one.accountId);
	const chats = phones.map((one) => one.chatId);
	return [
		{
			statement: sql`
				UPDATE account_person SET to_time = ${now}, ended_why = 'lost'
				WHERE account_id = ANY(${accounts}::int[]) AND to_time IS NULL`,
		},
		{
			statement: sql`
				UPDATE outbox SET not_before = ${heldForGood}, held = ${heldReasons.lost}
				WHERE chat_id = ANY(${chats}::int[]) AND state = 'planned'`,
		},
		// A form left open there would still take the yes of whoever found the phone.
		{ statement: sql`UPDATE chat SET session = NULL WHERE id = ANY(${chats}::int[])` },
	];
};

/** The phone was found: it speaks again for whom it spoke when it was shut. */
export const unlockWrites = (phones: readonly Pick<Phone, "accountId" | "chatId">[], now: Date): Write[] => {
	const chats = phones.map((one) => one.chatId);
	return [
		...phones.map(({ accountId }) => ({
			statement: sql`
				UPDATE account_person SET to_time = NULL, ended_why = NULL
				WHERE account_id = ${accountId} AND ended_why = 'lost'
					AND to_time = (SELECT max(to_time) FROM account_person WHERE account_id = ${accountId} AND ended_why = 'lost')
					AND NOT EXISTS (SELECT 1 FROM account_person other WHERE other.account_id = ${accountId}
						AND other.person_id = account_person.person_id AND other.to_time IS NULL)`,
		})),
		{
			statement: sql`
				UPDATE outbox SET not_before = ${now}, held = NULL
				WHERE chat_id = ANY(${chats}::int[]) AND state = 'planned' AND held = ${heldReasons.lost}`,
		},
	];
};

interface Answers {
	person: Known;
	phones: Phone[];
	/** The work that somebody else may have to do meanwhile. */
	grants: Grant[];
	locks: boolean;
}

/** Whoever leads the club. */
export const mayLock = ({ speaker }: Context) => leads(speaker) !== undefined || say("lives.only-lead-phone");

/** Her own phone; where she has none of her own it is asked which helper's was lost. */
const phones: Slot<Phone[], Answers> = {
	ask: () => ({ say: say("lives.ask-lost") }),
	otherwise: () => 0,
	async read(raw, { person }, { read }): Promise<Read<Phone[]>> {
		const all = await phonesOf(read, person.personId);
		const chosen = all.filter((one) => one.accountId === raw);
		if (chosen.length > 0) return { value: chosen };
		const own = all.filter((one) => one.relation === "self");
		if (own.length > 0) return { value: own };
		if (all.length === 0) return { end: say("lives.no-phone", { who: person.called }) };
		// One alone is named in the question that locks it.
		if (all.length === 1) return { value: all };
		const offers = all.slice(0, 3).map(({ accountId, holder }) => ({
			label: say(holder ? "lives.phone-of" : "lives.phone-of-family", {
				holder: holder ?? "",
				who: person.called,
			}),
			raw: accountId,
		}));
		return { which: say("lives.whose-phone", { who: person.called }), offers };
	},
};

const holderOf = ({ person, phones }: Pick<Answers, "person" | "phones">): string =>
	phones[0]?.relation === "helper" ? (phones[0].holder ?? person.called) : person.called;

const grants: Slot<Grant[], Answers> = {
	ask: () => ({ say: say("lives.ask-lost") }),
	otherwise: () => true,
	read: async (_, { person }, { read, today }) => ({ value: await grantsOf(read, person.personId, today) }),
};

const oneHolder = ["secretary", "accountant", "treasurer"];

/** Of the chair's own board: without a phone its work would stand still, so it is asked who does it meanwhile. */
const toFill = ({ phones, grants }: Answers, { speaker }: Context): Grant | undefined =>
	phones[0]?.relation === "self"
		? grants.find(
				({ role, unitId }) =>
					oneHolder.includes(role) &&
					speaker.roles.some((held) => held.role === "chair" && held.unitId === unitId),
			)
		: undefined;

const locks: Slot<boolean, Answers> = {
	ask: (before) => ({
		say:
			before.phones[0]?.relation === "helper"
				? say("lives.lock-ask-helper", { holder: holderOf(before), who: before.person.called })
				: say("lives.lock-ask", { who: before.person.called }),
		offers: [
			{ label: say("lives.lock-yes"), does: { do: "answer", slot: "locks", raw: true } },
			{ label: say("lives.lock-no"), does: { do: "answer", slot: "locks", raw: false } },
		],
	}),
	read: (raw) => (raw === true ? { value: true } : { end: say("lives.not-locked") }),
};

/** `8 giờ 31` */
const clockValues = (at: Date) => ({
	hour: Math.floor(minuteOf(at) / 60),
	minute: String(minuteOf(at) % 60).padStart(2, "0"),
});

export const lost = form<Answers>("lives.phone-lost", {
	title: say("lives.lock-title"),
	may: mayLock,
	slots: {
		person: personSlot<Answers>({ question: say("lives.ask-lost"), club: leads }),
		phones,
		grants,
		locks,
	},
	save: ({ phones }, { now }) => lockWrites(phones, now),
	done: (answers, context) => ({
		says: [
			say(toFill(answers, context) ? "lives.locked-short" : "lives.locked", {
				...clockValues(context.now),
				who: holderOf(answers),
				name: answers.person.called,
			}),
		],
	}),
	next(answers, context) {
		const grant = toFill(answers, context);
		return grant && { form: roleForm, slots: { role: grant.role, place: `#${grant.unitId}` } };
	},
	undo: {
		values: ({ phones }): Json => phones.map(({ accountId, chatId }) => ({ accountId, chatId })),
		writes: (phones, { now }) =>
			unlockWrites(phones as unknown as Pick<Phone, "accountId" | "chatId">[], now),
		done: say("lives.unlocked"),
	},
});
