import { type Heard, words } from "../conversation/understanding/index.ts";
import { dayInVietnam, isoOf } from "../language/days.ts";
import { monthAt } from "../language/readDay.ts";
import { oneOf } from "../language/tokens.ts";

const unit = words("xã|huyện|tỉnh|thôn|phường|bản|thị trấn|thành phố|xóm|khu phố|tổ dân phố|phố|làng|khu");
const clubWord = words("clb|câu lạc bộ");
const follows = oneOf(
	"nào",
	"bên",
	"mình",
	"em",
	"ta",
	"tôi",
	"có",
	"chưa",
	"trên",
	"này",
	"trong",
	"nhà",
	"của",
	"và",
	"là",
	"thì",
	"biết",
	"rằng",
	"đến",
	"giúp",
	"tháng",
	"gửi",
	"tin",
	"thế",
	"ra",
	"các",
	"ở",
	"chị",
	"khác",
	"trước",
	"một",
	"anh",
	"cho",
	"sinh",
	"họp",
	"báo",
);
const capital = (raw: string | undefined): boolean => raw !== undefined && /^\p{Lu}/u.test(raw);

/** The area or club a message is about, as typed with its xã or thôn; `CLB` before a name is dropped. Words for everybody are none. */
export function scope(m: Heard, before = m.t.length): string | undefined {
	const units = [...m.at(unit)].sort(
		(a, b) => Number(capital(m.t[b.next]?.raw)) - Number(capital(m.t[a.next]?.raw)) || a.start - b.start,
	);
	for (const each of units) {
		if (each.start >= before) continue;
		const end = nameEnd(m, each.next, before);
		if (end > each.next) return m.words(each.start, end);
	}
	for (const each of m.at(clubWord)) {
		if (each.start >= before) continue;
		const end = capital(m.t[each.next]?.raw) ? nameEnd(m, each.next, before) : each.next;
		if (end > each.next && !m.at(unit).some((u) => u.start === each.next)) return m.words(each.next, end);
	}
	return undefined;
}

/** Names are capitals where the message uses them, else at most two words that are no others'; a number may stand for a name (`thôn 5`). */
function nameEnd(m: Heard, from: number, before: number): number {
	if (m.t[from]?.kind === "number" && /^\d{1,2}$/.test(m.t[from]?.raw ?? "")) return from + 1;
	let end = from;
	if (capital(m.t[from]?.raw)) {
		const shouted = m.t.every((token) => token.kind !== "word" || capital(token.raw));
		while (
			end < Math.min(from + (shouted ? 2 : 4), before) &&
			m.t[end]?.kind === "word" &&
			capital(m.t[end]?.raw) &&
			!(shouted && follows(m.t[end]))
		)
			end++;
		// thôn Mẫu 2: a number right before the colon or the end is part of the name
		const numbered =
			m.t[end]?.kind === "number" &&
			/^\d{1,2}$/.test(m.t[end]?.raw ?? "") &&
			(m.t[end + 1]?.kind ?? "mark") !== "word" &&
			m.t[end + 1]?.raw !== "/";
		return numbered ? end + 1 : end;
	}
	while (end < Math.min(from + 2, before) && m.t[end]?.kind === "word" && !follows(m.t[end])) end++;
	return end === from + 2 ? end : from;
}

const lastMonth = words("tháng trước|tháng vừa rồi|tháng qua|tháng vừa qua");
const thisMonth = words("tháng này|tháng ni|tháng nay");

/** The month asked about as `YYYY-MM`; without a year the nearest that is not ahead. */
export function month(m: Heard): string | undefined {
	const today = isoOf(dayInVietnam(m.now));
	const [year, now] = [Number(today.slice(0, 4)), Number(today.slice(5, 7))];
	const text = (y: number, n: number) => `${y}-${String(n).padStart(2, "0")}`;
	if (m.has(thisMonth)) return text(year, now);
	if (m.has(lastMonth)) return now === 1 ? text(year - 1, 12) : text(year, now - 1);
	for (let i = 0; i < m.t.length; i++) {
		const found = monthAt(m.t, i);
		if (found && !found.lunar) return text(found.year ?? (found.month > now ? year - 1 : year), found.month);
		const short = /^[tT]$/.test(m.t[i]?.raw ?? "") && m.t[i + 1]?.glued ? Number(m.t[i + 1]?.raw) : 0;
		if (short >= 8 && short <= 12) return text(short > now ? year - 1 : year, short);
	}
	return undefined;
}
