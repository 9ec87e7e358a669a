import { english } from "../language/english.ts";
import {
	all,
	any,
	asks,
	followed,
	type Heard,
	not,
	only,
	opens,
	type PhraseBook,
	says,
	short,
	words,
} from "./understanding/index.ts";
import { meeting, polite, show } from "./understanding/vocabulary.ts";

const hello = words(
	"chào|xin chào|a lô|alo|hello|hi|chao bot|chào buổi sáng|helo|lô",
	english("hello|hi|good morning|good afternoon|good evening"),
);
const thank = words(
	"cảm ơn|cám ơn|tks|thanks|thank|cảm ơn nhiều|camon|cảmơn|thank you|đội ơn|quý hoá quá|thks|ơn cháu|biết ơn",
	english("thank you|thanks|thanks a lot|thank"),
);

const learn = words(
	"làm sao để|làm răng để|làm thế nào để|làm sao gửi|cách gửi|cách ghi|bấm vô mô|bấm vào đâu|bấm đâu|gửi kiểu gì|hướng dẫn|cách dùng|chỉ cách|bày cách|hướng dẫn sử dụng|hdsd|hd sd|hd cách|cách sử dụng|chỉ tôi|dạy tôi|chỉ cho|bày cho|trợ giúp|cần giúp|help|cứu với",
	english("how do i use|how to use|how does this work|show me how|instructions"),
);
const howTo = words(
	"như thế nào|thế nào|kiểu gì|răng|sao|kiểu chi|ra sao|làm sao|ntn|cách nào|thế răng|răng rứa|thế nào đây|gì",
);
const operate = words("dùng|bấm|nhắn|ghi|gõ|sử dụng|nhập|viết|xài|dùng máy|trả lời|gửi tin|nói");
const lost = words(
	"không hiểu|không biết bấm|không biết dùng|không biết ghi|chưa biết dùng|không biết nhắn|không biết làm|lẩm cẩm|chưa hiểu|không rõ|không biết gõ|không biết xài",
	english("i don't understand|i do not understand"),
);

const menuWords = words(
	"menu|trở về đầu|về đầu|quay về đầu|quay lại đầu|về trang đầu|bảng chức năng|màn hình chính|chức năng|các mục|danh mục|trang chủ|mục lục|trang chính|menu chính|lựa chọn chính|bảng chọn|làm được những gì|làm được gì|giúp được gì|các chức năng",
	english("menu|main menu|what can you do"),
);

const yesWords = words(
	"đúng|đúng rồi|vâng|dạ|ừ|ok|oke|okie|okela|phải|phải rồi|chuẩn|chuẩn rồi|đồng ý|chính xác|được|đúng vậy|có|rồi|nhất trí|ừm|uh|uhm|y|yes|xác nhận|ghi đi|lưu đi|chốt|vâng ạ|dạ vâng|đúng thế|đúng rứa|phải đó|đúng như vậy|đúng hết|duyệt|ghi nhận|ghi luôn|chuẩn luôn|chuẩn cơm mẹ nấu|ờ|ừa|ok em|có chứ|tất nhiên|được rồi|gửi đi|gửi luôn|ghi vào|lưu lại|lưu luôn",
	english("yes|that's right|correct|right|that is right|that is correct|sure"),
);
const noWords = words(
	"không|không đúng|sai|sai rồi|sai bét|không phải|chưa đúng|chưa|chưa phải|nhầm|nhầm rồi|no|không được|không ạ|sai hết|không chính xác|chưa chính xác|không phải như vậy|không phải thế|đừng ghi|trật|trật lất|trật rồi|lộn rồi|lộn|không phải mô|khoan đã|không đồng ý|sai số|sai tên|sai ngày|không chuẩn|đâu phải",
	english("no|that's wrong|wrong|not correct|not right|that is wrong|incorrect|that's not right"),
);
const yesFill = words(
	"ghi|lưu|gửi|như|hết|cả|thế|vậy|đúng|rồi|em ghi|cháu ghi|chuẩn|đi|hộ|như vậy|như thế|như z|gì|cơm|được|tốt|lắm|xác|nhận|nhận|đầy|đủ|chính|số|bét|tùm|lum|bậy|mất|hoàn|toàn|số liệu|kiểm|tra",
);

const dropIt = words(
	"dẹp|dẹp đi|thôi dẹp|hủy|huỷ bỏ|bỏ qua|thôi|hủy bỏ|dừng lại|thôi không|không làm nữa|hủy thao tác|bỏ đi|khỏi|thôi khỏi|hủy lệnh|thôi bỏ|không ghi nữa|để sau|ngừng lại|không nhập nữa|cancel|thoát|hủy yêu cầu|hủy việc|thôi để|khỏi ghi|khỏi cần|không cần nữa|không vay nữa|không làm tiếp|dừng việc|bỏ việc",
	english("cancel|never mind|forget it|leave it"),
);
const dropFill = words(
	"bỏ|không|nữa|làm|ghi|nhập|để|mai|sau|khi|khác|thao|tác|việc|đang|này|khỏi|cần|ngay|luôn|qua|tạm|đừng|hỏi|mần|thôi|tính|hôm|tiếp|bữa|lúc|yêu cầu|lệnh|muốn|mệt|phiên|bước|quay|chưa|đủ|số|liệu|có|khoan|dừng lại|lại|xem|kỹ|đổi|ý",
);
const firmDrop = words(
	"hủy thao tác|huỷ bỏ|hủy bỏ|thôi không ghi|thôi không|không ghi nữa|thôi bỏ|bỏ qua đi|dừng việc|hủy lệnh|không làm nữa|thôi khỏi|không nhập nữa|dừng lại|hủy việc|hủy yêu cầu|không vay nữa|thôi để|dừng việc đang làm|bỏ việc|khỏi ghi|không làm tiếp",
	english("never mind|forget it"),
);

const remove = words(
	"xóa|hủy|bỏ|rút lại|gỡ|thu lại|bỏ đi|xoá bỏ|thu hồi|xóa giúp|lấy lại|rút",
	english("delete|remove"),
);
const justNow = words(
	"vừa|vừa rồi|vừa nãy|lúc nãy|ban nãy|hồi nãy|khi nãy|vừa xong|cái nãy|mới nhập|mới ghi|mới gửi|mới lưu|vừa nhập|vừa ghi|vừa gửi|vừa lưu|mới báo|gần nhất|cuối cùng|trên kia|hồi nẫy|lần cuối|mới rồi|khi hồi",
	english("just entered|just sent|just wrote|last entry|just now|just saved"),
);
const undoWords = words(
	"hoàn tác|undo|quay lại bước trước|làm lại từ đầu|trả lại như cũ|phục hồi lại",
	english("undo"),
);

const messages = words(
	"tin|tin nhắn|thông báo|nhắn tin|gửi tin|nhắn|gửi|nhắc|tin tức|làm phiền|nhắn nữa|zalo",
	english("messages|message"),
);
const noMore = words(
	"đừng|ngừng|tắt|stop|không muốn nhận|không nhận|thôi|dừng|không cần|chặn|hủy nhận|hủy đăng ký|bỏ theo dõi|không muốn|ngưng|thôi không nhận|đừng có|thôi đừng|cắt",
	english("stop|don't|do not|no more"),
);
const sending = words(
	"tin|tin nhắn|nhắn|gửi|nhận|nhắn tin|gửi tin|nhận tin|thông báo|nhắc|nhận tin nhắn|nhận thông báo|làm phiền|nhắn nữa|gửi nữa",
	english("messages|message|sending|send"),
);
const again = words(
	"gửi lại|nhắn lại|bật lại|nhận lại|nhận tin lại|nhận tin trở lại|tiếp tục gửi|tiếp tục nhận|tiếp tục nhắn|mở lại|nhắn tin lại|gửi tin lại|trở lại|nhận thông báo lại|nhắc lại|bật thông báo|mở thông báo|lại như trước|nhận tin tiếp|gửi tiếp|nhắn tiếp|bật tin|đăng ký nhận tin|cho nhận tin|thông báo lại",
	english("again"),
);

const englishTongue = words("tiếng anh|english|anh ngữ|tieng anh", english("english"));
const vietnamese = words(
	"tiếng việt|vietnamese|tiếng mẹ đẻ|tiếng ta|tieng viet|việt ngữ",
	english("vietnamese"),
);
const switching = words(
	"đổi|chuyển|đổi sang|chuyển sang|nói|switch|ngôn ngữ|dùng|sang|language|speak|change|trả lời bằng|bằng|nhắn|viết|cài|đặt|in|use|để",
	english("speak|switch|use|in|please|change|reply"),
);
const notKnown = words("không biết|không đọc được|không rành|chẳng biết|không hiểu|mù|biết đâu|biết mô");

const person = words(
	"thư ký|cán bộ|chủ nhiệm|người thật|người phụ trách|phụ trách|ai đó|kế toán|trưởng nhóm|ban chủ nhiệm|thủ quỹ|tổng đài|nhân viên|tình nguyện viên phụ trách|ai phụ trách|người quản lý|hội trưởng|người|chủ tịch hội|trưởng ban|cô thư ký|phó chủ nhiệm",
	english("secretary|someone|person"),
);
const talk = words(
	"gặp|nói chuyện|nối máy|gọi|gọi cho|gặp trực tiếp|trao đổi|liên hệ|liên lạc|kết nối|nói chuyện với|gặp người|hỏi trực tiếp|tư vấn",
);
const phoneAsked = words(
	"số điện thoại|sđt|số máy|số đt|đt của|dt|điện thoại của|số zalo|số liên lạc|đường dây nóng|hotline|số phôn|sdt",
	english("secretary number|number of the secretary|phone number"),
);
const realPerson = words(
	"người thật|người phụ trách|gặp trực tiếp|nối máy|gọi ai đó|gặp cán bộ|nói chuyện với người|ai phụ trách|gặp thư ký|gặp chủ nhiệm|gọi cho thư ký|gọi thư ký|tổng đài|gặp người|nói chuyện với thư ký|nói chuyện với cán bộ|nói chuyện trực tiếp|liên hệ ai|gọi ai|gọi cho ai|hỏi ai|không nói với máy|gọi người|gặp ai|người nghe máy|gặp kế toán|gặp thủ quỹ",
	english(
		"talk to a person|speak to someone|speak to a person|talk to someone|who can i call|talk to the secretary|call someone|speak to the secretary|real person|call the secretary|who do i call",
	),
);
const ask = words(
	"xin|cho|là gì|là j|mấy|bao nhiêu|cần|muốn|hỏi|bn|nào|đâu|gửi|gì",
	english("please|what|need|give"),
);

const wantsMessages = (m: Heard): boolean =>
	m
		.at(again)
		.some((a) =>
			m.t
				.slice(Math.max(0, a.start - 4), a.start)
				.every(
					(token) =>
						!["đừng", "dung", "ngừng", "không", "bỏ", "hủy", "huỷ", "huy", "thôi"].includes(token.low),
				),
		);

/** Thanks at the beginning, with the reason told at length behind. */
const thanksFirst = opens(thank, 4);
const wishes = words(
	"chúc|buổi sáng|buổi tối|buổi chiều|tốt lành|ngày mới|vui vẻ|khỏe|mạnh khỏe|có ai không|mọi người|cả nhà|sức khỏe|bà con|ngày|sáng|tối|hội|mới|may mắn|tốt|lành|năm mới",
);
const introducing = words("tôi là|em là|bác là|cháu là|bà là|ông là|chị là|cô là|đây|mình là");
/** `Xin chào, tôi là Hùng bên Hội Người cao tuổi xã` */
const introduces = (m: Heard): boolean =>
	m.has(introducing) && m.t.length <= 16 && m.items.every((item) => item.kind === "person");

/** English and Vietnamese both named (`ko biet tieng anh, doi sang tieng viet`): the one that is not said to be unknown. */
function languageWanted(m: Heard): string {
	if (!m.has(englishTongue)) return "vi";
	if (!m.has(vietnamese)) return m.has(notKnown) ? "vi" : "en";
	const unknown = (group: typeof englishTongue) =>
		m.at(group).every((each) => m.near(notKnown, each.start, 1) || m.near(notKnown, each.start, 2));
	return unknown(englishTongue)
		? "vi"
		: unknown(vietnamese)
			? "en"
			: (m.at(englishTongue).at(-1)?.start ?? 0) > (m.at(vietnamese).at(-1)?.start ?? 0)
				? "en"
				: "vi";
}

/** Two groups as one filler for `only`. */
function any2(a: ReturnType<typeof words>, b: ReturnType<typeof words>): ReturnType<typeof words> {
	return words(...a.phrases, ...b.phrases);
}

/** `đúng rồi`, `chuẩn rồi em, ghi đi`: agreement at the beginning, and no other value or wish behind. */
function confirms(m: Heard): boolean {
	const first = m.at(yesWords)[0];
	return (
		first !== undefined && first.start <= 2 && !m.has(noWords) && m.items.length === 0 && m.t.length <= 14
	);
}

/** Words of stopping carry to the end: no other wish follows. */
const stopping = (m: Heard): boolean => m.items.every((item) => item.kind === "day") && m.has(firmDrop);

/** What everybody says to a bot, whatever it is about. Weights are low, so that the point of a message wins over its manners. */
export const phrases: PhraseBook = {
	greet: {
		says: [
			says(13, only(hello, any2(polite, wishes))),
			says(12, opens(hello, 3), introduces),
			says(11, hello, (m) => m.core <= 3),
		],
	},
	thanks: {
		says: [
			says(
				14,
				thank,
				(m) =>
					(m.t.length <= 18 || (m.t.length <= 26 && thanksFirst(m) && !asks(m))) &&
					m.items.every((item) => item.kind === "person" || (item.kind === "number" && item.weak)),
			),
		],
	},
	help: {
		says: [
			says(40, only(words(english("help|help me")), polite)),
			says(89, opens(learn, 3), (m) => m.colon() < 0),
			says(50, learn, not(any(meeting))),
			says(48, followed(operate, howTo, 3), any(lost, short(12)), not(meeting)),
			says(45, lost, not(meeting)),
			says(40, only(words("giúp|giúp với|cứu|0"), polite)),
		],
		never: [followed(words("đừng|đừng có|thôi đừng"), sending, 2)],
	},
	menu: { says: [says(55, menuWords)] },
	yes: {
		says: [
			says(30, all(only(yesWords, any2(polite, yesFill)), not(noWords), not(any(hello, thank)))),
			says(31, (m) => m.expecting === "confirm" && confirms(m)),
		],
	},
	no: {
		says: [
			says(29, only(noWords, any2(polite, yesFill))),
			says(32, (m) => m.expecting === "confirm" && m.at(noWords).some((each) => each.start <= 1)),
		],
	},
	cancel: {
		says: [
			says(38, only(dropIt, any2(polite, dropFill))),
			says(37, only(words("dừng|ngừng"), polite), (m) => /[ừ]/i.test(m.text)),
			says(36, firmDrop, (m) => m.expecting !== undefined),
			says(34, opens(dropIt, 1), (m) => m.expecting !== undefined && m.has(dropIt) && stopping(m)),
			says(33, firmDrop, short(8)),
		],
	},
	undo: {
		says: [
			says(75, remove, justNow),
			says(70, undoWords),
			says(
				68,
				remove,
				words(
					"ghi nhầm|nhập nhầm|gõ lộn|ghi lộn|bấm nhầm|gửi nhầm|ghi sai|nhập sai|nhắn nhầm|báo nhầm|gõ nhầm|nhập lộn",
				),
			),
		],
	},
	stop: {
		says: [
			says(72, followed(noMore, sending, 2)),
			says(70, only(words("stop|dừng|hủy đăng ký|unsubscribe|ngừng"), polite), (m) =>
				/stop|unsub/i.test(m.text),
			),
			says(
				66,
				words(
					"tắt thông báo|hủy đăng ký|chặn tin|không nhận tin|ngừng nhận tin|tắt nhắc|tắt tin|bỏ đăng ký|hủy nhận tin|bỏ nhận tin",
				),
			),
		],
		never: [wantsMessages, words("đừng gửi vội|gửi nhầm")],
	},
	resume: {
		says: [
			says(74, wantsMessages, messages),
			says(60, words("bật lại thông báo|nhận tin lại|nhắn lại cho tôi|gửi tin lại")),
		],
	},
	language: {
		says: [
			says(70, any(englishTongue, vietnamese), switching),
			says(60, any(englishTongue, vietnamese), (m) => m.t.length <= 4),
		],
		never: [words("học tiếng|lớp tiếng|dạy tiếng|cô giáo|thầy")],
		slots: (m) => ({ lang: languageWanted(m) }),
	},
	human: {
		says: [
			says(66, realPerson),
			says(67, phoneAsked, person, ask),
			says(64, talk, person, not(meeting), not(show)),
			says(63, phoneAsked, any(person), short(9)),
			says(65, words("số thư ký|số điện thoại thư ký|gặp người|số của thư ký|số máy thư ký")),
		],
		never: [(m) => m.all("phone").length > 0],
	},
};
