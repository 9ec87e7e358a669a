import { type Heard, words } from "../conversation/understanding/index.ts";
import type { Item } from "../conversation/understanding/quantities.ts";
import { counted } from "../conversation/understanding/slots.ts";
import { english } from "../language/english.ts";
import { type Sum, vndOf } from "../language/money.ts";
import { oneOf } from "../language/tokens.ts";

const principalWord = words(
	"gốc|vốn|tiền gốc|nợ gốc|tiền vốn|gốc là|vốn gốc|thu hồi vốn|thu hồi vốn vay|trả vốn",
	english("principal"),
);
const interestWord = words(
	"lãi|lời|tiền lãi|tiền lời|lãi tháng này|lãi là|tiền lãi tháng",
	english("interest"),
);
const noPart = words(
	"cả gốc|gốc lẫn lãi|gốc và lãi|gốc với lãi|cả lãi|lãi suất|gốc lãi|vốn vay|gốc cả lãi|cả vốn|vốn lẫn lãi|vốn lẫn lời",
);

interface Worth {
	start: number;
	next: number;
	vnd: number | undefined;
}

/** Everything in the message that may be a sum, bare numbers too: `gốc 400 lãi 26` is thousands. */
function worths(m: Heard): Worth[] {
	const found: Worth[] = [];
	for (const item of m.meant<Item>(
		m.items.filter((each) => each.kind === "sum" || (each.kind === "number" && !counted(m, each))),
	)) {
		if (item.kind === "sum") found.push({ start: item.start, next: item.next, vnd: vndOf(item.sum) });
		else if (item.kind === "number" && !item.weak && beside(m, item))
			found.push({ start: item.start, next: item.next, vnd: vndOf(bare(item.value, item.next), 5) });
	}
	return found;
}

/** Beside sums with a unit a bare number is one only right at its word: `gốc 1tr lãi 60`, not `kỳ 3 là …`. */
function beside(m: Heard, item: { start: number; next: number }): boolean {
	if (m.all("sum").length === 0) return true;
	return [...m.at(principalWord), ...m.at(interestWord)].some(
		(each) => each.next === item.start || item.next === each.start,
	);
}

const bare = (value: number, next: number): Sum => ({
	vnd: value,
	next,
	unit: "none",
	doubt: !Number.isInteger(value),
});
const clear = (m: Heard, from: number, to: number): boolean =>
	!m.t.slice(from, to).some((token) => token.kind === "line" || [",", ";", "."].includes(token.raw));

/** Which sum a word names: the one right behind it (`gốc 500`), else the one right before (`500 gốc`). */
function named(
	m: Heard,
	word: ReturnType<typeof words>,
	sums: readonly Worth[],
	taken: Set<Worth>,
): number | undefined {
	for (const at of m.at(word)) {
		if (m.at(noPart).some((each) => each.start <= at.start && at.start < each.next)) continue;
		if (m.t[at.start]?.low === "lai" && paysNext(m.t[at.next])) continue;
		const before = sums.find(
			(sum) =>
				!taken.has(sum) &&
				sum.next <= at.start &&
				at.start - sum.next <= 1 + (m.t[sum.next]?.bare === "tien" ? 1 : 0) &&
				clear(m, sum.next, at.start),
		);
		const behind = sums.find(
			(sum) =>
				!taken.has(sum) &&
				sum.start >= at.next &&
				sum.start - at.next <= 6 &&
				clear(m, at.next, sum.start) &&
				!partBetween(m, at.next, sum.start),
		);
		const chosen =
			before && pairsBefore(m, sums) ? before : (behind ?? before ?? lone(m, at.next, sums, taken));
		if (!chosen) continue;
		taken.add(chosen);
		return chosen.vnd;
	}
	return undefined;
}

const partBetween = (m: Heard, from: number, to: number): boolean =>
	[...m.at(principalWord), ...m.at(interestWord)].some((each) => each.start >= from && each.start < to);

/** Without its mark `lai trả` is trả lại, or a woman called Lài who pays. */
const paysNext = oneOf("trả", "nộp", "đóng", "gửi", "đưa");

/** `500 gốc 30 lãi`: the words stand behind their sums when the first part word follows a sum at once. */
function pairsBefore(m: Heard, sums: readonly Worth[]): boolean {
	const first = Math.min(...[...m.at(principalWord), ...m.at(interestWord)].map((each) => each.start));
	return sums.some((sum) => sum.next === first || (sum.next + 1 === first && m.t[sum.next]?.bare === "tien"));
}

/** `trả lãi rồi nhé, 32 nghìn`: one part word and one sum in all belong together, a comma between or not. */
function lone(m: Heard, from: number, sums: readonly Worth[], taken: Set<Worth>): Worth | undefined {
	const one =
		sums.length === 1 && sums[0] && !taken.has(sums[0]) && sums[0].start >= from ? sums[0] : undefined;
	return one && m.at(principalWord).length + m.at(interestWord).length <= 1 ? one : undefined;
}

/** Principal and interest in whole đồng, where the message tells them apart. */
export function parts(m: Heard): { principal?: number | undefined; interest?: number | undefined } {
	if (!m.has(principalWord) && !m.has(interestWord)) return {};
	const sums = worths(m);
	const taken = new Set<Worth>();
	const firstIsInterest = (m.at(interestWord)[0]?.start ?? 1e9) < (m.at(principalWord)[0]?.start ?? 1e9);
	if (firstIsInterest) {
		const interest = named(m, interestWord, sums, taken);
		return { interest, principal: named(m, principalWord, sums, taken) };
	}
	const principal = named(m, principalWord, sums, taken);
	return { principal, interest: named(m, interestWord, sums, taken) };
}
