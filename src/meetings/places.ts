import { type Heard, type Slots, words } from "../conversation/understanding/index.ts";
import { trimmed } from "../conversation/understanding/slots.ts";
import { resolveDay } from "../language/dayPhrases.ts";
import { english } from "../language/english.ts";
import { oneOf } from "../language/tokens.ts";

const at = words("tại|ở|địa điểm|địa điểm tại|chỗ|nơi họp|tai|o", english("at|in"));
const placeNoun = words(
	"nhà|nhà văn hóa|nvh|hội trường|đình|sân|trạm|trường|ubnd|chùa|trụ sở|phòng họp|nhà văn hoá|nhà họp",
);
const stop = oneOf("lúc", "vào", "ngày", "để", "vì", "do", "mọi", "mời", "thời", "nhé", "ạ");

/** Where a meeting is held, as typed: honorifics stay (`nhà bà Thơm`), `ở` and `tại` go. */
export function place(m: Heard): string | undefined {
	for (const cue of m.at(at)) {
		const word = m.t[cue.start];
		if (word?.bare === "o" && word.low !== "ở" && !m.at(placeNoun).some((each) => each.start === cue.next))
			continue;
		if (word?.bare === "tai" && word.low !== "tại" && word.low !== "tai") continue;
		let start = cue.next;
		while (m.t[start]?.raw === ":") start++;
		const end = endOf(m, start);
		const found = end > start ? trimmed(m, start, end) : undefined;
		if (found) return found;
	}
	const noun = m.at(placeNoun)[0];
	return noun ? trimmed(m, noun.start, endOf(m, noun.start)) : undefined;
}

function endOf(m: Heard, start: number): number {
	let end = start;
	while (end < m.t.length) {
		const token = m.t[end];
		if (!token || token.kind === "line" || [",", ".", ";", "!", "("].includes(token.raw) || stop(token))
			break;
		if (m.items.some((item) => item.start === end && (item.kind === "day" || item.kind === "time"))) break;
		end++;
	}
	return end;
}

const to = words("sang|đến|xuống|vào|qua|tới|thành|lại|lên|về", english("to|until"));

/** The new day and time of a meeting that is put off: those behind `sang`, `đổi thành`; the old ones before it are left out. */
export function newDay(m: Heard, postpone: ReturnType<typeof words>): Slots {
	const turn = m
		.at(to)
		.find((cue) =>
			m.items.some(
				(item) =>
					item.start >= cue.start &&
					item.start - cue.next <= 2 &&
					(item.kind === "day" || item.kind === "time" || (item.kind === "pair" && item.day)),
			),
		);
	const verb = m.at(postpone)[0]?.next ?? 0;
	if (!turn) return lateDay(m, verb);
	const times = m.all("time").filter((item) => item.start >= turn.start);
	return { date: m.day("future", turn.start), time: times.length > 0 ? m.time(turn.start) : m.time(verb) };
}

/** Without `sang` only a second day is the new one: `hoãn họp mai` names the old. */
function lateDay(m: Heard, verb: number): Slots {
	const days = m.all("day");
	const second = days.length > 1 ? days.at(-1) : undefined;
	void verb;
	return { date: second ? resolveDay(second.day.phrase, m.now, "future") : undefined };
}
