import { type Statement, sql } from "../platform/database.ts";
import type { Repayment, Vnd } from "./rules.ts";

/** `cash` in the treasurer's box, `principal` lent out, `interest` earned, `capital` given to the club. */
export type Account = "cash" | "principal" | "interest" | "capital";

export type PostingKind = "disbursement" | "repayment" | "capital" | "reversal";

/** A loan by its id, or by its key where the turn that posts also makes it. */
export type LoanRef = { id: number } | { key: string };

/** One side of a posting. Debit above zero, credit below. */
export interface Entry {
	account: Account;
	amountVnd: Vnd;
	personId: number | null;
	loan: LoanRef | null;
}

/** Who wrote an event of money down, for which club, when, and under which key it may stand only once. */
export interface Occasion {
	key: string;
	clubId: number;
	/** The day the money changed hands, `YYYY-MM-DD` in Vietnam. */
	day: string;
	postedAt: Date;
	byPersonId: number | null;
	/** Why; a reversal must say. */
	cause?: string | null;
}

export interface Posting extends Occasion {
	kind: PostingKind;
	reversesId: number | null;
	entries: Entry[];
}

/** A posting as it stands in the database. */
export interface StoredPosting extends Posting {
	id: number;
	/** The posting that took this one back. */
	reversedById: number | null;
}

export interface Borrowing {
	loan: LoanRef;
	personId: number;
}

/** Sum of the entries; zero for every posting the database accepts. */
export const balanceOf = (entries: readonly Entry[], account?: Account): Vnd =>
	entries.reduce(
		(sum, entry) => sum + (account === undefined || entry.account === account ? entry.amountVnd : 0),
		0,
	);

function amount(vnd: Vnd, atLeast: number): Vnd {
	if (!Number.isSafeInteger(vnd) || vnd < atLeast) throw new RangeError(`no amount of whole đồng: ${vnd}`);
	return vnd;
}

const clubSide = (account: Account, amountVnd: Vnd): Entry => ({
	account,
	amountVnd,
	personId: null,
	loan: null,
});

/** Leaves out what is nothing: the database takes no entry of zero. */
const posting = (
	occasion: Occasion,
	kind: PostingKind,
	entries: Entry[],
	reversesId: number | null = null,
): Posting => ({
	...occasion,
	kind,
	reversesId,
	entries: entries.filter((entry) => entry.amountVnd !== 0),
});

/** Money handed to a borrower: she owes it, the box has it no more. */
export function disbursement(occasion: Occasion, { loan, personId }: Borrowing, principalVnd: Vnd): Posting {
	const vnd = amount(principalVnd, 1);
	return posting(occasion, "disbursement", [
		{ account: "principal", amountVnd: vnd, personId, loan },
		clubSide("cash", -vnd),
	]);
}

/** Money brought by a borrower, split into principal and interest; one of the two may be nothing. */
export function repayment(
	occasion: Occasion,
	{ loan, personId }: Borrowing,
	paid: { principalVnd: Vnd; interestVnd: Vnd },
): Posting {
	const principal = amount(paid.principalVnd, 0);
	const interest = amount(paid.interestVnd, 0);
	return posting(occasion, "repayment", [
		clubSide("cash", amount(principal + interest, 1)),
		{ account: "principal", amountVnd: -principal, personId, loan },
		{ account: "interest", amountVnd: -interest, personId, loan },
	]);
}

/** Money given to the club's fund: a grant (nobody's id), or a member's contribution. */
export function capitalIn(occasion: Occasion, amountVnd: Vnd, personId: number | null = null): Posting {
	const vnd = amount(amountVnd, 1);
	return posting(occasion, "capital", [
		clubSide("cash", vnd),
		{ account: "capital", amountVnd: -vnd, personId, loan: null },
	]);
}

/**
 * Takes a posting back: the same entries with the other sign, naming the cause. Both stay in the book. A reversal is
 * not reversed; what it took back wrongly is posted anew, or a receipt would stand for money that moved twice.
 */
export function reversal(original: StoredPosting, occasion: Occasion & { cause: string }): Posting {
	if (original.kind === "reversal") throw new RangeError(`posting ${original.id} is a reversal itself`);
	if (!occasion.cause.trim()) throw new RangeError("a reversal names its cause");
	const entries = original.entries.map((entry) => ({ ...entry, amountVnd: -entry.amountVnd }));
	return posting({ ...occasion, clubId: original.clubId }, "reversal", entries, original.id);
}

/** Whoever posts says which state of the loan was read; a posting of another since then makes it touch nothing. */
export interface Seen {
	loanId: number;
	/** `Loan.version` as read: the newest posting on that loan. */
	version: number;
}

/**
 * Posting and entries in one statement, which touches one row an entry. It touches none when the key is taken, when
 * the posting to reverse was reversed by somebody else, or when the loan moved since `seen`: expect
 * `posting.entries.length` rows, and run `lockLoan` before it where `seen` is given.
 */
export function postingStatement(posting: Posting, seen: Seen | null = null): Statement {
	const { entries } = posting;
	return sql`
		WITH posted AS (
			INSERT INTO posting (key, club_id, kind, day, posted_at, by_person_id, reverses_id, cause)
			SELECT ${posting.key}::text, ${posting.clubId}::int, ${posting.kind}::text, ${posting.day}::date,
				${posting.postedAt}::timestamptz, ${posting.byPersonId}::int, ${posting.reversesId}::bigint, ${posting.cause ?? null}::text
			WHERE NOT EXISTS (
				SELECT 1 FROM entry WHERE loan_id = ${seen?.loanId ?? null}::int AND posting_id > ${seen?.version ?? null}::bigint
			)
			ON CONFLICT DO NOTHING
			RETURNING id
		)
		INSERT INTO entry (posting_id, account, amount_vnd, person_id, loan_id)
		SELECT posted.id, e.account, e.amount_vnd, e.person_id,
			coalesce(e.loan_id, (SELECT loan.id FROM loan WHERE loan.key = e.loan_key))
		FROM posted, unnest(
			${entries.map((entry) => entry.account)}::text[],
			${entries.map((entry) => entry.amountVnd)}::bigint[],
			${entries.map((entry) => entry.personId)}::int[],
			${entries.map(({ loan }) => (loan && "id" in loan ? loan.id : null))}::int[],
			${entries.map(({ loan }) => (loan && "key" in loan ? loan.key : null))}::text[]
		) WITH ORDINALITY AS e (account, amount_vnd, person_id, loan_id, loan_key, place)
		ORDER BY e.place`;
}

/** Holds a loan to the end of the transaction, so that of two who post on it the second sees the first. One row. */
export const lockLoan = (loanId: number): Statement =>
	sql`SELECT id FROM loan WHERE id = ${loanId} FOR NO KEY UPDATE`;

export interface NewLoan {
	key: string;
	clubId: number;
	personId: number;
	principalVnd: Vnd;
	rateBasisPoints: number;
	months: number;
	startedOn: string;
	repayment: Repayment;
	purpose: string | null;
}

/** The terms of a loan; one row, none when the key is taken. Money moves by `disbursement` only. */
export const loanStatement = (loan: NewLoan): Statement => sql`
	INSERT INTO loan (key, club_id, person_id, principal_vnd, rate_basis_points, months, started_on, repayment, purpose)
	VALUES (${loan.key}, ${loan.clubId}, ${loan.personId}, ${loan.principalVnd}, ${loan.rateBasisPoints}, ${loan.months},
		${loan.startedOn}, ${loan.repayment}, ${loan.purpose})
	ON CONFLICT (key) DO NOTHING`;
