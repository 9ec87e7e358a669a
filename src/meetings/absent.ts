import { type Heard, words } from "../conversation/understanding/index.ts";
import { trimmed } from "../conversation/understanding/slots.ts";
import { english } from "../language/english.ts";
import { kinWord, usesCapitals } from "../language/names.ts";
import { oneOf } from "../language/tokens.ts";

interface Named {
	start: number;
	next: number;
	name: string;
}

const away = words(
	"vắng|vắng mặt|v|nghỉ|nghỉ họp|thiếu|không đi|không đến|xin nghỉ|không dự|xin vắng|vắng họp|không tham gia|không có mặt|không tới|ds vắng|vắng có",
	english("absent|missing"),
);
const skip = oneOf(
	"có",
	"gồm",
	"là",
	"mỗi",
	"chỉ",
	"trong",
	"đó",
	"những",
	"các",
	"thôi",
	"người",
	"ng",
	"đồng",
	"chí",
	"cụ",
	"bà",
	"ông",
	"hội",
	"viên",
	"hv",
	"họp",
	"mặt",
	"hôm",
	"nay",
	"ai",
	"gồm_có",
	"đ",
	"phép",
	"lý",
	"do",
	"hai",
	"ba",
	"bốn",
	"một",
	"mất",
	"của",
	"có_phép",
	"danh",
	"sách",
	"sáng",
	"chiều",
	"buổi",
);
const joins = oneOf("và", "với", "cùng", "va", "voi");
/** `ba lan xom cho`: which of two is meant, not why she was away. */
const place = oneOf("xóm", "xom", "thôn", "thon", "làng", "lang", "bản");
const because = oneOf("vì", "do", "bị", "tại");
const ends = words(
	"nên|mà|họp|có mặt|vắng|nghỉ|sinh hoạt|tổng|nữa|em ạ|còn lại|bữa ni họp|nhé|không đi|không đến|không dự",
	english("present|came|attended|absent"),
);
const noReason = words(
	"không đi|không đến|không dự|vắng|vắng mặt|nghỉ|có phép|không phép|có lý do|xin phép|không tham gia|xin nghỉ|đi vắng|vắng họp|xin vắng|không có mặt|thôi|ạ|nhé|đến|xin|họp|nghỉ họp|hôm nay|nữa|hết|cả|em ạ|có mặt|đã đến|dự",
	english("absent|missing|was|were|is|are"),
);
const shared = oneOf("đều", "cùng");
const capital = (raw: string | undefined): boolean => raw !== undefined && /^\p{Lu}/u.test(raw);

/** Names in a list behind `vắng:`, with a kin word or with none: `Hà, Nhung`; `Tinh (cham chau), Que`. */
function listed(m: Heard, from: number): Named[] {
	const found: Named[] = [];
	let i = from;
	while (i < m.t.length) {
		const person = m.all("person").find((each) => each.start === i);
		if (person) {
			found.push({ start: i, next: person.next, name: person.person.name });
			i = afterName(m, person.next);
			if (i < 0) break;
			continue;
		}
		const token = m.t[i];
		if (!token) break;
		if (
			token.kind === "line" ||
			[",", ":", "-", "(", "+", "*", "•", ";"].includes(token.raw) ||
			joins(token)
		) {
			i++;
			continue;
		}
		const small = kinName(m, i);
		if (small) {
			found.push(small);
			i = afterName(m, small.next);
			if (i < 0) break;
			continue;
		}
		if (token.kind === "number" || m.items.some((item) => item.start === i && item.kind === "number")) {
			i = listMark(m, i);
			continue;
		}
		const name = plainName(m, i);
		if (name) {
			found.push(name);
			i = afterName(m, name.next);
			if (i < 0) break;
			continue;
		}
		if (found.length === 0 && skip(token)) {
			i++;
			continue;
		}
		if (found.length === 0 && m.all("day").some((item) => item.start === i)) {
			i = m.all("day").find((item) => item.start === i)?.next ?? i + 1;
			continue;
		}
		break;
	}
	return found;
}

/** `1. Bà Chắt`: the number and its dot; a bare count is passed over. */
const listMark = (m: Heard, i: number): number => {
	const item = m.items.find((each) => each.start === i);
	const next = item ? item.next : i + 1;
	return m.t[next]?.raw === "." || m.t[next]?.raw === ")" || m.t[next]?.raw === "/" ? next + 1 : next;
};

/** `ba lan` in a message that writes other names with capitals: a kin word and one word up to the next comma. */
function kinName(m: Heard, i: number): Named | undefined {
	const word = m.t[i + 1];
	const after = m.t[i + 2];
	const closed = after?.kind !== "word" || joins(after) || place(after);
	if (
		!kinWord(m.t[i]) ||
		kinWord(word) ||
		word?.kind !== "word" ||
		!closed ||
		m.at(notNames).some((each) => each.start === i + 1) ||
		skip(word) ||
		m.items.some((item) => item.start === i + 1)
	)
		return undefined;
	return { start: i, next: i + 2, name: word.raw };
}

function plainName(m: Heard, i: number): Named | undefined {
	let end = i;
	if (!usesCapitals(m.t)) return wholePiece(m, i);
	const kin = kinWord(m.t[i]) && capital(m.t[i + 1]?.raw) ? i + 1 : i;
	end = kin;
	while (
		end < kin + 4 &&
		m.t[end]?.kind === "word" &&
		capital(m.t[end]?.raw) &&
		!m.items.some((item) => item.start === end && item.kind !== "person" && item.kind !== "number")
	)
		end++;
	return end > kin && !m.at(heading).some((each) => each.start === kin)
		? { start: i, next: end, name: m.words(kin, end) }
		: undefined;
}
/** In a text without capitals for names: what stands between two commas, if it is short and says nothing else. */
function wholePiece(m: Heard, i: number): Named | undefined {
	const first = m.t[i - 1]?.raw ?? "";
	if (![":", ",", ";"].includes(first) && m.t[i - 1]?.kind !== "line" && !joins(m.t[i - 1])) return undefined;
	let end = i;
	while (end < m.t.length && m.t[end]?.kind === "word" && !joins(m.t[end])) end++;
	const said = [...m.at(heading), ...m.at(notNames), ...m.items].some(
		(each) => each.start >= i && each.start < end,
	);
	return end > i && end - i <= 4 && !said ? { start: i, next: end, name: m.words(i, end) } : undefined;
}
const notNames = words(
	"ốm|đau|đi|về|bận|người|có|không|do|vì|lý do|phép|đều|nghỉ|em|ạ|nhé|cảm ơn|được|con|cháu|mưa|còn|hội viên|rồi|văn nghệ|đo|trạm|tập|buổi|chiều|sáng|mọi|các|thôi|là|bị|nằm|chưa|báo cáo",
);
const heading = words(
	"họp|tổng|có mặt|vắng|ngày|clb|hôm nay|báo cáo|lý do|cảm ơn|em|sh|ghi chú|địa điểm|nội dung",
);

/** Where the list goes on behind a name and its reason; -1 where it ends with the sentence. */
function afterName(m: Heard, from: number): number {
	let depth = 0;
	for (let i = from; i < m.t.length; i++) {
		const token = m.t[i];
		if (!token) break;
		if (token.raw === "(") depth++;
		else if (token.raw === ")") depth--;
		else if (depth > 0) continue;
		else if (token.raw === "," || token.kind === "line" || token.raw === ";") return i + 1;
		else if (joins(token) && startsName(m, i + 1)) return i + 1;
		else if (token.raw === ".") return -1;
		else if (m.all("person").some((each) => each.start === i)) return i;
	}
	return m.t.length;
}
const startsName = (m: Heard, i: number): boolean =>
	m.all("person").some((each) => each.start === i) || capital(m.t[i]?.raw);

/** Those named before the words of absence: `o Thủy với mệ Đào nỏ đi`, `Mệ Xuân ốm, … vắng có hai ngài nớ`. */
function before(m: Heard, anchor: number): Named[] {
	return m
		.all("person")
		.filter(
			(each) =>
				each.next <= anchor &&
				!greeted(m, each.next) &&
				!m.at(reporting).some((cue) => cue.next === each.start),
		)
		.map((each) => ({ start: each.start, next: each.next, name: each.person.name }));
}
const reporting = words("kính gửi|báo cáo|chào|dạ|thưa|gửi|nhà|tại nhà|ở nhà|em");
const greeted = (m: Heard, i: number): boolean =>
	["ơi", "oi"].includes(m.t[i]?.low ?? "") || m.t[i]?.raw === "ạ";

/** The words that say why one is away, between her name and the next comma, name or `nên`. */
function reasonOf(m: Heard, person: Named, names: readonly Named[], end = m.t.length): string | undefined {
	let start = person.next;
	if (m.t[start]?.raw === "(") {
		let close = start + 1;
		while (close < m.t.length && m.t[close]?.raw !== ")") close++;
		const inside = trimmed(m, afterCue(m, start + 1), close);
		return inside && !silent(m, start + 1, close) ? inside : undefined;
	}
	if (m.t[start]?.raw === "," && m.t[person.start - 1]?.raw === "(") {
		// "vắng 1 (anh Lực, đi biển)": what follows the only name inside the brackets is hers
		const close = m.t.findIndex((token, i) => i > start && token.raw === ")");
		if (close > 0 && !names.some((each) => each.start > start && each.start < close))
			return silent(m, start + 1, close) ? undefined : trimmed(m, start + 1, close);
	}
	while (m.t[start]?.raw === "-" || m.t[start]?.raw === ":") start++;
	let stop = start;
	while (stop < end) {
		const token = m.t[stop];
		if (!token || token.kind === "line" || [",", ";", ".", "(", ")"].includes(token.raw)) break;
		if (
			names.some((each) => each.start === stop) ||
			(joins(token) && names.some((each) => each.start === stop + 1))
		)
			break;
		if (
			stop > start &&
			m.at(ends).some((each) => each.start === stop) &&
			!m.at(because2).some((each) => each.start === start && each.next > stop)
		)
			break;
		stop++;
	}
	start = afterCue(m, start);
	if (shared(m.t[start])) start = afterCue(m, start + 1);
	return stop > start && !silent(m, start, stop) ? trimmed(m, start, stop) : undefined;
}
const because2 = words("vì|do|lý do|nghỉ do|vắng vì|nghỉ vì|vắng do");

/** Past `vắng vì`, `nghỉ do`, `lý do`: the reason's own words. */
function afterCue(m: Heard, from: number): number {
	let i = from;
	const isAway = m.at(away).find((each) => each.start === i);
	if (isAway) i = isAway.next;
	if (m.t[i]?.bare === "li" && m.t[i + 1]?.bare === "do") i += 2;
	if (because(m.t[i]) && m.t[i]?.low !== "bị") i++;
	if (m.t[i]?.raw === ":" || m.t[i]?.low === "là") i++;
	return i;
}

/** Nothing but absence itself is said: `nỏ đi`, `có phép`. */
function silent(m: Heard, from: number, to: number): boolean {
	const covered = new Set<number>();
	for (const each of m.at(noReason)) for (let i = each.start; i < each.next; i++) covered.add(i);
	for (let i = from; i < to; i++) if (m.t[i]?.kind === "word" && !covered.has(i)) return false;
	return true;
}

/** Who was away and why, as named; those whose reason is not told stand without one. */
export function absentees(m: Heard): {
	absentNames?: string[] | undefined;
	reasons?: Record<string, string> | undefined;
} {
	const anchors = m.at(away);
	if (anchors.length === 0) return {};
	let names: Named[] = [];
	for (const anchor of anchors) {
		names = listed(m, anchor.next);
		if (names.length > 0) break;
	}
	const last = anchors.at(-1)?.start ?? 0;
	if (names.length === 0) names = before(m, last);
	if (names.length === 0) return {};
	const reasons: Record<string, string> = {};
	for (const person of names) {
		const why = reasonOf(m, person, names) ?? later(m, person, names);
		if (why) reasons[person.name] = why;
	}
	share(m, names, reasons);
	return {
		absentNames: [...new Set(names.map((each) => each.name))],
		reasons: Object.keys(reasons).length > 0 ? reasons : undefined,
	};
}

/** A second mention tells why: `vắng Cúc, Trúc; Cúc đau lưng`. */
function later(m: Heard, person: Named, names: readonly Named[]): string | undefined {
	const lastListed = names.at(-1)?.next ?? 0;
	for (let i = lastListed; i < m.t.length; i++) {
		if (m.t[i]?.raw === person.name && !m.t[i + 1]?.raw.match(/[,.;]/))
			return reasonOf(m, { start: i, next: i + 1, name: person.name }, []);
	}
	return undefined;
}

/** `đều ốm`, `đều đi Hà Nội`: one reason for all of them. */
function share(m: Heard, names: readonly Named[], reasons: Record<string, string>): void {
	const last = names.at(-1);
	if (!last || !shared(m.t[last.next]) || !reasons[last.name]) return;
	for (const each of names) reasons[each.name] ??= reasons[last.name] ?? "";
}
