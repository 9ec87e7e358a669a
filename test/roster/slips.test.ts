import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { momentOf, plusMinutes } from "../../src/platform/clock.ts";
import { sql } from "../../src/platform/database.ts";
import { makeSlips, type SlipSheet } from "../../src/roster/slips/make.ts";
import { slipsPdf } from "../../src/roster/slips/paper.ts";
import { clubsCalled, unlinkedOf } from "../../src/roster/slips/store.ts";
import { type DemoBot, demoBot } from "../bot.ts";
import { pdfWords } from "./pdfWords.ts";

const today = "2026-11-28";
const now = momentOf(today, "19:10");

const sheet: SlipSheet = {
	club: "CLB Thôn Mẫu 2",
	office: "Hội Người cao tuổi xã An Mẫu",
	until: "2027-01-12",
	madeOn: today,
	slips: [
		{ number: 1, name: "Mẫu Thị Sen", code: "48291503" },
		{ number: 2, name: "Nguyễn Hoàng Phương Thị Quỳnh Ngưỡng Nghiễm", code: "00000007" },
		{ number: 131, name: "Lê Văn Tý", code: "12345678" },
	],
};
const links = { zalo: "https://zalo.me/123", telegram: "https://t.me/test_bot" };

const sizesIn = (pdf: Buffer): number[] =>
	[...pdf.toString("latin1").matchAll(/\/F\d+ ([\d.]+) Tf/g)].map(([, size]) => Number(size));

describe("the paper", () => {
	test("has each name with her number, code, last day and both consents, in Vietnamese letters", async () => {
		const words = pdfWords(await slipsPdf(sheet, links, false));
		for (const said of [
			"Mẫu Thị Sen",
			"số 1 trong sổ",
			"4829 1503",
			"Dùng được đến hết ngày 12 tháng 1 năm 2027.",
			"CLB Thôn Mẫu 2 · Hội Người cao tuổi xã An Mẫu",
			"0000 0007",
			"số 131 trong sổ",
			"Quét vào Zalo",
			"Quét vào Telegram",
			"Người báo giúp:",
		])
			expect(words).toContain(said);
		const asked = (what: string) => words.split(what).length - 1;
		// Two boxes on each of three slips, each with a yes, a no, a signature and a day of its own.
		expect(asked("Ký tên:")).toBe(6);
		expect(asked("Không đồng ý\n")).toBe(6);
		expect(asked("luật gọi là nhạy cảm")).toBe(3);
		expect(words).not.toMatch(/195\d/);
	});

	test("is large: nothing under 12 points, the code over 20, two slips to a sheet", async () => {
		const pdf = await slipsPdf(sheet, links, false);
		const sizes = sizesIn(pdf);
		expect(Math.min(...sizes)).toBeGreaterThanOrEqual(12);
		expect(sizes.filter((size) => size >= 20).length).toBe(3);
		expect(pdf.toString("latin1").match(/\/Type \/Page\b/g)).toHaveLength(2);
	});

	test("is the same twice, and needs no link", async () => {
		expect((await slipsPdf(sheet, links)).equals(await slipsPdf(sheet, links))).toBe(true);
		expect(pdfWords(await slipsPdf(sheet, {}, false))).not.toContain("Quét");
	});
});

describe("who gets a slip", () => {
	let bot: DemoBot;
	let clubId: number;
	const idOf = async (fullName: string) =>
		(
			await bot.db.rows<{ id: number }>(sql`SELECT id FROM person WHERE full_name = ${fullName} ORDER BY id`)
		)[0]!.id;
	const run = (statement: ReturnType<typeof sql>) => bot.db.transaction((tx) => tx.run(statement));
	const make = (at = now) =>
		bot.db.transaction((tx) => makeSlips(tx, clubId, 1, at, bot.sealing.fingerprint));

	beforeAll(async () => {
		bot = await demoBot(now);
		const [club] = await bot.db.rows<{ id: number }>(sql`SELECT id FROM unit WHERE name = 'CLB Thôn Mẫu 2'`);
		clubId = club!.id;
	});
	afterAll(() => bot.close());

	test("nobody who has a phone, is dead or said no; everybody else, in the order of the book", async () => {
		const before = await unlinkedOf(bot.db, clubId, today);
		const names = before.map((one) => one.fullName);
		expect(names).toContain("Mẫu Thị Sen");
		expect(names).not.toContain("Lê Thị Mai");
		expect(before.map((one) => one.number)).toEqual(
			before.map((one) => one.number).toSorted((a, b) => a - b),
		);

		await run(sql`UPDATE person SET died_on = '2026-11-20' WHERE id = ${await idOf("Mẫu Thị Hoa")}`);
		await run(sql`
			INSERT INTO consent (person_id, purpose, given, wording, at)
			VALUES (${await idOf("Mẫu Văn Dần")}, 'membership', false, 'test', ${now})`);
		const after = (await unlinkedOf(bot.db, clubId, today)).map((one) => one.fullName);
		expect(after).toEqual(names.filter((name) => name !== "Mẫu Thị Hoa" && name !== "Mẫu Văn Dần"));
	});

	test("with a code that works for 45 days and voids the one before", async () => {
		const first = await make();
		const second = await make(plusMinutes(now, 5));
		expect(second.slips.map((one) => one.name)).toEqual(first.slips.map((one) => one.name));
		expect(new Set(second.slips.map((one) => one.code)).size).toBe(second.slips.length);
		expect(second.until).toBe("2027-01-12");
		const state = async (code: string) =>
			(
				await bot.db.rows<{ voided: boolean; expires: Date; who: string }>(sql`
					SELECT k.voided_at IS NOT NULL AS voided, k.expires_at AS expires, p.full_name AS who
					FROM link_code k JOIN person p ON p.id = k.person_id WHERE k.print = ${bot.sealing.fingerprint(code)}`)
			)[0]!;
		const [old, fresh] = [await state(first.slips[0]!.code), await state(second.slips[0]!.code)];
		expect(old.voided).toBe(true);
		expect(fresh.voided).toBe(false);
		expect(fresh.who).toBe(second.slips[0]!.name);
		expect(fresh.expires).toEqual(momentOf("2027-01-13", "00:00"));
	});

	test("a club is found by the name that stands in the words, however it is written", async () => {
		const [held] = await bot.db.rows<{ unitPath: string }>(
			sql`SELECT path AS "unitPath" FROM unit WHERE level = 'province'`,
		);
		const found = async (words: string) =>
			(await clubsCalled(bot.db, words, held as never, today)).map((one) => one.name);
		expect(await found("thon mau 2 nhé em")).toEqual(["CLB Thôn Mẫu 2"]);
		expect(await found("CLB Thôn Mẫu 2")).toEqual(["CLB Thôn Mẫu 2"]);
		expect(await found("thôn mẫu 22")).toEqual([]);
		expect(await found(`#${clubId}`)).toEqual(["CLB Thôn Mẫu 2"]);
		expect(await found("")).toEqual([]);
	});
});

test("any name fits on its paper", async () => {
	const letters = fc.constantFrom(..."ABCĐêộữỹ gh");
	await fc.assert(
		fc.asyncProperty(fc.array(letters, { minLength: 1, maxLength: 80 }), async (name) => {
			const one = { number: 9999, name: name.join(""), code: "12345678" };
			const pdf = await slipsPdf({ ...sheet, slips: [one, one] }, links, false);
			expect(pdf.toString("latin1").match(/\/Type \/Page\b/g)).toHaveLength(1);
		}),
		{ numRuns: 15 },
	);
});
