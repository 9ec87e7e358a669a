import { expect, test } from "vitest";
import { dialogues } from "../../src/features.ts";
import { heardAddress } from "../../src/people/address.ts";
import { filesIn, nodesOf, readSource } from "../source.ts";

interface Pattern {
	at: string;
	source: string;
	flags: string;
}

/** Every regular expression written in the source that repeats something: only those can take long. */
const repeating = filesIn("src", /\.ts$/)
	.map(readSource)
	.flatMap((source) =>
		[...nodesOf(source.tree)].flatMap((node): Pattern[] => {
			const regex = node.regex as { pattern: string; flags: string } | undefined;
			if (!regex || !/[*+]|\{\d*,\d*\}/.test(regex.pattern)) return [];
			const at = `${source.file}:${source.lineAt(node.start)}`;
			return [{ at, source: regex.pattern, flags: regex.flags.replace(/[gy]/g, "") }];
		}),
	);

/** The words and marks that a pattern is made of, and what `\s`, `\d` and `\p{L}` stand for. */
function piecesOf({ source }: Pattern): string[] {
	const plain = source.replace(/\\[pPux]\{?[^}]*\}?|\\[a-zA-Z]/g, " ");
	return [...new Set([" ", "1", "a", ...(plain.match(/[\p{L}\d]+|[^\s\p{L}\d\\()?:|*+{}[\]^$]/gu) ?? [])])];
}

/** What a pattern nearly matches again and again: its own pieces, one by one and two by two. */
function* repeatedIn(pattern: Pattern): Generator<string> {
	const pieces = piecesOf(pattern);
	for (const piece of pieces) yield* [piece, `${piece} `];
	for (const one of pieces.slice(0, 7)) for (const other of pieces.slice(0, 7)) yield `${one} ${other} `;
}

const lengths = [30, 300, 1_000];
/** A step for every pair of letters is a million here, some milliseconds; one for every three, or worse, is far above. */
const mostMs = 1_000;

test("no regular expression of the source takes long for what it nearly matches", {
	timeout: 120_000,
}, () => {
	expect(repeating.length).toBeGreaterThan(100);
	const slow: string[] = [];
	for (const pattern of repeating) {
		const regex = new RegExp(pattern.source, pattern.flags);
		for (const part of repeatedIn(pattern)) {
			// short ones first: what doubles with every letter is found out before it takes a day
			const isSlow = lengths.some((length) => {
				const began = performance.now();
				regex.exec(`${part.repeat(Math.ceil(length / part.length))}\u0001`);
				return performance.now() - began > mostMs;
			});
			if (isSlow) slow.push(`${pattern.at} ${JSON.stringify(part)}`);
			if (isSlow) break;
		}
	}
	expect(slow).toEqual([]);
});

test.each([
	"1/",
	"0a",
	" ",
	"\n",
	"ạ ",
	"- ",
	"0912 ",
	"dạ ",
	"(((",
	"cháu ",
	"cho cháu cho ",
	"cho bác hỏi ",
	"nhờ bà ",
	"bà Lan báo 1, ",
	"xong 2 9 ",
	"số 12 là ",
	"Nguyễn Thị ",
	"xã Mẫu ",
	"1. Lan 1950\n",
	"huyết áp 130 ",
	"không phải ",
	"how much ",
])("10,000 characters of %j are soon heard by every dialogue, and say who writes", (part) => {
	const text = part.repeat(Math.floor(10_000 / part.length));
	for (const { name, hears } of dialogues) {
		const began = performance.now();
		for (const slots of [undefined, {}]) for (const words of [text, `/${text}`]) hears?.(words, slots);
		expect(performance.now() - began, name).toBeLessThan(2_000);
	}
	const began = performance.now();
	heardAddress(text, { you: "chị", me: "em" }, []);
	heardAddress(text, { you: "bác", me: "cháu" }, ["bà Sen"]);
	expect(performance.now() - began).toBeLessThan(2_000);
});
