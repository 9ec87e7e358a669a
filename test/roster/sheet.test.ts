import fs from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readHeader, template } from "../../src/roster/sheet/columns.ts";
import { placeNamed } from "../../src/roster/sheet/names.ts";
import { sheetRows } from "../../src/roster/sheet/read.ts";
import {
	type Cell,
	readName,
	readNumber,
	readPhone,
	readRoles,
	readRow,
	readSex,
	readYear,
} from "../../src/roster/sheet/rules.ts";

const today = "2026-12-05";

async function* pieces(...texts: (string | Uint8Array)[]) {
	for (const text of texts) yield Buffer.from(text as string);
}
async function rowsOf(...texts: (string | Uint8Array)[]) {
	const rows: (readonly Cell[])[] = [];
	for await (const row of sheetRows(pieces(...texts))) rows.push(row);
	return rows;
}

describe("a file", () => {
	test.each([
		["comma", "số,họ tên\n1,Mẫu Thị Sen\n"],
		["semicolon", 'số;họ tên\r\n1;"Mẫu Thị Sen"\r\n'],
		["tab, with a mark of its bytes' order", "\ufeffsố\thọ tên\n1\tMẫu Thị Sen"],
	])("is read with %s", async (_, text) => {
		expect(await rowsOf(text)).toEqual([
			["số", "họ tên"],
			["1", "Mẫu Thị Sen"],
		]);
	});

	test("comes in pieces that cut letters and lines", async () => {
		const bytes = Buffer.from("\ufeffsố;họ tên;vai trò\n1;Mẫu Thị Sen;kế toán, thủ quỹ\n\n2;Mẫu Văn Dần;\n");
		const single = Array.from(bytes, (byte) => Uint8Array.of(byte));
		expect(await rowsOf(...single)).toEqual([
			["số", "họ tên", "vai trò"],
			["1", "Mẫu Thị Sen", "kế toán, thủ quỹ"],
			[""],
			["2", "Mẫu Văn Dần", ""],
		]);
	});

	test("in UTF-16, as Excel's Unicode text, is read too", async () => {
		expect(await rowsOf(Buffer.from("\ufeffsố\thọ tên\n1\tSen", "utf16le"))).toEqual([
			["số", "họ tên"],
			["1", "Sen"],
		]);
	});

	test.each([
		["of an old code page", Buffer.from([0x73, 0xe9, 0x2c, 0x41, 0x0a]), "sheet.not-utf8"],
		["of the old Excel", Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1]), "sheet.old-workbook"],
		["that only begins as a workbook", Buffer.from("PK\u0003\u0004nothing"), "sheet.broken"],
	])("%s is refused as a whole", async (_, bytes, key) => {
		await expect(rowsOf(bytes)).rejects.toMatchObject({ why: { key } });
	});

	test("that unpacks to more than memory should hold is refused before it is unpacked", async () => {
		const zip = fs.readFileSync(path.join(import.meta.dirname, "members.xlsx"));
		zip.writeUInt32LE(2_000_000_000, zip.indexOf(Buffer.from([0x50, 0x4b, 1, 2])) + 24);
		await expect(rowsOf(zip)).rejects.toMatchObject({ why: { key: "sheet.too-big" } });
	});

	test("may be empty", async () => {
		expect((await rowsOf()).flat().filter(Boolean)).toEqual([]);
	});
});

describe("the headings", () => {
	test.each([
		[
			["Tỉnh/Thành phố", "XÃ, PHƯỜNG", "Tên CLB", "STT", "Ho va ten"],
			"province commune club number fullName",
		],
		[["Số", "Họ tên", "Năm  sinh", "SĐT", "Chức vụ", "ghi chú"], "number fullName birthYear phone role"],
		[
			["club code", "No.", "Full name", "Year of birth", "Sex", "Hamlet"],
			"clubCode number fullName birthYear sex hamlet",
		],
	])("%j are known", (cells, columns) => {
		expect([...readHeader(cells)!.places.keys()].sort()).toEqual(columns.split(" ").sort());
	});

	test("a running number gives way to the number of the book", () => {
		expect(readHeader(["STT", "Số", "Họ tên"])!.places.get("number")).toBe(1);
		expect(readHeader(["Họ tên", "Số", "Số trong sổ"])!.doubled).toEqual(["number"]);
	});

	test("of the template are all known, and its example has no fault", () => {
		const [headings, example] = template()
			.split("\n")
			.map((line) => line.split(","));
		const { places } = readHeader(headings!)!;
		expect(places.size).toBe(11);
		expect(readRow(2, (column) => example![places.get(column)!], today)).toHaveProperty("read");
	});
});

describe("a cell", () => {
	const value = (read: object) => ("value" in read ? read.value : (read as { why: { key: string } }).why.key);

	test.each<[Cell, unknown]>([
		["0900 000 001", "0900000001"],
		["+84 900.000.001", "0900000001"],
		["84900000001", "0900000001"],
		["(0237) 3 852 000", "02373852000"],
		["02373852000", "02373852000"],
		["900000001", "sheet.phone-digits"],
		[900000001, "0900000001"],
		[90000001, "sheet.phone-digits"],
		["01680000001", "sheet.phone-digits"],
		["0100000001", "sheet.phone-start"],
		["0900000001 / 0900000002", "sheet.phone-signs"],
		["không có", "sheet.phone-signs"],
		[null, undefined],
	])("phone %j is %j", (cell, is) => expect(value(readPhone(cell))).toBe(is));

	test.each<[Cell, unknown]>([
		["1952", 1952],
		[1952, 1952],
		["20/10/1952", 1952],
		["10-1952", 1952],
		[new Date("1952-10-20T00:00:00Z"), 1952],
		["52", "sheet.year-shape"],
		["1852", "sheet.year-implausible"],
		["2024", "sheet.year-implausible"],
		["", undefined],
	])("year %j is %j", (cell, is) => expect(value(readYear(cell, today))).toBe(is));

	test.each<[Cell, unknown]>([
		["chủ nhiệm", ["chair"]],
		["Phó chủ nhiệm CLB", ["vice-chair"]],
		["Ke toan kiem thu quy", ["accountant", "treasurer"]],
		["Thư ký, TNV", ["secretary", "volunteer"]],
		["thành viên", []],
		["", []],
		["trưởng thôn", "sheet.role"],
		["constructor", "sheet.role"],
	])("role %j is %j", (cell, is) => expect(value(readRoles(cell))).toEqual(is));

	test("names are written as names are", () => {
		expect(value(readName("  MẪU   THỊ SEN "))).toBe("Mẫu Thị Sen");
		expect(value(readName("chu văn an"))).toBe("Chu Văn An");
		expect(value(readName("Y Bhăm Niê"))).toBe("Y Bhăm Niê");
		expect(value(readName("Sen 0900000001"))).toBe("sheet.name-signs");
		expect(value(readName(""))).toBe("sheet.empty");
	});

	test("sexes and numbers", () => {
		expect(["Nam", "NỮ", "nu", "F", ""].map((cell) => value(readSex(cell)))).toEqual([
			"male",
			"female",
			"female",
			"female",
			undefined,
		]);
		expect(value(readSex("x"))).toBe("sheet.sex");
		expect(["018", 18, "0", "1.5", "12000", "mười"].map((cell) => value(readNumber(cell)))).toEqual([
			18,
			18,
			...Array(4).fill("sheet.number"),
		]);
	});

	test("whatever stands in it, a row is read or has faults, and no fault repeats it", () => {
		const cell = fc.oneof(fc.string(), fc.integer(), fc.constant(null), fc.date({ noInvalidDate: true }));
		fc.assert(
			fc.property(cell, (any) => {
				const row = readRow(7, () => any, today);
				if ("read" in row) return;
				expect(row.faults.length).toBeGreaterThan(0);
				for (const fault of row.faults) {
					const values = Object.entries(fault.why.values).filter(([name]) => name !== "year");
					expect(values.every(([, told]) => typeof told === "number")).toBe(true);
				}
			}),
		);
	});
});

describe("a place", () => {
	const places = ["Hoa Lộc", "Hòa Lộc", "xã Hạc Thành", "phường Hạc Thành", "Quang Hung", "Thiệu Hoá"].map(
		(name) => ({ name, aliases: name === "Thiệu Hoá" ? ["thieu do"] : [] }),
	);
	const named = (typed: string) => {
		const found = placeNamed(typed, places, "commune");
		return typeof found === "object" ? found.name : found;
	};
	test.each([
		["Xã Hòa Lộc", "Hòa Lộc"],
		["hoà lộc", "Hòa Lộc"],
		["hoa loc", "unclear"],
		["Hóa Lộc", undefined],
		["Phường Hạc Thành", "phường Hạc Thành"],
		["Hạc Thành", "unclear"],
		["Quảng Hùng", "Quang Hung"],
		["Thiệu Hóa", "Thiệu Hoá"],
		["Thiệu Đô", "Thiệu Hoá"],
	])("%s is %s", (typed, is) => expect(named(typed)).toBe(is));

	test("a club is found with and without the words before its name", () => {
		const clubs = [{ name: "CLB Thôn Mẫu 2", aliases: [] }];
		for (const typed of ["Thôn Mẫu 2", "câu lạc bộ thon mau 2", "CLB LTH TGN Thôn Mẫu 2", "clb thôn  mẫu 2"])
			expect(placeNamed(typed, clubs, "club")).toBe(clubs[0]);
		expect(placeNamed("CLB Thôn Mẫu 21", clubs, "club")).toBeUndefined();
	});
});
