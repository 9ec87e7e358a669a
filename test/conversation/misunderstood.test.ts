import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { redacted } from "../../src/conversation/misunderstood.ts";
import { plusMinutes } from "../../src/platform/clock.ts";
import { sql } from "../../src/platform/database.ts";
import { type DemoBot, demoBot } from "../bot.ts";
import { clbot } from "../cliProcess.ts";

describe("what is kept of a message says nothing of anybody", () => {
	test.each([
		["bà Lan trả 500k hôm 12/3", "bà ‹tên› trả # hôm #"],
		["gọi 0912 345 678 gặp ông Hùng nhé", "gọi # gặp ông ‹tên› nhé"],
		["đo được một trăm ba mươi trên tám mươi", "đo được # trên #"],
		["nhà Nguyễn Văn Tèo ở xóm Đông", "nhà ‹tên› ở xóm ‹tên›"],
		["ba trieu ruoi cua ba hoa", "# cua ba ‹tên›"],
		["trời hôm nay đẹp quá", "trời hôm nay đẹp quá"],
		["thẻ 4111 1111 1111 1111, mã 99.01", "thẻ #, mã #"],
	])("%s → %s", (text, kept) => expect(redacted(text)).toBe(kept));

	test("nor the names of those for whom the chat speaks", () =>
		expect(redacted("sen với dần cãi nhau", ["Mẫu Thị Sen", "Mẫu Văn Dần"])).toBe(
			"‹tên› với ‹tên› cãi nhau",
		));

	test("and no more than the beginning of a long one", () =>
		expect(redacted("bà ơi ".repeat(700)).length).toBeLessThanOrEqual(300));
});

describe("what was not understood", () => {
	let bot: DemoBot;
	beforeAll(async () => {
		bot = await demoBot(new Date("2026-12-05T18:30:00+07:00"));
	});
	afterAll(() => bot.close());
	const rows = () =>
		bot.db.rows<{ kind: string; intent: string | null; role: string; form: string | null; text: Buffer }>(
			sql`SELECT kind, intent, role, form, expecting, text FROM misunderstood ORDER BY id`,
		);

	test("is kept sealed, with who wrote it only by role and what was asked", async () => {
		const lành = await bot.chatOf("Phạm Thị Lành");
		const mai = await bot.chatOf("Lê Thị Mai");
		await bot.hear(lành, "con gà nhà bà Hoa đẻ 12 trứng");
		await bot.hear(lành, "tôi muốn vay 5 triệu");
		await bot.hear(mai, "báo cáo họp");
		await bot.hear(mai, "con ga nha ba Hoa de 7 trung");
		await bot.hear("stranger", "mua lợn ở đâu");
		// Small talk is understood, and what is practised is nobody's need.
		await bot.hear(lành, "cháu ăn cơm chưa");
		await bot.hear(lành, "tập");
		await bot.hear(lành, "con gà nhà bác đẻ trứng");
		const found = (await rows()).map(({ text, ...row }) => ({
			...row,
			text: bot.sealing.open<string>(text),
		}));
		expect(found).toEqual([
			{
				kind: "not-understood",
				intent: null,
				role: "member",
				form: null,
				expecting: null,
				text: "con gà nhà bà ‹tên› đẻ # trứng",
			},
			expect.objectContaining({ kind: "cannot-yet", intent: "loan.request", text: "tôi muốn vay #" }),
			expect.objectContaining({ role: "secretary", form: "meeting.report", expecting: "present" }),
			expect.objectContaining({ role: "stranger", text: "mua lợn ở đâu" }),
		]);
	});

	test("is listed by how often it was written, whatever the marks", async () => {
		const env = {
			DATABASE_URL: bot.url,
			CLBOT_KEY: "ab".repeat(32),
			CLBOT_NOW: plusMinutes(bot.clock.now(), 60).toISOString(),
		};
		const { code, out } = await clbot(env, "misunderstood", "--json");
		expect(code).toBe(0);
		const [first, ...others] = JSON.parse(out);
		expect(first).toMatchObject({
			count: 2,
			roles: ["secretary", "member"],
			awaited: ["meeting.report: present"],
		});
		expect(others).toHaveLength(2);
		expect((await clbot(env, "misunderstood", "--days", "1")).out).toMatch(/^times +written +by/);
		const none = await clbot(env, "misunderstood", "--days", "0");
		expect(none).toMatchObject({ code: 1, out: "", err: expect.stringContaining("no number of days") });
	});
});
