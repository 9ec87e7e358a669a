import { expect, test } from "vitest";
import { holderFrom } from "../../src/linking/holder.ts";
import { yearIn } from "../../src/linking/proof.ts";

test.each([
	["em là Thu con dâu", "Thu", "chị"],
	["Thu, con dâu", "Thu", "chị"],
	["thu con dau", "Thu", "chị"],
	["em ten la dung con trai", "Dung", "anh"],
	["con dâu", null, "chị"],
	["1", null, null],
	["vâng", null, null],
])("whoever holds the phone says: %s", (words, name, title) => {
	expect(holderFrom(words)).toEqual({ name, title });
});

test.each([
	["1952", 1952],
	["sinh năm 52", 1952],
	["bà sinh 1952 nhé", 1952],
	["74 tuổi", undefined],
	["năm Thìn", undefined],
])("a year of birth in: %s", (words, year) => {
	expect(yearIn(words)).toBe(year);
});
