import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { invitedBy } from "../src/linking/invited.ts";
import { dayOf } from "../src/platform/clock.ts";
import { sql } from "../src/platform/database.ts";
import { makeSealing } from "../src/platform/sealing.ts";
import { clbot, type Listed } from "./cliProcess.ts";
import { type TestDatabase, testDatabase } from "./database.ts";

let made: TestDatabase;
let env: Record<string, string>;
beforeAll(async () => {
	made = await testDatabase();
	env = { DATABASE_URL: made.url, CLBOT_KEY: made.keyHex };
	expect(await clbot(env, "seed", "demo")).toMatchObject({ code: 0 });
});
afterAll(() => made.close());

const people = async () => JSON.parse((await clbot(env, "people", "--json")).out) as Listed[];

describe("whoever types a command", () => {
	test("is told by --help what it does, without any database", async () => {
		const nowhere = { DATABASE_URL: "postgresql://127.0.0.1:1/none", CLBOT_KEY: made.keyHex };
		const all = await clbot(nowhere, "--help");
		expect(all.code).toBe(0);
		const names = all.out.match(/(?<=^ {2})\w+/gm)!;
		expect(names).toEqual([
			"migrate",
			"seed",
			"import",
			"people",
			"invite",
			"officer",
			"run",
			"units",
			"check",
			"trace",
			"misunderstood",
			"stuck",
			"pause",
		]);
		const helps = await Promise.all(names.map((name) => clbot(nowhere, name, "--help")));
		for (const help of helps) {
			expect(help).toEqual({ code: 0, out: expect.stringContaining("Example:"), err: "" });
		}
	});

	test.each([
		["what there is not", ["fly"], /no command «fly»/],
		["an option there is not", ["people", "--yaml"], /'--yaml'/],
		["a word too many", ["check", "all"], /«all»/],
		["no receipt", ["trace", "nothing-such"], /«nothing-such»/],
		["half a command", ["stuck", "retry"], /which one/],
		["no number of clubs", ["seed", "scale"], /--clubs/],
	])("gets one line for %s, and exit code 1", async (_, args, line) => {
		const { code, out, err } = await clbot(env, ...args);
		expect({ code, out, lines: err.trim().split("\n").length }).toEqual({ code: 1, out: "", lines: 1 });
		expect(err).toMatch(line);
	});

	test("hears of a database that is not there in one line", async () => {
		const { code, err } = await clbot({ ...env, DATABASE_URL: "postgresql://127.0.0.1:1/none" }, "check");
		expect({ code, lines: err.trim().split("\n").length }).toEqual({ code: 1, lines: 1 });
	});
});

describe("the people", () => {
	test("stand in the demo once, however often it is seeded", async () => {
		expect((await clbot(env, "seed", "demo")).out).toMatch(/^there already: \d+ people in 6 clubs/);
		expect((await clbot(env, "migrate")).out).toMatch(/^\d{14}_\w+ \(\d+ migrations\)\n$/);
	});

	test("are listed with exactly what is promised", async () => {
		const all = await people();
		expect(Object.keys(all[0]!)).toEqual(["name", "birthYear", "phone", "roles", "club", "linked"]);
		expect(all.filter((one) => one.roles.some(({ role }) => role === "secretary"))).toHaveLength(6);
		expect(all.some((one) => one.phone?.match(/^0\d{9}$/))).toBe(true);
		// Without a practice page nobody reads what is sent to it.
		expect(all.flatMap((one) => one.linked)).toEqual([]);
		expect((await clbot(env, "people")).out).toContain(all[0]!.name);
	});

	test("get a code by name, whatever the capitals and diacritics", async () => {
		const all = await people();
		const one = all.find(
			({ name, club }) => club && all.filter((other) => other.name === name).length === 1,
		)!;
		const bare = one.name.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/g, "d").replace(/Đ/g, "D");
		const { code: exit, out } = await clbot(env, "invite", bare.toUpperCase());
		expect({ code: exit, out }).toEqual({ code: 0, out: expect.stringMatching(/^\d{4} \d{4}\n$/) });
		const now = new Date();
		const code = made.sealing.fingerprint(out.replace(/\D/g, ""));
		const [holder] = await invitedBy(made.db, { code }, now, dayOf(now));
		expect(holder?.fullName).toBe(one.name);
	});

	test("become officers, once, and stop being so at a word", async () => {
		const name = (...more: string[]) =>
			clbot(env, "officer", "Đỗ Thị Thanh", "--unit", "xã Châu Mẫu", "--birth-year", "1985", ...more);
		expect(await name("--phone", "0900000095")).toMatchObject({
			code: 0,
			out: expect.stringMatching(/^now: /),
		});
		expect((await name()).out).toMatch(/^is already: /);
		expect((await people()).filter((one) => one.name === "Đỗ Thị Thanh")).toMatchObject([
			{ birthYear: 1985, phone: "0900000095", roles: [{ role: "officer", unit: "Châu Mẫu" }] },
		]);
		expect((await name("--end")).out).toMatch(/^no longer: /);
		expect((await people()).find((one) => one.name === "Đỗ Thị Thanh")?.roles).toEqual([]);
	});

	test("of one name are told apart, and none gets another's code", async () => {
		const all = await people();
		const lans = all.filter(({ name }) => name === "Lê Thị Lan");
		expect(lans.length).toBeGreaterThan(1);
		const several = await clbot(env, "invite", "Lê Thị Lan");
		expect({ code: several.code, out: several.out }).toEqual({ code: 1, out: "" });
		expect(several.err.match(/ {2}Lê Thị Lan, born \d{4}, CLB .*, number \d+/g)).toHaveLength(lans.length);
		const only = lans.find(
			(one) =>
				lans.filter((other) => other.club === one.club && other.birthYear === one.birthYear).length === 1,
		)!;
		const options = ["--club", only.club!, "--birth-year", String(only.birthYear)];
		expect((await clbot(env, "invite", "lê thị lan", ...options)).out).toMatch(/^\d{4} \d{4}\n$/);
		const nobody = await clbot(env, "invite", "Lê Thị Lam");
		expect({ code: nobody.code, out: nobody.out }).toEqual({ code: 1, out: "" });
		expect(nobody.err).toMatch(/nearest: .*Lê Thị Lan/);
	});
});

describe("the data", () => {
	test("shows a receipt with its entries", async () => {
		const [paid] = await made.db.rows<{ id: number }>(
			sql`SELECT id FROM posting WHERE kind = 'repayment' ORDER BY id LIMIT 1`,
		);
		const { out } = await clbot(env, "trace", `receipt:${paid!.id}`);
		expect(out).toMatch(/^receipt \d+: repayment of \d{4}-\d\d-\d\d, club \d+\n/);
		expect(out).toMatch(/cash +\+[\d,]+\n(.*\n)*? *sum +0\n/);
	});

	test("is in order, until something breaks it", async () => {
		expect(await clbot(env, "check")).toMatchObject({ code: 0, out: expect.not.stringContaining("broken") });
		const other = makeSealing("cd".repeat(32));
		await made.db.transaction(async (tx) => {
			// Past the guards, as a restored backup or a hand in psql could be.
			await tx.run(sql`SET LOCAL session_replication_role = replica`);
			const [back] = await tx.rows<{ id: number }>(sql`
				INSERT INTO posting (key, club_id, kind, day, posted_at, reverses_id, cause)
				SELECT 'crooked', club_id, 'reversal', day, posted_at, id, 'x' FROM posting WHERE kind = 'repayment' ORDER BY id LIMIT 1 RETURNING id`);
			await tx.run(sql`INSERT INTO entry (posting_id, account, amount_vnd) VALUES (${back!.id}, 'cash', -1)`);
			await tx.run(sql`
				INSERT INTO membership (person_id, club_id, number, from_day, to_day)
				SELECT m.person_id, u.id, 999, m.from_day, '2999-01-01' FROM membership m, unit u WHERE u.level = 'club' AND u.id <> m.club_id AND m.to_day IS NULL
				ORDER BY m.id, u.id LIMIT 1`);
			const [door] = await tx.rows<{ id: number }>(
				sql`INSERT INTO door (channel, bot) VALUES ('web', 'practice') RETURNING id`,
			);
			await tx.run(
				sql`INSERT INTO chat (door_id, external_id, session) VALUES (${door!.id}, 'p1', ${other.seal({})})`,
			);
		});
		const { code, out } = await clbot(env, "check");
		expect(code).toBe(1);
		const broken = out.split("\n").filter((line) => line.startsWith("broken"));
		expect(broken.map((line) => line.split(/\s{2,}/)[2]!.replace(/: .*/, ""))).toEqual([
			"every posting has two entries at least and sums to zero",
			"every reversal mirrors its original",
			"no person is twice in the current membership of clubs",
			"every session opens with the current key",
		]);
	});
});
