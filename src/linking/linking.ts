import { type Context, form, type Slot } from "../conversation/dialogue.ts";
import { say } from "../conversation/say.ts";
import type { Write } from "../conversation/turn.ts";
import { type Consenting, consentSlot, consentWrite, handOverHeld } from "../people/index.ts";
import { dayOf, minuteOf } from "../platform/clock.ts";
import { sql } from "../platform/database.ts";
import { closeTask } from "../tasks/index.ts";
import { askHerTask } from "./asked.ts";
import { contact, type Held, type Holder, holder, holderName, manners } from "./holder.ts";
import { person, proof } from "./proof.ts";

export interface Answers extends Held {
	holderName?: Pick<Holder, "name" | "title">;
	membership: Consenting;
	/** Whether word of money may come to this phone. */
	money?: boolean;
	health: Consenting;
}

/** Who holds the phone, with the name that was asked for apart. */
const held = ({ holder, holderName }: Pick<Answers, "holder" | "holderName">): Holder => ({
	...holder,
	name: holder.name ?? holderName?.name ?? null,
	title: holder.title ?? holderName?.title ?? null,
});

const mannersOf = (answers: Answers, context: Context) =>
	manners({ ...answers, holder: held(answers) }, context);

const asksMembership = consentSlot<Answers>("membership", "membership", (before, context) => {
	const isSelf = before.holder.relation === "self";
	const about = before.contact ? "" : "-no-contact";
	return say(`linking.consent-membership${isSelf ? "" : "-helper"}${about}`, mannersOf(before, context));
});

/** Without this one nothing can be kept: the form ends, and the code stays good for another day. */
const membership: typeof asksMembership = {
	...asksMembership,
	async read(raw, before, context, said) {
		const { given } = raw as { given: boolean };
		return given
			? asksMembership.read(raw, before, context, said)
			: { end: say("linking.link-refused", mannersOf(before, context)) };
	},
};

/** Whose debts they are, she decides: on somebody else's phone they may be read, or only said to her. */
const money: Slot<boolean, Answers> = {
	needed: ({ holder }) => holder.relation === "helper",
	ask: (before, context) => ({
		say: say("linking.ask-money", mannersOf(before, context)),
		offers: [
			{ label: say("linking.money-here"), does: { do: "answer", slot: "money", raw: true } },
			{ label: say("linking.money-in-person"), does: { do: "answer", slot: "money", raw: false } },
		],
	}),
	read: (raw) => ({ value: raw === true }),
};

const health = consentSlot<Answers>("health", "health", (before, context) =>
	say(
		before.holder.relation === "self" ? "linking.consent-health" : "linking.consent-health-helper",
		mannersOf(before, context),
	),
);

function save(answers: Answers, context: Context): Write[] {
	const { person, membership, health } = answers;
	const { turn, now } = context;
	const chatId = turn.chat.id;
	const { relation, name, title } = held(answers);
	const isHelper = relation === "helper";
	const basis = isHelper ? "assisted" : "own";
	const account = sql`
		INSERT INTO account (chat_id, language, linked_at, holder_name, holder_title)
		VALUES (${chatId}, ${turn.speaker.language}, ${now}, ${isHelper ? name : null}, ${isHelper ? title : null})
		ON CONFLICT (chat_id) DO UPDATE SET stopped_at = NULL,
			holder_name = coalesce(account.holder_name, excluded.holder_name),
			holder_title = coalesce(account.holder_title, excluded.holder_title)`;
	const speaksFor = sql`
		INSERT INTO account_person (account_id, person_id, relation, from_time, money)
		SELECT id, ${person.personId}, ${relation}, ${now}, ${answers.money ?? true} FROM account WHERE chat_id = ${chatId}
		ON CONFLICT (account_id, person_id) WHERE to_time IS NULL DO UPDATE SET money = excluded.money`;
	const used = sql`UPDATE link_code SET used_at = ${now} WHERE id = ${person.codeId} AND used_at IS NULL AND voided_at IS NULL`;
	return [
		...(person.codeId === null ? [] : [{ statement: used, expects: 1 }]),
		{ statement: account },
		{ statement: speaksFor },
		consentWrite(person.personId, membership, chatId, basis),
		consentWrite(person.personId, health, chatId, basis),
		...closeTask(`consent:${person.personId}`, "settled", null, now),
		handOverHeld(person.personId, chatId, turn.chat.doorId, now),
		...(isHelper ? askHerTask(answers, held(answers), context) : []),
	];
}

/** The moment as evidence has it: hour and minute, day and month in Vietnam. */
function momentIn(at: Date) {
	const [day, minute] = [dayOf(at), minuteOf(at)];
	return {
		hour: Math.floor(minute / 60),
		minute: String(minute % 60).padStart(2, "0"),
		date: Number(day.slice(8)),
		month: Number(day.slice(5, 7)),
	};
}

export const linking = form<Answers>("people.link", {
	title: say("linking.title"),
	may: () => true,
	slots: { proof, person, holder, holderName, contact, membership, money, health },
	save,
	done(answers, context) {
		const isHelper = answers.holder.relation === "helper";
		const values = { ...mannersOf(answers, context), ...momentIn(context.turn.writtenAt) };
		const how = answers.health.given ? "" : "-without-health";
		return {
			says: [
				...(isHelper ? [say("linking.assisted", values)] : []),
				say(`linking.linked${isHelper ? "-helper" : ""}${how}`, values),
			],
		};
	},
	final: "a link is ended by taking the phone away (khoá máy), not undone",
});
