import type { Heard } from "./heard.ts";
import { words } from "./words.ts";

const besides = words("à mà|với lại|tiện thể|nhân tiện|ngoài ra|còn nữa|à quên|thêm nữa|một việc nữa");

/** The texts of a message's points: its sentences and lines, and what follows `với lại` or `tiện thể`. One part means one point. */
export function partsOf(m: Heard): string[] {
	const cuts: number[] = [];
	m.t.forEach((token, i) => {
		if (
			i > 0 &&
			(token.kind === "line" || ((token.raw === "." || token.raw === ";") && m.t[i + 1]?.glued !== true))
		)
			cuts.push(i);
	});
	for (const each of m.at(besides)) if (each.start > 1) cuts.push(each.start);
	if (cuts.length === 0 || cuts.length > 8) return [];
	const parts: string[] = [];
	let from = 0;
	for (const cut of [...cuts.sort((a, b) => a - b), m.t.length]) {
		if (cut - from > 1) parts.push(m.words(from, cut));
		from = cut;
	}
	return parts.length > 1 ? parts : [];
}
