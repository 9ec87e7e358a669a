import {
	all,
	any,
	asks,
	followed,
	type Heard,
	opens,
	type PhraseBook,
	says,
	short,
	somebody,
	words,
} from "../conversation/understanding/index.ts";
import { given, member } from "../conversation/understanding/slots.ts";
import { correcting } from "./correcting.ts";
import { isEnd, looksLikeList } from "./lines.ts";
import { isSkip } from "./settle.ts";
import { phrases as slips } from "./slips/phrases.ts";

const list = words(
	"danh sách|ds|sổ hội viên|danh sách hội viên|ds hội viên|ds hv|danh sách clb|danh sách câu lạc bộ",
);
const putIn = words("đưa|nhập|gửi vào|đưa vào|nhập vào|chép|chép vào|dán|dán vào|bỏ vào|ghi vào");
const howMany = words("người|hội viên|hv|thành viên");
const inHow = words(
	"vào thế nào|vào như thế nào|vào ra sao|vào kiểu gì|vào đây|vào máy|thế nào|như thế nào|vào sao|làm sao|kiểu gì|ra sao|cách nào",
);

/** `danh sách 52 người`: how many are to come. */
const total = (m: Heard): number | undefined =>
	m.all("number").find((item) => m.at(howMany).some((word) => word.start === item.next))?.value;

const isList = (m: Heard): boolean => looksLikeList(m.text, m.expecting === "confirm" ? 1 : 2, false);
const isMore = (m: Heard): boolean => m.expecting === "roster" && looksLikeList(m.text, 1, true);
const isAll = (m: Heard): boolean => m.expecting === "roster" && isEnd(m.text);

/** What may be typed in the place of a doubtful digit: the number alone, the whole line, or `bỏ`. */
const typedAnew =
	/^(?=.{1,100}$)\s*((số|so|là|la|năm|nam|sinh|điện thoại|dien thoai|sđt|sdt|đt|dt)\s+)*[\d\s.+()-]{1,20}(\s*(ạ|a|nhé|cháu|em))*\s*$/is;
const isFix = (m: Heard): boolean =>
	m.expecting === "roster-fix" &&
	(isSkip(m.text) || typedAnew.test(m.text) || looksLikeList(m.text, 1, true));

const who = words(
	"ai|những ai|người nào|những người|bao nhiêu người|mấy người|hội viên nào|hv nào|danh sách|ds|những hội viên",
);
const withoutChat = words(
	"chưa có zalo|không có zalo|chưa vào zalo|chưa dùng zalo|không dùng zalo|chưa vào máy|chưa nhận được tin|chưa kết nối|chưa vào được|không zalo|chưa zalo|chưa vào bot",
);
const withoutPhone = words(
	"không có điện thoại|chưa có điện thoại|không có sđt|chưa có sđt|không có số điện thoại|chưa có số điện thoại|không điện thoại|không có đt|chưa có đt|không có máy|không sđt",
);

/** One line under what was read back: it is put right. */
const isAgain = (m: Heard): boolean =>
	m.expecting === "roster-again"
		? isSkip(m.text) || looksLikeList(m.text, 1, true)
		: m.expecting === "confirm" && !m.text.includes("\n") && isList(m);

export const phrases: PhraseBook = {
	...slips,
	"roster.paste": {
		by: ["secretary"],
		says: [
			says(99, any(isList, isMore, isAll, isFix, isAgain)),
			says(86, any(putIn, words("gửi")), list, inHow),
			says(84, followed(putIn, list, 2), short(12), (m) => !asks(m) || total(m) !== undefined),
		],
		never: [
			words("quỹ|vay|nợ|vắng|huyết áp|họp"),
			all(words("thêm|kết nạp")),
			// `12 tháng chứ không phải 10 tháng` puts a term right, and no line of the book
			(m) => m.expecting === "confirm" && m.all("span").length > 0,
		],
		slots: (m) =>
			isAgain(m)
				? { again: m.text.trim() }
				: isFix(m)
					? { fixes: m.text.trim() }
					: isAll(m)
						? { complete: true }
						: isList(m) || isMore(m)
							? { lines: m.text, ...given({ total: total(m) }) }
							: given({ total: total(m) }),
	},
	"member.add": {
		by: ["secretary"],
		says: [
			says(99, (m) => m.expecting === "member-phone" && (isSkip(m.text) || typedAnew.test(m.text))),
			says(99, (m) => m.expecting === "member-number" && typedAnew.test(m.text)),
		],
		slots: (m) =>
			m.expecting === "member-phone"
				? { phone: m.text.trim() }
				: { number: Number(m.text.replace(/\D/g, "")) },
	},
	"member.list": {
		by: ["secretary", "coordinator"],
		says: [says(78, who, withoutChat, short(14)), says(78, who, withoutPhone, short(14))],
		never: [words("quỹ|vay|nợ|vắng|huyết áp|họp|báo cáo")],
		slots: (m) => ({ only: m.has(withoutChat) ? "no-chat" : "no-phone" }),
	},
	"member.correct": {
		by: ["secretary", "member"],
		says: [says(70, (m) => correcting(m) !== undefined && !isList(m))],
		never: [
			words("kết nạp|thêm|mới vào|hội viên mới|bổ sung|ghi tên|vay|nợ|quỹ|họp|vắng|thông báo|gọi|nhắn"),
			asks,
		],
		slots: (m) => correcting(m) ?? {},
	},
	"member.invite": {
		by: ["secretary", "coordinator"],
		says: [says(70, opens(words("mời"), 1), short(6), somebody)],
		never: [
			words("họp|tập huấn|dự|sinh hoạt|cơm|nước|ăn|mời mọi người|mời bà con|thông báo"),
			(m) => m.colon() > 0,
		],
		slots: (m) => given({ member: member(m) }),
	},
};
