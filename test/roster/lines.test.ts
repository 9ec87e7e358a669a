import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkRows, isEnd, looksLikeList, readLine, readLines } from "../../src/roster/lines.ts";

const sen = { number: 1, name: "Mẫu Thị Sen", sex: "female", birthYear: 1952, phone: "0900000001" };

describe("a line of the paper book", () => {
	test.each([
		"1 Mẫu Thị Sen 1952 0900000001",
		"1. Mẫu Thị Sen - 1952 - 0900000001",
		"1) bà Mẫu Thị Sen, sn 1952, đt 090.000.0001",
		"1\tMẫu Thị Sen\t1952\t0900000001",
		"1;Mẫu Thị Sen;1952;0900000001",
		"1 | Mẫu Thị Sen | 1952 | 0900 000 001",
		"1.MẪU THỊ SEN 1952 +84900000001",
		"1 Mẫu Thị Sen sinh năm 52 điện thoại 84 900 000 001",
		"1 Mẫu Thị Sen 52 0900.000.001",
		"1, Mẫu Thị Sen, nữ, 12/5/1952, 0900-000-001",
		"số 1 Mẫu Thị Sen 0900000001 1952",
		"1 Mẫu Thị Sen 1952 900000001",
		"1- Mẫu Thị Sen (Thu) 1952, SĐT: 0900 000 001",
	])("%s", (line) => {
		expect(readLine(line)).toEqual(sen);
	});

	test.each([
		["2. ông Mẫu Văn Dần - 1947", { number: 2, name: "Mẫu Văn Dần", sex: "male", birthYear: 1947 }],
		[
			"3) Mau Thi Hoa, sn 1950, dt 090.000.0003",
			{ number: 3, name: "Mau Thi Hoa", sex: "female", birthYear: 1950, phone: "0900000003" },
		],
		["Mẫu Thị Sen", { name: "Mẫu Thị Sen", sex: "female" }],
		["12 Lê Kim Ngân 1960", { number: 12, name: "Lê Kim Ngân", birthYear: 1960 }],
		["12 cụ Lê Kim Ngân", { number: 12, name: "Lê Kim Ngân" }],
		["12 bà Lê Kim Ngân", { number: 12, name: "Lê Kim Ngân", sex: "female" }],
		["Chu Văn An 1950", { name: "Chu Văn An", sex: "male", birthYear: 1950 }],
		[
			"7 Mẫu Thị Lan 1955 xóm Đình",
			{ number: 7, name: "Mẫu Thị Lan", sex: "female", birthYear: 1955, hamlet: "xóm Đình" },
		],
		[
			"7 Mẫu Thị Lan, xóm 12, 1955, 0900000008",
			{
				number: 7,
				name: "Mẫu Thị Lan",
				sex: "female",
				birthYear: 1955,
				hamlet: "xóm 12",
				phone: "0900000008",
			},
		],
		[
			"7 mẫu thị lan 1955 thôn chợ",
			{ number: 7, name: "Mẫu Thị Lan", sex: "female", birthYear: 1955, hamlet: "thôn Chợ" },
		],
		[
			"3 Mẫu Thị Hoa 1950 090000003",
			{ number: 3, name: "Mẫu Thị Hoa", sex: "female", birthYear: 1950, phone: "090000003" },
		],
		["4 Mẫu Thị Nụ 195", { number: 4, name: "Mẫu Thị Nụ", sex: "female", birthYear: 195 }],
		[
			"5 Lê Văn Tý 1948 02373 123 456",
			{ number: 5, name: "Lê Văn Tý", sex: "male", birthYear: 1948, phone: "02373123456" },
		],
	])("%s", (line, row) => {
		expect(readLine(line)).toEqual(row);
	});

	test.each([
		"STT Họ và tên Năm sinh Điện thoại",
		"Danh sách CLB 2026",
		"bà Lan còn nợ bao nhiêu",
		"HA 150/90",
		"5",
		"",
	])("is none: %s", (line) => {
		expect(readLine(line)).toBeUndefined();
	});

	test("whatever is typed, reading it comes to an end", () => {
		fc.assert(
			fc.property(fc.string({ maxLength: 80 }), (line) => {
				readLines([line]);
			}),
		);
	});
});

describe("a list", () => {
	test("of several messages is one; headings and greetings are passed over", () => {
		const list = readLines([
			"Cháu ơi danh sách đây\nSTT | Họ tên | Năm sinh\n1 Mẫu Thị Sen 1952",
			"2 Mẫu Văn Dần 1947\n3 ??? 12",
			"hết rồi cháu",
		]);
		expect(list.rows.map(({ position, name }) => [position, name])).toEqual([
			[1, "Mẫu Thị Sen"],
			[2, "Mẫu Văn Dần"],
		]);
		expect(list.unread).toEqual([{ position: 3, text: "3 ??? 12" }]);
		expect(list.isEnded).toBe(true);
	});

	test("a line written again takes the place of the first", () => {
		const { rows } = readLines([
			"3 Mẫu Thị Hoa 1950 090000003\n4 Lê Thị Mai 1964",
			"3 Mau Thi Hoa 0900000033",
		]);
		expect(rows).toHaveLength(2);
		expect(rows[0]).toMatchObject({ position: 1, birthYear: 1950, phone: "0900000033" });
	});

	test("tells what is in doubt, with the row and the field", () => {
		const { rows } = readLines([
			"7 Mẫu Thị Lan 1955\n31 Mẫu Thị Lan 1955\n3 Mẫu Thị Hoa 1950 090000003\n3 Lê Văn Tý 1948\n9 Lê Văn Hùng 1850\n10 Lê Văn Nhỏ 2015",
		]);
		expect(checkRows(rows, 2026)).toEqual([
			{ position: 2, field: "name", why: "same-person", other: 1 },
			{ position: 3, field: "phone", why: "digits" },
			{ position: 4, field: "number", why: "twice", other: 3 },
			{ position: 5, field: "birthYear", why: "implausible" },
			{ position: 6, field: "birthYear", why: "implausible" },
		]);
	});

	test("is known from words about people", () => {
		expect(looksLikeList("1 Mẫu Thị Sen 1952 0900000001\n2 Mẫu Văn Dần 1947", 2, false)).toBe(true);
		expect(looksLikeList("họp có mặt 45 vắng:\n1. Nguyễn Thị Hoa\n2. Lê Văn Tý", 2, false)).toBe(false);
		expect(looksLikeList("bà Lan 150/90\nông Hùng 140/80", 2, false)).toBe(false);
		expect(looksLikeList("31 Mẫu Thị Lan", 1, true)).toBe(true);
	});

	test.each(["hết", "hết rồi cháu", "xong", "het roi", "đủ rồi ạ", "thế thôi"])("%s ends it", (line) => {
		expect(isEnd(line)).toBe(true);
	});
	test("a name does not end it", () => {
		expect(isEnd("Đủ Thị Hết")).toBe(false);
	});
});
