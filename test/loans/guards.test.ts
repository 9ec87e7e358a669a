import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
	capitalIn,
	disbursement,
	loanStatement,
	lockLoan,
	type NewLoan,
	type Occasion,
	type Posting,
	postingStatement,
	repayment,
	reversal,
	type Seen,
} from "../../src/loans/ledger.ts";
import {
	borrowersOf,
	clubBook,
	loanById,
	loansOf,
	postingById,
	postingByKey,
} from "../../src/loans/store.ts";
import { type Statement, sql } from "../../src/platform/database.ts";
import { type TestDatabase, testDatabase } from "../database.ts";

const clubId = 2;
let fresh: TestDatabase;
let senId = 0;
let loanId = 0;

const occasion = (key: string, day = "2026-12-12"): Occasion => ({
	key,
	clubId,
	day,
	postedAt: new Date("2026-12-12T11:40:00+07:00"),
	byPersonId: null,
});
const terms = (key: string): NewLoan => ({
	key,
	clubId,
	personId: senId,
	principalVnd: 5_000_000,
	rateBasisPoints: 100,
	months: 12,
	startedOn: "2026-05-12",
	repayment: "end",
	purpose: "nuôi gà",
});
const run = (...statements: Statement[]): Promise<number[]> =>
	fresh.db.transaction(async (tx) => {
		const touched = [];
		for (const statement of statements) touched.push(await tx.run(statement));
		return touched;
	});
const post = (posting: Posting, seen: Seen | null = null) => run(postingStatement(posting, seen));
const sen = () => ({ loan: { id: loanId }, personId: senId });

beforeAll(async () => {
	fresh = await testDatabase();
	const [person] = await fresh.db.transaction((tx) =>
		tx.rows<{ id: number }>(
			sql`INSERT INTO person (full_name, birth_year) VALUES (${"Mẫu Thị Sen"}, ${1952}) RETURNING id`,
		),
	);
	senId = person!.id;
	const borrowing = { loan: { key: "loan:sen" }, personId: senId };
	const paidOut = disbursement(occasion("out:sen", "2026-05-12"), borrowing, 5_000_000);
	expect(
		await run(
			postingStatement(capitalIn(occasion("capital"), 60_000_000)),
			loanStatement(terms("loan:sen")),
			postingStatement(paidOut),
		),
	).toEqual([2, 1, 2]);
	loanId = (await loansOf(fresh.db, senId))[0]!.id;
});
afterAll(() => fresh.close());

describe("what the database refuses", () => {
	const header = (key: string) => sql`
		INSERT INTO posting (key, club_id, kind, day, posted_at) VALUES (${key}, ${clubId}, 'capital', '2026-12-12', '2026-12-12T00:00:00Z')`;

	test("a posting that does not balance, at commit", async () => {
		const lame = capitalIn(occasion("lame"), 1_000);
		lame.entries[1]!.amountVnd = -999;
		await expect(post(lame)).rejects.toThrow(/does not balance/);
	});
	test("an entry that comes after the posting was checked early", async () => {
		const early = postingStatement(capitalIn(occasion("early"), 1_000));
		const more = sql`INSERT INTO entry (posting_id, account, amount_vnd) SELECT id, 'cash', 5 FROM posting WHERE key = 'early'`;
		await expect(run(early, sql`SET CONSTRAINTS ALL IMMEDIATE`, more)).rejects.toThrow(/does not balance/);
		await expect(
			run(early, sql`SET CONSTRAINTS ALL IMMEDIATE`, sql`SET CONSTRAINTS ALL DEFERRED`, more),
		).rejects.toThrow(/does not balance/);
	});
	test("a posting without entries", async () => {
		await expect(run(header("bare"))).rejects.toThrow(/does not balance: 0 entries/);
	});
	test("an entry for a posting of an earlier transaction", async () => {
		const { id } = (await postingByKey(fresh.db, "capital"))!;
		const late = sql`INSERT INTO entry (posting_id, account, amount_vnd) VALUES (${id}, 'cash', 5), (${id}, 'capital', -5)`;
		await expect(run(late)).rejects.toThrow(/earlier transaction/);
	});
	test("a posting that claims to be of an earlier transaction takes entries only in its own", async () => {
		const claim = sql`INSERT INTO posting (key, club_id, kind, day, posted_at, xid) VALUES ('claim', 2, 'capital', '2026-12-12', '2026-12-12T00:00:00Z', '1')`;
		const entries = sql`INSERT INTO entry (posting_id, account, amount_vnd)
			SELECT id, side.account, side.vnd FROM posting, (VALUES ('cash', 5), ('capital', -5)) AS side (account, vnd) WHERE key = 'claim'`;
		expect(await run(claim, entries)).toEqual([1, 2]);
		await expect(run(entries)).rejects.toThrow(/earlier transaction/);
	});
	test.each([
		sql`UPDATE entry SET amount_vnd = amount_vnd + 1`,
		sql`UPDATE posting SET day = '2026-01-01'`,
		sql`DELETE FROM entry`,
		sql`DELETE FROM posting`,
		sql`TRUNCATE entry`,
		sql`TRUNCATE posting CASCADE`,
	])("$text", async (statement) => {
		await expect(run(statement)).rejects.toThrow(/never changed/);
	});
	test("a rate above 1.66 % a month, and one below nothing", async () => {
		await expect(run(loanStatement({ ...terms("usury"), rateBasisPoints: 167 }))).rejects.toThrow(
			/loan_rate_legal/,
		);
		await expect(run(loanStatement({ ...terms("gift"), rateBasisPoints: -1 }))).rejects.toThrow(
			/loan_rate_legal/,
		);
		expect(await run(loanStatement({ ...terms("edge"), rateBasisPoints: 166 }))).toEqual([1]);
	});
	test("an entry of principal without its loan", async () => {
		await expect(
			post(disbursement(occasion("lost"), { loan: { key: "no such loan" }, personId: senId }, 5)),
		).rejects.toThrow(/entry_loan_named/);
	});
});

describe("what a turn relies on", () => {
	const interest = (key: string, day: string) =>
		repayment(occasion(key, day), sen(), { principalVnd: 0, interestVnd: 50_000 });

	test("a key is posted once, however often the turn is taken", async () => {
		expect(await post(interest("pay:1", "2026-06-12"))).toEqual([2]);
		expect(await post(interest("pay:1", "2026-06-12"))).toEqual([0]);
		expect((await loanById(fresh.db, loanId))?.interestPaidVnd).toBe(50_000);
	});
	test("a reversed payment leaves nothing, and is reversed once", async () => {
		await post(
			repayment(occasion("pay:2", "2026-07-12"), sen(), { principalVnd: 400_000, interestVnd: 50_000 }),
		);
		const paid = (await postingByKey(fresh.db, "pay:2"))!;
		const before = await clubBook(fresh.db, clubId);
		const back = reversal(paid, { ...occasion("back:2", "2026-07-20"), cause: "nhầm người" });
		expect(await post(back)).toEqual([3]);
		expect(await post({ ...back, key: "back:2 again" })).toEqual([0]);
		const loan = (await loanById(fresh.db, loanId))!;
		expect(loan.payments).toEqual([{ day: "2026-06-12", principalVnd: 0, interestVnd: 50_000 }]);
		expect(loan).toMatchObject({
			outstandingVnd: 5_000_000,
			interestPaidVnd: 50_000,
			disbursedVnd: 5_000_000,
		});
		expect((await clubBook(fresh.db, clubId)).cashVnd).toBe(before.cashVnd - 450_000);
		expect(await postingById(fresh.db, paid.id)).toMatchObject({
			kind: "repayment",
			reversedById: expect.any(Number),
		});
	});
	test("of two accountants who post at one moment the second touches nothing", async () => {
		const { version } = (await loanById(fresh.db, loanId))!;
		const both = ["pay:3 Lý", "pay:3 Tám"].map((key) =>
			run(lockLoan(loanId), postingStatement(interest(key, "2026-08-12"), { loanId, version })),
		);
		const touched = (await Promise.all(both)).map(([locked, entries]) => [locked, entries]);
		expect(touched.sort()).toEqual([
			[1, 0],
			[1, 2],
		]);
		expect((await loanById(fresh.db, loanId))?.interestPaidVnd).toBe(100_000);
	});
	test("lists and sums come from the entries", async () => {
		const [borrower, ...others] = await borrowersOf(fresh.db, clubId);
		expect(borrower).toMatchObject({
			fullName: "Mẫu Thị Sen",
			outstandingVnd: 5_000_000,
			startedOn: "2026-05-12",
		});
		expect(others).toEqual([]);
		expect(await clubBook(fresh.db, clubId)).toEqual({
			cashVnd: 55_100_005,
			lentVnd: 5_000_000,
			interestVnd: 100_000,
			capitalVnd: 60_000_005,
		});
	});
});
