import fc from "fast-check";
import { expect, test } from "vitest";
import { numbered, numberedPieces } from "../../src/channels/choices.ts";
import { split } from "../../src/channels/split.ts";

const bare = (text: string) => text.replace(/[\s]+/g, "");
const texts = fc.oneof(
	fc.string({ unit: "grapheme", maxLength: 400 }),
	fc
		.array(fc.constantFrom("bà", "Nguyễn", "3.500.000 đồng", "\n", "\n\n", " ", "👵🏽", "việc\u0323"))
		.map((w) => w.join(" ")),
);

test("every piece fits and nothing but blanks is lost", () => {
	fc.assert(
		fc.property(texts, fc.integer({ min: 20, max: 80 }), (text, maxLength) => {
			const pieces = split(text, maxLength);
			for (const piece of pieces) expect(piece.length).toBeLessThanOrEqual(maxLength);
			expect(bare(pieces.join(" "))).toBe(bare(text));
			if (text.trim() !== "") expect(pieces.every((piece) => piece.trim() !== "")).toBe(true);
		}),
	);
});

test("cuts between lines first, then words, then characters", () => {
	expect(split("một hai\nba bốn", 12)).toEqual(["một hai", "ba bốn"]);
	expect(split("một hai ba bốn", 8)).toEqual(["một hai", "ba bốn"]);
	expect(split(`${"a".repeat(9)}👵🏽`, 10)).toEqual(["a".repeat(9), "👵🏽"]);
	expect(split(`xyz${"e\u0323".repeat(3)}`, 4)).toEqual(["xyz", "e\u0323e\u0323", "e\u0323"]);
	expect(split("", 10)).toEqual([""]);
	expect(split("abc\ndef", 3)).toEqual(["abc", "def"]);
});

const choices = [
	{ id: "a", label: "Đúng\nvậy", number: 1 },
	{ id: "b", label: "Cần giúp", number: 0 },
];

test("choices stand on lines of their own, after the text and together", () => {
	expect(numbered(choices)).toBe("1. Đúng vậy\n0. Cần giúp");
	expect(numberedPieces("Đúng không ạ?", choices, 100)).toEqual(["Đúng không ạ?\n1. Đúng vậy\n0. Cần giúp"]);
	expect(numberedPieces("x".repeat(30), choices, 31)).toEqual(["x".repeat(30), "1. Đúng vậy\n0. Cần giúp"]);
	expect(numberedPieces("", choices, 31)).toEqual(["1. Đúng vậy\n0. Cần giúp"]);
	expect(numberedPieces("xin chào", [], 31)).toEqual(["xin chào"]);
});
