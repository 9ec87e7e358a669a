import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { seedDemo, seedScale } from "../prisma/demo/index.ts";
import { type LoanState, loanState, standing } from "../src/loans/rules.ts";
import { loansOfClub } from "../src/loans/store.ts";
import { type Database, sql } from "../src/platform/database.ts";
import { type TestDatabase, testDatabase } from "./database.ts";

const now = new Date("2026-12-05T19:10:00+07:00");
const today = "2026-12-05";
/** Sealed with a fresh nonce each time: compared opened, or by their prints. */
const sealed = ["phone", "officePhone", "office_phone"];

let made: TestDatabase;
beforeAll(async () => {
	made = await testDatabase();
	expect(await seedDemo(made.db, { today: now, sealing: made.sealing })).toBe(true);
});
afterAll(() => made.close());

const rows = <Row = Record<string, unknown>>(text: string, db: Database = made.db): Promise<Row[]> =>
	db.rows<Row>({ text, values: [] });
const numbers = async (text: string): Promise<number[]> =>
	Object.values((await rows<Record<string, number>>(text))[0]!);

const tables =
	"unit_level unit person membership role_grant consent meeting_rule meeting meeting_report absence loan posting entry reading setting";

async function dump(db: Database): Promise<Record<string, string[]>> {
	const all: Record<string, string[]> = {};
	for (const table of tables.split(" ")) {
		const found = await rows(`SELECT * FROM ${table}`, db);
		all[table] = found
			// The transaction's number is the server's, not the demo's.
			.map((row) =>
				JSON.stringify({
					...row,
					...Object.fromEntries([...sealed, "xid"].map((name) => [name, undefined])),
				}),
			)
			.sort();
	}
	return all;
}

describe("the demo data", () => {
	test("is the same for everybody on one day, and another the next", async () => {
		const again = await testDatabase();
		const tomorrow = await testDatabase();
		await seedDemo(again.db, { today: new Date("2026-12-05T00:00:00+07:00"), sealing: again.sealing });
		await seedDemo(tomorrow.db, { today: new Date("2026-12-06T00:00:00+07:00"), sealing: tomorrow.sealing });
		const first = await dump(made.db);
		expect(await dump(again.db)).toEqual(first);
		expect((await dump(tomorrow.db)).person).not.toEqual(first.person);
		await again.close();
		await tomorrow.close();
	});

	test("is made once, and never into a database that somebody uses", async () => {
		expect(await seedDemo(made.db, { today: now, sealing: made.sealing })).toBe(false);
		expect(await rows("SELECT value FROM setting WHERE name = 'demo'")).toEqual([{ value: today }]);
	});

	test("of two processes that start together one makes it; one that fails half-way leaves nothing", async () => {
		const other = await testDatabase();
		const seed = (sealing = other.sealing) => seedDemo(other.db, { today: now, sealing });
		const broken = { ...other.sealing, fingerprint: () => "\0" };
		await expect(seed(broken)).rejects.toThrow();
		expect(await rows("SELECT 1 FROM setting", other.db)).toEqual([]);
		expect((await Promise.all([seed(), seed()])).sort()).toEqual([false, true]);
		await other.close();
	});

	test("a province, three communes, six clubs of 45 to 60 with a board and five volunteers each", async () => {
		const levels = await rows("SELECT level, count(*) FROM unit GROUP BY level ORDER BY 2, 1");
		expect(levels).toEqual([
			{ level: "country", count: 1 },
			{ level: "province", count: 1 },
			{ level: "commune", count: 3 },
			{ level: "club", count: 6 },
		]);
		const clubs = await rows<{ members: number; older: number; women: number; phones: number }>(`
			SELECT count(*) AS members, avg((birth_year <= 1966)::int)::float AS older,
				avg((sex = 'female')::int)::float AS women, avg((phone IS NOT NULL)::int)::float AS phones
			FROM membership m JOIN person p ON p.id = m.person_id GROUP BY m.club_id`);
		for (const club of clubs) {
			expect(club.members).toBeGreaterThanOrEqual(45);
			expect(club.members).toBeLessThanOrEqual(60);
			for (const share of [club.older, club.women]) {
				expect(share).toBeGreaterThanOrEqual(0.6);
				expect(share).toBeLessThanOrEqual(0.7);
			}
			expect(club.phones).toBeCloseTo(0.6, 1);
		}
		const roles = await rows<{ roles: string }>(`
			SELECT string_agg(role, ' ' ORDER BY role) AS roles FROM role_grant g JOIN unit u ON u.id = g.unit_id
			WHERE u.level = 'club' AND g.to_day IS NULL GROUP BY u.id`);
		const full =
			"accountant chair secretary treasurer vice-chair volunteer volunteer volunteer volunteer volunteer";
		expect(roles.map((each) => each.roles)).toEqual(Array(6).fill(full));
	});

	test("numbers of the book have no gap, and a unit's path ends with its id", async () => {
		expect(await rows("SELECT 1 FROM membership GROUP BY club_id HAVING max(number) <> count(*)")).toEqual(
			[],
		);
		const broken = `SELECT 1 FROM unit u LEFT JOIN unit p ON p.id = u.parent_id
			WHERE u.path <> coalesce(p.path, '/') || u.id || '/'`;
		expect(await rows(broken)).toEqual([]);
	});

	test("names repeat: several bà Lan in each club, two of one name and year in different hamlets", async () => {
		const lans = await rows<{ all: number; alike: number; hamlets: number }>(`
			SELECT count(*) AS all, max(same) AS alike, count(DISTINCT hamlet) AS hamlets FROM (
				SELECT m.club_id, p.hamlet, count(*) OVER (PARTITION BY m.club_id, full_name, birth_year) AS same
				FROM membership m JOIN person p ON p.id = m.person_id WHERE full_name LIKE '% Lan') lan
			GROUP BY club_id`);
		expect(lans).toHaveLength(6);
		for (const lan of lans) expect(lan).toMatchObject({ all: lan.hamlets, alike: 2 });
	});

	test("bà Sen is one, without a phone; cô Mai is called cô; chị Hà and anh Phong are officers", async () => {
		const found = await rows<{
			name: string;
			called: string | null;
			phone: Buffer | null;
			at: string | null;
		}>(`
			SELECT full_name AS name, called_as AS called, phone,
				(SELECT string_agg(g.role || ' ' || u.name, ',') FROM role_grant g JOIN unit u ON u.id = g.unit_id WHERE g.person_id = p.id) AS at
			FROM person p WHERE full_name IN ('Mẫu Thị Sen', 'Lê Thị Mai', 'Trịnh Thị Hà', 'Nguyễn Văn Phong') ORDER BY id`);
		const opened = found.map((each) => ({ ...each, phone: each.phone && made.sealing.open(each.phone) }));
		expect(opened).toEqual([
			{ name: "Mẫu Thị Sen", called: null, phone: null, at: null },
			{ name: "Lê Thị Mai", called: "cô", phone: "0900000002", at: "secretary CLB Thôn Mẫu 2" },
			{ name: "Trịnh Thị Hà", called: null, phone: "0900000090", at: "officer An Mẫu" },
			{ name: "Nguyễn Văn Phong", called: null, phone: "0900000080", at: "officer Thanh Hóa" },
		]);
	});

	test("every phone is fictional and found by its print", async () => {
		const phones = await rows<{ phone: Buffer; print: string }>(
			"SELECT phone, phone_print AS print FROM person WHERE phone IS NOT NULL",
		);
		for (const { phone, print } of phones) {
			const number = made.sealing.open<string>(phone);
			expect(number).toMatch(/^0900000\d{3}$/);
			expect(print).toBe(made.sealing.fingerprint(number));
		}
	});
});

describe("what a year left in it", () => {
	test("twelve meetings a club or more, all reported but for one club's last two, and one ahead", async () => {
		const clubs = await rows<{ name: string; past: number; reported: number; ahead: number }>(`
			SELECT u.name, count(*) FILTER (WHERE day < '${today}') AS past, count(r.id) AS reported,
				count(*) FILTER (WHERE day >= '${today}') AS ahead
			FROM meeting m JOIN unit u ON u.id = m.unit_id LEFT JOIN meeting_report r ON r.meeting_id = m.id
			GROUP BY u.name`);
		for (const { name, past, reported, ahead } of clubs) {
			expect(past).toBeGreaterThanOrEqual(12);
			expect(ahead).toBeGreaterThanOrEqual(1);
			expect(past - reported).toBe(name === "CLB Thôn Mẫu 5" ? 2 : 0);
		}
		expect(await rows("SELECT DISTINCT kind FROM meeting_rule ORDER BY 1")).toEqual(
			["day", "lunar", "nth"].map((kind) => ({ kind })),
		);
	});

	test("present and absent make the club", async () => {
		const odd = `SELECT 1 FROM meeting_report r JOIN meeting m ON m.id = r.meeting_id
			WHERE r.present + (SELECT count(*) FROM absence a WHERE a.report_id = r.id)
				<> (SELECT count(*) FROM membership s WHERE s.club_id = m.unit_id) OR r.measured > r.present`;
		expect(await rows(odd)).toEqual([]);
	});

	test("every posting balances, happened in order and before today, and no box was ever empty", async () => {
		expect(await rows("SELECT 1 FROM entry GROUP BY posting_id HAVING sum(amount_vnd) <> 0")).toEqual([]);
		expect(await numbers(`SELECT count(*) FROM posting WHERE day > '${today}'`)).toEqual([0]);
		const shuffled =
			"SELECT 1 FROM posting a JOIN posting b ON b.id = a.id + 1 WHERE b.posted_at < a.posted_at";
		expect(await rows(shuffled)).toEqual([]);
		const lowest = `SELECT min(cash)::bigint AS cash FROM (SELECT sum(amount_vnd) OVER (PARTITION BY club_id ORDER BY posting_id) AS cash
			FROM entry e JOIN posting p ON p.id = e.posting_id WHERE account = 'cash') running`;
		expect((await numbers(lowest))[0]).toBeGreaterThan(0);
		expect((await numbers("SELECT count(*) FROM posting WHERE kind = 'reversal'"))[0]).toBeGreaterThan(0);
	});

	test("loans in every state, with both ways of repaying", async () => {
		const clubs = await made.db.rows<{ id: number; name: string }>(
			sql`SELECT id, name FROM unit WHERE level = 'club' ORDER BY id`,
		);
		const states: Record<string, Partial<Record<LoanState, number>>> = {};
		for (const { id, name } of clubs) {
			const counts: Partial<Record<LoanState, number>> = {};
			for (const loan of await loansOfClub(made.db, id)) {
				const now = standing(loan, loan.payments, today);
				expect(now.outstandingVnd).toBe(loan.outstandingVnd);
				const state = loanState(now, today);
				counts[state] = (counts[state] ?? 0) + 1;
			}
			states[name] = counts;
		}
		expect(states["CLB Thôn Mẫu 1"]).toEqual({ current: 9, "due-soon": 2, overdue: 2, repaid: 4 });
		expect(states["CLB Thôn Mẫu 5"]?.overdue).toBeGreaterThan(9);
		expect((await numbers("SELECT count(DISTINCT repayment) FROM loan"))[0]).toBe(2);
	});

	test("at the coming meeting of CLB Thôn Mẫu 2 eight owe 1,400,000 đồng, bà Sen 50,000 of it", async () => {
		const [club] = await rows<{ id: number }>("SELECT id FROM unit WHERE name = 'CLB Thôn Mẫu 2'");
		const due = (await loansOfClub(made.db, club!.id)).flatMap((loan) => {
			const next = standing(loan, loan.payments, today).next;
			return next?.day === "2026-12-12" ? [[loan.number, next.principalVnd + next.interestVnd] as const] : [];
		});
		expect(Object.fromEntries(due)).toEqual({
			1: 50_000,
			2: 50_000,
			3: 30_000,
			9: 50_000,
			12: 20_000,
			15: 1_050_000,
			22: 50_000,
			40: 100_000,
		});
	});

	test("readings in every class, only of those who agreed and while they did", async () => {
		const classes = await rows<{ class: string }>("SELECT DISTINCT class FROM reading ORDER BY 1");
		expect(classes.map((each) => each.class)).toEqual([
			"crisis",
			"grade-1",
			"grade-2",
			"high-normal",
			"low",
			"normal",
		]);
		const unasked = `SELECT 1 FROM reading r WHERE coalesce((SELECT given FROM consent c
			WHERE c.person_id = r.person_id AND c.purpose = 'health' AND c.at < r.recorded_at ORDER BY c.id DESC LIMIT 1), false) = false`;
		expect(await rows(unasked)).toEqual([]);
		const [yes, no] = await numbers(
			"SELECT count(*) FILTER (WHERE given) AS yes, count(*) FILTER (WHERE NOT given) AS no FROM consent",
		);
		expect(yes).toBeGreaterThan(no!);
		expect(no).toBeGreaterThan(0);
	});
});

test("on awkward days too (ends of months, Tết, a leap day, the day of a meeting) it has loans in every state", {
	timeout: 120_000,
}, async () => {
	for (const day of [
		"2026-02-28",
		"2027-01-31",
		"2027-02-06",
		"2028-02-29",
		"2026-11-14",
		"2026-11-15",
		"2026-12-12",
	]) {
		const other = await testDatabase();
		await seedDemo(other.db, { today: new Date(`${day}T12:00:00+07:00`), sealing: other.sealing });
		const [club] = await rows<{ id: number }>("SELECT id FROM unit WHERE name = 'CLB Thôn Mẫu 1'", other.db);
		const loans = await loansOfClub(other.db, club!.id);
		const states = loans.map((loan) => loanState(standing(loan, loan.payments, day), day));
		expect(new Set(states)).toEqual(new Set(["current", "due-soon", "overdue", "repaid"]));
		await other.close();
	}
});

test("a province for benchmarks stands beside the demo, two in five with a chat", async () => {
	const other = await testDatabase();
	const scale = { clubs: 20, today: now, sealing: other.sealing };
	await seedDemo(other.db, { today: now, sealing: other.sealing });
	const result = await seedScale(other.db, scale);
	expect(result).toMatchObject({ clubs: 20, communes: 4 });
	expect(result.accounts / result.members).toBeCloseTo(0.4, 2);
	const silent = `SELECT 1 FROM role_grant g JOIN unit u ON u.id = g.unit_id
		JOIN unit top ON u.path LIKE top.path || '%' AND top.name = 'Tỉnh Mẫu'
		WHERE g.role = 'secretary' AND NOT EXISTS (SELECT 1 FROM account_person a WHERE a.person_id = g.person_id)`;
	expect(await rows(silent, other.db)).toEqual([]);
	await other.close();
});
