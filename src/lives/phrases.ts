import {
	all,
	any,
	asks,
	followed,
	type Heard,
	not,
	type PhraseBook,
	says,
	short,
	somebody,
	words,
} from "../conversation/understanding/index.ts";
import { given, member } from "../conversation/understanding/slots.ts";
import { ifOnly, notOurs } from "../conversation/understanding/vocabulary.ts";
import { deadIn, diesIn, funeralIn, partIn } from "./dyingWords.ts";

const announce = words(
	"thông báo|gửi thông báo|thông báo cả|báo cả|nhắn cả|loa|phát tin|gửi tin|báo cho cả|nhắn mọi người|báo mọi người|báo bà con|báo cho bà con|báo hội viên|nhắn bà con|báo tin cho|nhắn tin cho",
);
const question = words(
	"phải không|có phải|không nhỉ|chưa nhỉ|đúng không|thật không|à cháu|hả cháu|bao giờ mất",
);

const phone = words("điện thoại|máy|zalo|di động|đt|dt|sim|smartphone|cái máy");
const loses = words("mất|rơi|đánh rơi|bị mất|bị trộm|mất cắp|bị cắp|bị giật|hỏng|rớt");
const lock = words(
	"khoá máy|khóa máy|khoá điện thoại|khóa điện thoại|chặn máy|khoá đt|khóa đt|khoá zalo|khóa zalo",
);

const goes = words(
	"vào nam|đi nam|ra bắc|ra ngoài bắc|đi xa|đi vắng|vắng nhà|đi nước ngoài|sang nước ngoài|đi nằm viện|đi viện|nằm viện|đi miền nam|đi miền bắc|vào miền nam|ra hà nội|đi hà nội|vào sài gòn|đi sài gòn|vào thành phố|lên thành phố|ra thành phố|xuống thành phố|lên ở với con|ra ở với con|vào ở với con|đi ở với con|sang ở với con|đi thăm con|đi trông cháu|đi chăm cháu|về quê|đi hành hương|đi du lịch|đi làm ăn xa|đi làm xa|đi chữa bệnh|đi điều trị|đi mổ|vắng mặt ở nhà|đi tây nguyên|vào tây nguyên|đi chơi xa",
);
const forHow = words(
	"đến|tới|hết|qua|cho đến|cho tới|đến khi|chưa biết|không biết|ko biết|chưa rõ|không rõ|dài ngày|lâu dài|mới về|rồi về|sẽ về|tháng nữa|tuần nữa|ít lâu|lâu|mấy tháng|một tháng|hai tháng|ba tháng|nửa tháng|tuần|tháng",
);
const home = words(
	"về rồi|đã về|về nhà rồi|mới về|vừa về|về đến nhà|đã về nhà|về quê rồi|ra viện rồi|đã ra viện|xuất viện rồi|đã xuất viện|ra viện|xuất viện",
);
const sick = words("huyết áp|ha|đau|sốt|ngã|khó thở|cấp cứu|mệt|uống thuốc|khám");
const meetingWords = words("họp|sinh hoạt|buổi họp|dự");
const money = words("vay|trả|nợ|quỹ|tiền|nộp|lãi|gốc|góp|đóng|thu|chi");

const moves = words(
	"chuyển sang clb|chuyển sang câu lạc bộ|chuyển sinh hoạt sang|chuyển sinh hoạt về|chuyển clb|chuyển câu lạc bộ|chuyển đến clb|chuyển về clb|chuyển về câu lạc bộ|chuyển qua clb|chuyển hội sang|sang clb|sang sinh hoạt|chuyển sinh hoạt|chuyển đến câu lạc bộ|sang câu lạc bộ",
);
const leaves = words(
	"xin ra khỏi|ra khỏi câu lạc bộ|ra khỏi clb|ra khỏi hội|xin ra hội|xin ra clb|xin ra câu lạc bộ|thôi không sinh hoạt|thôi sinh hoạt|không sinh hoạt nữa|xin thôi sinh hoạt|rút khỏi câu lạc bộ|rút khỏi clb|xin rút khỏi|xin thôi hội viên|thôi hội viên|xin nghỉ hẳn|không tham gia nữa|thôi tham gia|xin thôi tham gia|không theo câu lạc bộ nữa|bỏ sinh hoạt|xin nghỉ sinh hoạt hẳn|thôi không tham gia",
);
const newNumber = words(
	"đổi số|thay số|số mới|đổi số điện thoại|đổi sđt|thay sim|đổi sim|số điện thoại mới|sđt mới|đổi sang số|dùng số",
);
const stopsHelping = words(
	"thôi giúp|không giúp|ngừng giúp|thôi không giúp|nghỉ giúp|không giúp được|thôi giữ máy|không giữ máy cho|thôi làm hộ|thôi nhận tin cho|thôi không giữ máy",
);
const familyPays = words(
	"trả mỗi tháng|mỗi tháng trả|trả hàng tháng|hàng tháng trả|trả thay|nhận trả|trả tiếp|trả dần mỗi tháng|trả từng tháng|một tháng trả|tháng trả",
);
const family = words(
	"con trai|con gái|con dâu|con rể|vợ ông|chồng bà|cháu nội|cháu ngoại|gia đình|con cả|con út|vợ|chồng|em trai|em gái",
);

/** The number of the paper book, where it stands for a name: `số 2 mất rồi`. */
const numberIn = (m: Heard): string | undefined => /(?:^|\s)(?:số|so) (\d{1,3})(?!\d|\/)/i.exec(m.text)?.[1];
const named = any(somebody, (m) => numberIn(m) !== undefined);
const whom = (m: Heard): string | undefined => member(m) ?? numberIn(m);

/** The club behind the word of moving, as typed. */
const clubIn = (m: Heard): string | undefined =>
	/((?:clb|câu lạc bộ|cau lac bo|thôn|thon)\s+.+)$/i
		.exec(m.text)?.[1]
		?.replace(/[.!?]+$/, "")
		.replace(/\s+(ạ|a|rồi|roi|nhé|nhe)$/i, "");

/** `Thu thôi giúp bà Sen`: who stops stands before the words of it. */
const helperIn = (m: Heard): string | undefined => {
	const at = m.at(stopsHelping)[0];
	const before = at && m.words(0, at.start).trim();
	const name = before?.split(/\s+/).at(-1);
	return name && /^\p{Lu}/u.test(name) ? name : undefined;
};

/** The one who is helped stands behind. */
const helpedIn = (m: Heard): string | undefined => {
	const at = m.at(stopsHelping)[0];
	return m.all("person").find((one) => at && one.start >= at.next)?.person.name;
};

export const phrases: PhraseBook = {
	"lives.died": {
		says: [says(95, diesIn, announce, (m) => m.role === "secretary"), says(88, diesIn)],
		never: [ifOnly, question, asks, notOurs, phone],
		slots: (m) => {
			const announced = m.role === "secretary" && m.has(announce);
			const part = partIn(m);
			return given({
				member: deadIn(m) ?? numberIn(m),
				diedOn: m.sureDay("past"),
				...(announced ? { announced: given({ part, funeral: funeralIn(m) }) } : {}),
			});
		},
	},
	"lives.phone-lost": {
		says: [says(88, named, followed(loses, phone, 2)), says(88, lock, named)],
		never: [asks, ifOnly, words("đã khoá|đã khóa|máy đo|máy cày|máy bơm|máy tính|máy xay")],
		slots: (m) => given({ member: whom(m) }),
	},
	"lives.number": {
		says: [
			says(
				86,
				named,
				newNumber,
				any((m) => m.all("phone").length > 0, short(8)),
			),
		],
		never: [asks, words("thêm hội viên|kết nạp")],
		slots: (m) => given({ member: whom(m), phone: m.all("phone")[0]?.digits }),
	},
	"lives.helper-gone": {
		says: [says(86, stopsHelping, somebody)],
		never: [asks, words("trả|nợ|quỹ|nộp|lãi|gốc|đóng")],
		slots: (m) => given({ member: helpedIn(m) ?? member(m), helper: helperIn(m) }),
	},
	"lives.back": {
		says: [
			says(70, named, home, short(9)),
			says(66, words("tôi|bác|em|cô|chú|chị|anh|mình"), home, short(7)),
		],
		never: [asks, sick, meetingWords, money, forHow, ifOnly],
		slots: (m) => given({ member: whom(m) }),
	},
	"lives.away": {
		says: [
			says(78, goes, forHow, named),
			says(60, goes, named, short(7)),
			says(77, goes, forHow, words("tôi|em|bác|cô|chú|chị|anh|mình|tui"), short(16)),
		],
		never: [asks, meetingWords, money, ifOnly, sick, words("mai|chiều nay|sáng mai|ngày kia")],
		slots: (m) => given({ member: whom(m), until: untilText(m), where: whereIn(m) }),
	},
	"lives.moved": {
		by: ["secretary"],
		says: [says(84, named, moves)],
		never: [asks, ifOnly, money],
		slots: (m) => given({ member: whom(m), club: clubIn(m) }),
	},
	"lives.left": {
		by: ["secretary"],
		says: [says(88, named, leaves)],
		never: [asks, ifOnly, all(meetingWords, words("tháng này|tuần này|hôm nay|mai|kỳ này")), not(named)],
		slots: (m) => given({ member: whom(m) }),
	},
	"lives.takeover": {
		by: ["secretary"],
		says: [says(100, somebody, family, familyPays)],
		never: [asks, ifOnly],
		slots: (m) => given({ words: m.text }),
	},
};

/** What is said of the time, from its first word on. */
function untilText(m: Heard): string | undefined {
	const from = m.at(goes)[0]?.next ?? 0;
	return m.words(from, m.t.length) || undefined;
}

const whereIn = (m: Heard): string | undefined => {
	const at = m.at(goes)[0];
	return at && m.words(at.start, at.next);
};
