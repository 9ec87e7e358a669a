import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Role } from "../../src/conversation/understanding/index.ts";
import { understand } from "../../src/features.ts";
import { corpus } from "./corpus.ts";

const seconds = process.env.CLBOT_LONG ? 75 : 3;
/** A machine under load may be slow, but a regular expression that runs away takes minutes. */
const slowest = 5_000;

const words = ["dev.jsonl", "second.jsonl", "third.jsonl", "fourth.jsonl"]
	.flatMap(corpus)
	.flatMap((line) => line.text.split(/\s+/));
const marks = [
	"/",
	":",
	",",
	"(",
	"\n",
	"-",
	"à nhầm",
	"không phải",
	"1.000.000",
	"\u202e",
	"0912",
	"👌🏽",
	"ﷺ",
];
const part = fc.oneof(
	fc.constantFrom(...words, ...marks),
	fc.string({ maxLength: 30, unit: "binary" }),
	fc.string({ maxLength: 30, unit: "grapheme" }),
	fc.integer().map(String),
);
/** Up to 10,000 characters: anything at all, a salad of real words, or a few things over and over. */
const anything = fc.oneof(
	fc.string({ maxLength: 10_000, unit: "binary" }),
	fc.array(part, { maxLength: 400 }).map((parts) => parts.join(" ").slice(0, 10_000)),
	fc
		.tuple(fc.array(part, { minLength: 1, maxLength: 3 }), fc.integer({ min: 1, max: 5_000 }))
		.map(([parts, times]) => parts.join(" ").repeat(times).slice(0, 10_000)),
);
const roles: Role[] = ["member", "secretary", "coordinator"];
const expecting = fc.option(
	fc.constantFrom(
		"confirm",
		"amount",
		"date",
		"member",
		"absentNames",
		"purpose",
		"systolic",
		"roster",
		"text",
	),
	{ nil: undefined },
);

describe("ten thousand characters of anything", () => {
	it(`are heard out in bounded time and never throw (${seconds} s)`, () => {
		const until = performance.now() + seconds * 1_000;
		const now = new Date("2026-11-23T09:00:00+07:00");
		fc.assert(
			fc.property(anything, fc.constantFrom(...roles), expecting, (text, role, slot) => {
				const began = performance.now();
				const got = understand(text, { role, now, ...(slot ? { expecting: slot } : {}) });
				expect(typeof got.intent).toBe("string");
				expect(performance.now() - began).toBeLessThan(slowest);
			}),
			{
				numRuns: 1_000_000,
				interruptAfterTimeLimit: until - performance.now(),
				markInterruptAsFailure: false,
			},
		);
	});
});
