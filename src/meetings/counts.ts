import { type Heard, words } from "../conversation/understanding/index.ts";
import type { Item } from "../conversation/understanding/quantities.ts";
import { english } from "../language/english.ts";
import { oneOf } from "../language/tokens.ts";
import { absentNumbers } from "./numbered.ts";

type What = "present" | "total" | "absent" | "other";

const present = words(
	"có mặt|dự|đi|đến|tham gia|tham dự|đến dự|được|đủ|còn|hiện diện|đi họp|có|đi được|dự họp|có mặt là|số người có mặt|đông đủ|người dự|quân số|tới|tới dự|sĩ số dự|ra họp|họp được|còn lại|đến họp|số dự|có mặt được",
	english("present|came|attended"),
);
const total = words(
	"tổng|tổng số|ds|danh sách|cả clb|tổng số hv|tổng hv|tổng số hội viên|trên|trên tổng số|toàn clb|sĩ số|số hội viên|cả thảy|trong tổng số|tổng cộng|hội viên là|tổng quân số|trên tổng|tổng thành viên|cả hội|clb có|clb em có|quân số|tổng số thành viên|tổng số người",
	english("total|in all"),
);
const absent = words(
	"vắng|v|nghỉ|thiếu|thiếu mất|vắng mặt|không đi|không đến|xin nghỉ|không dự|không|nghỉ họp|xin vắng|vắng họp|số vắng|không tham gia|không có mặt|xin phép|không tới|vắng có",
	english("absent|missing"),
);
const other = words(
	"trong đó|phép|có phép|nữ|nam|tuổi|thôn|xóm|đo|tháng|không phép|đại biểu|khách|lần|kỳ|số|xã|đội|tổ|khu|phố|sn|mâm|tiết mục|huyết áp|phút|bài|lý do|tập|loại|phòng|khóa|năm|quý|lúc|giờ|điểm",
);
const unit = oneOf(
	"người",
	"ng",
	"hội",
	"viên",
	"hv",
	"cụ",
	"bà",
	"ông",
	"đồng",
	"chí",
	"đ",
	"c",
	"bác",
	"thành",
	"vị",
	"anh",
	"chị",
	"cháu",
	"nhân",
	"khẩu",
	"ngài",
);

interface Cue {
	what: What;
	start: number;
	next: number;
	used: boolean;
}

function cues(m: Heard): Cue[] {
	const found: Cue[] = [];
	const take = (what: What, group: typeof present) => {
		for (const each of m.at(group)) found.push({ what, start: each.start, next: each.next, used: false });
	};
	take("total", total);
	take("absent", absent);
	take("present", present);
	take("other", other);
	found.sort((a, b) => a.start - b.start);
	// a longer phrase hides a shorter one inside it: "có phép" is no "có"
	return found.filter(
		(cue) =>
			!found.some(
				(bigger) =>
					bigger !== cue &&
					bigger.next - bigger.start > cue.next - cue.start &&
					bigger.start <= cue.start &&
					cue.next <= bigger.next,
			),
	);
}

const breaks = (m: Heard, from: number, to: number, also: readonly string[]): boolean =>
	m.t.slice(from, to).some((token) => token.kind === "line" || also.includes(token.raw));

const cuesOf = (list: readonly Cue[], test: (cue: Cue) => boolean): Cue | undefined =>
	list.find((cue) => !cue.used && test(cue));

/** What a number counts: the word right before it, or right behind it past `người`; each word speaks for one number. */
function meaning(
	m: Heard,
	item: Item,
	list: Cue[],
	others: readonly Item[],
): { what: What | undefined; unit: boolean } {
	let end = item.next;
	const counted = unit(m.t[end]) && m.t[end]?.kind === "word";
	while (unit(m.t[end]) && end < item.next + 3 && !(m.t[end]?.raw === "v")) end++;
	const before = [...list]
		.reverse()
		.find(
			(cue) =>
				!cue.used &&
				!(cue.next - cue.start === 1 && m.t[cue.start]?.bare === "khong") &&
				cue.next <= item.start &&
				item.start - cue.next <= 4 &&
				!breaks(m, cue.next, item.start, [",", ".", ";", "(", "/", ")"]) &&
				!others.some((each) => each !== item && each.start >= cue.next && each.next <= item.start),
		);
	const behind = cuesOf(
		list,
		(cue) =>
			cue.start >= item.next &&
			cue.start <= end + 1 &&
			!claimed(m, cue, list, others) &&
			!breaks(m, item.next, cue.start, [",", ".", ";", "("]) &&
			!others.some((each) => each !== item && each.start >= item.next && each.next <= cue.start),
	);
	const direct = before && item.start - before.next <= (before.what === "other" ? 0 : 2) ? before : undefined;
	const otherBehind =
		behind?.what === "other" && behind.start === item.next && m.t[behind.start]?.bare !== "trong"
			? behind
			: undefined;
	const farOther = behind?.what === "other" && !otherBehind ? undefined : behind;
	const chosen = otherBehind ?? direct ?? farOther ?? (before?.what === "other" ? undefined : before);
	if (chosen) chosen.used = chosen.what !== "other";
	return { what: chosen?.what, unit: counted };
}

/** `45 người vắng 3`: the word before a number is that number\'s, unless it has a word behind it of its own (`5 vắng 40 có mặt`). */
function claimed(m: Heard, cue: Cue, list: readonly Cue[], numbers: readonly Item[]): boolean {
	const next = numbers.find((each) => each.start === cue.next);
	if (!next) return false;
	let end = next.next;
	while (unit(m.t[end]) && end < next.next + 3) end++;
	return !list.some(
		(each) =>
			each.what !== "other" &&
			each.start >= next.next &&
			each.start <= end &&
			!numbers.some((number) => number.start === each.next),
	);
}

const plausible = (n: number): boolean => Number.isInteger(n) && n >= 0 && n <= 500;

/**
 * How many came, of how many, and how many did not, where the numbers are typed; nothing is counted or subtracted.
 * A number of people without a word is those present, beside them the whole club.
 */
export function headcount(m: Heard): {
	present?: number | undefined;
	total?: number | undefined;
	absent?: number | undefined;
} {
	const out: { present?: number | undefined; total?: number | undefined; absent?: number | undefined } = {};
	const pair = m.meant(
		m
			.all("pair")
			.filter(
				(each) =>
					plausible(each.a) && plausible(each.b) && each.a <= each.b && each.b >= 5 && !asDay(m, each),
			),
	)[0];
	if (pair) {
		out.present = pair.a;
		out.total = pair.b;
	}
	const listed = absentNumbers(m);
	const numbers = m.meant(
		m
			.all("number")
			.filter(
				(each) =>
					plausible(each.value) &&
					usable(m, each) &&
					!(listed && each.start >= listed.from && each.start < listed.to),
			),
	);
	const list = cues(m).filter((cue) => cue.next !== listed?.from);
	const untold: number[] = [];
	for (const number of numbers) {
		const found = meaning(m, number, list, numbers);
		if (found.what === "other") continue;
		if (found.what === undefined) {
			if (found.unit) untold.push(number.value);
			continue;
		}
		if (out[found.what] === undefined) out[found.what] = number.value;
		else if (
			found.what === "present" &&
			found.unit &&
			out.total === undefined &&
			number.value > (out.present ?? 0)
		)
			out.total = number.value;
	}
	for (const value of untold) {
		if (out.present === undefined && (out.total === undefined || value <= out.total)) out.present = value;
		else if (out.total === undefined && value >= (out.present ?? 0)) out.total = value;
	}
	if (out.present !== undefined && out.total !== undefined && out.present > out.total)
		[out.present, out.total] = [out.total, out.present];
	return out;
}

/** An unmarked single word such as `ba` counts only before người or a kin word that is counted: `hai bà vắng`. */
const usable = (m: Heard, each: { weak: boolean; next: number; start: number }): boolean =>
	!each.weak || unit(m.t[each.next]) || m.at(absent).some((cue) => cue.next === each.start);

const counting = words("đến|dự|có mặt|quân số|đi|tham gia|đạt|được");
function asDay(m: Heard, pair: { start: number; day?: unknown }): boolean {
	return (
		pair.day !== undefined &&
		!m.at(counting).some((cue) => cue.next <= pair.start && pair.start - cue.next <= 1)
	);
}
