import {
	capitalIn,
	disbursement,
	type Occasion,
	type Posting,
	repayment,
	reversal,
} from "../../src/loans/ledger.ts";
import { schedule } from "../../src/loans/rules.ts";
import { addDays, addMonths, momentOf } from "../../src/platform/clock.ts";
import type { Tx } from "../../src/platform/database.ts";
import type { LoanPlan } from "./loanPlans.ts";
import { insertRows, reserveIds } from "./rows.ts";

/** A posting before it has a number; a reversal names the one that it takes back. */
export interface Draft {
	id: number;
	posting: Posting;
	reverses: Draft | null;
}

const draft = (posting: Posting): Draft => ({ id: 0, posting, reverses: null });

interface Book {
	clubId: number;
	accountantId: number;
	isSilent: boolean;
	loans: readonly LoanPlan[];
	today: string;
}

const occasionOf = (
	book: Book,
	key: string,
	day: string,
	time: string,
	cause: string | null = null,
): Occasion => ({
	key: `demo:${book.clubId}:${key}`,
	clubId: book.clubId,
	day,
	postedAt: momentOf(day, time),
	byPersonId: book.accountantId,
	cause,
});

const ofLoan = (loan: LoanPlan) => ({ loan: { id: loan.id }, personId: loan.personId });

/** A loan's life so far: handed over, then each instalment on its day. */
function life(book: Book, loan: LoanPlan): Draft[] {
	// Where a club fell silent nobody has collected for two months.
	const collectedUntil = book.isSilent ? addMonths(book.today, -2) : book.today;
	const paid = schedule(loan)
		.slice(0, loan.paidInstalments)
		.filter(({ day }) => day < collectedUntil)
		.map((due) =>
			draft(repayment(occasionOf(book, `pay:${loan.id}:${due.number}`, due.day, "10:30"), ofLoan(loan), due)),
		);
	const out = disbursement(
		occasionOf(book, `out:${loan.id}`, loan.startedOn, "10:00"),
		ofLoan(loan),
		loan.principalVnd,
	);
	return [draft(out), ...paid];
}

/** One payment of each book was first written down for a wrong sum, taken back and written anew. */
function mistake(book: Book, lives: readonly Draft[]): Draft[] {
	const right = lives.find(
		({ posting }) => posting.kind === "repayment" && posting.day < addDays(book.today, -1),
	);
	if (!right) return [];
	const { posting } = right;
	const loan = book.loans.find((each) => posting.key.startsWith(`demo:${book.clubId}:pay:${each.id}:`))!;
	const wrongOne = repayment(occasionOf(book, "wrong", posting.day, "10:15"), ofLoan(loan), {
		principalVnd: 0,
		interestVnd: 100_000,
	});
	const wrong = draft(wrongOne);
	const cause = { ...occasionOf(book, "back", posting.day, "10:20"), cause: "ghi nhầm số tiền" };
	const back = reversal({ ...wrongOne, id: 0, reversedById: null }, cause);
	return [wrong, { id: 0, posting: back, reverses: wrong }];
}

const million = 1_000_000;

/** Given two years ago by the province, the commune and the members: enough that the box was never empty. */
function capital(book: Book, movements: readonly Draft[]): Draft[] {
	let cash = 0;
	let lowest = 0;
	for (const { posting } of movements.toSorted(inTime)) {
		cash += posting.entries.find((entry) => entry.account === "cash")!.amountVnd;
		lowest = Math.min(lowest, cash);
	}
	const fromMembers = Math.max(5, Math.ceil(-lowest / million + 6) - 45) * million;
	const founded = addMonths(book.today, -24);
	const parts: [string, number, string][] = [
		["province", 30 * million, "tỉnh hỗ trợ thành lập"],
		["commune", 15 * million, "xã hỗ trợ thành lập"],
		["members", fromMembers, "hội viên và người ủng hộ đóng góp"],
	];
	return parts.map(([key, vnd, cause]) =>
		draft(capitalIn(occasionOf(book, key, founded, "09:00", cause), vnd)),
	);
}

const inTime = (a: Draft, b: Draft): number =>
	a.posting.postedAt.getTime() - b.posting.postedAt.getTime() || (a.posting.key < b.posting.key ? -1 : 1);

/** All that happened to a club's money. */
export function makePostings(book: Book): Draft[] {
	const lives = book.loans.flatMap((loan) => life(book, loan));
	const movements = [...lives, ...mistake(book, lives)];
	return [...capital(book, movements), ...movements];
}

export async function insertLoans(tx: Tx, loans: readonly LoanPlan[]): Promise<void> {
	const ids = await reserveIds(tx, "loan", loans.length);
	for (const [place, loan] of loans.entries()) loan.id = ids[place]!;
	await insertRows<LoanPlan>(
		tx,
		"loan",
		{
			id: ["int", (row) => row.id],
			key: ["text", (row) => `demo:loan:${row.id}`],
			club_id: ["int", (row) => row.clubId],
			person_id: ["int", (row) => row.personId],
			principal_vnd: ["bigint", (row) => row.principalVnd],
			rate_basis_points: ["smallint", (row) => row.rateBasisPoints],
			months: ["smallint", (row) => row.months],
			started_on: ["date", (row) => row.startedOn],
			repayment: ["text", (row) => row.repayment],
			purpose: ["text", (row) => row.purpose],
		},
		loans,
	);
}

/** In the order in which they happened: the number of a posting is that of its receipt. */
export async function insertPostings(tx: Tx, drafts: readonly Draft[]): Promise<void> {
	const ordered = drafts.toSorted(inTime);
	const ids = await reserveIds(tx, "posting", ordered.length);
	for (const [place, each] of ordered.entries()) each.id = ids[place]!;
	await insertRows<Draft>(
		tx,
		"posting",
		{
			id: ["bigint", (row) => row.id],
			key: ["text", (row) => row.posting.key],
			club_id: ["int", (row) => row.posting.clubId],
			kind: ["text", (row) => row.posting.kind],
			day: ["date", (row) => row.posting.day],
			posted_at: ["timestamptz", (row) => row.posting.postedAt],
			by_person_id: ["int", (row) => row.posting.byPersonId],
			reverses_id: ["bigint", (row) => row.reverses?.id ?? null],
			cause: ["text", (row) => row.posting.cause ?? null],
		},
		ordered,
	);
	const entries = ordered.flatMap(({ id, posting }) =>
		posting.entries.map((entry) => ({ ...entry, postingId: id })),
	);
	await insertRows<(typeof entries)[number]>(
		tx,
		"entry",
		{
			posting_id: ["bigint", (row) => row.postingId],
			account: ["text", (row) => row.account],
			amount_vnd: ["bigint", (row) => row.amountVnd],
			person_id: ["int", (row) => row.personId],
			loan_id: ["int", ({ loan }) => (loan && "id" in loan ? loan.id : null)],
		},
		entries,
	);
}
