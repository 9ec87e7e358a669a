import { type Heard, words } from "../conversation/understanding/index.ts";
import { clauses } from "../conversation/understanding/slots.ts";
import { fold } from "../language/index.ts";
import type { Announced } from "./obituary.ts";

const dies = words(
	"mất|qua đời|từ trần|chết|khuất núi|tạ thế|không qua khỏi|về với tổ tiên|đã khuất|trút hơi thở cuối cùng|quy tiên|mệnh chung|ra đi mãi mãi",
);
const funeral = words(
	"đưa tang|đưa ma|lễ tang|tang lễ|an táng|chôn cất|chôn|hạ huyệt|viếng|phát tang|hỏa táng|hoả táng|đám tang|đám ma|truy điệu|đưa tiễn",
);
/** What one loses that is no life. */
const things = words(
	"điện thoại|máy|tiền|trộm|cắp|ngủ|sóng|ví|sổ|mật khẩu|xe|gà|lợn|trâu|bò|vịt|điện|nước|mạng|thẻ|mã|phiếu|giấy|liên lạc|công|thời gian|chỗ|lòng|mặt|tích|đoàn kết|vệ sinh|nhiều|hết|một|hai|ba|bao nhiêu|số|tin|phần|vốn|mùa|việc|đồ|dép|mũ|áo|kính|chìa|cái|con|sức|trí|máu|dấu|zalo|sim|quyền|khả năng|bình tĩnh|gốc|lãi|đi|nết|dạy|cả|toàn bộ|hơn",
);
const relatives = words(
	"chồng|vợ|con|bố|mẹ|cha|má|ba|anh trai|chị gái|em trai|em gái|cháu|bố chồng|mẹ chồng|bố vợ|mẹ vợ|con trai|con gái|con dâu|con rể|thông gia|hàng xóm|bà nội|ông nội|bà ngoại|ông ngoại|nhà",
);
/** May stand between the name and the word. */
const between = new Set(
	"vua moi da vua_moi nha xom thon o so cua hoi ta minh sang nay qua hom trua chieu toi dem luc gio h bi binh dinh giua cho trai ben".split(
		" ",
	),
);

/** A person, and behind her the word that says it, with nothing but time and place between. */
function found(m: Heard) {
	for (const verb of m.at(dies)) {
		if (isOfThings(m, verb)) continue;
		const before = m.people.filter((person) => person.next <= verb.start).at(-1);
		const from = before?.next ?? numberEnd(m, verb.start);
		if (from === undefined || verb.start - from > 5) continue;
		if (before && m.near(relatives, before.start, 0) && !isToldOne(m, before.start)) continue;
		const gap = m.t.slice(from, verb.start);
		const isPlain = gap.every(
			(token, at) =>
				token.kind === "number" ||
				between.has(token.bare) ||
				m.items.some((item) => item.kind !== "person" && item.start <= from + at && from + at < item.next),
		);
		if (isPlain) return { verb, person: before };
	}
	return undefined;
}

/** `báo cháu ông Dần mất`: the bot is told, and nobody's grandchild died. */
const isToldOne = (m: Heard, at: number): boolean =>
	m.t[at - 1]?.bare === "chau" &&
	["bao", "nho", "voi", "noi", "tin", "cho"].includes(m.t[at - 2]?.bare ?? "");

/** `mất điện thoại`; but `mất sáng nay`, `mất rồi`, `mất lúc 5 giờ`. */
function isOfThings(m: Heard, verb: { start: number; next: number }): boolean {
	if (m.t[verb.start]?.bare !== "mat" && m.t[verb.start]?.bare !== "chet") return false;
	if (["mặt", "mật", "mát", "mắt"].includes(m.t[verb.start]?.low ?? "")) return true;
	const next = m.at(things).find((each) => each.start === verb.next);
	const isCounted = m.items.some(
		(item) => (item.kind === "sum" || item.kind === "number") && item.start === verb.next,
	);
	const isTime = m.items.some(
		(item) => (item.kind === "day" || item.kind === "time") && item.start === verb.next,
	);
	return (next !== undefined || isCounted) && !isTime;
}

/** `số 2 mất rồi`: where the number ends. */
function numberEnd(m: Heard, before: number): number | undefined {
	for (let at = before - 1; at > 0 && before - at <= 4; at--)
		if (m.t[at]?.kind === "number" && m.t[at - 1]?.bare === "so") return at + 1;
	return undefined;
}

export const diesIn = (m: Heard): boolean => found(m) !== undefined;

/** Her name without the kin word. */
export const deadIn = (m: Heard): string | undefined => found(m)?.person?.name;

const parts: [RegExp, string][] = [
	[/\b(rang sang|sang som|sang) (nay|qua|hom qua|som nay)\b/, "sáng"],
	[/\btrua (nay|qua|hom qua)\b/, "trưa"],
	[/\bchieu (nay|qua|hom qua)\b/, "chiều"],
	[/\btoi (nay|qua|hom qua)\b/, "tối"],
	[/\bdem (nay|qua|hom qua)\b/, "đêm"],
];

/** `sáng` of `mất sáng nay`: the part of the day of the death, never of the funeral. */
export function partIn(m: Heard): string | undefined {
	const at = found(m);
	if (!at) return undefined;
	const clause = clauses(m).find((one) => one.start <= at.verb.start && at.verb.start < one.next);
	const text = fold(clause ? m.words(clause.start, clause.next) : m.text);
	return parts.find(([pattern]) => pattern.test(text))?.[1];
}

/** Day and time of the funeral, from the clause that speaks of it. */
export function funeralIn(m: Heard): Announced["funeral"] {
	const [first] = m.at(funeral);
	if (!first) return undefined;
	const clause = clauses(m).find((one) => one.start <= first.start && first.start < one.next);
	const dying = found(m)?.verb.next ?? 0;
	const from = Math.max(clause?.start ?? dying, dying);
	const day = m.day("future", from);
	const time = m.time(from);
	return { ...(day ? { day } : {}), ...(time ? { time } : {}) };
}
