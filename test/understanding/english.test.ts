import { describe, expect, it } from "vitest";
import { understand } from "../../src/features.ts";
import { inEnglish } from "../../src/language/english.ts";
import { clean, tokenize } from "../../src/language/tokens.ts";
import { comparable, corpus, dangerous, type Line } from "./corpus.ts";

const heard = (line: Line, text = line.text) =>
	understand(text, {
		role: line.role,
		now: new Date(line.now),
		...(line.expecting ? { expecting: line.expecting } : {}),
	});

/** Three hands: plain forms, then two written to find what the first did not think of. */
describe.each([
	["english.jsonl", 0.99],
	["english-unseen.jsonl", 0.95],
	["english-third.jsonl", 0.96],
])("%s", (name, least) => {
	const lines = corpus(name);

	it("is understood", () => {
		const wrong = lines.filter((line) => {
			const got = heard(line);
			return (
				got.intent !== line.intent ||
				JSON.stringify(comparable(got.slots)) !== JSON.stringify(comparable(line.slots))
			);
		});
		const exact = 1 - wrong.length / lines.length;
		expect(exact, wrong.map(({ id, text }) => `${id} ${text}`).join("\n")).toBeGreaterThanOrEqual(least);
	});

	it.each<[string, (text: string) => string]>([
		["as typed", (text) => text],
		["in capitals", (text) => text.toUpperCase()],
		["in small letters", (text) => text.toLowerCase()],
	])("never becomes a wrong number or a record of money or health, %s", (_how, change) => {
		const danger = lines.filter((line) => dangerous(line, heard(line, change(line.text))));
		expect(danger.map(({ id, text }) => `${id} ${text}`)).toEqual([]);
	});
});

describe("what is Vietnamese stays so", () => {
	const isRead = (text: string): boolean => {
		const tokens = tokenize(clean(text));
		return inEnglish(tokens) !== tokens;
	};
	it("in the corpora, with and without marks", () => {
		const lines = ["dev.jsonl", "second.jsonl", "third.jsonl"].flatMap((name) => corpus(name));
		const bare = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/gi, "d");
		const taken = lines.flatMap(({ text }) => [text, bare(text)]).filter(isRead);
		expect(taken.filter((text) => !/english|thank|help|stop|hello/i.test(text))).toEqual([]);
	});

	it.each([
		"to an can me no on",
		"con no me an",
		"toi den phone me",
		"nha co me do an",
		"ba me di hop be hon",
	])("%s", (text) => expect(isRead(text)).toBe(false));
});
