import type { Slot } from "../conversation/dialogue.ts";
import { say } from "../conversation/say.ts";
import type { Role } from "./rules.ts";
import { type Here, isSelf, officeOf, type Person, roleSay } from "./slots.ts";
import { knownBy } from "./store.ts";

/** Whoever works at an office and is in no book: what is needed to invite her, and her id where she is known after all. */
export interface New {
	personId: number | null;
	birthYear: number;
	phone: string;
}

interface Before {
	role: Role;
	place: Here;
	person: Person;
	birthYear?: number;
	phone?: string;
}

const isNew = ({ person }: Before): boolean => person.personId === null;
const [oldest, youngest] = [100, 18];

/** The year is the second proof when she links her phone (docs/promises.md 5). */
export const birthYearSlot = (): Slot<number, Before> => ({
	expecting: "birthYear",
	needed: isNew,
	ask: ({ person }) => ({ say: say("roles.ask-birth-year", { who: person.who }) }),
	read(raw, { person }, { today }) {
		const age = Number(today.slice(0, 4)) - Number(raw);
		return age >= youngest && age <= oldest
			? { value: Number(raw) }
			: { wrong: say("roles.ask-birth-year", { who: person.who }) };
	},
});

export const phoneSlot = (): Slot<string, Before> => ({
	expecting: "phone",
	takesWords: true,
	needed: isNew,
	ask: ({ person }) => ({ say: say("roles.ask-phone", { who: person.who }) }),
	read(raw, { person }) {
		const digits = String(raw).replace(/\D/g, "").replace(/^84/, "0");
		return /^0\d{9}$/.test(digits)
			? { value: digits }
			: { wrong: say("roles.phone-shape", { who: person.who }) };
	},
});

export const newSlot = (): Slot<New, Before> => ({
	from: [],
	needed: isNew,
	ask: ({ person }) => ({ say: say("roles.ask-phone", { who: person.who }) }),
	otherwise: () => true,
	async read(_, { role, place, person, birthYear, phone }, context) {
		const known = await knownBy(context.read, context.fingerprint(phone!), person.fullName, birthYear!);
		if (known !== undefined && isSelf(known, context))
			return {
				wrong: say("roles.not-oneself", { role: roleSay(role), office: officeOf(place) }),
				redo: ["person"],
			};
		return { value: { personId: known ?? null, birthYear: birthYear!, phone: phone! } };
	},
});
