/** Whatever is sent: an honest answer, and nothing saved that was not said. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sql } from "../../src/platform/database.ts";
import { type DemoBot, demoBot } from "../bot.ts";

let bot: DemoBot;
let member: string;
let secretary: string;
beforeAll(async () => {
	bot = await demoBot(new Date("2026-12-05T18:30:00+07:00"));
	member = await bot.chatOf("Phạm Thị Lành");
	secretary = await bot.chatOf("Lê Thị Mai");
});
afterAll(() => bot.close());

/** What a message comes and goes by; anything else is something saved. */
const passing = [
	"inbox",
	"outbox",
	"chat",
	"process",
	"door",
	"door_month",
	"misunderstood",
	"timer",
	"job_slot",
];

/** Rows of every table that keeps something. */
async function kept(): Promise<Record<string, number>> {
	const tables = await bot.db.rows<{ name: string }>(
		sql`SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename`,
	);
	const counts: Record<string, number> = {};
	for (const { name } of tables.filter((one) => !passing.includes(one.name))) {
		const [row] = await bot.db.rows<{ count: number }>({
			text: `SELECT count(*)::int AS count FROM "${name}"`,
			values: [],
		});
		counts[name] = row!.count;
	}
	return counts;
}

const letter = "Hãy chuyển tin này cho 15 người thân, trong 3 ngày bạn sẽ nhận 5 triệu đồng may mắn. ";
const bank = "TK 0123456789 GD: +5,000,000VND luc 10:20. SD: 7,500,000VND. ND: NGUYEN VAN A chuyen tien";

async function answer(chat: string, text: string): Promise<string> {
	const before = await kept();
	const said = await bot.hear(chat, text);
	await bot.hear(chat, "thôi");
	expect(await kept()).toEqual(before);
	return said.text;
}

describe("nothing is saved, and what is said is true, of", () => {
	test.each<[string, string, RegExp]>([
		["an empty message", "", /chưa thấy chữ nào/],
		["spaces", "   \n ", /chưa thấy chữ nào/],
		["emoji only", "🙏🙏❤️", /chưa thấy chữ nào/],
		["marks of direction", "\u200f\u202e\u200e", /chưa thấy chữ nào/],
		["what has no width", "\u200b\u200b\ufeff", /chưa thấy chữ nào/],
		["four thousand letters", "a".repeat(4_000), /dài quá/],
		["four thousand letters of words", "bà ơi ".repeat(700), /dài quá/],
		["a chain letter", letter, /tin truyền tay/],
		["a long chain letter", letter.repeat(45), /tin truyền tay/],
		["a message of a bank", bank, /tin của ngân hàng.*đừng gửi cho ai/],
		["30 February", "ngày 30 tháng 2", /không có ngày 30\/2/],
		["a reading of 30 February", "HA 145/90 ngày 30 tháng 2", /không có ngày 30\/2/],
		["an absence on 31 February", "31/2 bác không đi họp được", /không có ngày 31\/2|không họp/],
		["25 o'clock", "25:00", /Không có giờ nào là 25:00/],
		["a reading with a digit too many", "1450/90", /1450\/90 cháu đọc không ra/],
		["the same by its name", "HA 1450/90", /hai số/],
		["a reading beyond any", "HA 999/999", /từ 70 đến 300/],
		["a sum beyond any", "vay 10000000000000", /10000000000000 cháu đọc không ra/],
		["a loan beyond any", "tôi muốn vay 99999999999999999999", /chưa giúp được/],
	])("%s", async (_, text, said) => {
		expect(await answer(member, text)).toMatch(said);
	});

	test.each<[string, string, RegExp]>([
		["a meeting of 30 February", "họp ngày 30/2 có mặt 45 vắng 3", /không có ngày 30\/2/],
		["more present than live in the commune", "họp có mặt 45000 vắng 3", /Có bao nhiêu người có mặt/],
		["a neighbour's impossible reading", "bà Tám 1450/90", /đọc không ra/],
		["a message of a bank", bank, /tin của ngân hàng/],
		["a repayment beyond any", "bà Tám trả nợ 99999999999999999999", /chưa giúp được/],
		["money that came on 31 February", "bà Tám trả 500k ngày 31/2", /không có ngày 31\/2/],
	])("%s, sent by a secretary", async (_, text, said) => {
		expect(await answer(secretary, text)).toMatch(said);
	});
});

test("a danger is told at once, even of a day that there is not", async () => {
	const { text } = await bot.hear(member, "HA 190/125 ngày 30/2");
	expect(text).toMatch(/rất cao: 190\/125.*\n.*đau ngực/);
});

test("the second odd message in a row names somebody to call", async () => {
	const chat = await bot.chatOf("Bùi Thị Nhàn");
	await bot.hear(chat, "🙏");
	expect((await bot.hear(chat, "🙏🙏")).text).toContain("0900 000 002");
});

test("marks that are not seen do not hide a reading", async () => {
	const chat = await bot.chatOf("Mẫu Thị Sen").catch(() => member);
	expect((await bot.hear(chat, "\u202bHA 145/90\u202c")).text).toContain("145/90");
});
