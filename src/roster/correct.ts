import { type Context, form, type Read, type Slot } from "../conversation/dialogue.ts";
import { type Say, say } from "../conversation/say.ts";
import type { Json } from "../conversation/session.ts";
import type { Write } from "../conversation/turn.ts";
import { properName } from "../people/index.ts";
import { sql } from "../platform/database.ts";
import { phonePart } from "./add.ts";
import { clubSlot, keptClub } from "./clubSlot.ts";
import { isPlausibleYear, readLine } from "./lines.ts";
import { memberSlot, type Standing } from "./memberSlot.ts";
import { isPhone, phoneDigits } from "./phones.ts";

/** What stands in the book of one person, as far as it may be corrected. */
interface Details {
	name: string;
	birthYear: number | null;
	phone: string | null;
	hamlet: string | null;
	sex: string | null;
}

interface Answers {
	clubId: number;
	who: Standing;
	/** What stands there, and what shall. */
	change: { was: Details; will: Details };
}

async function detailsOf(personId: number, { read, open }: Context): Promise<Details> {
	const [row] = await read.rows<Omit<Details, "phone"> & { phone: Buffer | null }>(sql`
		SELECT full_name AS name, birth_year AS "birthYear", phone, hamlet, sex FROM person WHERE id = ${personId}`);
	return { ...row!, phone: row!.phone && open<string>(row!.phone) };
}

type Raw = { newName?: string; birthYear?: number; phone?: string; hamlet?: string; gender?: string };

/** The new details from the words, or what is wrong with them. */
function changed(was: Details, raw: Raw, thisYear: number): { will: Details } | { wrong: Say } {
	const will = { ...was };
	if (raw.newName) {
		const row = readLine(`1 ${properName(raw.newName)}`);
		if (!row) return { wrong: say("roster.ask-full-name") };
		will.name = row.name;
	}
	if (raw.birthYear !== undefined) {
		if (!isPlausibleYear(raw.birthYear, thisYear))
			return { wrong: say("roster.ask-year-again", { name: was.name, year: raw.birthYear }) };
		will.birthYear = raw.birthYear;
	}
	if (raw.phone) {
		will.phone = phoneDigits(raw.phone);
		if (!isPhone(will.phone)) return { wrong: say("roster.ask-phone-again", { phone: will.phone }) };
	}
	if (raw.hamlet) {
		const [word = "", ...rest] = raw.hamlet.split(/\s+/);
		will.hamlet = `${word.toLowerCase()} ${properName(rest.join(" "))}`;
	}
	if (raw.gender) will.sex = raw.gender;
	return { will };
}

const change: Slot<Answers["change"], Answers> = {
	from: ["newName", "birthYear", "phone", "hamlet", "gender"],
	expecting: "member-details",
	ask: ({ who }) => ({ say: say("roster.ask-change", { person: who.called }) }),
	async read(raw, { who }, context): Promise<Read<Answers["change"]>> {
		const was = await detailsOf(who.personId, context);
		const found = changed(was, raw as Raw, Number(context.today.slice(0, 4)));
		if ("wrong" in found) return found;
		const isSame = JSON.stringify(was) === JSON.stringify(found.will);
		if (isSame) return { end: say("roster.change-nothing", { person: who.called }) };
		return { value: { was, will: found.will } };
	},
};

const sexWord = (sex: string | null): Say | "" =>
	sex === "female" ? say("roster.female") : sex === "male" ? say("roster.male") : "";

/** What changes, old and new, in one sentence each. */
function differences({ was, will }: Answers["change"]): Say[] {
	const says: Say[] = [];
	const differ = (key: keyof Details) => was[key] !== will[key];
	if (differ("name")) says.push(say("roster.change-name", { was: was.name, will: will.name }));
	if (differ("birthYear"))
		says.push(
			was.birthYear
				? say("roster.change-year", { was: was.birthYear, will: will.birthYear })
				: say("roster.new-year", { will: will.birthYear }),
		);
	if (differ("phone"))
		says.push(
			was.phone
				? say("roster.change-phone", { was: phonePart(was.phone), will: phonePart(will.phone) })
				: say("roster.new-phone", { will: phonePart(will.phone) }),
		);
	if (differ("hamlet"))
		says.push(
			was.hamlet
				? say("roster.change-hamlet", { was: was.hamlet, will: will.hamlet })
				: say("roster.new-hamlet", { will: will.hamlet }),
		);
	if (differ("sex")) says.push(say("roster.new-sex", { will: sexWord(will.sex) }));
	return says;
}

const joined = (says: Say[]): Say => says.reduce((before, next) => say("roster.and", { before, next }));

/** Takes the place of what stood there; whoever changed it in between is not overwritten. */
function replace(personId: number, was: Details, will: Details, { seal, fingerprint }: Context): Write {
	const print = (phone: string | null) => (phone ? fingerprint(phone) : null);
	return {
		statement: sql`
			UPDATE person SET full_name = ${will.name}, birth_year = ${will.birthYear}, hamlet = ${will.hamlet}, sex = ${will.sex},
				phone = CASE WHEN phone_print IS NOT DISTINCT FROM ${print(will.phone)}::text THEN phone ELSE ${will.phone ? seal(will.phone) : null}::bytea END,
				phone_print = ${print(will.phone)}::text
			WHERE id = ${personId} AND full_name = ${was.name} AND birth_year IS NOT DISTINCT FROM ${was.birthYear}::smallint
				AND hamlet IS NOT DISTINCT FROM ${was.hamlet}::text AND sex IS NOT DISTINCT FROM ${was.sex}::text
				AND phone_print IS NOT DISTINCT FROM ${print(was.phone)}::text`,
		expects: 1,
	};
}

interface Undone {
	personId: number;
	was: Details;
	will: Details;
}

export const correct = form<Answers>("member.correct", {
	title: say("roster.correct-title"),
	may: ({ speaker }) => keptClub(speaker) !== undefined || say("roster.correct-through-secretary"),
	slots: { clubId: clubSlot(), who: memberSlot("who"), change },
	readBack: ({ who, change }) =>
		say("roster.correct-read-back", {
			person: who.called,
			number: who.number,
			changes: joined(differences(change)),
		}),
	edit: "change",
	save: ({ who, change }, context) => [replace(who.personId, change.was, change.will, context)],
	done: ({ who }) => ({ says: [say("roster.corrected", { person: who.called })] }),
	undo: {
		values: ({ who, change }) => ({ personId: who.personId, ...change }) as unknown as Json,
		writes(values, context) {
			const { personId, was, will } = values as unknown as Undone;
			return [replace(personId, will, was, context)];
		},
		done: say("roster.correct-undone"),
	},
});
