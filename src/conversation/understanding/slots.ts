import { english } from "../../language/english.ts";
import { sumAt, vndOf } from "../../language/money.ts";
import { oneOf } from "../../language/tokens.ts";
import type { Slots } from "./book.ts";
import { counter } from "./counters.ts";
import type { Heard } from "./heard.ts";
import type { Item } from "./quantities.ts";
import { type Words, words } from "./words.ts";

/** Leaves out what is undefined, so that a slot which the text does not give is not there. */
export function given(slots: Slots): Slots {
	const kept: Slots = {};
	for (const key in slots) if (slots[key] !== undefined) kept[key] = slots[key];
	return kept;
}

const behalf = words(
	"hộ mẹ|hộ bố|hộ chồng|hộ vợ|hộ bà|hộ ông|trả hộ|trả thay|nộp hộ|nộp thay|đóng hộ|đóng thay|gửi hộ|trả giúp|nộp giúp|đóng giúp|trả giùm|thay cho|thay mặt|thay mẹ|thay bố",
);
const speaking = words("đây|là tôi|tôi là|em là|cháu là|chị là|bác là|cô là|mình là");

/**
 * The person a message is about, without the kin word: the first named, or the one on whose behalf another acts (`cháu Hương trả hộ bà Thìn`).
 * One who says her own name (`em Hòa thôn 6 đây`) is not the person spoken of.
 */
export function member(m: Heard): string | undefined {
	const named = m
		.meant(m.all("person"))
		.filter(
			(item) =>
				!m
					.at(speaking)
					.some(
						(each) =>
							each.start - item.next <= 3 &&
							each.start >= item.next &&
							m.words(each.start, each.next).toLowerCase() === "đây",
					),
		);
	const instead = m.at(behalf)[0];
	const chosen = instead ? (named.find((item) => item.start >= instead.start) ?? named[0]) : named[0];
	return chosen?.person.name;
}

/** Whether the people named are only the speaker herself: `bác Thơm đây`. */
export const onlySelf = (m: Heard): boolean => m.people.length > 0 && member(m) === undefined;

/** The sum a message is about in whole đồng; a bare number counts only where the caller knows that money is spoken of. */
export function amount(m: Heard, bare = true): number | undefined {
	const sums = m.sums();
	// two sums and no word which of them: rather none than the wrong one
	if (sums.some((each) => each.sum.vnd !== sums[0]?.sum.vnd)) return undefined;
	if (sums.length > 0) return sums[0] ? vndOf(sums[0].sum) : undefined;
	if (!bare) return undefined;
	const numbers = m.meant(m.all("number").filter((item) => !item.weak && !counted(m, item)));
	const first = numbers[0];
	return first && !sumAt(m.t, first.start)?.doubt
		? vndOf({ vnd: first.value, next: first.next, unit: "none", doubt: !Number.isInteger(first.value) })
		: undefined;
}

const numbering = oneOf(
	"kỳ",
	"số",
	"thôn",
	"xóm",
	"phố",
	"tổ",
	"đợt",
	"khu",
	"lần",
	"đội",
	"sn",
	"sinh",
	"tháng",
	"năm",
);
/** A number that counts or names something else: `kỳ 3`, `xóm 4`, `3 người`. */
export const counted = (m: Heard, item: Item): boolean =>
	counter(m.t[item.next]) || numbering(m.t[item.start - 1]);

/** Months and rate of a loan; of a yearly rate none, for it is not known how the person would count it. */
export function terms(m: Heard): Slots {
	const spans = m.meant(m.all("span"));
	const percents = m.meant(m.all("percent"));
	const last = percents.at(-1);
	const span = spans[0] && (m.anew(spans[0])?.value ?? spans[0].months);
	const rate = last && (m.anew(last)?.value ?? last.value);
	return { months: span, ratePercent: last && !last.yearly ? rate : undefined };
}

const purposeCue = words("để|mục đích|mục đích là|dùng để|với mục đích|nhằm", english("on|for"));
const purposeVerb = words(
	"mua|nuôi|sửa|trồng|làm|mần|chăn nuôi|buôn bán|buôn|đầu tư|cải tạo|xây|thuê|tổ chức|thăm|viếng|in|phô tô|photo|chữa|kinh doanh|mở|chạy|đóng thuyền|sắm|cấy|may|liên hoan|tặng|phúng|thay|lợp|nấu|bồi dưỡng|hỗ trợ|khám|đi|chè nước|tiếp khách|trả tiền|lắp|đào|ủng hộ|chuộc|cho con|cho cháu|lo|chúc|mừng|ăn|phục vụ|phân bón|sản xuất|ươm|thả",
	english("buy|raise|repair|build"),
);
const purposeEnd = words(
	"chi quỹ|trích quỹ|lấy quỹ|xuất quỹ|hết|lãi|lãi suất|thời hạn|kỳ hạn|hạn|trả trong|trả dần|nhé|ạ|rồi ạ|nha|từ quỹ|ngày|trong vòng|trong|số tiền|với lãi|được không|với|vào|giúp|hộ|nhá|đấy|em ạ|có được không|cháu ạ|rồi nhé|rồi|cho",
	english("for|at|please|with|from"),
);
const closing = oneOf(
	"nhé",
	"ạ",
	"nha",
	"nhá",
	"em",
	"rồi",
	"với",
	"cháu",
	"hè",
	"đấy",
	"nhe",
	"anh",
	"chị",
	"đó",
	"thôi",
	"a",
	"e",
	"c",
	"hộ",
	"giúp",
	"giùm",
	"đi",
	"cô",
	"chú",
	"bác",
	"nhờ",
	"mà",
	"đã",
);

/** Cuts `nhé`, `ạ`, `rồi ạ` and whoever is addressed with them off the end; without such a word the end stays as typed. */
export function trimmed(m: Heard, from: number, to: number): string | undefined {
	let end = bare(m, from, to);
	let tail = end;
	if (addressed(m.t[tail - 1]) && softlyAt(m, tail - 2)) tail--;
	const before = tail;
	while (tail > from && softlyAt(m, tail - 1)) tail--;
	if (tail < before) {
		if (tail > from + 1 && addressed(m.t[tail - 1]) && !takesPerson(m.t[tail - 2])) tail--;
		if (tail > from + 1 && rightly(m.t[tail - 1])) tail--;
		end = bare(m, from, tail);
	}
	return m.words(from, end) || undefined;
}

const closingWord = oneOf("nhé", "ạ", "nha", "nhá", "nhe", "hè");
const atHouse = oneOf(
	"sửa",
	"xây",
	"làm",
	"mua",
	"về",
	"ở",
	"lợp",
	"cất",
	"thuê",
	"bán",
	"tại",
	"đến",
	"trông",
	"dọn",
	"chuyển",
);
/** "nha" without marks is also nhà, behind a verb that takes a house. */
const softlyAt = (m: Heard, i: number): boolean =>
	closingWord(m.t[i]) && !(m.t[i]?.low === "nha" && atHouse(m.t[i - 1]));
const addressed = oneOf("em", "cháu", "anh", "chị", "bác", "cô", "chú", "con");
const takesPerson = oneOf(
	"trông",
	"cho",
	"với",
	"của",
	"đón",
	"đưa",
	"chăm",
	"giữ",
	"thăm",
	"cùng",
	"nuôi",
	"bế",
);
const rightly = oneOf("rồi");

/** The end without the marks that close it; a closing bracket or quotation mark belongs to the words. */
function bare(m: Heard, from: number, to: number): number {
	let end = to;
	while (
		end > from &&
		(m.t[end - 1]?.kind === "line" ||
			(m.t[end - 1]?.kind === "mark" && ![")", '"'].includes(m.t[end - 1]?.raw ?? "")))
	)
		end--;
	return end;
}

/** What money is for: the words behind `để`, or from a verb such as nuôi or mua, up to the next value or comma. */
export function purpose(m: Heard, from = 0): string | undefined {
	const cue = m
		.at(purposeCue)
		.filter((each) => each.start >= from)
		.at(0);
	let start = cue?.next;
	if (start !== undefined && m.t[start]?.raw === ":") start++;
	if (start !== undefined && ((m.t[start]?.kind ?? "mark") !== "word" || stops(m, start, start)))
		start = undefined;
	if (start === undefined)
		start = m
			.at(purposeVerb)
			.find((each) => each.start >= from && !inItem(m, each.start) && !blockedVerb(m, each.start))?.start;
	if (start === undefined) return undefined;
	let end = start;
	while (end < m.t.length && !stops(m, end, start)) end++;
	return trimmed(m, start, end);
}

const inItem = (m: Heard, i: number): boolean => m.items.some((item) => item.start <= i && i < item.next);
const notPurpose = words("tiền mua|làm đơn|mần đơn|viết đơn|đi vay|đi họp|đi rồi|làm ơn|làm giấy|chạy qua");
const blockedVerb = (m: Heard, i: number): boolean =>
	m.at(notPurpose).some((each) => each.start <= i && i < each.next);

function stops(m: Heard, i: number, start: number): boolean {
	const token = m.t[i];
	if (!token) return true;
	if (token.kind === "line" || (token.kind === "mark" && !["-", '"', "(", ")"].includes(token.raw)))
		return true;
	if (
		i > start &&
		m.at(purposeEnd).some((each) => each.start === i) &&
		!(
			token.bare === "cho" ||
			token.bare === "trong" ||
			token.bare === "ho" ||
			token.bare === "vao" ||
			token.bare === "giup" ||
			token.bare === "voi"
		)
	)
		return true;
	return m.items.some(
		(item) => item.start === i && ["sum", "span", "percent", "day", "phone"].includes(item.kind),
	);
}

/** Words after a cue up to the end of the clause, politeness apart. */
export function afterCue(m: Heard, cue: Words): string | undefined {
	const at = m.at(cue)[0];
	if (!at) return undefined;
	let start = at.next;
	while (m.t[start]?.raw === ":" || m.t[start]?.bare === "la") start++;
	let end = start;
	while (end < m.t.length && m.t[end]?.kind !== "line" && ![",", ".", ";"].includes(m.t[end]?.raw ?? ""))
		end++;
	return trimmed(m, start, end);
}

/** The clauses of a message as token ranges, cut at commas, full stops and lines. */
export function clauses(m: Heard): { start: number; next: number }[] {
	const found: { start: number; next: number }[] = [];
	let start = 0;
	for (let i = 0; i <= m.t.length; i++) {
		const token = m.t[i];
		if (
			token &&
			token.kind !== "line" &&
			!(token.kind === "mark" && [",", ".", ";", "!", "?"].includes(token.raw))
		)
			continue;
		if (i > start) found.push({ start, next: i });
		start = i + 1;
	}
	return found;
}

const areaWord = words("xã|huyện|tỉnh|thôn|phường|bản|thị trấn|xóm|khu phố|phố|làng|khu");

/** A bare answer that names an area or a club: `xã Hoằng Lộc em ạ`. */
export function scopeName(m: Heard): string | undefined {
	const unit = m.at(areaWord)[0];
	const from = unit?.start ?? 0;
	let end = unit ? unit.next : from;
	const capital = (i: number) => /^\p{Lu}/u.test(m.t[i]?.raw ?? "");
	if (m.t[end]?.kind === "number") return m.words(from, end + 1);
	if (capital(end)) {
		while (end < m.t.length && capital(end) && m.t[end]?.kind === "word") end++;
	} else while (end < m.t.length && end < from + 4 && m.t[end]?.kind === "word" && !closing(m.t[end])) end++;
	const words = m.words(from, end).replace(/^(CLB|clb|câu lạc bộ|Câu lạc bộ)\s+/u, "");
	return words && end > from && m.t.length <= 12 ? words : undefined;
}
