import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { understand } from "../../src/features.ts";
import { addDays, momentOf } from "../../src/platform/clock.ts";
import { sql } from "../../src/platform/database.ts";
import { type DemoBot, demoBot } from "../bot.ts";

const today = "2026-12-07";
const start = momentOf(today, "09:00");

describe("the book of a club", () => {
	let bot: DemoBot;
	let mai: string;
	beforeAll(async () => {
		bot = await demoBot(start);
		mai = await bot.chatOf("Lê Thị Mai");
	});
	afterAll(() => bot.close());

	const members = (...numbers: number[]) =>
		bot.db.rows<{
			number: number;
			name: string;
			print: string | null;
			phone: Buffer | null;
			day: string;
		}>(sql`
			SELECT m.number, p.full_name AS name, p.phone_print AS print, p.phone, m.from_day AS day
			FROM membership m JOIN person p ON p.id = m.person_id JOIN unit u ON u.id = m.club_id
			WHERE u.name = 'CLB Thôn Mẫu 2' AND m.number = ANY(${numbers}::int[]) ORDER BY m.number`);

	const pasted = async (lines: string) => {
		await bot.hear(mai, lines);
		await bot.hear(mai, "hết");
		await bot.hear(mai, "1");
		await bot.hear(mai, "thôi");
	};

	test("is written in one go, from today, and no phone stands in the clear", async () => {
		await pasted("201 Hà Thị Nụ 1951 0900000201\n202 Hà Văn Bốn 1950");
		const [nu, bon] = await members(201, 202);
		expect(nu).toMatchObject({ name: "Hà Thị Nụ", day: today, print: bot.sealing.fingerprint("0900000201") });
		expect(bot.sealing.open(nu!.phone!)).toBe("0900000201");
		expect(bon).toMatchObject({ name: "Hà Văn Bốn", print: null, phone: null });
	});

	test("is the same after the same list once more", async () => {
		const count = async () => (await bot.db.rows(sql`SELECT 1 FROM person`)).length;
		const before = await count();
		await bot.hear(mai, "201 Ha Thi Nu 1951 0900000201\n202 Hà Văn Bốn 1950");
		const { text } = await bot.hear(mai, "hết");
		expect(text).toBe("Dạ, 2 người này có trong sổ cả rồi, cháu không ghi gì thêm ạ.");
		expect(await count()).toBe(before);
	});

	test("forgets nobody of whom something is kept already, and frees the numbers where nothing is", async () => {
		await pasted("205 Hà Thị Năm 1952\n206 Hà Thị Sáu 1953");
		await bot.db.rows(sql`
			INSERT INTO consent (person_id, purpose, given, wording, at)
			SELECT id, 'membership', true, 'test', ${start} FROM person WHERE full_name = 'Hà Thị Sáu' RETURNING id`);
		const refused = await bot.hear(mai, "xoá cái vừa ghi");
		expect(refused.text).toContain("Hà Thị Sáu đã có việc trong sổ rồi");
		expect(await members(205, 206)).toHaveLength(2);
		await bot.db.rows(
			sql`DELETE FROM consent c USING person p WHERE p.id = c.person_id AND p.full_name = 'Hà Thị Sáu' RETURNING 1`,
		);
		await bot.hear(mai, "mã mời cho bà Sáu");
		await bot.hear(mai, "xoá cái vừa ghi");
		expect(await members(205, 206)).toEqual([]);
		expect(
			await bot.db.rows(sql`SELECT 1 FROM person WHERE full_name IN ('Hà Thị Năm', 'Hà Thị Sáu')`),
		).toEqual([]);
	});

	test("waits a week for the rest of the list", async () => {
		await bot.hear(mai, "đưa danh sách 3 người vào thế nào");
		await bot.hear(mai, "207 Hà Thị Bảy 1951\n208 Hà Văn Tám 1950");
		bot.clock.set(momentOf(addDays(today, 7), "09:00"));
		const { text } = await bot.hear(mai, "209 Hà Văn Chín 1950");
		expect(text).toContain("Đủ 3 người");
		await bot.hear(mai, "thôi");
	});

	test("is seen and written by nobody else: a member is told who does it, an accountant may look", async () => {
		const nhan = await bot.chatOf("Trịnh Thị Lụa");
		expect((await bot.hear(nhan, "bà Hoa sinh năm 1951")).text).toContain("thư ký câu lạc bộ sửa");
		const ly = await bot.chatOf("Trịnh Văn Lý");
		expect((await bot.hear(ly, "ds hội viên")).text).toContain("hội viên");
		expect((await bot.hear(ly, "kết nạp bà Trịnh Thị Bảy")).text).toContain("thư ký hoặc chủ nhiệm");
	});
});

describe("two hands at one book", () => {
	test("give one number once: the second yes is asked about again", async () => {
		const bot = await demoBot(start);
		const [mai, hai] = [await bot.chatOf("Lê Thị Mai"), await bot.chatOf("Nguyễn Văn Hải")];
		await bot.hear(mai, "301 Hà Thị Nụ 1951\n302 Hà Văn Bốn 1950");
		await bot.hear(hai, "301 Lê Thị Nụ 1951\n303 Lê Văn Bốn 1950");
		await bot.hear(mai, "hết");
		await bot.hear(hai, "hết");
		await bot.hear(mai, "1");
		const { text } = await bot.hear(hai, "1");
		expect(text).toContain("Số 301 trong sổ đang là Hà Thị Nụ");
		await bot.close();
	});
});

describe("what is said of the list is understood", () => {
	const heard = (text: string, expecting?: string) =>
		understand(text, { role: "secretary", now: start, ...(expecting ? { expecting } : {}) });

	test.each([
		["đưa danh sách 52 người vào thế nào cháu", { total: 52 }],
		["dua danh sach 52 nguoi vao the nao", { total: 52 }],
		["nhập danh sách hội viên", {}],
		["nhap ds hoi vien", {}],
		["chép danh sách vào đây kiểu gì", {}],
		["gửi danh sách hội viên vào thế nào em", {}],
	])("%s", (text, slots) => {
		expect(heard(text)).toMatchObject({ intent: "roster.paste", slots });
	});

	test.each([
		["bà Hoa sinh năm 1951", { member: "Hoa", birthYear: 1951 }],
		["sửa năm sinh bà Hoa thành 1951", { member: "Hoa", birthYear: 1951 }],
		["ba hoa sn 51", { member: "hoa", birthYear: 1951 }],
		["số 3 điện thoại 0900000033", { member: "3", phone: "0900000033" }],
		["so 3 sdt 0900 000 033", { member: "3", phone: "0900 000 033" }],
		["sửa tên số 7 thành Mẫu Thị Loan", { member: "7", newName: "Mẫu Thị Loan" }],
		["sua ten so 7 thanh mau thi loan", { member: "7", newName: "mau thi loan" }],
		["bà Lan ở xóm Chợ", { member: "Lan", hamlet: "xóm Chợ" }],
		["ông Dần là nam", { member: "Dần", gender: "male" }],
		["số 2 là nữ nhé", { member: "2", gender: "female" }],
	])("%s", (text, slots) => {
		expect(heard(text)).toMatchObject({ intent: "member.correct", slots });
	});

	test.each([
		["ai chưa có Zalo", "no-chat"],
		["nhung ai chua co zalo", "no-chat"],
		["ai ko có điện thoại", "no-phone"],
		["hội viên nào chưa có sđt", "no-phone"],
	])("%s", (text, only) => {
		expect(heard(text)).toMatchObject({ intent: "member.list", slots: { only } });
	});

	test.each([
		["mời cô Mai", "Mai"],
		["moi co Mai nhe", "Mai"],
		["mã mời cho bà Sen", "Sen"],
	])("%s", (text, member) => {
		expect(heard(text)).toMatchObject({ intent: "member.invite", slots: { member } });
	});

	test.each([
		"bà Hoa 150/90",
		"bà Lan trả 200k",
		"họp có mặt 45 vắng bà Lan ông Hùng",
		"bà Lan ở đâu",
		"mời bà con mai đi họp",
	])("%s is none of it", (text) => {
		expect(heard(text).intent).not.toMatch(/^(roster|member)/);
	});
});
