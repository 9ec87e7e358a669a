import { type Context, reply } from "../conversation/dialogue.ts";
import { say } from "../conversation/say.ts";
import type { Json } from "../conversation/session.ts";
import type { Write } from "../conversation/turn.ts";
import { type OpenLoan, openLoansOf } from "../loans/index.ts";
import { type Handler, timerWrite } from "../notices/index.ts";
import { actingFor, called } from "../people/index.ts";
import { addDays, dayOf, momentOf } from "../platform/clock.ts";
import { type Reader, sql } from "../platform/database.ts";
import type { Sealing } from "../platform/sealing.ts";
import { closeTask, type NewTask, openTask, openTasks } from "../tasks/index.ts";
import { deathKey } from "./death.ts";
import { afterMourning, later } from "./rules.ts";
import { actorOf, type Known, leads, personById, titleIn } from "./who.ts";

/** A loan whose borrower died, and what the house has come to about it. */
export interface Left extends OpenLoan {
	person: Known;
	diedOn: string;
}

/** What she left open, without what the family pays already. */
export async function leftBy(read: Reader, personId: number, today: string): Promise<Left[]> {
	const [death] = await read.rows<{ diedOn: string }>(
		sql`SELECT died_on AS "diedOn" FROM death WHERE person_id = ${personId} AND undone_at IS NULL`,
	);
	const person = death && (await personById(read, personId, today));
	if (!person) return [];
	const loans = await openLoansOf(read, personId);
	return loans.filter((loan) => !loan.isTakenOver).map((loan) => ({ ...loan, person, diedOn: death.diedOn }));
}

/** Everything that waits for the chair about her loans. */
export const loanTasks = (personId: number): string => `${deathKey(personId)}:loan-task`;
const dueDays = 14;

const offer = (key: Parameters<typeof say>[0], intent: string, slots: { [key: string]: Json }) => ({
	label: say(key),
	does: { do: "intent" as const, intent, slots },
});

/** What can come of it; the first with a name and a sum behind its number says all at once. */
const outcomes = (left: Left) => {
	const slots = { personId: left.person.personId, loanId: left.loanId };
	return [
		offer("lives.family-pays", "lives.takeover", slots),
		offer("lives.ask-relief", "lives.loan-relief", slots),
		offer("lives.later-again", "lives.loan-later", slots),
	];
};

function askTask(lefts: Left[], chair: string, isFirst: boolean, day: string): NewTask {
	const [left] = lefts as [Left];
	const { person, diedOn } = left;
	const values = {
		chair,
		who: person.called,
		title: titleIn(person),
		date: Number(diedOn.slice(8)),
		month: Number(diedOn.slice(5, 7)),
		amountVnd: lefts.reduce((sum, one) => sum + one.outstandingVnd, 0),
	};
	const slots = { personId: person.personId };
	return {
		key: `${loanTasks(person.personId)}:${day}`,
		kind: "loan-after-death",
		unitId: left.clubId,
		personId: person.personId,
		for: { role: "chair" },
		words: {
			title: say("lives.loan-title", { who: person.called }),
			says: isFirst
				? [say("lives.loan-first", values), say("lives.loan-paused", values)]
				: [say("lives.loan-then", values)],
			offers: isFirst
				? [
						offer("lives.family-agreed", "lives.loan-settle", slots),
						offer("lives.after-49", "lives.loan-wait", slots),
					]
				: outcomes(left),
		},
		dueAt: momentOf(addDays(day, dueDays), "09:00"),
		tellNow: true,
	};
}

/** Who is asked is named, as one says it to her: `Bác Hải ơi`. */
async function chairOf(read: Reader, clubId: number, today: string): Promise<string> {
	const [personId] = await actingFor(read, clubId, "chair", today);
	const [row] = await read.rows<Parameters<typeof called>[0]>(sql`
		SELECT full_name AS "fullName", birth_year AS "birthYear", sex, called_as AS "calledAs" FROM person WHERE id = ${personId ?? 0}`);
	return row ? called(row, Number(today.slice(0, 4))) : "";
}

const asks =
	(sealing: Sealing): Handler =>
	async (tx, { deadId, again }, now) => {
		const today = dayOf(now);
		const lefts = await leftBy(tx, Number(deadId), today);
		if (lefts.length === 0) return;
		const chair = await chairOf(tx, lefts[0]!.clubId, today);
		await openTasks(tx, [askTask(lefts, chair, again !== 1, today)], now, today, sealing);
	};

export const timers = (sealing: Sealing): Record<string, Handler> => ({
	"lives.loan-after-death": asks(sealing),
});

const askAgainOn = (personId: number, day: string): Write =>
	timerWrite({
		key: `${deathKey(personId)}:again:${day}`,
		what: "lives.loan-after-death",
		due: momentOf(day, "09:00"),
		values: { deadId: personId, again: 1 },
	});

const mayDecide = ({ speaker }: Context) => leads(speaker) !== undefined || say("lives.only-lead");

/** The loan that is meant, as long as it is of this speaker's club and open. */
export async function leftOf(personId: Json | undefined, { speaker, read, today }: Context): Promise<Left[]> {
	const lefts = await leftBy(read, Number(personId), today);
	return lefts.filter((one) => one.clubId === leads(speaker)?.unitId);
}

/** All of the club that nobody has decided about. */
export async function leftInClub({ speaker, read, today }: Context): Promise<Left[]> {
	const dead = await read.rows<{ id: number }>(sql`
		SELECT DISTINCT l.person_id AS id FROM loan l JOIN death d ON d.person_id = l.person_id AND d.undone_at IS NULL
		WHERE l.club_id = ${leads(speaker)?.unitId ?? 0} ORDER BY 1`);
	const all = await Promise.all(dead.map(({ id }) => leftBy(read, id, today)));
	return all.flat();
}

const nothing = { says: [say("lives.loan-gone")] };

/** `Gia đình đã bàn xong`: then what they have come to. */
export const settle = reply("lives.loan-settle", mayDecide, async ({ personId }, context) => {
	const [left] = await leftOf(personId, context);
	if (!left) return nothing;
	return { says: [say("lives.loan-how", { who: left.person.called })], offers: outcomes(left) };
});

export const wait = reply("lives.loan-wait", mayDecide, async ({ personId }, context) => {
	const { now, today, speaker } = context;
	const [left] = await leftOf(personId, context);
	if (!left) return nothing;
	const { mourned, askOn, tetDay, isMoved } = afterMourning(left.diedOn, today);
	const key = tetDay > 0 ? "lives.wait-tet-day" : isMoved ? "lives.wait-tet" : "lives.wait";
	return {
		says: [say(key, { mourned, tetDay, day: askOn })],
		writes: [
			...closeTask(loanTasks(left.person.personId), "done", actorOf(speaker), now),
			askAgainOn(left.person.personId, askOn),
		],
	};
});

export const laterAgain = reply("lives.loan-later", mayDecide, async ({ personId }, context) => {
	const { now, today, speaker } = context;
	const [left] = await leftOf(personId, context);
	if (!left) return nothing;
	const day = later(today);
	return {
		says: [say("lives.wait-again", { day })],
		writes: [
			...closeTask(loanTasks(left.person.personId), "done", actorOf(speaker), now),
			askAgainOn(left.person.personId, day),
		],
	};
});

/** A debt is lessened or given up by the board at a meeting, with its minutes, and never by a message. */
export const relief = reply("lives.loan-relief", mayDecide, async ({ personId }, context) => {
	const { now, today, speaker } = context;
	const [left] = await leftOf(personId, context);
	if (!left) return nothing;
	const { person, clubId, outstandingVnd } = left;
	const values = { who: person.called, amountVnd: outstandingVnd };
	const task: NewTask = {
		key: `loan-relief:${left.loanId}:${today}`,
		kind: "loan-relief",
		unitId: clubId,
		personId: person.personId,
		for: { role: "chair" },
		words: { title: say("lives.relief-title", values), says: [say("lives.relief-task", values)] },
		dueAt: momentOf(addDays(today, 35), "09:00"),
	};
	return {
		says: [say("lives.relief", values)],
		writes: [
			...closeTask(loanTasks(person.personId), "done", actorOf(speaker), now),
			...openTask(task, context),
		],
	};
});
