import { say } from "../conversation/say.ts";
import { fileNotices, isLate, type Notice, takeSlot } from "../notices/index.ts";
import { called } from "../people/index.ts";
import { momentOf } from "../platform/clock.ts";
import type { Database } from "../platform/database.ts";
import type { Sealing } from "../platform/sealing.ts";
import { dueBy } from "./rules.ts";
import { borrowersOf, type Loan } from "./store.ts";

/** A club's meeting at which money is collected. */
interface Occasion {
	id: number;
	unitId: number;
	day: string;
	time: string;
	remindAt: Date;
}

/** One notice a borrower, with the sum of all her loans: money is said to her alone, never on a list. */
function noticesOf(
	loans: Loan[],
	{ id, day, time, remindAt }: Occasion,
	today: string,
	late: boolean,
): Notice[] {
	const sums = new Map<number, { loan: Loan; amountVnd: number }>();
	for (const loan of loans.filter((one) => one.diedOn === null)) {
		const due = dueBy(loan, loan.payments, today, day);
		const before = sums.get(loan.personId)?.amountVnd ?? 0;
		sums.set(loan.personId, { loan, amountVnd: before + due.principalVnd + due.interestVnd });
	}
	return [...sums.values()]
		.filter(({ amountVnd }) => amountVnd > 0)
		.map(({ loan, amountVnd }) => ({
			key: `money-reminder:${id}:${day}:${loan.personId}`,
			personId: loan.personId,
			kind: "reminder" as const,
			notBefore: remindAt,
			until: momentOf(day, time),
			late,
			about: "money" as const,
			words: {
				says: [say("loans.due-at-meeting", { who: called(loan, Number(day.slice(0, 4))), amountVnd })],
			},
		}));
}

/** Files what falls due at coming meetings; told with the invitation, as one message. @returns how many are new */
export async function remindDue(
	db: Database,
	sealing: Sealing,
	now: Date,
	today: string,
	meetings: Occasion[],
): Promise<number> {
	let notices = 0;
	for (const meeting of meetings) {
		await db.transaction(async (tx) => {
			const slot = { job: "money-reminders", slot: `${meeting.id}:${meeting.day}`, dueAt: meeting.remindAt };
			if (!(await takeSlot(tx, slot, now))) return;
			const due = noticesOf(
				await borrowersOf(tx, meeting.unitId),
				meeting,
				today,
				isLate(meeting.remindAt, now),
			);
			notices += await fileNotices(tx, due, now, sealing);
		});
	}
	return notices;
}
