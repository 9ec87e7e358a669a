import { english } from "../../language/english.ts";
import { words } from "./words.ts";

/** Phrases that more than one feature speaks of. What only one feature means stands in its own `phrases.ts`. */
export const howMuch = words(
	"bao nhiêu|bn|mấy|nhiêu|bao nhiu|bnhieu|bnh|nhiều không|nhiều zậy|nhiều vậy|nhiều thế|chi nữa|gì nữa|bao lăm|còn mấy|nhiều hay ít|chừng mô|bao chừng|bằng mô|nhiêu mô|mấy đồng",
	english("what does|what do|how much|what is|how many"),
);
export const whenAsked = words(
	"bao giờ|khi nào|khi mô|lúc nào|hôm nào|hôm mô|ngày nào|ngày mô|ngày bao nhiêu|ngày mấy|mấy giờ|giờ nào|bữa nào|bữa mô|thứ mấy|hồi nào|hôm mấy|chừng nào|đến hạn chưa|tháng nào|mùng mấy|tối nào|bh họp|bh sh|bh sinh hoạt|bh trả|bh nộp|bh đóng|bh đến hạn|bgio họp|bjo họp",
	english("when|what time|which day|what day"),
);
export const whereAsked = words("ở đâu|ở mô|chỗ nào|chỗ mô|tại đâu|địa điểm nào|mô rứa", english("where"));
export const show = words(
	"xem|cho xem|coi|gửi|kiểm tra|check|tra cứu|tra|liệt kê|lọc|mở|cho biết|đọc|in|lấy|kéo|tìm|hiện|cho hỏi|thống kê|tổng hợp",
	english("show|list|see|view|give|check"),
);
export const asking = words(
	"không ạ|không em|không cháu|phải không|được không|có phải|chưa em|chưa ạ|chưa cháu|hả|hay không|nhỉ|không nhỉ|thế nào|ra sao",
);
export const self = words(
	"tôi|bác|bà|ông|cụ|mệ|em|cháu|con|mình|chị|anh|cô|chú|dì|thím|nhà tôi|chính tôi|tớ|bọn tôi|chúng tôi|mẹ|bố",
	english("i|me|my|we|our"),
);
export const meeting = words(
	"họp|sinh hoạt|sh|buổi họp|cuộc họp|kỳ họp|lịch họp|buổi sinh hoạt|sinh hoạt clb|họp clb|hội họp|hợp clb|kì họp",
	english("meeting|meetings|meet|met"),
);
export const borrow = words("vay|mượn|giải ngân|vay vốn|vay tiền");
export const owe = words("nợ|dư nợ|công nợ|còn nợ|tiền nợ|nợ nần|nợ gốc", english("owe|owes|debt"));
export const pay = words("trả|nộp|đóng|hoàn trả|thanh toán|trả góp|tất toán|hoàn|nạp|gửi trả|chuyển trả");
export const fund = words("quỹ|quỹ clb|tiền quỹ|quỹ hội|quỹ câu lạc bộ", english("fund"));
export const done = words("rồi|xong|đã|vừa|mới|hồi|hôm qua|xong rồi|r");
export const club = words("clb|câu lạc bộ|các câu lạc bộ|các clb|hội|mấy clb|c.l.b|chi hội");
export const everyone = words(
	"cả clb|cả câu lạc bộ|cả hội|bà con|mọi người|tất cả|toàn clb|toàn thể|hội viên|toàn bộ|các cụ|các bác|toàn hội|các clb|các câu lạc bộ|mấy clb|toàn xã|toàn thôn|thành viên|cả nhà|các chi hội|chị em|anh em|mng",
);
export const bank = words(
	"ngân hàng|agribank|vietcombank|ngân hàng chính sách|nhcs|tín dụng|quỹ tín dụng|vpbank|mbbank|bidv|techcombank|vietinbank|số dư tk|tk|otp|thẻ tín dụng|app vay|fe credit|home credit",
	english("bank"),
);
export const notOurs = words(
	"phụ huynh|lớp|nhà trường|chi bộ|công ty|họ nhà|dòng họ|nhà thờ họ|hợp tác xã|htx|clb bên|clb khác|câu lạc bộ bên|xã bên|thôn bên|làng bên|hội khác|đảng bộ|hội đồng|tổ dân phố|nghe nói|nghe đâu|nghe bảo|người ta|trên tivi|trên ti vi|quốc hội",
	english("at school|at work|school"),
);
export const ifOnly = words(
	"nếu|giả sử|ví dụ|ví như|giả dụ|lỡ|lỡ mà|nhỡ|ví thử|chẳng may",
	english("if|suppose"),
);
export const soon = words(
	"sẽ|sắp|định|hứa|tính|dự định|dự kiến|để mai|hẹn|xin khất|khất|mai mốt|chuẩn bị|kế hoạch|bao giờ có|khi nào có|cuối tháng mới|tháng sau mới|mai mới|mai sẽ|sắp tới",
	english("will|promised|going to|plans to|i'll|next week"),
);
export const polite = words(
	"ạ|nhé|nha|nhá|nhe|nhen|hè|hỉ|với|đi|luôn|ơi|à|á|ừ|dạ|vâng|em|e|cháu|con|bác|bà|ông|anh|a|chị|c|cô|chú|cụ|mệ|o|dì|thím|bot|máy|ấy|đó|đấy|đây|nào|hộ|giùm|giúp|cái|cho|tôi|nghe|thôi|rồi|r|lắm|nhiều|cảm ơn|cám ơn|vậy|thế|này|kia|chứ|mà|thì|là|xin|alo|a lô|hi|hello|kính|thưa|ok|mình|bạn|lại|chút|tí|được|nữa|hết|cả|câu lạc bộ|clb|hi hi|hehe|haha|chào|nhỉ|gì|phiền|quá|đã|cái này|việc|nhờ|làm ơn|ta|bét|mô|đâu|sao|hả|ghi|cứ",
	english("please|the|a|an|it|is|me|you|now|just|i|want|would|like|for|this|there|so|then|very|much"),
);
/** Of English sentences about money: asked, refused, wished or planned, and so nothing that has happened. */
export const notDone = words(
	english(
		"let us|let's|next month|next week|might|may|don't|do not|didn't|did not|can we|should|shall|could|would|wants|want|promised|will|not|never|can't|cannot|if|did|does|hasn't|haven't|asks|asked|going to|can i|won't|plan to|plans to|wish|hope|isn't|wasn't|must|needs|has to|have to",
	),
);
