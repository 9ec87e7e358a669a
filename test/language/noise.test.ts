import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
	fold,
	moneyText,
	moneyWords,
	numberWords,
	parseMoney,
	parseNumber,
} from "../../src/language/index.ts";
import { telex, vni } from "./typed.ts";

const long = Boolean(process.env.CLBOT_LONG);

describe("numbers in words", () => {
	it("every number from 1 to 100,000 is read back", () => {
		const wrong: number[] = [];
		for (let n = 1; n <= 100_000; n++) if (parseNumber(numberWords(n)) !== n) wrong.push(n);
		expect(wrong).toEqual([]);
	});

	it("so is every number up to 999,999,999, in the words of either half of the country", () => {
		const others: ((words: string) => string)[] = [
			(words) => words,
			(words) => words.replaceAll("nghìn", "ngàn"),
			(words) => words.replaceAll("lẻ", "linh"),
			(words) => words.toUpperCase(),
			(words) => words.normalize("NFD"),
		];
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 999_999_999 }), fc.constantFrom(...others), (n, other) => {
				expect(parseNumber(other(numberWords(n)))).toBe(n);
			}),
			{ numRuns: long ? 1_000_000 : 5_000 },
		);
	});

	it("loses its marks and stays the number it was, or is none", () => {
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 999_999_999 }), (n) => {
				const read = parseNumber(fold(numberWords(n)));
				if (read !== undefined) expect(read).toBe(n);
			}),
			{ numRuns: long ? 300_000 : 3_000 },
		);
	});
});

describe("a sum under a bad thumb", () => {
	const written = fc.oneof(
		fc.integer({ min: 10, max: 999_999 }).map((k) => ({ vnd: k * 1000, text: moneyText(k * 1000) })),
		fc
			.integer({ min: 10, max: 999_999 })
			.map((k) => ({ vnd: k * 1000, text: `${moneyWords(k * 1000)} đồng` })),
		fc.integer({ min: 20, max: 999 }).map((k) => ({ vnd: k * 1000, text: `${k} nghìn` })),
		fc.integer({ min: 20, max: 999 }).map((k) => ({ vnd: k * 1000, text: `${k}k` })),
		fc.integer({ min: 1, max: 99 }).map((m) => ({ vnd: m * 1e6 + 5e5, text: `${m} triệu rưỡi` })),
		fc.tuple(fc.integer({ min: 1, max: 99 }), fc.integer({ min: 1, max: 9 })).chain(([m, tenth]) =>
			fc
				.constantFrom(`${m}tr${tenth}`, `${m} triệu ${tenth}`, `${numberWords(m)} triệu ${tenth} trăm nghìn`)
				.map((text) => ({
					vnd: m * 1e6 + tenth * 1e5,
					text,
				})),
		),
	);
	const onWords = (change: (word: string) => string) => (text: string, pick: number) =>
		text
			.split(" ")
			.map((word, i) => ((pick >> (i % 16)) & 1 ? change(word) : word))
			.join(" ");
	const noises = [
		onWords(fold),
		onWords(telex),
		onWords(vni),
		onWords((word) => word.toUpperCase()),
		onWords((word) => word.replace(/^\p{L}/u, (letter) => letter.toUpperCase())),
		onWords((word) => `${word} `),
		onWords((word) => word.normalize("NFD")),
		(text: string) => fold(text),
		(text: string) => text.split(" ").map(telex).join(" "),
	];

	it("is the same sum, is asked about, or is none; never another", () => {
		fc.assert(
			fc.property(
				written,
				fc.array(fc.tuple(fc.constantFrom(...noises), fc.nat(65_535)), { minLength: 1, maxLength: 3 }),
				({ vnd, text }, changes) => {
					const typed = changes.reduce((said, [noise, pick]) => noise(said, pick), text);
					const read = parseMoney(typed);
					if (read && !read.doubt) expect([typed, read.vnd]).toEqual([typed, vnd]);
				},
			),
			{ numRuns: long ? 300_000 : 5_000 },
		);
	});

	it("is the same sum or none where a key was held too long", () => {
		const held = onWords((word) => (/^\p{L}{2,}$/u.test(word) ? word + word.at(-1) : word));
		fc.assert(
			fc.property(written, fc.nat(65_535), ({ vnd, text }, pick) => {
				const read = parseMoney(held(text, pick));
				if (read && !read.doubt) expect([held(text, pick), read.vnd]).toEqual([held(text, pick), vnd]);
			}),
			{ numRuns: long ? 100_000 : 2_000 },
		);
	});

	it("is mostly still read where only the layer of the keyboard is off", () => {
		let read = 0;
		for (let n = 1; n <= 1000; n++)
			if (
				parseMoney(
					moneyWords(n * 7_000)
						.split(" ")
						.map(telex)
						.join(" "),
				)?.vnd ===
				n * 7_000
			)
				read++;
		expect(read).toBeGreaterThan(900);
	});
});
