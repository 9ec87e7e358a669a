import { asks, type Heard, words } from "../conversation/understanding/index.ts";
import { amount, member } from "../conversation/understanding/slots.ts";
import { soon } from "../conversation/understanding/vocabulary.ts";
import { english } from "../language/english.ts";
import { parts } from "./parts.ts";

export const owing = words(
	"còn nợ|dư nợ|công nợ|tiền nợ|nợ lại|còn thiếu|nợ quỹ|hết nợ|xong nợ|trả xong|còn phải trả|còn lại phải trả|khoản nợ|nợ bao nhiêu|nợ mấy|nợ những|nợ nhiều|đang nợ|số nợ|nợ còn|gốc còn|còn gốc|nợ tiền|vay còn|nợ chi|nợ gì",
	english("left on my loan|left to pay|still have to pay|loan left|owe|owes|loan balance|debt"),
);
export const loanThing = words(
	"khoản vay|tiền vay|vốn vay|nợ|vay|gốc|lãi|tiền nợ|khoản nợ|trả góp|tiền lãi|tiền gốc|trả nợ|vốn|góp",
);
export const left = words(
	"còn lại|còn|lại|nữa|hết chưa|còn bao nhiêu|còn mấy|hiện tại|đến giờ|tới giờ|đến chừ",
);
export const area = words("trên địa bàn|các clb|xã|huyện|tỉnh|toàn xã|tổng dư nợ|các câu lạc bộ");
export const borrowedStill = words(
	"vay còn|vay bao nhiêu|vay mấy|đang vay|vay của tôi|vay của bác|vay của em|khoản vay",
);
export const dueWords = words(
	"bao giờ|khi nào|khi mô|hôm nào|hôm mô|ngày nào|ngày mô|lịch|đến hạn|hạn trả|kỳ tới|đến kỳ|kỳ này|tháng này phải|tháng ni|tháng sau|lần tới|hạn|kỳ sau|đợt tới|tới hạn|hạn nộp|ngày mấy|lịch trả|sắp tới|hạn đóng|kỳ hạn nào|mỗi tháng|hàng tháng|tháng này",
);
export const paid = words(
	"đã trả|đã nộp|đã đóng|trả được|nộp được|đóng được|trả những|nộp những|những lần|các lần|mấy lần|lịch sử|quá trình|các khoản đã|nộp tiền vay được|trả bao nhiêu lần|các kỳ đã|những kỳ đã|trả mấy kỳ|nộp bao nhiêu|đóng mấy kỳ|trả đến đâu|biên nhận|trả hết bao nhiêu",
);
export const past = words(
	"được bao nhiêu|được mấy|lịch sử|quá trình|những lần|các lần|những khoản nào|khoản nào|bao nhiêu rồi|mấy kỳ|bao nhiêu kỳ|mấy lần|bao nhiêu lần|xem lại|đã trả những|đã nộp những|các kỳ|những kỳ nào|tháng nào rồi|rồi nhỉ|từ đầu năm|được những",
);
export const lateWords = words(
	"quá hạn|trễ hạn|nợ xấu|chậm trả|chưa trả|chưa nộp tiền vay|trễ|chậm nộp|chậm|chưa đóng|khất nợ|nợ đọng|chây ì|chưa nộp|quá kỳ|nợ lâu|tới hẹn|trả chậm|không trả đúng hạn|nợ quá|đến hạn chưa trả|đóng chậm|nộp chậm|trả muộn|nộp muộn|muộn",
);
export const whoAsked = words(
	"ai|những ai|người nào|mấy người|hội viên nào|hộ nào|những hộ|danh sách|ds|bao nhiêu người|ai mô|có ai|lọc|mấy hộ|những người|bao nhiêu hộ|nhà nào|khoản nào|những khoản|mấy ai|những hội viên|các hộ|các khoản|các trường hợp|bà nào|ông nào|khoản vay nào",
);

export const asksLoan = words(
	"muốn vay|xin vay|cần vay|đăng ký vay|vay thêm|cho tôi vay|cho bác vay|cho em vay|cho bà vay|cho ông vay|muốn mượn|cho mượn|cho e vay|xin mượn|làm đơn vay|đề nghị vay|vay được không|hỏi vay|nhu cầu vay|muốn được vay|cần vốn|xin được vay|muốn vay vốn|vay vốn|định vay|đang cần vay|có nhu cầu vay|vay tiền|xin đăng ký vay|cho mình vay|cho chị vay|cho anh vay|cho cô vay|cho chú vay|đăng kí vay|vay ít|vay tạm|cho mệ vay|cho tui vay|muốn xin vay|vay lại|cho cụ vay|cần tiền",
);
export const selfBorrow = words(
	"cho tôi|cho bác|cho em|cho bà|cho ông|cho e|cho mình|cho chị|cho cô|cho chú|cho anh|cho cụ|cho mệ|tôi|bác|em|bà|ông|cô|chú|chị|e|mình|mệ|tui|cháu|anh|cụ|xin|muốn|cần|cho|dì|thím",
);
export const disburse = words(
	"giải ngân|cho vay|vay mới|phát vốn|phát tiền vay|nhận vốn vay|trao vốn|được vay|ký giấy vay|đưa tiền vay|chi vay|khoản vay mới|xuất vốn|nhận tiền vay|nhận vốn|đã vay|ghi khoản vay|giao tiền vay|trao tiền vay|vay thêm|xuất quỹ cho|ghi giải ngân|nhận khoản vay|phát vay|giải ngan|chi tiền vay|giao vốn|đưa vốn|ghi cho vay|vừa vay|mới vay|cấp vốn|đã nhận tiền vay|giải ngân vốn|rút vốn cho|hợp đồng vay",
);
export const lend = words("cho");
export const vay = words("vay|mượn");
export const notLent = words(
	"chưa được vay|không cho vay|không được vay|chưa giải ngân|chưa cho vay|từ chối|chưa vay|xin vay|muốn vay|hỏi vay|định vay|được vay không|vay được không|có được vay|nên cho vay|cho vay không|chưa nhận|không vay|đừng cho|vay nặng lãi|bị công an|đề nghị vay|có nên|vay chưa|bao giờ|khi nào|duyệt chưa|đồng ý không|có vay|đòi vay|không cho|chưa cho|không duyệt|không đồng ý|đăng ký vay|cần vay|vay ngoài",
);

export const repayVerb = words(
	"trả|nộp|đóng|hoàn trả|thu nợ|thu của|thu hồi|tất toán|gửi trả|trả góp|thu lãi|thu gốc|thu tiền vay|trả nợ|nộp nợ|đã nhận của|nhận của|thu được của|gửi|đưa|hoàn|thanh toán|chuyển khoản|nộp tiền|trả hộ|thu tiền|thu hồi vốn|trả lãi|trả gốc|góp|ghi thu nợ|trả hết|mang trả|thu|trả xong|nhận|ck|mang|nạp",
);
export const loanMoney = words(
	"nợ|gốc|lãi|tiền vay|vốn vay|khoản vay|vay|trả góp|trả nợ|nộp nợ|tiền gốc|tiền lãi|vốn|lời|kỳ|tất toán|thu nợ|trả trước hạn|nợ quỹ|trả góp|tiền nợ|đợt|góp tháng",
);
export const bareRepay = words(
	"ghi thu nợ|thu nợ|ghi trả nợ|nhập trả nợ|ghi khoản trả|ghi người trả nợ|ghi tiền trả nợ|ghi thu lãi|nhập thu nợ|thu tiền vay|ghi thu tiền vay|có người trả nợ|ghi trả tiền vay|ghi phiếu thu nợ",
);
export const wrongPaid = words(
	"trả lời|trả giá|cuốc|trả phép|trả bài|trả lại đồ|trả sách|tiền điện|tiền nước|tiền học|tiền thuốc|trả công|mượn cái|trả đồ|trả nhà|trả thù|trả hàng|phải trả|phải nộp|phải đóng|trả bao nhiêu|nộp bao nhiêu|đóng bao nhiêu|trả lương|lương hưu|trả chưa|nộp chưa|đóng chưa|bao giờ trả|nghe nói|học phí|bảo hiểm|bhyt|tiền cỗ|tiền mừng|đám cưới|trả xe|tiền ăn",
);
export const partPaid = words(
	"gốc chưa trả|phần còn lại|còn lại|chưa trả hết|chưa trả đủ|chưa trả gốc|lãi chưa trả|gốc chưa nộp|gốc chưa|lãi chưa|gốc để sau|lãi để sau|gốc xin khất|lãi xin khất|còn khất",
);
export const notYet = words(
	"chưa trả|không trả|chưa nộp|chưa đóng|không nộp|chưa thu|quên trả|xin khất|khất nợ|khất|không có tiền trả|đòi|chưa có tiền|chưa thấy",
);

export const fundIn = words(
	"đóng quỹ|góp quỹ|ủng hộ quỹ|hỗ trợ quỹ|vào quỹ|thu quỹ|tài trợ quỹ|nộp quỹ|cho quỹ|quỹ nhận|góp vào quỹ|hội phí|tài trợ|ủng hộ|tặng quỹ|đóng góp quỹ|nhập quỹ|ủng hộ clb|hỗ trợ clb|bổ sung quỹ|gây quỹ|đóng hội phí|thu hội phí|ghi thu quỹ|tặng clb|hỗ trợ câu lạc bộ|ủng hộ câu lạc bộ|tăng quỹ|góp|quyên góp|đóng góp|thu nhập quỹ|nguyệt phí|cho clb",
);
export const fundWord = words("quỹ|clb|câu lạc bộ|hội phí|quỹ clb|nguyệt phí|hội");
export const fundOut = words(
	"chi quỹ|trích quỹ|lấy quỹ|xuất quỹ|rút quỹ|chi tiền|từ quỹ|chi từ quỹ|quỹ chi|lấy tiền quỹ|dùng quỹ|tiêu quỹ|chi tiêu|trích|trích tiền quỹ|rút tiền quỹ|lấy từ quỹ|quỹ clb chi|chi|xuất tiền quỹ|dùng tiền quỹ|ghi chi|chi hết|bỏ quỹ|quỹ trích|tiền quỹ mua|ghi chi quỹ|mở quỹ|clb chi|quỹ mua",
);
export const fundState = words(
	"tồn quỹ|số dư quỹ|quỹ còn|quỹ mình còn|trong quỹ|tiền quỹ|quỹ có|quỹ clb còn|quỹ hiện|quỹ chừ|quỹ đang có|quỹ giờ|quỹ clb|quỹ hội|quỹ nhà mình|quỹ ta|quỹ câu lạc bộ|còn trong quỹ|quỹ được|quỹ tới giờ|tồn của quỹ|số dư của quỹ|quỹ tồn|quỹ",
);
export const notFund = words(
	"ngân hàng|cơ quan|lớp|họ nhà|suất|nhà thờ|chùa|đình làng|quỹ lớp|quỹ khuyến học|hụi|phường",
);

export const noPromise: (m: Heard) => boolean = (m) =>
	m
		.at(soon)
		.some(
			(each) =>
				!(m.t[each.start]?.bare === "khat") &&
				!m.has(partPaid) &&
				!(m.t[each.start]?.bare === "tinh") &&
				!(m.t[each.start]?.bare === "dinh" && m.t[each.start]?.low !== "định"),
		);
export const future = (m: Heard): boolean =>
	m.all("day").some((item) => item.day.phrase.kind === "relative" && item.day.phrase.days > 0);
export const promise = (m: Heard): boolean => noPromise(m) || future(m);
export const question = (m: Heard): boolean => (asks(m) && !m.has(partPaid)) || m.has(words2);
export const someDay = words(
	"tháng sau|tuần sau|tuần tới|tháng tới|hôm nào|khi nào|lúc nào|bao giờ|sang tháng|năm sau|qua tết|ra tết|sau tết|mai kia|bữa nào|hôm khác",
);
/** Said of a day to come; what is left over may well be (`phần còn lại tháng sau`). */
export const someDayComes = (m: Heard): boolean => m.has(someDay) && !m.has(partPaid);
export const loanKinds = new Set([
	"goc",
	"lai",
	"vay",
	"no",
	"gop",
	"mat",
	"von",
	"quy",
	"loi",
	"thang",
	"nay",
	"la",
	"ky",
	"ki",
	"cho",
	"hoi",
	"dot",
	"roi",
	"day",
	"tra",
	"cua",
]);
/** `tiền gạo`, `tiền xe`: money that is no loan's. */
export const otherMoney = (m: Heard): boolean =>
	m.t.some(
		(token, i) =>
			token.bare === "tien" &&
			m.t[i + 1]?.kind === "word" &&
			!loanKinds.has(m.t[i + 1]?.bare ?? "") &&
			m.items.every((item) => item.start !== i + 1),
	);
export const toSomebody = words("cho em|cho tôi|cho chị|cho anh|cho bác|cho cháu|cho mình|cho con");
export const words2 = words(
	"chưa em|chưa ạ|chưa cháu|chưa nhỉ|phải không|đúng không|không nhỉ|chưa vậy|chưa thế|có phải|hay chưa|chưa hả",
);
export const hasParts = (m: Heard): boolean => {
	const found = parts(m);
	return found.principal !== undefined || found.interest !== undefined;
};
export const secretary = (m: Heard): boolean => m.role !== "member";
export const bareSum = (m: Heard): boolean => amount(m) !== undefined;

export const words3 = words("hợp tác xã|trường");
export const notOurs2 = words(
	"phụ huynh|lớp|nhà trường|chi bộ|họ nhà|dòng họ|nhà thờ họ|clb bên|clb khác|xã bên|thôn bên|làng bên|nghe nói|nghe đâu|nghe bảo|người ta|nhà chùa",
);
export const lateWords2 = words("ai chưa|ai đang|người nào chưa|ai trả|ai đã trả|những ai");
export const fundClear = words(
	"chi quỹ|trích quỹ|lấy quỹ|xuất quỹ|rút quỹ|từ quỹ|tiêu quỹ|chi từ quỹ|lấy tiền quỹ|trích tiền quỹ|rút tiền quỹ|dùng quỹ|dùng tiền quỹ|ghi chi quỹ|quỹ chi|quỹ trích|chi tiền quỹ|xuất tiền quỹ|clb chi",
);
export function fundOutClear(m: Heard): boolean {
	return m.has(fundClear);
}
export const howPaid = words("bao nhiêu|bn|được mấy|mấy kỳ|mấy triệu|những khoản nào");
export function asksHowMuch(m: Heard): boolean {
	return m.has(howPaid);
}
export const outWords = words(
	"nhận vốn vay|nhận vốn|ký giấy vay|được vay|phát vốn|trao vốn|đưa tiền vay|vay mới|giao tiền vay|giải ngân|phát tiền vay|nhận tiền vay|khoản vay mới|chi vay|trao tiền vay|đưa vốn|giao vốn|cấp vốn|phát vay|mới vay|vừa vay|vay thêm",
);
/** Money goes out to a borrower: `cho bà Lan vay`, `đưa tiền vay cho bác Điền`. */
export function lendsOut(m: Heard): boolean {
	if (m.has(outWords) && !m.has(intake)) return true;
	return m
		.at(lend)
		.some((a) =>
			m
				.at(vay)
				.some(
					(b) =>
						b.start > a.next &&
						b.start - a.next <= 7 &&
						m.people.some((person) => person.start >= a.next && person.next <= b.start),
				),
		);
}
export const intake = words(
	"thu nợ|thu lãi|thu gốc|thu tiền|thu của|trả nợ|trả góp|nộp lãi|nộp gốc|đóng lãi|trả gốc|trả lãi|hoàn trả",
);
export const partWords = words("tiền gốc|tiền lãi|nợ gốc|lãi|gốc");
/** A part was named but its sum cannot be read: then the whole is not guessed from what else stands there. */
export function onlyPart(m: Heard): boolean {
	return m.has(partWords) && !m.has(both) && m.sums().length === 0;
}
export const both = words("cả gốc|gốc lẫn lãi|gốc và lãi|gốc với lãi|cả lãi|gốc lãi");
export const selfCue = words(
	"cho tôi vay|cho em vay|cho e vay|cho bác vay|cho mình vay|tôi muốn|em muốn|cho tôi|cho e đăng ký|cho em đăng ký|em đăng ký|cho em xin|tôi đăng ký|tôi xin|em xin vay|tôi vay|em vay",
);
export function selfBorrowed(m: Heard): boolean {
	return m.has(selfCue) && m.people.length === 0;
}
export const needs = words("tôi cần|bác cần|em cần|bà cần|ông cần|mình cần|chị cần|anh cần|cô cần|chú cần");
/** The sum right behind `cần`: "tôi cân đường giá 25 nghìn" needs no loan. */
export function needsSum(m: Heard): boolean {
	return m
		.at(needs)
		.some((each) => m.all("sum").some((sum) => sum.start >= each.next && sum.start - each.next <= 1));
}
export const purposeHint = words("để|mua|nuôi|sửa|trồng|làm|chăn nuôi|buôn bán|tháng");
export function purposeSaid(m: Heard): boolean {
	return m.has(purposeHint);
}
export const hereWord = words("đây|tên|là");
/** Only her own name: `em Hòa thôn 6 đây`. */
export function selfNamed(m: Heard): boolean {
	return m.people.length > 0 && m.role === "member" && (member(m) === undefined || m.has(hereWord));
}
export const label = words("người vay|họ tên|tên|hội viên|cho vay|vay mới");
/** `Người vay: Phạm Thị Huệ` without a kin word. */
export function labelled(m: Heard): string | undefined {
	const at = m.at(label)[0];
	if (!at || m.t[at.next]?.raw !== ":") return undefined;
	let end = at.next + 1;
	while (end < at.next + 5 && m.t[end]?.kind === "word" && /^\p{Lu}/u.test(m.t[end]?.raw ?? "")) end++;
	return m.words(at.next + 1, end) || undefined;
}

const giveBack = words("trả|hoàn");
const byAndBy = words(
	"trả dần|trả trong|trả góp|trả mỗi|trả hàng tháng|trả sau|hạn trả|trả một lần|trả hết trong",
);
/** Somebody pays back; in `vay 12tr, trả dần 15 tháng` nobody does yet. */
export function paysBack(m: Heard): boolean {
	return m.has(giveBack) && !m.has(byAndBy);
}
