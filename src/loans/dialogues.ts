import { type Context, type Dialogue, type Reply, reply } from "../conversation/dialogue.ts";
import { type Say, say } from "../conversation/say.ts";
import type { Json } from "../conversation/session.ts";
import { nameOf, spokenFor } from "../conversation/who.ts";
import { resolvePerson } from "../language/index.ts";
import { boardOf, linked, lookWrite, rosterOf, toldApart } from "../people/index.ts";
import { standing } from "./rules.ts";
import { type Loan, loansOf } from "./store.ts";

/** What one loan says today: principal outstanding, what comes next, what is late. Never a word of blame. */
function lines(loan: Loan, who: string, today: string): Say[] {
	const now = standing(loan, loan.payments, today);
	const says = [say("loans.outstanding", { who, amountVnd: now.outstandingVnd, day: now.maturity })];
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

async function balanceOf(personId: number, who: string, { read, today }: Context): Promise<Say[]> {
	const open = (await loansOf(read, personId)).filter(
		(loan) => !standing(loan, loan.payments, today).isSettled,
	);
	if (open.length === 0) return [say("loans.none", { who })];
	return open.flatMap((loan) => lines(loan, who, today));
}

/** A board member asks of another: found in the own club's roster only, and the look is written down. */
async function balanceOfMember(words: string, context: Context): Promise<Reply> {
	const board = boardOf(context.speaker)!;
	const found = resolvePerson(words, await rosterOf(context.read, board.unitId, context.today));
	if (found.kind === "none") return { says: [say("people.nobody-called", { name: words })] };
	if (found.kind === "several") {
		const offers = found.people.slice(0, 10).map((one) => ({
			label: say("people.told-apart", toldApart(one)),
			does: { do: "intent" as const, intent: "loan.balance", slots: { member: String(one.number) } },
		}));
		return { says: [say("people.which", { name: words, count: found.people.length })], offers };
	}
	const { personId, called } = found.person;
	const says = await balanceOf(personId, called, context);
	return { says, writes: [lookWrite(personId, board.personId, "loan", context.now)] };
}

async function balance({ member }: Record<string, Json>, context: Context): Promise<Reply> {
	const { speaker } = context;
	if (typeof member === "string") {
		const person = spokenFor(member, speaker.persons);
		if (person) return { says: await balanceOf(person.personId, nameOf(person, context), context) };
		return boardOf(speaker) ? balanceOfMember(member, context) : { says: [say("loans.not-yours")] };
	}
	const all = await Promise.all(
		speaker.persons.map((one) => balanceOf(one.personId, nameOf(one, context), context)),
	);
	return { says: all.flat() };
}

export const dialogues: Dialogue[] = [
	reply("loan.balance", linked, balance),
	reply("loan.schedule", linked, balance),
];
