import {
	aDay,
	all,
	any,
	aTime,
	type Heard,
	nobody,
	not,
	type PhraseBook,
	says,
	short,
	somebody,
	words,
} from "../conversation/understanding/index.ts";
import { before, reason } from "../conversation/understanding/reason.ts";
import { given } from "../conversation/understanding/slots.ts";
import { ifOnly, meeting, show, whenAsked, whereAsked } from "../conversation/understanding/vocabulary.ts";
import { english } from "../language/english.ts";
import { absentees } from "./absent.ts";
import { headcount } from "./counts.ts";
import { absentNumbers } from "./numbered.ts";
import { newDay, place } from "./places.ts";

/** A meeting that is none of the club's. */
const elsewhere = words(
	"phụ huynh|lớp có|chi bộ|họp công ty|công ty họp|họp lớp|họp họ|họp dòng họ|hợp tác xã|htx|clb bên|clb khác|câu lạc bộ bên|xã bên|thôn bên|làng bên|nghe nói|nghe đâu|nghe bảo|hội đồng nhân dân|quốc hội|họp chợ|họp gia đình|hội khác|họp tổ dân phố",
	english("school meeting|parents|family meeting|my son has a meeting|at school|at work|parents meeting"),
);

const next = words(
	"lịch họp|sắp tới|lần tới|kỳ tới|buổi tới|kế tiếp|họp tới|sinh hoạt tới|lần sinh hoạt tới|tiếp theo|họp chưa|sắp họp|buổi sau|kỳ sau|lần sau|họp lần tới",
	english("next meeting"),
);
const anyMeeting = words(
	"có họp không|có họp|có sinh hoạt không|họp không|có sinh hoạt|họp ngày nào|họp hôm nào|họp lúc nào|họp ở đâu|họp mấy giờ|bao giờ họp|khi nào họp|bao giờ sinh hoạt|bao giờ clb họp|họp chưa nhỉ",
);
const asksOrder = words("xem|cho xem|coi|cho hỏi|hỏi|kiểm tra|cho biết|nhắc|gửi");

const goes = words(
	"đi họp|dự họp|có mặt|tham gia|đến họp|đi được|dự được|họp được|đến dự|đi dự|sẽ đi|sẽ đến|tham dự|đăng ký dự|đăng ký họp|tới họp|tới dự|đi nhé|đi sinh hoạt|dự sinh hoạt|đến sinh hoạt|sẽ dự|nhận lời|đến được",
	english(
		"i'll attend|will come|will be at|will attend|i'll come|i'll be at|will be there|i'm coming|i am coming|i'll be there",
	),
);
const staysAway = words(
	"báo vắng|xin báo vắng|không đi họp|không đi|xin vắng|xin nghỉ|không dự|không đến|không họp được|không tham gia|không đi được|vắng họp|nghỉ họp|xin phép vắng|xin phép nghỉ|không có mặt|không thể đi|không thể dự|không thể đến|bận không|xin phép không|không tới|chắc không đi|cho nghỉ|xin cáo|xin kiếu|không sinh hoạt|không đi sinh hoạt|đi không được|họp không được|không đi họp được|đến không được|không dự được|cáo vắng|khỏi đi|không ra họp|không đi dự",
	english(
		"can't come|cannot come|can't attend|cannot attend|won't come|won't be coming|not coming|can't make it|will not come|unable to come|can't be there|won't be there|can't go",
	),
);
const will = words(
	"tôi|bác|bà|ông|em|e|cháu|mình|cô|chú|chị|anh|cụ|mệ|tui|đăng ký|xin|sẽ|con|dì|thím|c|mợ|o",
	english("i|we|i'll|i'm"),
);
const meetingNear = words(
	"họp|sinh hoạt|buổi|hôm đó|bữa nớ|bữa đó|hôm nớ|clb|câu lạc bộ|cuộc họp|bựa nớ|sh",
	english("meeting|meet"),
);

const attended = words(
	"có mặt|vắng|dự|tham gia|đến dự|tham dự|vắng mặt|tổng số hv|tổng hv|quân số|điểm danh|thiếu|số người|người dự|người đi|người đến|hội viên dự|đông đủ|đầy đủ|đến|đi|nghỉ|được",
	english("present|absent|attended|came"),
);
const meets = words(
	"họp|sinh hoạt|sh|buổi họp|cuộc họp|kỳ họp|buổi sinh hoạt|điểm danh|sinh hoạt clb|họp clb|hop|biên bản|báo cáo họp|lần họp",
	english("meeting|met|meet"),
);
const reportOrder = words(
	"ghi biên bản|biên bản họp|báo cáo sinh hoạt|nộp báo cáo|báo cáo họp|báo cáo buổi họp|nộp báo cáo sinh hoạt|báo cáo buổi sinh hoạt|ghi buổi họp|nhập buổi họp|ghi họp|báo cáo cuộc họp|ghi nhận buổi họp|làm biên bản|nhập biên bản|nhập báo cáo|ghi báo cáo họp|gửi báo cáo họp|ghi cuộc họp|ghi buổi sinh hoạt|nhập điểm danh|bc họp|bc sinh hoạt",
	english("report the meeting|record the meeting|report a meeting|meeting report|record a meeting"),
);
const heldWords = words(
	"họp xong|vừa họp|đã họp|họp rồi|họp xong rồi|sinh hoạt xong|đã sinh hoạt|mới họp|họp hôm qua|sinh hoạt rồi|vừa sinh hoạt|tan họp|kết thúc|có sinh hoạt|đã tổ chức",
	english("we met|meeting held|held a meeting|had a meeting|meeting was held"),
);
const absentWords = words(
	"vắng|vắng mặt|nghỉ họp|không đi|không đến|nghỉ|thiếu|không dự|không tham gia|v",
	english("absent|missing"),
);

const plan = words(
	"lên lịch|đặt lịch|tạo lịch|xếp lịch|chốt|sẽ họp|sẽ sinh hoạt|lịch họp|lịch sinh hoạt|báo lịch|ấn định|hẹn họp|định họp|triệu tập|sắp lịch|ghi lịch|thêm lịch|tổ chức họp|mời họp|dự kiến họp|kỳ họp tới|họp vào|sẽ tổ chức|chốt lịch|chốt họp|lên lịch sinh hoạt|báo lịch họp|lịch|nhắc lịch",
	english("schedule|will meet|new meeting|arrange"),
);
const planOnly = words(
	"lên lịch họp|đặt lịch họp|tạo lịch họp|lên lịch sinh hoạt|đặt lịch sinh hoạt|tạo lịch sinh hoạt|tạo buổi họp|xếp lịch họp|thêm lịch họp|lên lịch cuộc họp|tạo cuộc họp|lên kế hoạch họp|lên lịch|đặt lịch|thêm buổi họp|lập lịch họp|đặt buổi họp",
	english("schedule a meeting|new meeting|plan a meeting|arrange a meeting"),
);
const postpone = words(
	"hoãn|dời họp|dời buổi|dời cuộc|lùi|tạm hoãn|chuyển lịch|đổi lịch|dời lịch|dời giờ|dời ngày|đổi giờ|đổi ngày|chuyển ngày|chuyển giờ|chuyển sang|dời sang|rời lịch|chuyển buổi|đổi sang|lùi lại|rời sang|lùi lịch|lùi giờ|hoản|đẩy lịch|đổi buổi|dời lại|chuyển họp|rời buổi|hoãn lại|chuyển cuộc họp|dịch lịch|dịch sang|đẩy lùi|chuyển qua",
	english("postpone|move|put off|delay|reschedule|postponed|moved"),
);
const callOff = words(
	"hủy|hủy họp|không họp nữa|xóa lịch|bỏ|hủy lịch|hủy buổi|không tổ chức họp|không họp|nghỉ họp|hủy cuộc|không sinh hoạt nữa|không tổ chức|xóa buổi|thôi không họp|bỏ buổi|bỏ họp|khỏi họp|hủy bỏ|không sinh hoạt|không có họp|thôi họp|xóa cuộc họp|xóa lịch họp|dẹp",
	english("cancel|cancelled|call off|no meeting|will not meet"),
);
const offMatter = words(
	"họp|sinh hoạt|lịch|buổi|hoãn|dời|lùi|hủy|bỏ|thôi|cuộc|chuyển|đổi|nghỉ|vắng|đi|dự|tham gia|không tổ chức",
	english("meeting|postpone|cancel|move"),
);
const rsvpMatter = words(
	"họp|sinh hoạt|xin vắng|xin nghỉ|không đi|không dự|xin phép|vắng|không đến|nghỉ|không tham gia|buổi",
	english("come|coming|attend|meeting|make it"),
);

const counts = (m: Heard): boolean => {
	const n = headcount(m);
	return n.present !== undefined || n.absent !== undefined || n.total !== undefined;
};
const ratio = (m: Heard): boolean => m.all("pair").some((pair) => pair.a <= pair.b && pair.b >= 5);
const whoAway = (m: Heard): boolean =>
	m.has(absentWords) && (absentees(m).absentNames !== undefined || absentNumbers(m) !== undefined);
const laterDay = (m: Heard): boolean =>
	m
		.all("day")
		.some((item) =>
			item.day.phrase.kind === "relative"
				? item.day.phrase.days > 0
				: item.day.phrase.kind === "weekday"
					? item.day.phrase.week === 1 || item.day.phrase.way === "future"
					: item.day.phrase.way === "future",
		);
const pastDay = (m: Heard): boolean =>
	m
		.all("day")
		.some((item) =>
			item.day.phrase.kind === "relative"
				? item.day.phrase.days < 0
				: item.day.phrase.kind === "weekday"
					? item.day.phrase.week === -1 || item.day.phrase.way === "past"
					: item.day.phrase.way === "past",
		);
const secretary = (m: Heard): boolean => m.role !== "member";
/** Said where as well as when: somebody plans. */
const placeSaid = (m: Heard): boolean => place(m) !== undefined;
const firm = words("sẽ|lên lịch|đặt lịch|tạo lịch|chốt|báo lịch|sắp tới|tới");
const question = any(whenAsked, whereAsked);

const words2 = words("có mặt|vắng|dự");
const hardOff = words("hủy|xóa|bỏ|không tổ chức");
const announceLead = words("thông báo|nhắn|gửi|phát tin");
const callOff2 = words("hủy họp|hủy lịch|xóa lịch|không họp nữa|hủy buổi");
function staysAwayMe(m: Heard): boolean {
	return m.has(meOff) && !m.has(hardOff);
}
const meOff = words("xin nghỉ|xin vắng|tôi nghỉ|em nghỉ|xin phép|tôi không|em không|tôi không đi");
function callOffFor(m: Heard): boolean {
	return secretary(m) && m.has(hardCall);
}
const hardCall = words("không họp nữa|hủy họp|không tổ chức");
/** `đi họp phụ huynh` and the like are caught elsewhere; a report needs more than the bare word báo cáo. */
function noteOnly(m: Heard): boolean {
	return m.has(personalMeeting);
}
const personalMeeting = words(
	"họp phụ huynh|họp lớp|họp gia đình|họp họ|họp chi bộ|họp thôn|họp công ty|họp cơ quan|đi họp về|họp đồng hương|họp dân",
);

export const phrases: PhraseBook = {
	"meeting.report": {
		by: ["secretary", "coordinator"],
		says: [
			says(83, words(english("present|came|attended")), any(counts, whoAway), not(laterDay)),
			says(86, meets, counts, not(laterDay)),
			says(85, meets, whoAway, not(laterDay)),
			says(60, reportOrder),
			says(84, absentWords, whoAway, meets),
			says(83, words("có mặt|dự|đi"), words("vắng|nghỉ|v"), counts, not(laterDay)),
			says(82, heldWords, any(counts, whoAway, ratio)),
			says(72, (m) => m.at(absentWords)[0]?.start === 0, whoAway, short(14)),
			says(58, heldWords, not(question)),
			says(57, words("tổng kết buổi họp|báo cáo")),
		],
		never: [
			elsewhere,
			ifOnly,
			all(question, not(counts)),
			postpone,
			words(
				"chưa báo cáo|chưa họp|chưa nộp|chưa sinh hoạt|chưa bc|số liệu xã|địa bàn|nộp trước|tình hình|thống kê|tổng hợp|xem báo cáo|đơn vị nào|clb nào|hạn nộp|câu lạc bộ nào|nợ báo cáo",
			),
			(m) => m.role === "coordinator" && !counts(m),
			(m) => !m.has(meets) && !m.has(absentWords) && !m.has(attended),
			all(words("báo cáo"), not(any(meets, counts))),
			noteOnly,
		],
		slots: (m) => {
			const who = absentees(m);
			return given({
				date: m.day("past"),
				...headcount(m),
				...who,
				absentNumbers: absentNumbers(m)?.numbers,
			});
		},
	},
	"meeting.postpone": {
		by: ["secretary", "coordinator"],
		says: [says(88, postpone, meeting), says(80, words("hoãn|lùi"), any(aDay, aTime))],
		never: [question, elsewhere, words("trả nợ|nợ"), ifOnly],
		slots: (m) => given({ ...newDay(m, postpone), reason: reason(m, offMatter) }),
	},
	"meeting.cancel": {
		by: ["secretary", "coordinator"],
		says: [says(87, callOff, meeting, not(counts))],
		never: [
			postpone,
			question,
			elsewhere,
			ifOnly,
			staysAwayMe,
			(m) => m.people.length > 0 && m.has(absentWords) && !m.has(hardOff),
			words("vắng"),
		],
		slots: (m) => given({ reason: reason(m, offMatter) }),
	},
	"meeting.schedule": {
		by: ["secretary", "coordinator"],
		says: [
			says(81, plan, meeting, any(aDay, aTime)),
			says(79, meeting, any(all(aDay, aTime), laterDay)),
			says(64, planOnly),
			says(
				76,
				meeting,
				aDay,
				not(pastDay),
				not(any(counts, absentWords)),
				any(firm, aTime, words("nhé|nha|tại"), all(words("ở"), placeSaid)),
			),
			says(75, meeting, aTime, not(pastDay), words("nhé|nha|ở|tại|sẽ")),
		],
		never: [
			question,
			elsewhere,
			ifOnly,
			postpone,
			callOff,
			all(counts, not(laterDay)),
			words(
				"xem lịch|có mặt|vắng|điểm danh|họp xong|đã họp|vừa họp|họp phụ huynh|xem lại|đi họp được|thông báo|nhắn",
			),
			all(heldWords, not(laterDay)),
			(m) => m.colon() >= 0 && m.has(announceLead),
		],
		slots: (m) => given({ date: m.day("future"), time: m.time(), place: place(m) }),
	},
	"meeting.next": {
		says: [
			says(82, words(english("is there a meeting|do we have a meeting|are we meeting"))),
			says(78, meeting, question),
			says(77, meeting, next, not(any(aDay, aTime, counts))),
			says(79, anyMeeting, any(question, words("không"), next)),
			says(74, words("lịch họp|lịch sinh hoạt"), any(asksOrder, show, short(6)), not(aDay)),
		],
		never: [
			elsewhere,
			planOnly,
			callOff2,
			words("chưa họp|chưa sinh hoạt|clb nào|câu lạc bộ nào|có mặt|vắng bao nhiêu"),
			postpone,
			staysAway,
			words("bao nhiêu người|ai vắng|bao nhiêu clb"),
		],
	},
	"meeting.rsvp": {
		says: [
			says(
				73,
				words(
					english(
						"can't make it|can't come|cannot come|won't come|can't attend|not coming|cannot attend|can't be there",
					),
				),
				nobody,
			),
			says(
				72,
				words(english("will come|i'll come|i'll be there|will be there|i'm coming|will attend")),
				any(aDay, short(6)),
				nobody,
			),
			says(
				74,
				staysAway,
				any(meetingNear, all(short(10), not(words("ốm|ngã|sốt|liệt|mệt")))),
				any(nobody, will),
				not(callOffFor),
			),
			says(72, goes, meetingNear, will, any(aDay, not(question))),
			says(
				71,
				words("đăng ký dự họp|đăng ký dự|tham gia họp|đăng ký đi họp|có mặt trong buổi họp|sẽ có mặt"),
				not(counts),
			),
		],
		never: [
			elsewhere,
			ifOnly,
			(m) => counts(m) && secretary(m) && m.has(words2),
			question,
			(m) => m.people.length > 0 && secretary(m),
			heldWords,
			all(secretary, somebody),
			planOnly,
			reportOrder,
			words("bao nhiêu|vay|huyết áp|trả nợ|hủy họp|đi họp về|clb nào|ai|ai đi"),
		],
		slots: (m) => {
			const attending = !m.has(staysAway);
			return given({
				attending,
				reason: attending ? undefined : (reason(m, rsvpMatter) ?? before(m, staysAway)),
			});
		},
	},
};
