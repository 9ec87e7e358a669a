import { form, type Slot } from "../conversation/dialogue.ts";
import { say } from "../conversation/say.ts";
import type { Json } from "../conversation/session.ts";
import { phoneText } from "../people/index.ts";
import { sql } from "../platform/database.ts";
import { lockWrites, mayLock, type Phone, phonesOf, unlockWrites } from "./phone.ts";
import { type Known, leads, personSlot } from "./who.ts";

interface Answers {
	person: Known;
	phone: string;
	/** Her own phones as they stand, and the number that was kept before. */
	before: { phones: Phone[]; sealed: string | null; print: string | null };
	isKept: boolean;
}

const phone: Slot<string, Answers> = {
	expecting: "phone",
	ask: ({ person }) => ({ say: say("lives.ask-number", { who: person.called }), bare: true }),
	read: (raw) => {
		const digits = String(raw).replace(/\D/g, "").replace(/^84/, "0");
		return /^0\d{9}$/.test(digits) ? { value: digits } : { wrong: say("lives.number-shape") };
	},
};

const before: Slot<Answers["before"], Answers> = {
	ask: ({ person }) => ({ say: say("lives.ask-number", { who: person.called }) }),
	otherwise: () => true,
	async read(_, { person }, { read }) {
		const [row] = await read.rows<{ phone: Buffer | null; print: string | null }>(
			sql`SELECT phone, phone_print AS print FROM person WHERE id = ${person.personId}`,
		);
		const phones = await phonesOf(read, person.personId);
		return {
			value: {
				phones: phones.filter((one) => one.relation === "self"),
				sealed: row?.phone?.toString("base64") ?? null,
				print: row?.print ?? null,
			},
		};
	},
};

/** A new number is often a new card in the old phone; as often the old phone went to a grandchild. */
const isKept: Slot<boolean, Answers> = {
	ask: ({ person }) => ({
		say: say("lives.old-phone", { who: person.called }),
		offers: [
			{ label: say("lives.old-phone-kept"), does: { do: "answer", slot: "isKept", raw: true } },
			{ label: say("lives.old-phone-lock"), does: { do: "answer", slot: "isKept", raw: false } },
		],
	}),
	needed: ({ before }) => before.phones.length > 0,
	read: (raw) => ({ value: raw === true }),
};

export const number = form<Answers>("lives.number", {
	title: say("lives.number-title"),
	may: mayLock,
	slots: {
		person: personSlot<Answers>({ question: say("lives.ask-whose-number"), club: leads }),
		phone,
		before,
		isKept,
	},
	readBack: ({ person, phone, before, isKept }) =>
		say(before.phones.length > 0 && !isKept ? "lives.number-read-back-lock" : "lives.number-read-back", {
			who: person.called,
			phone: phoneText(phone),
		}),
	save: ({ person, phone, before, isKept }, { seal, fingerprint, now }) => [
		{
			statement: sql`
				UPDATE person SET phone = ${seal(phone)}, phone_print = ${fingerprint(phone)} WHERE id = ${person.personId}`,
			expects: 1,
		},
		...(before.phones.length > 0 && !isKept ? lockWrites(before.phones, now) : []),
	],
	done: ({ person, before, isKept }) => ({
		says: [
			say(before.phones.length > 0 && !isKept ? "lives.number-saved-lock" : "lives.number-saved", {
				who: person.called,
			}),
		],
	}),
	undo: {
		values: ({ person, before, isKept }): Json => ({
			personId: person.personId,
			sealed: before.sealed,
			print: before.print,
			locked: isKept ? [] : before.phones.map(({ accountId, chatId }) => ({ accountId, chatId })),
		}),
		writes(values, { now }) {
			const { personId, sealed, print, locked } = values as unknown as {
				personId: number;
				sealed: string | null;
				print: string | null;
				locked: Pick<Phone, "accountId" | "chatId">[];
			};
			return [
				{
					statement: sql`
						UPDATE person SET phone = ${sealed === null ? null : Buffer.from(sealed, "base64")}, phone_print = ${print}
						WHERE id = ${personId}`,
				},
				...(locked.length > 0 ? unlockWrites(locked, now) : []),
			];
		},
		done: say("lives.number-undone"),
	},
});
