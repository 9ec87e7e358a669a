import { asks, type Heard, type Words, words } from "../conversation/understanding/index.ts";
import { fold } from "../language/fold.ts";
import { kinWord } from "../language/names.ts";
import { type Role, roles } from "./rules.ts";

/** What a message says of a role: who is meant as it was typed, and where. Nothing is looked up here. */
export interface Spoken {
	role?: Role | undefined;
	member?: string | undefined;
	/** The one who is replaced, ill or travelling. */
	absentee?: string | undefined;
	unit?: string | undefined;
	since?: string | undefined;
	until?: string | undefined;
	/** `tôi xin thôi làm thư ký` */
	self?: true;
	/** `chị Liên thôi làm thay`: what is ended is the standing in, and nothing else. */
	standIn?: true;
}

const roleWords: Record<Role, Words> = {
	chair: words("chủ nhiệm|trưởng ban chủ nhiệm|chủ nhiệm câu lạc bộ|chủ nhiệm clb"),
	"vice-chair": words("phó chủ nhiệm|chủ nhiệm phó|phó ban chủ nhiệm|phó chủ nhiệm clb|phó cn"),
	secretary: words("thư ký|thư kí|thư ký câu lạc bộ|thư ký clb"),
	accountant: words("kế toán|kế toán clb"),
	treasurer: words("thủ quỹ|giữ quỹ|người giữ quỹ|thủ quĩ"),
	volunteer: words("tình nguyện viên|tnv|tình nguyện|người tình nguyện"),
	officer: words("cán bộ xã|cán bộ phụ trách|cán bộ hội|cán bộ hội xã|cán bộ phường|cán bộ theo dõi"),
	"health-worker": words("cán bộ y tế|nhân viên y tế|y tế xã|y tế thôn|y tế|cán bộ trạm|cán bộ trạm y tế"),
};
const wholeBoard = words("ban chủ nhiệm|bcn|ban cn");

const doing = words(
	"làm|giữ|làm chức|giữ chức|phụ trách|nhận chức|giữ việc|làm việc|nhận việc|vào làm|lên làm",
);
const changing = words(
	"thay|đổi|cử|bầu|chọn|thay đổi|bổ nhiệm|giao|giao việc|giao chức|phân công|đề cử|chỉ định|thay người làm|đổi người làm|cử người làm|bầu người làm|cử lại|bầu lại",
);
const newly = words("mới|mới là|giờ là|bây giờ là|nay là|từ nay là|từ giờ là|từ hôm nay là|mới bầu là");
const instead = words("thay|thay cho|thay thế|thế chỗ");
const standing = words(
	"thay|làm thay|trực thay|đỡ thay|làm hộ|làm đỡ|làm giúp|lo thay|thay tạm|tạm thay|tạm làm thay|thay việc|làm thay việc|gánh thay|làm tạm",
);
const forNow = words(
	"tạm|tạm thời|làm tạm|tạm làm|thay tạm|tạm thay|trong lúc|trong thời gian|mấy hôm|ít hôm|ít ngày",
);
const isAway = words(
	"ốm|bệnh|mệt|đau|đi viện|nằm viện|nhập viện|vào viện|mổ|đi mổ|đi vắng|vắng nhà|đi xa|đi chơi|về quê|đi chữa bệnh|đi thăm|bận|vào nam|ra bắc|đi nước ngoài|ở viện",
);
const toDay = words("đến|tới|đến hết|cho đến|cho tới|tới hết");
const fromDay = words("từ|kể từ|bắt đầu từ");
const ending = words(
	"thôi|thôi làm|thôi giữ|thôi chức|thôi việc|xin thôi|xin thôi làm|xin thôi chức|xin thôi việc|nghỉ|nghỉ làm|xin nghỉ|xin nghỉ làm|nghỉ việc|nghỉ chức|không làm|không giữ|không làm nữa|hết làm|xin rút|rút khỏi|miễn nhiệm|xin thôi giữ|hết nhiệm kỳ|xin nghỉ việc|xin nghỉ chức|thôi không làm|xin không làm",
);
const endingStandIn = words(
	"thôi làm thay|thôi thay|hết làm thay|không làm thay|không thay nữa|nghỉ làm thay|thôi trực thay",
);
const oneself = new Set(["toi", "minh", "tui"]);
const asked = words(
	"là ai|là những ai|gồm những ai|gồm ai|gồm có ai|gồm có những ai|có những ai|có ai|những ai|là người nào|là bà nào|là ông nào|hiện là ai|giờ là ai|bây giờ là ai|ai làm|đang là ai|có mấy người",
);
const whoIs = words(
	"ai là|ai làm|ai giữ|ai đang làm|ai đang giữ|ai đang là|ai hiện là|những ai làm|những ai là|bà nào làm|người nào làm|ai được cử làm",
);
const keepsMoney = words("ai giữ quỹ|ai cầm quỹ|ai đang giữ quỹ|ai giữ tiền quỹ|ai cầm tiền quỹ");
const listed = words("danh sách|ds|xem|cho xem|tên");
export const notHere = words(
	"lớp|nhà trường|chi bộ|công ty|họ nhà|dòng họ|hợp tác xã|htx|clb bên|clb khác|xã bên|thôn bên|làng bên|hội khác|đảng bộ|tổ dân phố|nghe nói|nghe đâu|nghe bảo|người ta|ngày trước|ngày xưa|hồi trước|nếu|giả sử|đừng|không nên|có nên|cơ quan|ngân hàng|ủy ban|bệnh viện",
);

interface At<What> {
	what: What;
	start: number;
	next: number;
}

const named = new WeakMap<Heard, At<Role>[]>();

/** The roles that are named, `phó chủ nhiệm` and not the `chủ nhiệm` in it, nor that of `ban chủ nhiệm`. */
function rolesAt(m: Heard): At<Role>[] {
	const known = named.get(m);
	if (known) return known;
	const found = roles.flatMap((what) => m.at(roleWords[what]).map((at): At<Role> => ({ what, ...at })));
	const longer = [...found, ...m.at(wholeBoard)];
	const own = found
		.filter(
			(one) => !longer.some((it) => it.start <= one.start && it.next >= one.next && length(it) > length(one)),
		)
		.sort((a, b) => a.start - b.start);
	named.set(m, own);
	return own;
}
const length = ({ start, next }: { start: number; next: number }) => next - start;

const small = new Set([
	"se",
	"duoc",
	"nhan",
	"len",
	"vao",
	"moi",
	"tam",
	"xin",
	"thi",
	"gio",
	"nay",
	"da",
	"cung",
]);
const linking = new Set([":", "-", "la", "cho", "bang", "moi", "thanh", "boi"]);
const places = new Set(["xom", "thon"]);
const isNumber = (m: Heard, i: number) => m.t[i]?.kind === "number" && /^\d{1,3}$/.test(m.t[i]!.raw);
const isWord = (m: Heard, i: number) => m.t[i]?.kind === "word";

/** Who stands right before a place, small words apart: `chị Nhàn`, `bà Lan xóm Chợ`, `số 18`. */
function before(m: Heard, end: number): At<string> | undefined {
	for (let to = end; to > 0; to--) {
		const found = endingAt(m, to);
		if (found) return found;
		if (!small.has(m.t[to - 1]?.bare ?? "")) return undefined;
	}
	return undefined;
}

function endingAt(m: Heard, to: number): At<string> | undefined {
	const said = (from: number): At<string> => ({ what: m.words(from, to), start: from, next: to });
	const isThere = (one: { next: number }) =>
		one.next === to || (one.next < to && to - one.next <= 3 && places.has(m.t[one.next]?.bare ?? ""));
	const named = m.people.find(isThere);
	if (named) return said(named.start);
	if (isNumber(m, to - 1)) return m.t[to - 2]?.bare === "so" ? said(to - 2) : undefined;
	// `chi nhan` without marks looks like many other words; where a kin word leads and an office follows it is a name.
	return kinWord(m.t[to - 2]) && isWord(m, to - 1) && !kinWord(m.t[to - 1]) ? said(to - 2) : undefined;
}

const capital = (m: Heard, i: number) => isWord(m, i) && /^\p{Lu}/u.test(m.t[i]!.raw);

/** Who stands right behind a place, colon and small words apart. */
function after(m: Heard, start: number): At<string> | undefined {
	let from = start;
	while (linking.has(m.t[from]?.bare ?? "") || m.t[from]?.raw === ":") from++;
	const said = (to: number): At<string> => ({ what: m.words(from, to), start: from, next: to });
	const named = m.people.find((one) => one.start === from);
	if (named) return said(named.next);
	if (m.t[from]?.bare === "so" && isNumber(m, from + 1)) return said(from + 2);
	if (kinWord(m.t[from]) && isWord(m, from + 1)) return said(from + 2);
	let to = from;
	while (capital(m, to) && to < from + 4) to++;
	return to > from && m.t[from - 1]?.raw === ":" ? said(to) : undefined;
}

const unitShape =
	/(?:^|\s)((?:clb|câu lạc bộ|cau lac bo|xã|xa|phường|phuong|thôn|thon)\s+[^,:;.?!\n]+?)(?=\s+(?:từ|tu|đến|den|tới|thay|nhé|nhe|nha|ạ|là|gồm|gom|hiện|thôi|xin|nghỉ|có|co|cho|làm|lam)(?:\s|$)|[,:;.?!\n]|$)/iu;
const ownUnit = /^(clb|câu lạc bộ|cau lac bo|xã|xa|thôn|thon)\s+(mình|minh|ta|tôi|toi|nhà|nha)/iu;

function unitIn(m: Heard): string | undefined {
	const found = unitShape.exec(m.text)?.[1]?.trim();
	return found && !ownUnit.test(found) ? found : undefined;
}

const dayBehind = (m: Heard, cue: Words, way: "future" | "past"): string | undefined => {
	for (const { next } of m.at(cue)) {
		const found = m.all("day").find((item) => item.start >= next && item.start - next <= 2);
		const pair = m.all("pair").find((item) => item.day && item.start >= next && item.start - next <= 2);
		if (found || pair) return m.day(way, next);
	}
	return undefined;
};

const behind = (group: readonly { start: number; next: number }[], from: number, gap: number) =>
	group.find((one) => one.start >= from && one.start - from <= gap);

interface Doing {
	role: At<Role>;
	who: At<string> | undefined;
	instead: At<string> | undefined;
}

/** `chị Nhàn làm thư ký`, `chị Nhàn thay cô Mai làm thư ký`: who does what. */
function doingIn(m: Heard): Doing | undefined {
	for (const role of rolesAt(m)) {
		const verb = m
			.at(doing)
			.find((one) => one.start < role.start && role.start - one.next <= 1 && one.next <= role.start);
		const who = verb && before(m, verb.start);
		if (!who) continue;
		const link = m.at(instead).find((one) => one.next === who.start);
		const first = link && before(m, link.start);
		if (first) return { role, who: first, instead: who };
		const later = behind(m.at(instead), role.next, 4);
		return { role, who, instead: later && after(m, later.next) };
	}
	return undefined;
}

/** `thay thư ký: chị Nhàn`, `giao việc thủ quỹ cho bà Tám`, `thư ký mới là chị Nhàn`, `cử thư ký mới`. */
function changingIn(m: Heard): Doing | undefined {
	for (const role of rolesAt(m)) {
		const verb = m.at(changing).find((one) => one.next <= role.start && role.start - one.next <= 1);
		const isNew = behind(m.at(newly), role.next, 0);
		if (!verb && !isNew && m.t[role.next]?.raw !== ":") continue;
		const who = after(m, isNew?.next ?? role.next);
		if (who || (verb && role.next >= m.t.length - 3)) return { role, who, instead: undefined };
	}
	return undefined;
}

/** `tôi làm thư ký`, and nothing else: nobody names himself, and is told so. */
function oneselfIn(m: Heard): Doing | undefined {
	const [role] = rolesAt(m);
	const isSo =
		role &&
		m.t.length <= 7 &&
		m.at(doing).some((one) => one.next === role.start && oneself.has(m.t[one.start - 1]?.bare ?? ""));
	return isSo ? { role, who: { what: "tôi", start: 0, next: 0 }, instead: undefined } : undefined;
}

const isTalk = (m: Heard): boolean => m.has(notHere) || asks(m) || m.t.length > 40;

/** Whether it is for a while only: a last day, or a word for it; `ba tam` is a name, and no tạm. */
const isForNow = (m: Heard, who?: At<string>): boolean =>
	dayBehind(m, toDay, "future") !== undefined ||
	m.at(forNow).some((one) => !who || one.next <= who.start || one.start >= who.next);

/** Somebody takes an office, for good. */
export function namedIn(m: Heard): Spoken | undefined {
	if (isTalk(m) || endedIn(m)) return undefined;
	const found = doingIn(m) ?? changingIn(m) ?? oneselfIn(m);
	if (!found || isForNow(m, found.who)) return undefined;
	return {
		role: found.role.what,
		member: found.who?.what,
		absentee: found.instead?.what,
		unit: unitIn(m),
		since: dayBehind(m, fromDay, "future"),
	};
}

/** Somebody acts for one who is ill or travelling: `chị Liên làm thay cô Mai đến rằm`, `bác Hải ốm, chị Liên thay`. */
export function stoodIn(m: Heard): Spoken | undefined {
	const does = doingIn(m);
	if ((!does && !m.has(standing)) || isTalk(m) || m.sums().length > 0) return undefined;
	const shared = { unit: unitIn(m), until: dayBehind(m, toDay, "future") };
	const [role] = rolesAt(m);
	if (does && isForNow(m, does.who))
		return { ...shared, role: does.role.what, member: does.who?.what, absentee: does.instead?.what };
	if (does) return undefined;
	for (const verb of m.at(standing)) {
		const who = before(m, verb.start);
		if (!who) continue;
		const whom = after(m, verb.next);
		const ill = m.people.find((one) => one.next <= who.start && behind(m.at(isAway), one.next, 3));
		const isOffice = role && role.start >= verb.next && role.start - verb.next <= 2;
		const isPlain = verb.next - verb.start === 1 && !isOffice && !ill && shared.until === undefined;
		if ((!whom && !ill && !isOffice) || isPlain) continue;
		const absentee = whom?.what ?? (ill && m.words(ill.start, ill.next));
		return { ...shared, role: role?.what, member: who.what, absentee };
	}
	return undefined;
}

/** Somebody gives an office up: `cô Mai thôi làm thư ký`, `cho bà Tám nghỉ thủ quỹ`, `chị Liên thôi làm thay`. */
export function endedIn(m: Heard): Spoken | undefined {
	if (isTalk(m)) return undefined;
	const [standIn] = m.at(endingStandIn);
	const ended = standIn && before(m, standIn.start);
	if (ended) return { member: ended.what, role: rolesAt(m)[0]?.what, unit: unitIn(m), standIn: true };
	for (const role of rolesAt(m)) {
		const verb = m.at(ending).find((one) => one.next <= role.start && role.start - one.next <= 2);
		if (!verb) continue;
		const who = before(m, verb.start);
		if (who) return { role: role.what, member: who.what, unit: unitIn(m) };
		if (oneself.has(m.t[verb.start - 1]?.bare ?? "")) return { role: role.what, self: true };
		const whom = after(m, role.next);
		if (whom) return { role: role.what, member: whom.what, unit: unitIn(m) };
	}
	return undefined;
}

/** `ban chủ nhiệm gồm những ai`, `ai là thư ký`. */
export function listedIn(m: Heard): Spoken | undefined {
	if (m.has(notHere) || m.t.length > 14) return undefined;
	const isBoard = m.has(wholeBoard);
	if (!isBoard && !m.has(keepsMoney) && !m.has(asked) && !m.has(whoIs)) return undefined;
	const shared = { unit: unitIn(m) };
	if (isBoard && (m.has(asked) || m.has(listed))) return shared;
	if (m.has(keepsMoney)) return { ...shared, role: "treasurer" };
	const found = rolesAt(m).find(
		(role) =>
			m.at(whoIs).some((one) => one.next <= role.start && role.start - one.next <= 1) ||
			m.at(asked).some((one) => one.start >= role.next && one.start - role.next <= 4),
	);
	return found && { ...shared, role: found.what };
}

const nobody =
	/^(da |vang |thi )*(chua|chua co ai|chua biet|chua co|khong co ai|khong ai|de sau)( a| chau| em| nhe)*$/;

/** `chưa`: whoever is asked for a name has none yet. */
export const isNobody = (words: string): boolean => nobody.test(fold(words).trim());
