import { readFileSync } from "node:fs";
import type { Role } from "../../src/conversation/understanding/index.ts";
import { fold } from "../../src/language/index.ts";

export interface Line {
	id: string;
	role: Role;
	now: string;
	text: string;
	expecting?: string;
	intent: string;
	slots: Record<string, unknown>;
}

export const corpus = (name: string): Line[] =>
	readFileSync(new URL(name, import.meta.url), "utf8")
		.split("\n")
		.filter(Boolean)
		.map((line) => JSON.parse(line) as Line);

/** Case and diacritics folded, keys sorted: how the contract compares. */
export function comparable(value: unknown): unknown {
	if (typeof value === "string") return fold(value);
	if (Array.isArray(value)) return value.map(comparable);
	if (value && typeof value === "object")
		return Object.fromEntries(
			Object.entries(value)
				.map(([key, each]) => [fold(key), comparable(each)])
				.sort(([a], [b]) => String(a).localeCompare(String(b))),
		);
	return value;
}

const numbers = [
	"amount",
	"principal",
	"interest",
	"months",
	"ratePercent",
	"systolic",
	"diastolic",
	"pulse",
	"weightKg",
	"heightCm",
	"glucose",
	"temperatureC",
];
const records = new Set([
	"health.submit",
	"loan.repay",
	"loan.disburse",
	"loan.request",
	"fund.contribute",
	"fund.spend",
]);

/** A wrong number in money or health, or a record of either out of a text that is none. */
export function dangerous(gold: Line, got: { intent: string; slots: Record<string, unknown> }): boolean {
	if (records.has(got.intent) && !records.has(gold.intent)) return true;
	return numbers.some(
		(slot) => slot in got.slots && JSON.stringify(got.slots[slot]) !== JSON.stringify(gold.slots[slot]),
	);
}
