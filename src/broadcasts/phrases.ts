import {
	any,
	type Heard,
	not,
	type PhraseBook,
	says,
	short,
	words,
} from "../conversation/understanding/index.ts";
import { given } from "../conversation/understanding/slots.ts";
import { asking, everyone, howMuch, show } from "../conversation/understanding/vocabulary.ts";
import { english } from "../language/english.ts";
import { announcement } from "./announcement.ts";
import { month, scope } from "./scope.ts";

const send = words(
	"gửi thông báo|thông báo|nhắn|gửi tin|phát tin|báo cho|báo hội viên|báo bà con|báo tin|báo các|báo mọi người|loa|loa lên|gửi tới|gửi|nhắn tin|phát thông báo|truyền tin|bắn tin|gửi đến|soạn thông báo|báo với|thông báo cho|nhắn chung|thông báo tới|đăng thông báo|khẩn|phát|gửi tin nhắn|tin báo|ra thông báo|đưa tin|nhắc|loan báo|phổ biến|truyền đạt|gửi lời|viết thông báo|nhắn cho|nhắn với|chuyển lời|nhắn giùm",
	english("tell|notify|send|announce|announcement"),
);
const firmSend = words(
	"gửi thông báo|phát thông báo|soạn thông báo|gửi tin nhắn chung|thông báo toàn|thông báo cho|thông báo tới|thông báo đến|phát tin|loa lên|báo cho bà con|nhắn cả|nhắn tin cho|gửi tin cho|báo hội viên|nhắn mọi người|gửi tới mọi người|thông báo khẩn|nhắn toàn bộ|bắn tin|truyền tin|thông báo sau|nhắn chung|báo với cả hội|nhắn cho cả|viết thông báo|ra thông báo|gửi tin nhắn|gửi tin|thông báo cả|nhắn tất cả|nhắn toàn|báo cho cả|báo cả|loa cho|khẩn cả|khẩn toàn|báo cho mọi người|báo tin cho|thông báo với|gửi toàn|gửi cả|đăng thông báo|gửi cho cả|gửi cho tất cả|gửi đến tất cả|gửi tất cả|nhắc cả|nhắc mọi người|nhắc bà con|phát loa",
	english(
		"send to all|announce|announcement|tell everyone|notify everyone|send to everyone|send a message to all",
	),
);
const units = words("xã|thôn|huyện|tỉnh|phường|clb|các clb|câu lạc bộ|các câu lạc bộ|bản|xóm|khu|phố");
const notSending = words(
	"đừng nhắn|đừng gửi|ngừng gửi|tắt thông báo|ngừng nhận|bật lại|không nhận|gửi lại cho tôi|của tôi|cho tôi như trước|lịch trả nợ|biểu đồ|mã mời|link mời|danh sách|trả lời|lời mời|báo cáo sinh hoạt|báo cáo họp|số dư|cho chị báo lịch|nhắn tin lại|gửi lại",
);

/** A report to the office, however it is addressed, is no announcement. */
const reporting = words(
	"xin báo cáo|em báo cáo|báo cáo anh|báo cáo chị|chị báo cáo|tôi báo cáo|báo cáo bác|báo cáo sinh hoạt|báo cáo buổi",
);

const unreported = words(
	"chưa báo cáo|chưa nộp báo cáo|chưa họp|chưa sinh hoạt|chưa bc|nợ báo cáo|thiếu báo cáo|chưa gửi báo cáo|chưa nộp bc|chưa gửi bc|không họp|chưa tổ chức họp|chậm báo cáo|chậm nộp báo cáo|báo cáo chậm|chưa có báo cáo|không báo cáo|chưa nộp|chưa tổ chức sinh hoạt|chậm nộp",
	english(
		"haven't met|hasn't met|didn't report|did not report|didn't meet|not reported|haven't reported|have not met|not met|hasn't reported|has not met|missing reports",
	),
);
const which = words(
	"clb nào|câu lạc bộ nào|những clb|đơn vị nào|ai|clb|câu lạc bộ|bao nhiêu clb|nơi nào|chỗ nào|mấy clb|những câu lạc bộ|các clb|đơn vị|những đơn vị|danh sách|ds|thôn nào|xã nào|bao nhiêu",
	english("which|who|clubs|what"),
);
const figures = words(
	"số liệu|báo cáo tổng hợp|tổng dư nợ|tình hình hoạt động|tình hình|thống kê|tổng hợp|báo cáo tháng|báo cáo chung|tổng kết|kết quả hoạt động|số clb|bao nhiêu clb|tổng số clb|tổng quỹ|tổng số hội viên|bao nhiêu hội viên|báo cáo|toàn cảnh|con số|hoạt động|chỉ tiêu|tỷ lệ|dư nợ",
	english("report|figures|statistics|summary"),
);
const area = words(
	"xã|huyện|tỉnh|địa bàn|thôn|khu vực|toàn xã|toàn huyện|toàn tỉnh|phường|cụm",
	english("commune|district|province|area"),
);
const waiting = words(
	"đang chờ|chờ tôi|chờ anh|tồn đọng|chuyển lên|đợi tôi|cần xử lý|cần tôi|chờ xử lý|chờ giải quyết|chờ duyệt|đang đợi|chờ chị|chờ em|cần giải quyết|can thiệp|cần duyệt|việc tồn|chưa xử lý|chưa giải quyết|chờ bác|chờ mình|đẩy lên|leo thang|cần anh|cần chị|báo lên|gửi lên|đợi anh|đợi chị|đợi duyệt|chờ phê duyệt|quá hạn xử lý|cần mình|đợi xử lý|cần phê duyệt|chờ ý kiến|tồn",
	english("waiting|open cases|pending"),
);
const matter = words(
	"gì|việc|vụ|ca|trường hợp|yêu cầu|chuyện|danh sách|vụ nào|ca nào|những gì|sự vụ|kiến nghị|vấn đề|phản ánh|cái gì|khiếu nại|hồ sơ|chi|đơn|đề nghị|mục nào",
	english("what|cases|anything"),
);
const coordinator = (m: Heard): boolean => m.role === "coordinator";
const onlyOrder = (m: Heard): boolean => m.has(firmSend);

const askTail = words("chưa em|chưa ạ|chưa nhỉ|đã gửi chưa|gửi chưa");
function asksOnly(m: Heard): boolean {
	return m.has(askTail) && m.colon() < 0;
}

const unreached = words(
	"chưa báo được|ai chưa báo|chưa nhận được tin|ai chưa nhận|chưa liên lạc được|không báo được|not reached|who was missed",
);

export const phrases: PhraseBook = {
	broadcast: {
		by: ["coordinator", "secretary"],
		says: [
			says(
				90,
				firmSend,
				any(short(12), (m) => announcement(m) !== undefined),
			),
			says(89, send, any(everyone, units), (m) => announcement(m) !== undefined),
			says(73, send, everyone, any(words("tin|thông báo|một tin"), onlyOrder)),
			says(85, words("thông báo|phát tin|loa"), (m) => m.colon() > 0),
		],
		never: [
			(m) => m.at(reporting).some((each) => each.start < m.colon() || m.colon() < 0),
			(m) => m.at(notSending).some((each) => each.start < (announcement(m)?.from ?? 1e9)),
			(m) => m.at(send).every((each) => each.start > 14 && each.start > m.colon()),
			asksOnly,
			words(
				"người bạn|may mắn|chia sẻ ngay|bạn bè|chưa nhận được thông báo|thông báo gì|có thông báo|thông báo lương",
			),
		],
		slots: (m) => {
			const text = announcement(m);
			const head = text ? text.from : m.t.length;
			const date = m.day("future", 0, head);
			return given({ text: text?.text, scope: scope(m, head), date, time: m.time(0, head) });
		},
	},
	"broadcast.unreached": {
		by: ["coordinator", "secretary"],
		says: [says(87, unreached)],
	},
	"clubs.unreported": {
		by: ["coordinator"],
		says: [
			says(86, unreported, any(which, area, asking, howMuch, short(8))),
			says(84, words("chưa báo cáo|chưa họp|chưa sinh hoạt")),
		],
		slots: (m) => given({ scope: scope(m), month: month(m) }),
	},
	"area.report": {
		by: ["coordinator"],
		says: [
			says(83, any(figures, words("bc")), area),
			says(
				70,
				words("báo cáo tổng hợp|thống kê|số liệu|báo cáo địa bàn|tổng hợp|tình hình các clb|báo cáo chung"),
				any(show, short(8)),
			),
			says(68, area, words("thế nào|ra sao|thế nào rồi|sao rồi"), coordinator, short(10)),
			says(
				72,
				words("bao nhiêu clb|bao nhiêu câu lạc bộ|tổng dư nợ|bao nhiêu hội viên"),
				any(area, coordinator),
			),
		],
		never: [unreported, (m) => m.colon() > 0 && m.has(firmSend)],
		slots: (m) => given({ scope: scope(m), month: month(m) }),
	},
	escalations: {
		by: ["coordinator"],
		says: [
			says(82, waiting, any(matter, show, asking, short(8))),
			says(75, words("việc tồn đọng|yêu cầu chờ|việc cần xử lý|chờ xử lý")),
		],
		never: [unreported, not(coordinator), (m) => m.colon() > 0 && m.has(firmSend)],
	},
};
