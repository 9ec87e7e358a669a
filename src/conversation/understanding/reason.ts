import { english } from "../../language/english.ts";
import { oneOf } from "../../language/tokens.ts";
import type { Heard } from "./heard.ts";
import { clauses, trimmed } from "./slots.ts";
import { type Words, words } from "./words.ts";

const so = words("nên|cho nên|thành ra");
const speaker = oneOf(
	"tôi",
	"bác",
	"bà",
	"ông",
	"em",
	"cháu",
	"cô",
	"chú",
	"chị",
	"anh",
	"mình",
	"dạ",
	"hôm",
	"đó",
	"con",
);
const because = words(
	"vì|do|lý do|tại|bởi|bởi vì|tại vì|lí do|vì lý do|nguyên do",
	english("because of|because|due to"),
);
const saysNothing = words(
	"không tổ chức được|không họp được|chưa có lịch|lịch mới|báo sau|báo lại|sẽ báo|giúp em|giúp chị|nhé em|cảm ơn|cám ơn|thông cảm|xin phép|em báo|đổi lịch|chưa biết|mọi người|giúp tôi|hẹn|chào|alo|ơi|cho em|cho tôi xin|để khi khác|khi khác|tuần sau|không đi được|không đến được|ghi nhận|nhắn giúp|báo giúp|báo hộ|nhờ",
	english("sorry|please|thank you|thanks"),
);

/**
 * Why something is put off or somebody stays away, in the words given: behind `vì` or `do`, or a clause of its own that says nothing else.
 * @param matter what the message is about; its own clause is no reason
 */
export function reason(m: Heard, matter: Words): string | undefined {
	const cue = m
		.at(because)
		.find(
			(each) =>
				each.next < m.t.length && !(m.t[each.start]?.bare === "tai" && m.t[each.start]?.low !== "tại"),
		);
	if (cue && m.t[cue.start]?.bare !== "tai") {
		let start = cue.next;
		while (m.t[start]?.raw === ":" || m.t[start]?.bare === "la") start++;
		let end = start;
		while (end < m.t.length && m.t[end]?.kind !== "line" && ![",", ".", ";"].includes(m.t[end]?.raw ?? ""))
			end++;
		return trimmed(m, start, end);
	}
	const hence = m.at(so).find((each) => each.start > 0);
	if (hence) {
		let start = hence.start;
		while (start > 0 && m.t[start - 1]?.kind === "word") start--;
		while (start < hence.start && speaker(m.t[start])) start++;
		if (hence.start - start >= 2) return m.words(start, hence.start);
	}
	for (const clause of clauses(m)) {
		const inside = (each: { start: number }) => each.start >= clause.start && each.start < clause.next;
		if (clause.next - clause.start < 2 || m.at(matter).some(inside) || m.at(saysNothing).some(inside))
			continue;
		if (m.items.some((item) => inside(item) && (item.kind === "time" || item.kind === "day"))) continue;
		return trimmed(m, clause.start, clause.next);
	}
	return undefined;
}

const hindrance = words(
	"ốm|đau|bận|mệt|có việc|có giỗ|nhà có|đi viện|sốt|đi xa|về quê|trông cháu|cưới|mưa|đám|giỗ|bệnh|cảm|ngã",
);

/** `bác ốm không đi họp được`: a hindrance right before the words of staying away, without the speaker. */
export function before(m: Heard, matter: Words): string | undefined {
	// `bận không đi`: the hindrance is no part of the words of staying away
	const opens = (each: { start: number }) => m.at(hindrance).some((other) => other.start === each.start);
	const end = m.at(matter).find((each) => !opens(each))?.start ?? 0;
	let start = end;
	while (
		start > 0 &&
		m.t[start - 1]?.kind === "word" &&
		!m.items.some((item) => item.start < start && start <= item.next)
	)
		start--;
	while (start < end && speaker(m.t[start])) start++;
	return m.at(hindrance).some((each) => each.start >= start && each.next <= end)
		? m.words(start, end) || undefined
		: undefined;
}
