import { type Context, form, type Slot } from "../conversation/dialogue.ts";
import { type Say, say } from "../conversation/say.ts";
import { called, phoneText, properName } from "../people/index.ts";
import { clubSlot, keepsRoster } from "./clubSlot.ts";
import { isPlausibleYear, isSameName, type RosterRow, readLine } from "./lines.ts";
import { isPhone, phoneDigits } from "./phones.ts";
import { type Booked, boardPerson, isSkip, numbered } from "./settle.ts";
import { bookOf, hangsOn, joinedOf, joinWrite, leaveWrites, type NewMember } from "./store.ts";

interface Answers {
	clubId: number;
	name: Pick<RosterRow, "name" | "sex">;
	birthYear: number;
	book: Booked[];
	/** The person she is already, where it is not somebody else of that name and year. */
	same: number | null;
	phone: string | null;
	number: number;
}

const yearOf = ({ today }: Context): number => Number(today.slice(0, 4));

/** `bà Trịnh Thị Bảy` → the name, and the sex as far as the words tell. */
const name: Slot<Answers["name"], Answers> = {
	from: ["name", "gender", "member"],
	expecting: "name",
	takesWords: true,
	ask: () => ({ say: say("roster.ask-name") }),
	read(raw) {
		const { name, gender, member } = (typeof raw === "string" ? { name: raw } : raw) as Record<
			string,
			string
		>;
		// Of a correction only the new name comes, as `member`.
		const row = readLine(`1 ${properName(member ?? name ?? "")}`);
		if (!row) return { wrong: say("roster.ask-full-name") };
		const sex = row.sex ?? (gender === "male" || gender === "female" ? gender : undefined);
		return { value: { name: row.name, ...(sex ? { sex } : {}) } };
	},
};

const birthYear: Slot<number, Answers> = {
	expecting: "birthYear",
	ask: ({ name }) => ({ say: say("roster.ask-year", { name: name.name }) }),
	read(raw, { name }, context) {
		const year = Number(raw);
		if (isPlausibleYear(year, yearOf(context))) return { value: year };
		return { wrong: say("roster.ask-year-again", { name: name.name, year: String(raw) }) };
	},
};

const book: Slot<Booked[], Answers> = {
	from: [],
	ask: () => ({ say: say("roster.ask-name") }),
	otherwise: () => true,
	read: async (_, { clubId }, { read, today }) => ({ value: await bookOf(read, clubId, today) }),
};

const twinOf = ({ book, name, birthYear }: Pick<Answers, "book" | "name" | "birthYear">) =>
	book.find(
		(one) => one.number !== null && one.birthYear === birthYear && isSameName(one.fullName, name.name),
	);

const same: Slot<number | null, Answers> = {
	from: [],
	needed: (before) => twinOf(before) !== undefined,
	ask(before) {
		const { fullName, number, isMember } = twinOf(before)!;
		const offer = (key: "roster.another" | "roster.same-person", raw: boolean) => ({
			label: say(key),
			does: { do: "answer" as const, slot: "same", raw },
		});
		return {
			say: say(isMember ? "roster.same-now" : "roster.same-once", {
				name: fullName,
				number,
				year: before.birthYear,
			}),
			offers: [offer("roster.another", true), offer("roster.same-person", false)],
		};
	},
	read(raw, before) {
		if (raw === true) return { value: null };
		const twin = twinOf(before)!;
		if (!twin.isMember) return { value: twin.personId };
		return { end: say("roster.add-already", { name: twin.fullName, number: twin.number }) };
	},
};

const phone: Slot<string | null, Answers> = {
	expecting: "member-phone",
	ask: ({ name }) => ({ say: say("roster.ask-phone", { name: name.name }) }),
	read(raw) {
		if (isSkip(String(raw))) return { value: null };
		const digits = phoneDigits(String(raw));
		return isPhone(digits) ? { value: digits } : { wrong: say("roster.ask-phone-again", { phone: digits }) };
	},
};

const number: Slot<number, Answers> = {
	expecting: "member-number",
	ask: () => ({ say: say("roster.ask-number") }),
	otherwise: () => 0,
	read(raw, { book, name }) {
		const given = Number(raw);
		const next = numbered([{ position: 1, name: name.name }], book)[0]!.number;
		if (given === 0) return { value: next };
		const holder = book.find((one) => one.number === given);
		if (!holder) return { value: given };
		return { wrong: say("roster.number-held", { number: given, holder: holder.fullName, next }) };
	},
};

const rowOf = ({ name, birthYear, phone, number, book, same }: Answers): NewMember => {
	const row = { position: 1, ...name, birthYear, number, ...(phone ? { phone } : {}) };
	return { ...row, personId: same ?? boardPerson(row, book) };
};

const bookNumber = /(?<!\p{L}|nhà )số\s+(\d{1,3})(?![\d.]|\s*\d{2})/iu;

export const phonePart = (phone: string | null): Say =>
	phone ? say("roster.with-phone", { phone: phoneText(phone) }) : say("roster.without-phone");

export const add = form<Answers>("member.add", {
	title: say("roster.add-title"),
	may: keepsRoster,
	hears(text, slots) {
		const given = slots && bookNumber.exec(text.normalize("NFC"))?.[1];
		return given ? { number: Number(given) } : undefined;
	},
	slots: { clubId: clubSlot(), name, birthYear, book, same, phone, number },
	readBack: ({ name, birthYear, phone, number }) =>
		say("roster.add-read-back", { name: name.name, year: birthYear, phone: phonePart(phone), number }),
	save: (answers, context) => [joinWrite(answers.clubId, [rowOf(answers)], context)],
	done({ name, birthYear, number }, context) {
		const known = { fullName: name.name, birthYear, sex: name.sex ?? null, calledAs: null };
		return {
			says: [say("roster.added", { name: name.name, number, person: called(known, yearOf(context)) })],
		};
	},
	undo: {
		values: (answers) => joinedOf(answers.clubId, [rowOf(answers)]),
		refuses: hangsOn,
		writes: leaveWrites,
		done: say("roster.undone-one"),
	},
});
