import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sql } from "../../src/platform/database.ts";
import { type DemoBot, demoBot } from "../bot.ts";

/** Several points in one message, on the demo people, as they stand in the database afterwards. */
let bot: DemoBot;
let member: string;
let secretary: string;

beforeAll(async () => {
	bot = await demoBot(new Date("2026-12-05T07:10:00+07:00"));
	member = await bot.chatOf("Phạm Thị Lành");
	secretary = await bot.chatOf("Lê Thị Mai");
});
afterAll(() => bot.close());

const said = async (chat: string, text: string) => (await bot.hear(chat, text)).text;
const count = async (table: "reading" | "meeting" | "saved") => {
	const [row] = await bot.db.rows<{ count: number }>(
		table === "reading"
			? sql`SELECT count(*)::int AS count FROM reading`
			: table === "meeting"
				? sql`SELECT count(*)::int AS count FROM meeting`
				: sql`SELECT count(*)::int AS count FROM saved`,
	);
	return row!.count;
};
const written = async (work: () => Promise<unknown>): Promise<number> => {
	const before = await count("reading");
	await work();
	return (await count("reading")) - before;
};

describe("two points that are answered at once", () => {
	test.each([
		"HA 130/80, bao giờ họp",
		"bao giờ họp? huyết áp 130/80",
		"HA 130/80\nbao giờ họp",
		"ha 130/80. tien the bao gio hop",
	])("%s", async (text) => {
		let answer = "";
		expect(await written(async () => (answer = await said(member, text)))).toBe(1);
		expect(answer).toContain("130/80");
		expect(answer).toContain("Buổi họp tới");
	});

	test("a greeting beside a point is no second point", async () => {
		expect(await said(member, "Cháu ơi, bác chào cháu, bao giờ họp")).toMatch(/^Buổi họp tới/);
	});

	test("a report full of commas is one point", async () => {
		const answer = await said(
			secretary,
			"họp hôm nay có mặt 49, vắng bà Thơm ốm, ông Hùng đi viện, nhờ cháu ghi",
		);
		expect(answer).not.toContain("xong rồi");
		await said(secretary, "thôi");
	});
});

describe("two readings of two people", () => {
	test("whoever may write neither is told so once", async () => {
		const before = await count("reading");
		const answer = await said(secretary, "bà Lành 130/80, ông Hùng 142/90");
		expect(answer.match(/sổ này/g)).toHaveLength(1);
		expect(await count("reading")).toBe(before);
	});

	test("numbers without a second name are no second person's", async () => {
		expect(await written(() => said(member, "HA 131/82, mạch 71"))).toBe(1);
	});
});

describe("what cannot be answered at once", () => {
	test("waits, is told, and comes by itself when the first is dropped", async () => {
		const before = await count("meeting");
		const first = await said(secretary, "họp hôm nay có mặt 50. Bà Lành còn nợ bao nhiêu?");
		expect(first).toContain("xong rồi cháu trả lời câu “Bà Lành còn nợ bao nhiêu” ạ");
		const dropped = await said(secretary, "thôi");
		expect(dropped).toContain("không ghi gì cả");
		expect(dropped).toContain("bác Lành");
		expect(await count("meeting")).toBe(before);
		expect(await said(secretary, "thôi")).toContain("không có việc gì đang dở");
	});

	test("a form that waits is offered, in the words that name its person, and begun by a yes only", async () => {
		await said(secretary, "họp hôm nay có mặt 50. Gửi mã mời cho bà Thơm");
		const before = await count("saved");
		const offered = await bot.hear(secretary, "thôi");
		expect(offered.text).toContain("Còn việc “Gửi mã mời cho bà Thơm”, mình làm luôn không ạ?");
		expect(offered.choices?.map(({ label }) => label)).toEqual(["Có", "Thôi", "Cần giúp"]);
		expect(await said(secretary, "2")).toBe("Dạ. Cần gì cô cứ nhắn ạ.");
		expect(await count("saved")).toBe(before);
	});

	test("at most three wait", async () => {
		const answer = await said(
			secretary,
			"họp hôm nay có mặt 50. Bao giờ họp? Bà Lành còn nợ bao nhiêu? Danh sách hội viên. Bà Thơm huyết áp 130/80",
		);
		expect(answer).toContain("xong rồi cháu trả lời câu “Bao giờ họp” ạ");
		for (let i = 0; i < 4; i++) await said(secretary, "thôi");
		expect(await said(secretary, "thôi")).toContain("không có việc gì đang dở");
	});

	test("the next day it is over, for its today was another", async () => {
		await said(secretary, "họp hôm nay có mặt 50. Gửi mã mời cho bà Thơm");
		bot.clock.set(new Date("2026-12-06T07:10:00+07:00"));
		const dropped = await said(secretary, "thôi");
		expect(dropped).not.toContain("mã mời");
	});
});

describe("a number that may cost a life", () => {
	const danger = /^Số đo của bác rất cao: 190\/120/;
	test.each(["HA 190/120, bao giờ họp", "bao giờ họp? HA 190/120"])(
		"comes first and alone: %s",
		async (text) => {
			const asked = await said(member, text);
			expect(asked).toMatch(danger);
			expect(asked).not.toMatch(/họp/);
			expect(await said(member, "2")).not.toContain("Buổi họp tới");
			expect(await said(member, "bao giờ họp")).toContain("Buổi họp tới");
		},
	);

	test("and nothing follows where somebody is sent to 115", async () => {
		await said(member, "HA 190/120, bao giờ họp");
		const sent = await said(member, "1");
		expect(sent).toContain("115");
		expect(sent).not.toMatch(/họp/);
	});
});

test("a wish that is not granted yet is named beside the one that is", async () => {
	const answer = await said(member, "Bao giờ họp? Quỹ còn bao nhiêu tiền?");
	expect(answer).toContain("Buổi họp tới");
	expect(answer).toMatch(/quỹ/i);
});

test("practice knows several points too, and writes nothing", async () => {
	await said(secretary, "tập");
	const answers = await written(async () => {
		const answer = await said(secretary, "họp hôm nay có mặt 40. Bao giờ họp?");
		expect(answer).toContain("xong rồi cháu trả lời câu “Bao giờ họp” ạ");
		expect(await said(secretary, "thôi")).toContain("họp");
	});
	expect(answers).toBe(0);
	await said(secretary, "thôi tập");
});
