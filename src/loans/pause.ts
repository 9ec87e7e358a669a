import type { Write } from "../conversation/turn.ts";
import { type Reader, sql } from "../platform/database.ts";
import type { Vnd } from "./rules.ts";
import { loansOf } from "./store.ts";

/** Neither interest nor reminders on any loan of a borrower from a day on. */
export const pauseLoans = (personId: number, fromDay: string, why: string): Write => ({
	statement: sql`
		INSERT INTO loan_pause (loan_id, from_day, why) SELECT id, ${fromDay}, ${why} FROM loan WHERE person_id = ${personId}
		ON CONFLICT (loan_id) WHERE ended_at IS NULL DO NOTHING`,
});

/** The pause was a mistake: the loans stand as if it had never been. */
export const resumeLoans = (personId: number, why: string, now: Date): Write => ({
	statement: sql`
		UPDATE loan_pause SET ended_at = ${now}
		WHERE ended_at IS NULL AND why = ${why} AND loan_id IN (SELECT id FROM loan WHERE person_id = ${personId})`,
});

export interface OpenLoan {
	loanId: number;
	clubId: number;
	outstandingVnd: Vnd;
	pausedFrom: string | null;
	isTakenOver: boolean;
}

/** The loans of a person that have principal outstanding, the oldest first. */
export async function openLoansOf(read: Reader, personId: number): Promise<OpenLoan[]> {
	const loans = (await loansOf(read, personId)).filter((loan) => loan.outstandingVnd > 0);
	const taken = await read.rows<{ loanId: number }>(sql`
		SELECT loan_id AS "loanId" FROM loan_takeover
		WHERE loan_id = ANY(${loans.map((loan) => loan.id)}::int[]) AND undone_at IS NULL`);
	return loans.map(({ id, clubId, outstandingVnd, pausedFrom }) => ({
		loanId: id,
		clubId,
		outstandingVnd,
		pausedFrom: pausedFrom ?? null,
		isTakenOver: taken.some(({ loanId }) => loanId === id),
	}));
}

/** What a member has given to the fund herself, as far as the ledger knows it. */
export async function contributedBy(read: Reader, personId: number): Promise<Vnd> {
	const [row] = await read.rows<{ vnd: number }>(sql`
		SELECT coalesce(-sum(amount_vnd), 0)::bigint AS vnd FROM entry WHERE account = 'capital' AND person_id = ${personId}`);
	return row?.vnd ?? 0;
}

/** Somebody of the family pays on of their own will, a sum a month and no interest. */
export interface Takeover {
	key: string;
	loanId: number;
	/** `anh Dũng`: no member, so nothing but the name is kept. */
	name: string;
	monthlyVnd: Vnd;
	saidBy: number;
}

export const takeoverWrite = ({ key, loanId, name, monthlyVnd, saidBy }: Takeover, saidAt: Date): Write => ({
	statement: sql`
		INSERT INTO loan_takeover (key, loan_id, name, monthly_vnd, is_signed, said_by, said_at)
		SELECT ${key}, ${loanId}, ${name}, ${monthlyVnd}, true, ${saidBy}, ${saidAt}
		WHERE NOT EXISTS (SELECT 1 FROM loan_takeover WHERE loan_id = ${loanId} AND undone_at IS NULL)`,
	expects: 1,
});

export const undoTakeover = (key: string, now: Date): Write => ({
	statement: sql`UPDATE loan_takeover SET undone_at = ${now} WHERE key = ${key} AND undone_at IS NULL`,
	expects: 1,
});
