import type { Heard } from "./heard.ts";
import { howMuch, whenAsked, whereAsked } from "./vocabulary.ts";
import { words } from "./words.ts";

const besides = words("à mà|với lại|tiện thể|nhân tiện|ngoài ra|còn nữa|à quên|thêm nữa|một việc nữa");

const ending = new Set([".", ";", "?", "!"]);

/** The texts of a message's points: its sentences and lines, and what follows `với lại` or `tiện thể`. One part means one point. */
export function partsOf(m: Heard): string[] {
	const cuts: number[] = [];
	m.t.forEach((token, i) => {
		if (i > 0 && (token.kind === "line" || (ending.has(token.raw) && m.t[i + 1]?.glued !== true)))
			cuts.push(i);
	});
	for (const each of m.at(besides)) if (each.start > 1) cuts.push(each.start);
	if (cuts.length === 0 || cuts.length > 8) return [];
	const parts: string[] = [];
	let from = 0;
	for (const cut of [...cuts.sort((a, b) => a - b), m.t.length]) {
		if (cut - from > 1) parts.push(m.words(from, ending.has(m.t[cut]?.raw ?? "") ? cut + 1 : cut));
		from = cut;
		while (m.t[from]?.kind === "line" || ending.has(m.t[from]?.raw ?? "")) from++;
	}
	return parts.length > 1 ? parts : [];
}

const asked = [howMuch, whenAsked, whereAsked, words("ai|những ai|người nào|hội viên nào|bà nào|ông nào")];

/**
 * `HA 130/80, bao giờ họp`: the questions of a message and what stands between commas beside them. Commas between
 * statements cut nothing, for a report is full of them.
 */
export function questionsBeside(m: Heard): string[] {
	if (!asked.some((group) => m.has(group))) return [];
	const commas = m.t.flatMap((token, i) => (token.raw === "," && m.t[i + 1]?.glued !== true ? [i] : []));
	if (commas.length === 0 || commas.length > 8) return [];
	const runs: { start: number; next: number; asks: boolean }[] = [];
	let start = 0;
	for (const next of [...commas, m.t.length]) {
		const asks = asked.some((group) => m.at(group).some((each) => each.start >= start && each.start < next));
		const last = runs.at(-1);
		if (last && !last.asks && !asks) last.next = next;
		else runs.push({ start, next, asks });
		start = next + 1;
	}
	return runs.length > 1 ? runs.map((run) => m.words(run.start, run.next)) : [];
}
