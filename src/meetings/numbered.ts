import { type Heard, words } from "../conversation/understanding/index.ts";
import { oneOf } from "../language/tokens.ts";

const away = words("vắng|vắng mặt|nghỉ|vắng họp|vắng các số");
const joins = oneOf("và", "với", ",", "số", ":");
const people = oneOf("người", "hội", "hv", "cụ", "bà", "ông", "đồng", "phép", "ng", "bác");

/**
 * Those away by their number in the club's list: two or more bare numbers behind `vắng`, or one behind `số`. One bare number is how many.
 * `from` and `to` are the tokens that are read so, which count nobody.
 */
export function absentNumbers(m: Heard): { numbers: number[]; from: number; to: number } | undefined {
	for (const cue of m.at(away)) {
		const numbers: number[] = [];
		let named = false;
		let i = cue.next;
		for (; i < m.t.length; i++) {
			const token = m.t[i];
			if (token?.kind === "number") {
				const typed = token.raw.split(",").map(Number);
				if (
					typed.some((each) => !Number.isInteger(each) || each < 1 || each > 999) ||
					people(m.t[i + 1]) ||
					m.t[i + 1]?.raw === "/"
				)
					break;
				numbers.push(...typed);
			} else if (joins(token)) named ||= token?.bare === "so";
			else break;
		}
		if (numbers.length > 1 || (named && numbers.length === 1)) return { numbers, from: cue.next, to: i };
	}
	return undefined;
}
