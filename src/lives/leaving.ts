import { form, type Read, type Slot } from "../conversation/dialogue.ts";
import { say } from "../conversation/say.ts";
import type { Json } from "../conversation/session.ts";
import type { Write } from "../conversation/turn.ts";
import { contributedBy, openLoansOf } from "../loans/index.ts";
import { lookWrite } from "../people/index.ts";
import { sql } from "../platform/database.ts";
import { endGrants, endRelays, type Grant, grantsOf, reopenGrants, reopenRelays } from "./ends.ts";
import { actorOf, type Known, leads, personSlot, titleIn } from "./who.ts";

interface Answers {
	person: Known;
	/** What the ledger and the list of roles know of her: nothing owed, or the form would have ended. */
	book: { contributedVnd: number; grants: Grant[] };
}

/** The last chair cannot leave: somebody takes the work over first. */
const mayNotLeave = (grants: Grant[]) => grants.find(({ role }) => role === "chair");

const book: Slot<Answers["book"], Answers> = {
	ask: () => ({ say: say("lives.ask-left") }),
	otherwise: () => true,
	async read(_, { person }, { read, today, now, speaker }): Promise<Read<Answers["book"]>> {
		const look = lookWrite(person.personId, actorOf(speaker), "loan", now);
		const loans = await openLoansOf(read, person.personId);
		const owed = loans.reduce((sum, one) => sum + one.outstandingVnd, 0);
		const values = { who: person.called, title: titleIn(person), amountVnd: owed };
		if (owed > 0) return { end: say("lives.left-owes", values), writes: [look] };
		const grants = await grantsOf(read, person.personId, today);
		if (mayNotLeave(grants)) return { end: say("lives.left-chair", values) };
		return { value: { contributedVnd: await contributedBy(read, person.personId), grants } };
	},
};

/** Whoever is out of the club is spoken for by nobody; a phone that also speaks for others goes on for them. */
const leave = ({ person, book }: Answers, now: Date, today: string): Write[] => [
	{
		statement: sql`
			UPDATE membership SET to_day = ${today}, ended_why = 'left'
			WHERE person_id = ${person.personId} AND club_id = ${person.clubId} AND to_day IS NULL`,
		expects: 1,
	},
	...(book.grants.length > 0 ? [endGrants(book.grants, today)] : []),
	{
		statement: sql`
			UPDATE account_person SET to_time = ${now}, ended_why = 'left'
			WHERE person_id = ${person.personId} AND to_time IS NULL AND NOT EXISTS (
				SELECT 1 FROM role_grant g WHERE g.person_id = ${person.personId} AND g.role IN ('officer', 'health-worker')
					AND g.from_day <= ${today} AND (g.to_day IS NULL OR g.to_day > ${today}))`,
	},
	{
		statement: sql`
			UPDATE notice SET state = 'cancelled', why = 'she left', words = NULL
			WHERE person_id = ${person.personId} AND state = 'waiting'`,
	},
	...endRelays(person.personId, today),
];

export const left = form<Answers>("lives.left", {
	title: say("lives.left-title"),
	may: ({ speaker }) => leads(speaker) !== undefined || say("lives.only-lead"),
	slots: { person: personSlot<Answers>({ question: say("lives.ask-left"), club: leads }), book },
	readBack: ({ person, book }, { today }) =>
		say(book.contributedVnd > 0 ? "lives.left-read-back-paid-in" : "lives.left-read-back", {
			who: person.called,
			title: titleIn(person),
			number: person.number,
			day: today,
			amountVnd: book.contributedVnd,
		}),
	save: (answers, { now, today, speaker }) => [
		...leave(answers, now, today),
		lookWrite(answers.person.personId, actorOf(speaker), "loan", now),
	],
	done: ({ person }) => ({ says: [say("lives.left-saved", { who: person.called, title: titleIn(person) })] }),
	undo: {
		values: ({ person, book }): Json => ({
			personId: person.personId,
			clubId: person.clubId,
			grants: book.grants.map(({ id, toDay }) => ({ id, toDay })),
		}),
		writes(values, { today }) {
			const { personId, clubId, grants } = values as {
				personId: number;
				clubId: number;
				grants: Pick<Grant, "id" | "toDay">[];
			};
			return [
				{
					statement: sql`
						UPDATE membership SET to_day = NULL, ended_why = NULL
						WHERE person_id = ${personId} AND club_id = ${clubId} AND ended_why = 'left'
							AND to_day = (SELECT max(to_day) FROM membership m WHERE m.person_id = ${personId})`,
				},
				...(grants.length > 0 ? [reopenGrants(grants)] : []),
				{
					statement: sql`
						UPDATE account_person SET to_time = NULL, ended_why = NULL
						WHERE person_id = ${personId} AND ended_why = 'left'
							AND to_time = (SELECT max(to_time) FROM account_person WHERE person_id = ${personId} AND ended_why = 'left')
							AND NOT EXISTS (SELECT 1 FROM account_person other WHERE other.account_id = account_person.account_id
								AND other.person_id = ${personId} AND other.to_time IS NULL)`,
				},
				...reopenRelays(personId, today),
			];
		},
		done: say("lives.left-undone"),
	},
});
