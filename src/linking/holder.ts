import type { Context, Slot } from "../conversation/dialogue.ts";
import { say } from "../conversation/say.ts";
import { addressFor, type Callable, callableFor, givenName, phoneText, titleOf } from "../people/index.ts";
import type { Proven } from "./proof.ts";

/** Who holds the phone: the person herself, or somebody of her family with the name that was told. */
export interface Holder {
	relation: "self" | "helper";
	name: string | null;
	title: string | null;
}

export interface Held extends Proven {
	holder: Holder;
	/** Whom she may ask whether all this is true, and who will ask her once more at the meeting. */
	contact: Callable | null;
}

const kin: [RegExp, string][] = [
	[/(con dâu|con gái|cháu gái|chị|vợ)/i, "chị"],
	[/(con trai|con rể|cháu trai|anh|chồng)/i, "anh"],
];
const plainKin: [RegExp, string][] = [
	[/(con dau|con gai|chau gai|\bchi\b|\bvo\b)/i, "chị"],
	[/(con trai|con re|chau trai|\banh\b|chong)/i, "anh"],
];

/** A word of kinship, a number, or a word of agreeing is nobody's name. */
const noName =
	/^(con|cháu|chau|vợ|vo|chồng|chong|em|chị|anh|dâu|rể|một|mot|hai|ba|không|khong|có|co|vâng|vang|dạ|da|ừ|đúng|ai|gì|gi|sao)$/iu;

/** `2 em là Thu con dâu`, `Thu, con dâu`, `thu con dau` → Thu, chị. What is not told stays open; nothing is guessed of a name. */
export function holderFrom(words: string | undefined): Pick<Holder, "name" | "title"> {
	const text = (words ?? "").trim();
	const name =
		/(?:tên là|ten la|là|tên|la|ten)\s+(\p{L}+)/iu.exec(text)?.[1] ??
		/^(?:em|chị|anh|con|cháu|tôi)?\s*(\p{L}+)(?=\s*(?:[,-]|\s(?:con|cháu|vợ|chồng|em|chau|vo|chong)\s*|$))/iu.exec(
			text,
		)?.[1] ??
		null;
	const title = [...kin, ...plainKin].find(([pattern]) => pattern.test(text))?.[1] ?? null;
	const isKin = name !== null && noName.test(name);
	return { name: name && !isKin ? name.charAt(0).toUpperCase() + name.slice(1) : null, title };
}

/** Whose hand it is, and her name where it is somebody of the family: the owner of a phone is the one addressed. */
export const holder: Slot<Holder, Held> = {
	ask: ({ person }, { today }) => ({
		say: say("linking.ask-holder", { person: person.called, club: person.clubName ?? "" }),
		offers: [
			{
				label: say("linking.holder-self", { person: person.called }),
				does: { do: "answer", slot: "holder", raw: { relation: "self" } },
			},
			{
				label: say("linking.holder-family", { person: titleOf(person, Number(today.slice(0, 4))) }),
				does: { do: "answer", slot: "holder", raw: { relation: "helper" } },
			},
		],
	}),
	read(raw, { person }, { today }) {
		const { relation, words } = raw as { relation: Holder["relation"]; words?: string };
		if (relation === "helper") return { value: { relation, ...holderFrom(words) } };
		const title = titleOf(person, Number(today.slice(0, 4)));
		return { value: { relation, name: givenName(person.fullName), title } };
	},
};

/** Asked only of a helper who has not said it yet, on a phone that is not known. */
export const holderName: Slot<Pick<Holder, "name" | "title">, Held> = {
	expecting: "text",
	needed: ({ holder }, { speaker }) =>
		holder.relation === "helper" && holder.name === null && speaker.accountId === null,
	ask: ({ person }) => ({ say: say("linking.ask-holder-name", { person: person.called }) }),
	read(raw, _, __, { wrongBefore }) {
		const found = holderFrom(String(raw));
		// Whoever would rather not say is not asked a third time.
		if (found.name || found.title || wrongBefore > 0) return { value: found };
		return { wrong: say("linking.holder-name-shape") };
	},
};

/** The one to ask, looked up and never asked for. */
export const contact: Slot<Callable | null, Held> = {
	from: [],
	ask: () => ({ say: say("linking.ask-code") }),
	otherwise: () => true,
	async read(_, { person }, { read, today }) {
		const found = person.clubId
			? await callableFor(read, person.clubId, today, [person.personId])
			: undefined;
		return { value: found ?? null };
	},
};

/** `cô Mai thư ký`, or an office as it is called. */
const contactName = ({ called, role }: Callable): string =>
	role === "secretary" ? `${called} thư ký` : called;

/**
 * How the one who holds the phone is spoken to, before there is an account that says so. `person` is the elder with
 * her name, `they` the word for her after it; of herself both are the word she is addressed by.
 */
export function manners(
	{ person, holder, contact }: Pick<Held, "person" | "holder" | "contact">,
	{ today, speaker, open }: Context,
) {
	const isKnown = speaker.accountId !== null;
	const address = !isKnown && holder.title ? addressFor(holder.title) : speaker.address;
	const name = isKnown ? speaker.name : holder.name;
	const greeted = name ? `${address.you} ${name}` : address.you;
	const title = titleOf(person, Number(today.slice(0, 4)));
	const isSelf = holder.relation === "self";
	return {
		...address,
		greeted,
		person: isSelf ? address.you : person.called,
		they: isSelf ? address.you : title === address.you ? person.called : title,
		office: person.office ?? "",
		contact: contact ? contactName(contact) : "",
		asker: contact?.role === "secretary" ? contact.called : "thư ký",
		phone: contact ? phoneText(open<string>(contact.phone)) : "",
	};
}
