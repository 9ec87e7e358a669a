import { type Heard, words } from "../conversation/understanding/index.ts";
import { english } from "../language/english.ts";

const that = words("rằng|là|biết|biết là|rằng là|nội dung|nội dung là|như sau", english("that"));
const command = words(
	"gửi|nhắn|thông báo|báo|loa|phát|tin|truyền|bắn|khẩn|nhắc|nhờ",
	english("send|announce|announcement|tell|notify"),
);

/** The words to be announced, verbatim, and the token where they begin; undefined where only the order to announce stands there. */
export function announcement(m: Heard): { text: string; from: number } | undefined {
	const first = m.at(command)[0];
	if (!first) return undefined;
	const colon = m.t.findIndex(
		(token, i) =>
			token.raw === ":" && i > first.start && i < 40 && !(m.t[i - 1]?.kind === "number" && m.t[i + 1]?.glued),
	);
	const verb = m
		.at(that)
		.find((each) => each.start > first.start && each.start < 25 && m.t[each.start]?.bare !== "noi");
	const at = colon >= 0 && !(verb && verb.next < colon - 3) ? colon + 1 : verb?.next;
	if (at === undefined || at >= m.t.length) return undefined;
	let start = m.t[at]?.start ?? 0;
	if (m.t[at]?.kind === "line") start = m.t[at + 1]?.start ?? start;
	const text = unquoted(m.text.slice(start).trim());
	return text ? { text, from: at } : undefined;
}

/** Quotation marks around the whole are the sender's, not the announcement's. */
function unquoted(text: string): string {
	return /^".*"$/s.test(text) && !text.slice(1, -1).includes('"') ? text.slice(1, -1).trim() : text;
}
