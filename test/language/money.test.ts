import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fold, moneyText, moneyWords, parseMoney, parseNumber } from "../../src/language/index.ts";

const runs = process.env.CLBOT_LONG ? 20_000 : 1_000;

describe("sums of money", () => {
	it.each([
		["3tr5", 3_500_000],
		["3 triệu rưỡi", 3_500_000],
		["3,5tr", 3_500_000],
		["3.500.000đ", 3_500_000],
		["ba triệu năm", 3_500_000],
		["3500k", 3_500_000],
		["500 nghìn", 500_000],
		["500 ngàn", 500_000],
		["năm trăm", 500_000],
		["5 củ", 5_000_000],
		["2 lít", 200_000],
		["1 chai", 1_000_000],
		["2 triệu mốt", 2_100_000],
		["một chục triệu", 10_000_000],
		["chục củ", 10_000_000],
		["5 chục", 50_000],
		["tám chục nghìn", 80_000],
		["4 triệu 500", 4_500_000],
		["1 triệu 250 nghìn", 1_250_000],
		["nửa triệu", 500_000],
		["triệu rưỡi", 1_500_000],
		["2tr050", 2_050_000],
		["bảy trăm rưởi", 750_000],
		["5oo nghin", 500_000],
		["3 500 000", 3_500_000],
		["1400", 1_400_000],
		["1 tỷ 2", 1_200_000_000],
		["ba trieu hai", 3_200_000],
		["５００k", 500_000],
		["5 trăm", 500_000],
		["hai triệu lẻ năm chục", 2_050_000],
	])("%s", (text, vnd) => expect(parseMoney(text)).toEqual({ vnd }));

	it.each(["4 triệu 50", "4tr 50", "1.250 triệu", "hai ba triệu", "5", "ba triệu năm mươi"])(
		"%s reads in two ways and is asked about",
		(text) => {
			expect(parseMoney(text)?.doubt).toBe(true);
		},
	);

	it.each(["", "không có", "mấy triệu", "bao nhiêu", "🙏", "0đ"])("%j is no sum", (text) =>
		expect(parseMoney(text)).toBeUndefined(),
	);

	it("reads every whole number back from its words", () => {
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 999_999_999 }), (n) => {
				expect(parseNumber(moneyWords(n))).toBe(n);
			}),
			{ numRuns: runs },
		);
	});

	it("reads a sum from every way of writing it", () => {
		const thousands = fc.integer({ min: 1, max: 999_999 }).map((n) => n * 1000);
		fc.assert(
			fc.property(thousands, (vnd) => {
				expect(parseMoney(moneyText(vnd))).toEqual({ vnd });
				expect(parseMoney(`${vnd / 1000}k`)).toEqual({ vnd });
				expect(parseMoney(`${vnd / 1000} nghìn`)).toEqual({ vnd });
				expect(parseMoney(`${moneyWords(vnd)} đồng`)).toEqual({ vnd });
				expect(parseMoney(`${String(vnd).replace(/\B(?=(?:\d{3})+(?!\d))/g, ".")}đ`)).toEqual({ vnd });
			}),
			{ numRuns: runs },
		);
	});

	it("reads tenths of a million alike in five spellings", () => {
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 99 }), fc.integer({ min: 1, max: 9 }), (million, tenth) => {
				const vnd = million * 1_000_000 + tenth * 100_000;
				for (const text of [
					`${million}tr${tenth}`,
					`${million},${tenth}tr`,
					`${million}.${tenth} triệu`,
					`${million} triệu ${tenth}`,
					`${million} triệu ${tenth}00`,
				])
					expect(parseMoney(text)).toEqual({ vnd });
			}),
		);
	});

	it("is never another sum for noise around or in it", () => {
		const noise = fc.constantFrom(
			(s: string) => fold(s),
			(s: string) => s.toUpperCase(),
			(s: string) => `  ${s}  `,
			(s: string) => `${s} nhé cháu 🙏`,
			(s: string) => `dạ ${s} ạ`,
			(s: string) => s.replace(/ /g, "  "),
			(s: string) => `\u200b${s}\u200f`,
			(s: string) => s.normalize("NFD"),
		);
		fc.assert(
			fc.property(
				fc.integer({ min: 10, max: 999_999 }),
				fc.array(noise, { maxLength: 3 }),
				fc.boolean(),
				(n, noises, spoken) => {
					const vnd = n * 1000;
					const text = noises.reduce(
						(said, each) => each(said),
						spoken ? `${moneyWords(vnd)} đồng` : moneyText(vnd),
					);
					const read = parseMoney(text);
					if (read && !read.doubt) expect(read.vnd).toBe(vnd);
					else expect(read).toBeDefined();
				},
			),
			{ numRuns: runs },
		);
	});
});
