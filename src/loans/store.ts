import { type Reader, type Statement, sql } from "../platform/database.ts";
import type { Account, StoredPosting } from "./ledger.ts";
import type { LoanTerms, Payment, Vnd } from "./rules.ts";

/** A loan with its borrower and what its entries say. Nothing of it is stored but the terms. */
export interface Loan extends LoanTerms {
	id: number;
	key: string;
	clubId: number;
	personId: number;
	purpose: string | null;
	/** Handed over so far; zero for a loan that was agreed and not paid out. */
	disbursedVnd: Vnd;
	outstandingVnd: Vnd;
	interestPaidVnd: Vnd;
	/** By the day of the payment, oldest first; what was reversed is not among them. */
	payments: Payment[];
	/** The newest posting on this loan, 0 before the first: see `postingStatement`. */
	version: number;
	/** Of the borrower, as a board's list shows her. */
	fullName: string;
	birthYear: number | null;
	sex: string | null;
	hamlet: string | null;
	calledAs: string | null;
	/** Number in the club's book; null for somebody who left. */
	number: number | null;
	/** A borrower who died is asked nothing and accrues nothing more. */
	diedOn: string | null;
}

/**
 * A reversal counts on the day and as the kind of what it reverses: the two leave nothing, as if neither had been.
 * Loans come in the order in which they were made.
 */
const loansWhere = (condition: string, values: unknown[]): Statement => ({
	text: `
		SELECT l.id, l.key, l.club_id AS "clubId", l.person_id AS "personId", l.purpose,
			l.principal_vnd AS "principalVnd", l.rate_basis_points AS "rateBasisPoints", l.months,
			l.started_on AS "startedOn", l.repayment, pause.from_day AS "pausedFrom",
			m.disbursed::bigint AS "disbursedVnd", m.outstanding::bigint AS "outstandingVnd", m.interest::bigint AS "interestPaidVnd",
			m.payments, m.version,
			p.full_name AS "fullName", p.birth_year AS "birthYear", p.sex, p.hamlet, p.called_as AS "calledAs",
			p.died_on AS "diedOn", s.number
		FROM loan l
		JOIN person p ON p.id = l.person_id
		LEFT JOIN loan_pause pause ON pause.loan_id = l.id AND pause.ended_at IS NULL
		LEFT JOIN LATERAL (
			SELECT number FROM membership
			WHERE person_id = l.person_id AND club_id = l.club_id AND to_day IS NULL
			ORDER BY id DESC LIMIT 1
		) s ON true
		CROSS JOIN LATERAL (
			SELECT coalesce(sum(d.principal) FILTER (WHERE d.kind = 'disbursement'), 0) AS disbursed,
				coalesce(sum(d.principal), 0) AS outstanding,
				coalesce(-sum(d.interest), 0) AS interest,
				coalesce(json_agg(json_build_object('day', d.day, 'principalVnd', -d.principal, 'interestVnd', -d.interest) ORDER BY d.day)
					FILTER (WHERE d.kind = 'repayment' AND (d.principal <> 0 OR d.interest <> 0)), '[]') AS payments,
				coalesce(max(d.newest), 0) AS version
			FROM (
				SELECT coalesce(r.day, o.day) AS day, coalesce(r.kind, o.kind) AS kind, max(o.id) AS newest,
					coalesce(sum(e.amount_vnd) FILTER (WHERE e.account = 'principal'), 0) AS principal,
					coalesce(sum(e.amount_vnd) FILTER (WHERE e.account = 'interest'), 0) AS interest
				FROM entry e
				JOIN posting o ON o.id = e.posting_id
				LEFT JOIN posting r ON r.id = o.reverses_id
				WHERE e.loan_id = l.id
				GROUP BY 1, 2
			) d
		) m
		WHERE ${condition}
		ORDER BY l.started_on, l.id`,
	values,
});

/** All loans of a person, repaid ones too, in every club. */
export const loansOf = (reader: Reader, personId: number): Promise<Loan[]> =>
	reader.rows<Loan>(loansWhere("l.person_id = $1", [personId]));

export const loanById = async (reader: Reader, loanId: number): Promise<Loan | undefined> =>
	(await reader.rows<Loan>(loansWhere("l.id = $1", [loanId])))[0];

/** The club's loans with principal outstanding: whom money is due from. */
export const borrowersOf = (reader: Reader, clubId: number): Promise<Loan[]> =>
	reader.rows<Loan>(loansWhere("l.club_id = $1 AND m.outstanding > 0", [clubId]));

/** Every loan of a club, for its yearly book. */
export const loansOfClub = (reader: Reader, clubId: number): Promise<Loan[]> =>
	reader.rows<Loan>(loansWhere("l.club_id = $1", [clubId]));

/** The sums of a club's accounts. `cash`: what the box must hold; `lent`: principal outstanding. */
export interface ClubBook {
	cashVnd: Vnd;
	lentVnd: Vnd;
	interestVnd: Vnd;
	capitalVnd: Vnd;
}

export async function clubBook(reader: Reader, clubId: number): Promise<ClubBook> {
	const sums = await reader.rows<{ account: Account; vnd: Vnd }>(sql`
		SELECT e.account, sum(e.amount_vnd)::bigint AS vnd FROM posting p JOIN entry e ON e.posting_id = p.id
		WHERE p.club_id = ${clubId} GROUP BY e.account`);
	const of = (account: Account) => sums.find((sum) => sum.account === account)?.vnd ?? 0;
	// What came from others is a credit in the ledger and a plain sum to a person.
	return {
		cashVnd: of("cash"),
		lentVnd: of("principal"),
		interestVnd: 0 - of("interest"),
		capitalVnd: 0 - of("capital"),
	};
}

type PostingRow = Omit<StoredPosting, "entries"> & {
	entries: { account: Account; amountVnd: Vnd; personId: number | null; loanId: number | null }[];
};

const postingWhere = (condition: string, values: unknown[]): Statement => ({
	text: `
		SELECT o.id, o.key, o.club_id AS "clubId", o.kind, o.day, o.posted_at AS "postedAt", o.by_person_id AS "byPersonId",
			o.reverses_id AS "reversesId", o.cause, r.id AS "reversedById",
			(SELECT json_agg(json_build_object('account', e.account, 'amountVnd', e.amount_vnd, 'personId', e.person_id,
				'loanId', e.loan_id) ORDER BY e.id) FROM entry e WHERE e.posting_id = o.id) AS entries
		FROM posting o LEFT JOIN posting r ON r.reverses_id = o.id
		WHERE ${condition}`,
	values,
});

async function onePosting(reader: Reader, statement: Statement): Promise<StoredPosting | undefined> {
	const [row] = await reader.rows<PostingRow>(statement);
	if (!row) return undefined;
	const entries = row.entries.map(({ loanId, ...entry }) => ({
		...entry,
		loan: loanId === null ? null : { id: loanId },
	}));
	return { ...row, entries };
}

/** By its number, which is the number of the receipt. */
export const postingById = (reader: Reader, id: number): Promise<StoredPosting | undefined> =>
	onePosting(reader, postingWhere("o.id = $1", [id]));

export const postingByKey = (reader: Reader, key: string): Promise<StoredPosting | undefined> =>
	onePosting(reader, postingWhere("o.key = $1", [key]));
