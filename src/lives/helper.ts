import { type Context, form, type Read, type Slot } from "../conversation/dialogue.ts";
import { say } from "../conversation/say.ts";
import type { Json } from "../conversation/session.ts";
import { spokenFor } from "../conversation/who.ts";
import { fold } from "../language/index.ts";
import { heldForGood, heldReasons } from "../people/index.ts";
import { plusMinutes } from "../platform/clock.ts";
import { sql } from "../platform/database.ts";
import { openTask } from "../tasks/index.ts";
import { type Phone, phonesOf } from "./phone.ts";
import { type Known, leads, personById, personSlot } from "./who.ts";

interface Answers {
	person: Known;
	phone: Phone;
}

const helped = (context: Context) => context.speaker.persons.filter((one) => one.relation === "helper");

/** The elder: one whom this phone helps, or, said by who leads the club, any member. */
const person: Slot<Known, Answers> = {
	...personSlot<Answers>({
		question: say("lives.ask-helped"),
		club: leads,
		own: (speaker) => speaker.persons.filter((one) => one.relation === "helper"),
		isSelfMeant: true,
	}),
	async read(raw, before, context, said) {
		const own = typeof raw === "string" && raw !== "" ? spokenFor(raw, helped(context)) : undefined;
		const mine = own && (await personById(context.read, own.personId, context.today));
		if (mine) return { value: mine };
		const slot = personSlot<Answers>({
			question: say("lives.ask-helped"),
			club: leads,
			own: (speaker) => speaker.persons.filter((one) => one.relation === "helper"),
			isSelfMeant: true,
		});
		return slot.read(raw, before, context, said);
	},
};

/** Whose help ends: this very phone's, or the one that was named; one alone needs no name. */
const phone: Slot<Phone, Answers> = {
	from: ["helper"],
	ask: ({ person }) => ({ say: say("lives.which-helper", { who: person.called }) }),
	otherwise: () => "",
	async read(raw, { person }, context): Promise<Read<Phone>> {
		const all = (await phonesOf(context.read, person.personId)).filter((one) => one.relation === "helper");
		const own = all.find((one) => one.chatId === context.turn.chat.id);
		if (own) return { value: own };
		if (all.length === 0) return { end: say("lives.no-helper", { who: person.called }) };
		const named =
			typeof raw === "number"
				? all.filter((one) => one.accountId === raw)
				: all.filter((one) => raw === "" || fold(one.holder ?? "").endsWith(fold(String(raw))));
		if (named.length === 1) return { value: named[0]! };
		const offers = all.slice(0, 3).map(({ accountId, holder }) => ({
			label: say(holder ? "lives.phone-of" : "lives.phone-of-family", {
				holder: holder ?? "",
				who: person.called,
			}),
			raw: accountId,
		}));
		return { which: say("lives.which-helper", { who: person.called }), offers };
	},
};

const isOwn = ({ phone }: Answers, { turn }: Context) => phone.chatId === turn.chat.id;

/** What was on its way about her alone waits for her next phone. */
const hold = ({ person, phone }: Answers) => sql`
	UPDATE outbox SET not_before = ${heldForGood}, held = ${heldReasons.helper}
	WHERE chat_id = ${phone.chatId} AND state = 'planned'
		AND EXISTS (SELECT 1 FROM notice n WHERE n.outbox_id = outbox.id AND n.person_id = ${person.personId})
		AND NOT EXISTS (SELECT 1 FROM notice n WHERE n.outbox_id = outbox.id AND n.person_id <> ${person.personId})`;

export const helperGone = form<Answers>("lives.helper-gone", {
	title: say("lives.helper-title"),
	may: (context) =>
		helped(context).length > 0 || leads(context.speaker) !== undefined || say("lives.only-helper"),
	slots: { person, phone },
	readBack: (answers, context) =>
		say(isOwn(answers, context) ? "lives.helper-read-back-own" : "lives.helper-read-back", {
			who: answers.person.called,
			holder: answers.phone.holder ?? "",
		}),
	save: (answers, context) => {
		const { person, phone } = answers;
		const { now } = context;
		const values = { who: person.called, number: person.number, holder: phone.holder ?? "" };
		return [
			{
				statement: sql`
					UPDATE account_person SET to_time = ${now}, ended_why = 'helper-gone'
					WHERE account_id = ${phone.accountId} AND person_id = ${person.personId} AND to_time IS NULL`,
				expects: 1,
			},
			{ statement: hold(answers) },
			...openTask(
				{
					key: `helper-gone:${person.personId}:${now.toISOString()}`,
					kind: "helper-gone",
					unitId: person.clubId,
					personId: person.personId,
					for: { role: "secretary" },
					words: {
						title: say("lives.helper-task-title", values),
						says: [say(phone.holder ? "lives.helper-task" : "lives.helper-task-family", values)],
					},
					dueAt: plusMinutes(now, 3 * 24 * 60),
					...(leads(context.speaker) ? {} : { tellNow: true as const }),
				},
				context,
			),
		];
	},
	done: (answers, context) => ({
		says: [
			say(isOwn(answers, context) ? "lives.helper-gone-own" : "lives.helper-gone", {
				who: answers.person.called,
				holder: answers.phone.holder ?? "",
			}),
		],
	}),
	undo: {
		values: ({ person, phone }): Json => ({
			personId: person.personId,
			accountId: phone.accountId,
			chatId: phone.chatId,
		}),
		writes(values, { now }) {
			const { personId, accountId, chatId } = values as {
				personId: number;
				accountId: number;
				chatId: number;
			};
			return [
				{
					statement: sql`
						UPDATE account_person SET to_time = NULL, ended_why = NULL
						WHERE account_id = ${accountId} AND person_id = ${personId} AND ended_why = 'helper-gone'
							AND to_time = (SELECT max(to_time) FROM account_person WHERE account_id = ${accountId} AND person_id = ${personId})
							AND NOT EXISTS (SELECT 1 FROM account_person other WHERE other.account_id = ${accountId}
								AND other.person_id = ${personId} AND other.to_time IS NULL)`,
				},
				{
					statement: sql`
						UPDATE outbox SET not_before = ${now}, held = NULL
						WHERE chat_id = ${chatId} AND state = 'planned' AND held = ${heldReasons.helper}`,
				},
				{
					statement: sql`
						UPDATE task SET closed_at = ${now}, closed_how = 'withdrawn'
						WHERE starts_with(key, ${`helper-gone:${personId}:`}) AND closed_at IS NULL`,
				},
			];
		},
		done: say("lives.helper-undone"),
	},
});
