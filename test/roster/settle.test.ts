import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readLines } from "../../src/roster/lines.ts";
import {
	type Booked,
	fixesOf,
	hamletsIn,
	numbered,
	pairsOf,
	settleFixes,
	settlePairs,
} from "../../src/roster/settle.ts";

const booked = (number: number | null, fullName: string, birthYear: number, isMember = true): Booked => ({
	personId: 100 + (number ?? 0),
	number,
	fullName,
	birthYear,
	isMember,
});

const read = (text: string) => readLines([text]);

describe("two of one name and year", () => {
	const list = read("7 Mẫu Thị Lan 1955\n31 Mẫu Thị Lan 1955");
	const pairs = pairsOf(list.rows, [], 2026);

	test("are asked about, once", () => {
		expect(pairs.map(({ id }) => id)).toEqual(["1:2"]);
	});
	test("are told apart by the hamlets that were said, in the order of the question", () => {
		const answer = { pair: "1:2", are: "two", words: "một bà xóm Đình một bà xóm Chợ" } as const;
		const { rows } = settlePairs(list, pairs, [answer], []);
		expect(rows.map(({ number, hamlet }) => [number, hamlet])).toEqual([
			[7, "xóm Đình"],
			[31, "xóm Chợ"],
		]);
	});
	test("written twice are one", () => {
		const { rows } = settlePairs(list, pairs, [{ pair: "1:2", are: "one" }], []);
		expect(rows.map(({ number }) => number)).toEqual([7]);
	});
	test("hamlets without marks are hamlets", () => {
		expect(hamletsIn("ba xom dinh, ba kia xom 3")).toEqual(["xóm Dinh", "xóm 3"]);
	});
});

describe("who stands in the book", () => {
	const book = [booked(1, "Mẫu Thị Sen", 1952), booked(12, "Trịnh Thị Lụa", 1949, false)];

	test("is not written again, with marks or without, with a number or without", () => {
		for (const line of ["1 Mẫu Thị Sen 1952", "1 Mau Thi Sen 1952", "1 Mẫu Thị Sen", "Mẫu Thị Sen 1952"]) {
			const list = read(line);
			expect(pairsOf(list.rows, book, 2026)).toEqual([]);
			expect(settlePairs(list, [], [], book).rows).toEqual([]);
		}
	});
	test("is asked about where only the number differs", () => {
		expect(pairsOf(read("60 Mẫu Thị Sen 1952").rows, book, 2026)).toHaveLength(1);
	});
	test("keeps the number for ever, also after leaving", () => {
		const { rows, unread } = read("12 Bùi Thị Nga 1960");
		expect(fixesOf(rows, unread, book, 2026)).toMatchObject([
			{ kind: "number", holder: { fullName: "Trịnh Thị Lụa" } },
		]);
		const settled = settleFixes({ rows, unread }, ["bỏ"], book, 2026);
		expect(settled.open).toEqual([]);
		expect(numbered(settled.rows, book)[0]!.number).toBe(13);
	});
	test("who left is not brought back by an old list", () => {
		expect(settlePairs(read("12 Trịnh Thị Lụa 1949"), [], [], book).rows).toEqual([]);
	});
});

describe("what was typed anew", () => {
	const { rows, unread } = read("3 Mẫu Thị Hoa 1950 090000003\n9 Lê Văn Hùng 1850\n10 ????");

	test("is laid on the doubts in their order, and what is no answer changes nothing", () => {
		const settled = settleFixes(
			{ rows, unread },
			["090000", "0900 000 003", "mấy nhỉ", "50", "10 Hà Thị Nụ 1951"],
			[],
			2026,
		);
		expect(settled.open).toEqual([]);
		expect(
			settled.rows.map(({ number, name, birthYear, phone }) => [number, name, birthYear, phone]),
		).toEqual([
			[3, "Mẫu Thị Hoa", 1950, "0900000003"],
			[9, "Lê Văn Hùng", 1950, undefined],
			[10, "Hà Thị Nụ", 1951, undefined],
		]);
	});
	test("may be left out", () => {
		const settled = settleFixes({ rows, unread }, ["bỏ", "bỏ", "bỏ"], [], 2026);
		expect(settled.open).toEqual([]);
		expect(settled.rows.map(({ number, birthYear, phone }) => [number, birthYear, phone])).toEqual([
			[3, 1950, undefined],
			[9, undefined, undefined],
		]);
	});
});

test("no number is given twice, whatever the list and the book", () => {
	const number = fc.option(fc.integer({ min: 1, max: 30 }), { nil: undefined });
	fc.assert(
		fc.property(
			fc.array(number, { maxLength: 20 }),
			fc.uniqueArray(fc.integer({ min: 1, max: 30 }), { maxLength: 10 }),
			(listed, used) => {
				const book = used.map((one) => booked(one, `Lê Thị ${"abcdefghij"[one % 10]}${one}`, 1950));
				const all = listed.map((one, at) => ({
					position: at + 1,
					name: `Hà Văn ${String.fromCharCode(65 + at)}`,
					birthYear: 1940 + at,
					...(one === undefined ? {} : { number: one }),
				}));
				const skips = all.map(() => "bỏ");
				const settled = settleFixes({ rows: all, unread: [] }, skips, book, 2026);
				const given = numbered(settled.rows, book).map((row) => row.number);
				expect(new Set([...given, ...used]).size).toBe(given.length + used.length);
				expect(settled.rows).toHaveLength(all.length);
			},
		),
	);
});
