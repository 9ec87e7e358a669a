import { describe, expect, it } from "vitest";
import { understand } from "../../src/features.ts";
import { fold } from "../../src/language/index.ts";
import { comparable, corpus, dangerous, type Line } from "./corpus.ts";

const run = (line: Line, text = line.text) =>
	understand(text, {
		role: line.role,
		now: new Date(line.now),
		...(line.expecting ? { expecting: line.expecting } : {}),
	});

function measure(lines: Line[], change: (text: string) => string = (text) => text) {
	const wrong: string[] = [];
	const danger: string[] = [];
	for (const line of lines) {
		const got = run(line, change(line.text));
		const same =
			got.intent === line.intent &&
			JSON.stringify(comparable(got.slots)) === JSON.stringify(comparable(line.slots));
		if (!same) wrong.push(`${line.id} ${line.text} → ${got.intent} ${JSON.stringify(got.slots)}`);
		if (dangerous(line, got))
			danger.push(`${line.id} ${line.text} → ${got.intent} ${JSON.stringify(got.slots)}`);
	}
	return { exact: 1 - wrong.length / lines.length, wrong, danger };
}

describe.each([
	["dev.jsonl", 0.99],
	["second.jsonl", 0.98],
	["third.jsonl", 0.98],
	["fourth.jsonl", 0.99],
])("%s", (name, least) => {
	const lines = corpus(name);
	it("is understood", () => {
		const { exact, wrong, danger } = measure(lines);
		expect(danger).toEqual([]);
		expect(exact, wrong.join("\n")).toBeGreaterThanOrEqual(least);
	});

	it.each<[string, (text: string) => string, number]>([
		["without diacritics", fold, 0.85],
		["in capitals", (text) => text.toUpperCase(), 0.94],
		["in small letters", (text) => text.toLowerCase(), 0.93],
		["with decomposed letters", (text) => text.normalize("NFD"), 0.98],
	])("is understood %s, or asked about", (_how, change, below) => {
		const { exact, danger, wrong } = measure(lines, change);
		expect(danger).toEqual([]);
		expect(exact, wrong.join("\n")).toBeGreaterThanOrEqual(below);
	});
});
