import { type Context, form, type Slot } from "../conversation/dialogue.ts";
import { say } from "../conversation/say.ts";
import type { Write } from "../conversation/turn.ts";
import { sql } from "../platform/database.ts";
import { addressFor, called, givenName, titleOf } from "./address.ts";
import { type CodeHolder, codeDigits, holderOf, mostWrongYears } from "./codes.ts";
import { type Consenting, consentSlot, consentWrite } from "./consent.ts";

/** Who holds the phone: the person herself, or somebody of her family whose name may have been told. */
interface Holder {
	relation: "self" | "helper";
	name: string | null;
	title: string | null;
}

interface Answers {
	code: string;
	person: CodeHolder & { called: string };
	holder: Holder;
	membership: Consenting;
	health: Consenting;
}

const kin: [RegExp, string][] = [
	[/(con dâu|con gái|cháu gái|chị|vợ)/i, "chị"],
	[/(con trai|con rể|cháu trai|anh|chồng)/i, "anh"],
];

/** `2 em là Thu con dâu` → Thu, chị. What is not told stays open; nothing is guessed of a name. */
export function holderFrom(words: string | undefined): Pick<Holder, "name" | "title"> {
	const name = /(?:là|tên)\s+(\p{Lu}\p{L}+)/u.exec(words ?? "")?.[1] ?? null;
	const title = kin.find(([pattern]) => pattern.test(words ?? ""))?.[1] ?? null;
	return { name, title };
}

const code: Slot<string, Answers> = {
	expecting: "text",
	ask: () => ({ say: say("people.ask-code") }),
	read(raw, _, { fingerprint }) {
		const digits = codeDigits(String(raw));
		if (digits.length !== 8) return { wrong: say("people.code-shape") };
		return { value: fingerprint(digits) };
	},
};

/** `1952`, `sinh năm 52`; an age or a word is no year, and no guess either. */
function yearIn(words: string): number | undefined {
	const full = /(?<!\d)(19|20)\d\d(?!\d)/.exec(words)?.[0];
	const short = /tuổi|tuoi/i.test(words) ? undefined : /^\D*(\d\d)\D*$/.exec(words)?.[1];
	return full ? Number(full) : short ? 1900 + Number(short) : undefined;
}

/** The year is asked for whether or not there is such a code: a guesser learns nothing from the question. */
const person: Slot<Answers["person"], Answers> = {
	expecting: "text",
	ask: () => ({ say: say("people.ask-year") }),
	async read(raw, { code }, { read, now, today }, { wrongBefore }) {
		const found = await holderOf(read, code, now, today);
		const year = yearIn(String(raw));
		if (year === undefined) return { wrong: say("people.year-shape"), forgiven: true };
		if (found && found.birthYear === year) {
			return { value: { ...found, called: called(found, Number(today.slice(0, 4))) } };
		}
		const count: Write = {
			statement: sql`
				UPDATE link_code SET wrong_years = wrong_years + 1,
					voided_at = CASE WHEN wrong_years + 1 >= ${mostWrongYears} THEN ${now}::timestamptz END
				WHERE print = ${code} AND used_at IS NULL`,
		};
		if (wrongBefore + 1 >= mostWrongYears) return { end: say("people.code-void"), writes: [count] };
		return { wrong: say("people.year-wrong"), writes: [count] };
	},
};

const holder: Slot<Holder, Answers> = {
	ask: ({ person }) => ({
		say: say("people.ask-holder", { person: person.called, club: person.clubName ?? "" }),
		offers: [
			{
				label: say("people.holder-self", { person: person.called }),
				does: { do: "answer", slot: "holder", raw: { relation: "self" } },
			},
			{
				label: say("people.holder-family", { person: person.called }),
				does: { do: "answer", slot: "holder", raw: { relation: "helper" } },
			},
		],
	}),
	read(raw, { person }, { today }) {
		const { relation, words } = raw as { relation: Holder["relation"]; words?: string };
		if (relation === "helper") return { value: { relation, ...holderFrom(words) } };
		return {
			value: {
				relation,
				name: givenName(person.fullName),
				title: titleOf(person, Number(today.slice(0, 4))),
			},
		};
	},
};

/**
 * How the one who holds the phone is spoken to, before there is an account that says so. `person` is the elder with
 * her name, `they` the word for her after it; of herself both are the word she is addressed by.
 */
function manners({ person, holder }: Pick<Answers, "person" | "holder">, { today, speaker }: Context) {
	const address = holder.title ? addressFor(holder.title) : speaker.address;
	const greeted = holder.name ? `${address.you} ${holder.name}` : address.you;
	const title = titleOf(person, Number(today.slice(0, 4)));
	const isSelf = holder.relation === "self";
	const they = isSelf ? address.you : title === address.you ? person.called : title;
	return {
		...address,
		greeted,
		person: isSelf ? address.you : person.called,
		they,
		office: person.office ?? "",
	};
}

const asksMembership = consentSlot<Answers>("membership", "membership", (before, context) =>
	say(
		before.holder.relation === "self" ? "people.consent-membership" : "people.consent-membership-helper",
		manners(before, context),
	),
);
/** Without this one nothing can be kept: the form ends, and the code stays good for another day. */
const membership: typeof asksMembership = {
	...asksMembership,
	async read(raw, before, context, said) {
		const { given } = raw as { given: boolean };
		return given
			? asksMembership.read(raw, before, context, said)
			: { end: say("people.link-refused", manners(before, context)) };
	},
};
const health = consentSlot<Answers>("health", "health", (before, context) =>
	say("people.consent-health", manners(before, context)),
);

function save({ person, holder, membership, health }: Answers, { turn, now }: Context): Write[] {
	const chatId = turn.chat.id;
	const account = sql`
		INSERT INTO account (chat_id, language, linked_at, holder_name, holder_title)
		VALUES (${chatId}, ${turn.speaker.language}, ${now},
			${holder.relation === "helper" ? holder.name : null}, ${holder.relation === "helper" ? holder.title : null})
		ON CONFLICT (chat_id) DO UPDATE SET stopped_at = NULL`;
	const speaksFor = sql`
		INSERT INTO account_person (account_id, person_id, relation, from_time)
		SELECT id, ${person.personId}, ${holder.relation}, ${now} FROM account WHERE chat_id = ${chatId}
		ON CONFLICT (account_id, person_id) WHERE to_time IS NULL DO NOTHING`;
	const used = sql`UPDATE link_code SET used_at = ${now} WHERE id = ${person.codeId} AND used_at IS NULL AND voided_at IS NULL`;
	return [
		{ statement: used, expects: 1 },
		{ statement: account },
		{ statement: speaksFor },
		consentWrite(person.personId, membership, chatId),
		consentWrite(person.personId, health, chatId),
	];
}

export const linking = form<Answers>("people.link", {
	title: say("people.link-title"),
	may: () => true,
	slots: { code, person, holder, membership, health },
	save,
	done(answers, context) {
		const key = answers.health.given ? "people.linked" : "people.linked-without-health";
		return { says: [say(key, manners(answers, context))] };
	},
	final: "a link is ended by taking the phone away (khoá máy), not undone",
});
