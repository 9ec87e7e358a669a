import {
	any,
	type Heard,
	not,
	type PhraseBook,
	says,
	short,
	words,
} from "../conversation/understanding/index.ts";
import { given, member } from "../conversation/understanding/slots.ts";
import { howMuch, show, whenAsked } from "../conversation/understanding/vocabulary.ts";
import { english } from "../language/english.ts";
import { body, hasBody, newsOfOthers, pressureWords, readingDay } from "./values.ts";

const healthThings = words(
	"huyết áp|ha|chỉ số sức khỏe|chỉ số|sức khỏe|đường huyết|cân nặng|nhịp tim|mạch|số đo|đo huyết áp|các chỉ số|huyeets ap|chỉ số sức khoẻ|đo sức khỏe|đường máu|tiểu đường|chiều cao",
	english("blood pressure|readings|weight|blood sugar"),
);
const record = words(
	"ghi|nhập|gửi|lưu|báo|ghi lại|ghi giúp|điền|cập nhật|nộp|khai",
	english("record|enter|save"),
);
const historic = words(
	"lịch sử|biểu đồ|gần đây|lần trước|mấy lần trước|các lần|những lần|xem lại|trước đây|tháng trước|tuần trước|tuần qua|tháng qua|hôm trước|quá trình|diễn biến|kết quả đo|mấy hôm nay|mấy bữa nay|lần gần nhất|thời gian qua|dạo này|mấy tuần|nhật ký|tháng này|tuần này|đã đo|bữa trước|mấy tháng|đồ thị|sổ theo dõi|các lần đo|lần cuối|gần nhất|từ đầu năm",
	english("last|history|last time|chart|recent|previous"),
);
const measured = words(
	"đo được bao nhiêu|đo bao nhiêu|được bao nhiêu|là bao nhiêu|bao nhiêu|mấy|thế nào|ra sao|răng|như nào|cao hay thấp|lên hay xuống",
);
const seen = words(
	"xem|coi|cho xem|gửi|mở|cho coi|xem lại|hiện|tra|kiểm tra|thế nào|ra sao|in|theo dõi|cho biết",
	english("show|see|what was"),
);
const general = words(
	"nên kiêng|kiêng|ăn gì|uống thuốc gì|thuốc gì|bao nhiêu là cao|bao nhiêu là bình thường|là cao|có sao không|uống ngày|mấy viên|là gì|nguyên nhân|triệu chứng|nên làm gì|nên ăn|nên uống|thuốc huyết áp|mua máy|máy đo ở đâu|cách đo|máy đo mua|bao nhiêu tiền|giá",
);

const ill = words(
	"ốm|đau|bị ngã|ngã từ|té ngã|ngã đau|ngã gãy|sốt|liệt|nằm liệt|mệt|bệnh|sưng|chóng mặt|khó thở|gãy|không dậy được|không đi được|không đi nổi|đi lại khó|không nấu được|yếu|choáng|đau đầu|đau lưng|bị cảm|cảm cúm|bị ho|nằm viện|tai biến|không ra khỏi|không đi lại được|què|trẹo|hoa mắt|tê chân|tê tay|bị bỏng|xỉu|ngất",
	english("ill|sick|fell|pain|fever|dizzy"),
);
const plea = words(
	"giúp tôi|giúp bác|giúp bà|giúp ông|giúp em|giúp với|giúp tui|giúp mệ|đến giúp|sang giúp|qua giúp|tới giúp|nhờ|nhờ ai|cho người|có ai|ai rảnh|cần người|cần tình nguyện viên|cử người|hỗ trợ|giúp đỡ|ai sang|ai qua|tình nguyện viên|tnv|chở đi|chở ra|chở lên|chở đến|đưa đi khám|đưa đi viện|xin người|nhờ câu lạc bộ|nhờ clb|giúp cụ|trông giúp|nấu giúp|mua giúp|lấy giúp|mua hộ|lấy hộ|nấu hộ|chở giúp|đến xem|người đến|người tới|người sang|cần ai|sang xem|qua xem|giúp một tay|giúp cho|giúp đỡ bác|ai tới|ai đến|chăm giúp|trông hộ|chở hộ|giúp gia đình|giúp cụ bà|ai giúp|cứu",
	english(
		"take me to|drive me|look after me|send someone|help me|someone help|someone come|need help|please help",
	),
);
const chore = words(
	"khám|thuốc|mua thuốc|lấy thuốc|nấu cơm|tắm|tắm rửa|dột|sửa nhà|sửa mái|chở đi|chở ra|chở lên|đi viện|bệnh viện|trạm xá|trạm y tế|giường|bóng điện|đi chợ|gặt|lợp|bữa cơm|dọn|cắt tóc|thay bóng|gánh nước|trông cháu|chăm cụ|chăm bà|chăm ông|chăm sóc|điện hỏng|điện hỏng|mất điện|xe lăn|cơm|giặt|quét nhà|mái nhà|tốc mái|ngập|nhà đổ|thay băng|bơm nước|làm vườn|hàng rào|lấy nước|sửa điện|bổ củi|khiêng|cõng|đỡ dậy|đi khám|tái khám",
	english("cooking|roof|shopping|medicine|hospital|at home|clinic"),
);
const needing = words(
	"cần tình nguyện viên|cần người|xin tình nguyện viên|cử tình nguyện viên|nhờ tình nguyện viên|tnv|tình nguyện viên đến|cần giúp đỡ|cần tnv|cho tình nguyện viên|gửi tình nguyện viên",
	english("need a volunteer|send a volunteer"),
);
const aches = words(
	"tôi ốm|bác ốm|bà ốm|ông ốm|tôi bị ngã|bà bị ngã|bác bị ngã|ông bị ngã|đau quá|mệt quá|ốm quá|không dậy được|nằm một mình|ốm nặng|ốm mấy hôm|ốm rồi|bị ngã|bị té|đau lắm|mệt lắm|sốt cao|khó thở|không nấu cơm được",
);
const recording = words("ghi giúp|ghi hộ|nhập giúp|ghi cho|nhập hộ");

const noRequest = words("họp|sinh hoạt|vay|trả nợ|nợ|quỹ|vắng|huyết áp cao thì|thông báo|bảng chức năng");
const bareRecord = (m: Heard): boolean =>
	m.readings.length === 0 && m.all("number").length === 0 && m.all("measure").length === 0;

const historyAsked = words("xem|coi|lịch sử|biểu đồ");
const any2 = historyAsked;
function recordsOnly(m: Heard): boolean {
	return m.has(recording) && m.has(pressureWords);
}

/** Numbers of the body, illness and help. A number of somebody else, or of nobody, is never taken for the speaker's. */
export const phrases: PhraseBook = {
	"health.submit": {
		says: [says(84, hasBody), says(50, record, healthThings, bareRecord, not(howMuch), short(9))],
		never: [words(english("if")), newsOfOthers, (m) => bareRecord(m) && m.has(any2)],
		slots: (m) => {
			const values = body(m);
			return given({ ...values, date: readingDay(m), member: m.role === "member" ? undefined : member(m) });
		},
	},
	"health.history": {
		says: [
			says(66, healthThings, historic, any(seen, measured, whenAsked, short(8))),
			says(62, words("lần trước|hôm trước|lần cuối|bữa trước"), words("đo"), measured),
			says(60, show, words("biểu đồ|lịch sử đo|chỉ số"), healthThings),
			says(66, words("lịch sử đo|lịch sử huyết áp|biểu đồ huyết áp|nhật ký huyết áp|sổ huyết áp")),
			says(
				58,
				seen,
				words("huyết áp của|chỉ số của|sức khỏe của|huyết áp bà|huyết áp ông|lịch sử huyết áp|kết quả đo"),
			),
		],
		never: [hasBody, general],
		slots: (m) => given({ member: m.role === "member" ? undefined : member(m) }),
	},
	"care.request": {
		says: [
			says(88, plea, ill, not(recordsOnly)),
			says(64, plea, chore, not(hasBody)),
			says(70, needing),
			says(60, aches, not(hasBody)),
		],
		never: [noRequest, (m) => m.role !== "member" && m.people.length > 1, words("thanh toán|cảm ơn")],
		slots: (m) => ({ text: m.text.trim() }),
	},
};
