import { type Context, form, type Slot } from "../conversation/dialogue.ts";
import { say } from "../conversation/say.ts";
import type { Json } from "../conversation/session.ts";
import { linked } from "../people/index.ts";
import { addDays, addMonths } from "../platform/clock.ts";
import { sql } from "../platform/database.ts";
import { untilIn } from "./until.ts";
import { actorOf, type Known, personSlot, recordsFor } from "./who.ts";

interface Answers {
	person: Known;
	/** The last day away; null as long as nobody knows. */
	until: string | null;
	/** Why it was said: `vào Nam`, `đi viện`; only repeated, never kept. */
	where: string;
}

/** Longer than this somebody has moved. */
const mostDays = 370;

/** A correction is understood as a day that has been; of one who is away it is the next of that date. */
function dayAhead(words: string, { turn, today }: Context): string | null | undefined {
	if (!/^\d{4}-\d\d-\d\d$/.test(words)) return untilIn(words, turn.writtenAt);
	return words >= today ? words : addMonths(words, 12);
}

const until: Slot<string | null, Answers> = {
	from: ["until", "date"],
	expecting: "text",
	ask: ({ person }) => ({ say: say("lives.ask-until", { who: person.called }) }),
	read(raw, { person }, context) {
		const { today } = context;
		const said = raw as string | { until?: string; date?: string };
		// A correction comes after what it corrects.
		const words = typeof said === "string" ? said : (said.date ?? said.until ?? "");
		const day = dayAhead(words, context);
		if (day === null) return { value: null };
		if (day === undefined || day < today) return { wrong: say("lives.ask-until", { who: person.called }) };
		return day > addDays(today, mostDays) ? { wrong: say("lives.until-far") } : { value: day };
	},
};

const whom = (name: string) =>
	personSlot<Answers>(
		{
			question: say("lives.ask-away"),
			club: recordsFor,
			own: (speaker) => speaker.persons,
			isSelfMeant: true,
		},
		name,
	);

const who = ({ person }: Pick<Answers, "person">, { speaker }: Context) =>
	speaker.persons.some((one) => one.personId === person.personId && one.relation === "self")
		? speaker.address.you
		: person.called;

/** `bà Hoa vào Nam đến Tết`: not invited, not counted as absent and not looked for until then. */
export const away = form<Answers>("lives.away", {
	title: say("lives.away-title"),
	may: linked,
	slots: {
		person: whom("person"),
		until,
		where: {
			ask: () => ({ say: say("lives.ask-away") }),
			otherwise: () => "",
			read: (raw) => ({ value: String(raw) }),
		},
	},
	readBack: (answers, context) =>
		say(answers.until === null ? "lives.away-read-back-open" : "lives.away-read-back", {
			who: who(answers, context),
			where: answers.where || "đi xa",
			day: answers.until ?? "",
		}),
	edit: "until",
	save: ({ person, until }, { now, today, speaker }) => [
		{
			statement: sql`UPDATE away SET ended_at = ${now} WHERE person_id = ${person.personId} AND ended_at IS NULL`,
		},
		{
			statement: sql`
				INSERT INTO away (person_id, from_day, until_day, by_person_id, said_at)
				VALUES (${person.personId}, ${today}, ${until}, ${actorOf(speaker)}, ${now})`,
			expects: 1,
		},
	],
	done: (answers, context) => ({
		says: [
			say(answers.until === null ? "lives.away-saved-open" : "lives.away-saved", {
				who: who(answers, context),
				day: answers.until ?? "",
			}),
		],
	}),
	undo: {
		values: ({ person }): Json => person.personId,
		writes: (personId, { now }) => [
			{
				statement: sql`UPDATE away SET ended_at = ${now} WHERE person_id = ${Number(personId)} AND ended_at IS NULL`,
			},
		],
		done: say("lives.away-undone"),
	},
});

interface Back {
	person: Known;
	awayId: number;
}

/** `bà Hoa về rồi`: reminded and invited again from now on. */
export const back = form<Back>("lives.back", {
	title: say("lives.back-title"),
	may: linked,
	slots: {
		person: whom("person") as unknown as Slot<Known, Back>,
		awayId: {
			ask: () => ({ say: say("lives.ask-away") }),
			otherwise: () => true,
			async read(_, before, context) {
				const [row] = await context.read.rows<{ id: number }>(sql`
					SELECT id FROM away WHERE person_id = ${before.person.personId} AND ended_at IS NULL
						AND (until_day IS NULL OR until_day >= ${context.today})`);
				return row ? { value: row.id } : { end: say("lives.not-away", { who: who(before, context) }) };
			},
		},
	},
	save: ({ awayId }, { now }) => [
		{
			statement: sql`UPDATE away SET ended_at = ${now} WHERE id = ${awayId} AND ended_at IS NULL`,
			expects: 1,
		},
	],
	done: (answers, context) => ({ says: [say("lives.back-saved", { who: who(answers, context) })] }),
	undo: {
		values: ({ awayId }) => awayId,
		writes: (awayId) => [
			{
				statement: sql`
					UPDATE away SET ended_at = NULL WHERE id = ${Number(awayId)} AND NOT EXISTS (
						SELECT 1 FROM away other WHERE other.person_id = away.person_id AND other.ended_at IS NULL)`,
			},
		],
		done: say("lives.back-undone"),
	},
});
