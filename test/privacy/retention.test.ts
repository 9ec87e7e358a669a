import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { plusMinutes } from "../../src/platform/clock.ts";
import { type Statement, sql } from "../../src/platform/database.ts";
import { letGo, rules } from "../../src/privacy/retention.ts";
import { type TestDatabase, testDatabase } from "../database.ts";

const then = new Date("2026-12-01T09:00:00+07:00");
const inDays = (days: number) => plusMinutes(then, days * 24 * 60);

let it: TestDatabase;
beforeEach(async () => {
	it = await testDatabase();
	await run(
		sql`INSERT INTO unit_level (level, rank, title) VALUES ('club', 3, 'CLB')`,
		sql`INSERT INTO unit (id, level, name, path, valid_from) VALUES (1, 'club', 'CLB Thử', '/1/', '2020-01-01')`,
		sql`INSERT INTO door (id, channel, bot) VALUES (1, 'web', 'practice')`,
		sql`INSERT INTO chat (id, door_id, external_id, session, last_heard_at) VALUES (1, 1, 'p1', 'x', ${then})`,
		sql`INSERT INTO person (id, full_name) VALUES (1, 'Mẫu Thị Sen'), (2, 'Lê Thị Mai')`,
		sql`INSERT INTO membership (person_id, club_id, number, from_day) VALUES (1, 1, 1, '2021-01-01'), (2, 1, 2, '2021-01-01')`,
	);
});
afterEach(() => it.close());

const run = (...statements: Statement[]) =>
	it.db.transaction(async (tx) => {
		for (const statement of statements) await tx.run(statement);
	});
const count = async (statement: Statement) => (await it.db.rows(statement)).length;

test("what the table says is kept, the code knows how to let go, and the reverse", async () => {
	const rows = await it.db.rows<{ what: string }>(sql`SELECT what FROM retention ORDER BY what`);
	expect(rows.map((row) => row.what)).toEqual(Object.keys(rules).sort());
});

test("a kind that the code does not know stops the night's work", async () => {
	await run(sql`INSERT INTO retention (what, keep_days) VALUES ('rumours', 1)`);
	await expect(letGo(it.db, then)).rejects.toThrow("rumours");
});

/** Each with a row of `then`, and what is left of it. */
const kinds: [what: string, days: number, made: Statement, left: Statement][] = [
	["chat text", 90, sql`SELECT 1`, sql`SELECT 1 FROM chat WHERE session IS NOT NULL`],
	[
		"chat text",
		90,
		sql`INSERT INTO inbox (door_id, event_id, chat_id, written_at, received_at, body, failures, set_aside_at)
			VALUES (1, 'e', 1, ${then}, ${then}, 'x', 2, ${then})`,
		sql`SELECT 1 FROM inbox WHERE body IS NOT NULL`,
	],
	[
		"chat text",
		90,
		sql`INSERT INTO practice_message (chat, from_bot, at, body, platform_id) VALUES ('p1', true, ${then}, 'x', '1')`,
		sql`SELECT 1 FROM practice_message`,
	],
	[
		"message",
		365,
		sql`INSERT INTO outbox (key, chat_id, door_id, kind, lane, state, not_before, planned_at, platform_ids, settled_at)
			VALUES ('k', 1, 1, 'answer', 1, 'sent', ${then}, ${then}, '{}', ${then})`,
		sql`SELECT 1 FROM outbox`,
	],
	[
		"notice",
		365,
		sql`INSERT INTO notice (key, person_id, kind, not_before, state, filed_at) VALUES ('k', 1, 'reminder', ${then}, 'composed', ${then})`,
		sql`SELECT 1 FROM notice`,
	],
	[
		"saved",
		30,
		sql`INSERT INTO saved (key, chat_id, form, values, saved_at) VALUES ('k', 1, 'f', 'x', ${then})`,
		sql`SELECT 1 FROM saved`,
	],
	[
		"code",
		365,
		sql`INSERT INTO link_code (print, person_id, made_at, expires_at) VALUES ('p', 1, ${then}, ${then})`,
		sql`SELECT 1 FROM link_code`,
	],
	["code try", 90, sql`INSERT INTO code_try (chat_id, at) VALUES (1, ${then})`, sql`SELECT 1 FROM code_try`],
	[
		"misunderstood",
		30,
		sql`INSERT INTO misunderstood (at, kind, role, text) VALUES (${then}, 'not-understood', 'member', 'x')`,
		sql`SELECT 1 FROM misunderstood`,
	],
	[
		"look",
		1826,
		sql`INSERT INTO look (person_id, by_person_id, what, at) VALUES (1, 2, 'loan', ${then})`,
		sql`SELECT 1 FROM look`,
	],
	[
		"page",
		90,
		sql`INSERT INTO staff_page (token_print, digits_print, purpose, values, person_id, chat_id, made_at, expires_at)
			VALUES ('t', 'd', 'import', 'x', 2, 1, ${then}, ${then})`,
		sql`SELECT 1 FROM staff_page`,
	],
	[
		"task text",
		365,
		sql`INSERT INTO task (key, kind, unit_id, for_role, words, why, outcome, opened_at, due_at, closed_at, closed_how)
			VALUES ('k', 'human', 1, 'secretary', 'x', 'x', 'x', ${then}, ${then}, ${then}, 'done')`,
		sql`SELECT 1 FROM task WHERE words IS NOT NULL OR why IS NOT NULL OR outcome IS NOT NULL`,
	],
];

describe("a day before it is kept, a day after it is gone", () => {
	test.each(kinds)("%s, %i days", async (what, days, made, left) => {
		const [row] = await it.db.rows<{ keepDays: number }>(
			sql`SELECT keep_days AS "keepDays" FROM retention WHERE what = ${what}`,
		);
		expect(row!.keepDays).toBe(days);
		if (made.text !== "SELECT 1") await run(made);
		await letGo(it.db, inDays(days - 1));
		expect(await count(left)).toBe(1);
		const done = await letGo(it.db, inDays(days + 1));
		expect(await count(left)).toBe(0);
		expect(done[what]).toBeGreaterThanOrEqual(1);
	});
});

test("what is still waited for is not let go: an open task, an unread message, a message not yet sent", async () => {
	await run(
		sql`INSERT INTO task (key, kind, unit_id, for_role, words, opened_at, due_at)
			VALUES ('k', 'human', 1, 'secretary', 'x', ${then}, ${then})`,
		sql`INSERT INTO inbox (door_id, event_id, chat_id, written_at, received_at, body) VALUES (1, 'e', 1, ${then}, ${then}, 'x')`,
		sql`INSERT INTO notice (key, person_id, kind, not_before, words, filed_at) VALUES ('k', 1, 'receipt', ${then}, 'x', ${then})`,
	);
	await letGo(it.db, inDays(5000));
	expect(await count(sql`SELECT 1 FROM task WHERE words IS NOT NULL`)).toBe(1);
	expect(await count(sql`SELECT 1 FROM inbox WHERE body IS NOT NULL`)).toBe(1);
	expect(await count(sql`SELECT 1 FROM notice WHERE state = 'waiting'`)).toBe(1);
});

describe("the proof of a consent", () => {
	const five = 1826;
	beforeEach(() =>
		run(
			sql`INSERT INTO consent (person_id, purpose, given, wording, at) VALUES (1, 'membership', true, 'w', ${then}),
				(1, 'health', true, 'w', ${then}), (1, 'health', false, 'w', ${then})`,
		),
	);
	const proofs = sql`SELECT 1 FROM consent`;

	test("of a living member is never let go, however old", async () => {
		await letGo(it.db, inDays(9 * 365));
		expect(await count(proofs)).toBe(3);
	});

	test("goes five years after she died", async () => {
		await run(sql`UPDATE person SET died_on = '2027-12-01' WHERE id = 1`);
		await letGo(it.db, inDays(365 + five - 1));
		expect(await count(proofs)).toBe(3);
		await letGo(it.db, inDays(365 + five + 1));
		expect(await count(proofs)).toBe(0);
	});

	test("goes five years after she left, if no phone speaks for her", async () => {
		await run(sql`UPDATE membership SET to_day = '2026-12-31', ended_why = 'left' WHERE person_id = 1`);
		await letGo(it.db, inDays(30 + five - 1));
		expect(await count(proofs)).toBe(3);
		await run(
			sql`INSERT INTO account (id, chat_id, linked_at) VALUES (1, 1, ${then})`,
			sql`INSERT INTO account_person (account_id, person_id, relation, from_time) VALUES (1, 1, 'self', ${then})`,
		);
		await letGo(it.db, inDays(30 + five + 1));
		expect(await count(proofs)).toBe(3);
		await run(sql`UPDATE account_person SET to_time = ${inDays(10)}`);
		await letGo(it.db, inDays(30 + five + 1));
		expect(await count(proofs)).toBe(0);
	});

	test("goes five years after she was deleted, unless she has said yes again", async () => {
		await run(sql`
			INSERT INTO task (key, kind, unit_id, person_id, for_role, opened_at, due_at, closed_at, closed_how)
			VALUES ('privacy:delete:1:2026-12-01:a', 'privacy', 1, 1, 'officer', ${then}, ${then}, ${inDays(5)}, 'done')`);
		await run(
			sql`INSERT INTO consent (person_id, purpose, given, wording, at) VALUES (1, 'membership', true, 'w', ${inDays(900)})`,
		);
		await letGo(it.db, inDays(5 + five + 1));
		expect(await count(proofs)).toBe(4);
		await run(sql`DELETE FROM consent WHERE at > ${inDays(800)}`);
		await letGo(it.db, inDays(5 + five + 1));
		expect(await count(proofs)).toBe(0);
	});
});

test("the ledger stays, after ten years as on the first day", async () => {
	await run(
		sql`INSERT INTO loan (id, key, club_id, person_id, principal_vnd, rate_basis_points, months, started_on, repayment)
			VALUES (1, 'l', 1, 1, 5000000, 100, 12, '2026-12-01', 'end')`,
		sql`WITH made AS (INSERT INTO posting (key, club_id, kind, day, posted_at) VALUES ('p', 1, 'disbursement', '2026-12-01', ${then}) RETURNING id)
			INSERT INTO entry (posting_id, account, amount_vnd, person_id, loan_id)
			SELECT id, 'principal', 5000000, 1, 1 FROM made UNION ALL SELECT id, 'cash', -5000000, NULL, NULL FROM made`,
	);
	await letGo(it.db, inDays(3650));
	expect(await count(sql`SELECT 1 FROM loan`)).toBe(1);
	expect(await count(sql`SELECT 1 FROM entry`)).toBe(2);
});

test("a backlog goes in bites, all of it in one night", async () => {
	await run(sql`INSERT INTO code_try (chat_id, at) SELECT 1, ${then} FROM generate_series(1, 25)`);
	const done = await letGo(it.db, inDays(91), 10);
	expect(done["code try"]).toBe(25);
	expect(await count(sql`SELECT 1 FROM code_try`)).toBe(0);
});
