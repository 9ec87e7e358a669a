import { type Context, type Dialogue, type Reply, reply } from "../conversation/dialogue.ts";
import { type Say, say } from "../conversation/say.ts";
import type { Json } from "../conversation/session.ts";
import type { SpokenFor } from "../conversation/speaker.ts";
import { nameOf, spokenFor } from "../conversation/who.ts";
import { fold, resolvePerson } from "../language/index.ts";
import {
	alike,
	boardOf,
	linked,
	lookWrite,
	type Member,
	properName,
	rosterOf,
	toldApart,
} from "../people/index.ts";
import { sql } from "../platform/database.ts";
import { standing } from "./rules.ts";
import { type Loan, loansOf } from "./store.ts";

/** What one loan says today: principal outstanding, what comes next, what is late. Never a word of blame. */
function lines(loan: Loan, who: string, today: string, isFirst: boolean): Say[] {
	const now = standing(loan, loan.payments, today);
	const says = [
		say(isFirst ? "loans.outstanding" : "loans.outstanding-also", {
			who,
			amountVnd: now.outstandingVnd,
			day: now.maturity,
		}),
	];
	if (now.overdue) {
		const amountVnd = now.overdue.principalVnd + now.overdue.interestVnd;
		says.push(say("loans.not-yet-seen", { amountVnd, day: now.overdue.since }));
	}
	if (now.next) {
		const { principalVnd, interestVnd, day } = now.next;
		const key =
			principalVnd > 0 && interestVnd > 0
				? "loans.next-both"
				: principalVnd > 0
					? "loans.next-principal"
					: "loans.next-interest";
		says.push(say(key, { principalVnd, interestVnd, amountVnd: principalVnd + interestVnd, day }));
	}
	if (!now.overdue && now.interestPaidVnd > 0) says.push(say("loans.all-paid", { who }));
	return says;
}

async function balanceOf(
	personId: number,
	who: string,
	{ read, today }: Context,
	isFirst = true,
): Promise<Say[]> {
	const open = (await loansOf(read, personId)).filter(
		(loan) => !standing(loan, loan.payments, today).isSettled,
	);
	if (open.length === 0) return [say(isFirst ? "loans.none" : "loans.none-also", { who })];
	return open.flatMap((loan, at) => lines(loan, who, today, isFirst && at === 0));
}

/** What was typed: a hamlet beside the name is not in the understood slot. */
const typed = ({ turn }: Context): string => (turn.body.kind === "text" ? fold(turn.body.text) : "");

function inHamlet(people: Member[], context: Context): Member[] {
	const text = typed(context);
	const there = people.filter(({ hamlet }) => hamlet && text.includes(fold(hamlet)));
	return there.length > 0 ? there : people;
}

/** `số 15 còn nợ bao nhiêu`: the number of the club's book. */
const numberTyped = (context: Context): string | undefined =>
	/(?<!\S)so (\d{1,3})(?!\S)/.exec(typed(context))?.[1];

async function numberOf(persons: readonly SpokenFor[], { read, today }: Context): Promise<number[]> {
	const rows = await read.rows<{ number: number }>(sql`
		SELECT number FROM membership WHERE person_id = ANY(${persons.map((one) => one.personId)}::int[])
			AND from_day <= ${today} AND (to_day IS NULL OR to_day >= ${today})`);
	return rows.map((row) => row.number);
}

/** A board member asks of another: found in the own club's roster only, and the look is written down. */
async function balanceOfMember(words: string, context: Context): Promise<Reply> {
	const board = boardOf(context.speaker)!;
	const found = resolvePerson(words, await rosterOf(context.read, board.unitId, context.today));
	if (found.kind === "none") return { says: [say("people.nobody-called", { name: properName(words) })] };
	const people = found.kind === "several" ? inHamlet(found.people, context) : [found.person];
	// One who only sounds like the one named (`bà Hoá`, and there is a bà Hoa) is asked about too.
	const isNear = found.kind === "several" && found.people.length === 1;
	if (people.length > 1 || isNear) {
		const offers = people.slice(0, 10).map((one) => ({
			label: say("people.told-apart", toldApart(one)),
			does: { do: "intent" as const, intent: "loan.balance", slots: { member: String(one.number) } },
		}));
		const same = alike(people, words);
		const question = isNear
			? say("people.is-it", { name: properName(words) })
			: say(same.isOne ? "people.which" : "people.which-named", same);
		return { says: [question], offers };
	}
	const { personId, called } = people[0]!;
	const says = await balanceOf(personId, called, context);
	return { says, writes: [lookWrite(personId, board.personId, "loan", context.now)] };
}

/** Word of her money comes to this phone, or is only said to her in person. */
const balanceFor = async (person: SpokenFor, context: Context, isFirst = true): Promise<Say[]> =>
	person.money
		? balanceOf(person.personId, nameOf(person, context), context, isFirst)
		: [say("loans.in-person", { who: person.called })];

async function balance({ member }: Record<string, Json>, context: Context): Promise<Reply> {
	const { speaker } = context;
	if (typeof member === "string") {
		const person = spokenFor(member, speaker.persons);
		if (person) return { says: await balanceFor(person, context) };
		return boardOf(speaker) ? balanceOfMember(member, context) : { says: [say("loans.not-yours")] };
	}
	const number = numberTyped(context);
	if (number) {
		if (boardOf(speaker)) return balanceOfMember(number, context);
		// `số 1 còn nợ bao nhiêu` is of whoever has that number, and not of the one who asks.
		const own = await numberOf(speaker.persons, context);
		if (!own.includes(Number(number))) return { says: [say("loans.not-yours")] };
	}
	const all = await Promise.all(speaker.persons.map((one, at) => balanceFor(one, context, at === 0)));
	return { says: all.flat() };
}

export const dialogues: Dialogue[] = [
	// The word alone, and the command of Telegram's menu.
	reply("loan.balance", linked, balance, (text) => (/^\/?no$/.test(fold(text).trim()) ? {} : undefined)),
	reply("loan.schedule", linked, balance),
];
