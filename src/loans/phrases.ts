import { type Heard, type PhraseBook, all, any, money, nobody, not, opens, says, short, somebody, then, words } from "../conversation/understanding/index.ts";
import { amount, given, member, purpose, terms } from "../conversation/understanding/slots.ts";
import { asking, bank, borrow, fund, howMuch, ifOnly, meeting, notOurs, owe, pay, self, show, soon, whenAsked } from "../conversation/understanding/vocabulary.ts";
import { fundSource, spentOn } from "./fundWords.ts";
import { parts } from "./parts.ts";

const owing = words("còn nợ|dư nợ|công nợ|tiền nợ|nợ lại|còn thiếu|nợ quỹ|hết nợ|xong nợ|trả xong|còn phải trả|còn lại phải trả|khoản nợ|nợ bao nhiêu|nợ mấy|nợ những|nợ nhiều|đang nợ|số nợ|nợ còn|gốc còn|còn gốc|nợ tiền|vay còn|nợ chi|nợ gì");
const loanThing = words("khoản vay|tiền vay|vốn vay|nợ|vay|gốc|lãi|tiền nợ|khoản nợ|trả góp|tiền lãi|tiền gốc|trả nợ|vốn|góp");
const left = words("còn lại|còn|lại|nữa|hết chưa|còn bao nhiêu|còn mấy|hiện tại|đến giờ|tới giờ|đến chừ");
const area = words("trên địa bàn|các clb|xã|huyện|tỉnh|toàn xã|tổng dư nợ|các câu lạc bộ");
const borrowedStill = words("vay còn|vay bao nhiêu|vay mấy|đang vay|vay của tôi|vay của bác|vay của em|khoản vay");
const dueWords = words("bao giờ|khi nào|khi mô|hôm nào|hôm mô|ngày nào|ngày mô|lịch|đến hạn|hạn trả|kỳ tới|đến kỳ|kỳ này|tháng này phải|tháng ni|tháng sau|lần tới|hạn|kỳ sau|đợt tới|tới hạn|hạn nộp|ngày mấy|lịch trả|sắp tới|hạn đóng|kỳ hạn nào|mỗi tháng|hàng tháng|tháng này");
const paid = words("đã trả|đã nộp|đã đóng|trả được|nộp được|đóng được|trả những|nộp những|những lần|các lần|mấy lần|lịch sử|quá trình|các khoản đã|nộp tiền vay được|trả bao nhiêu lần|các kỳ đã|những kỳ đã|trả mấy kỳ|nộp bao nhiêu|đóng mấy kỳ|trả đến đâu|biên nhận|trả hết bao nhiêu");
const past = words("được bao nhiêu|được mấy|lịch sử|quá trình|những lần|các lần|những khoản nào|khoản nào|bao nhiêu rồi|mấy kỳ|bao nhiêu kỳ|mấy lần|bao nhiêu lần|xem lại|đã trả những|đã nộp những|các kỳ|những kỳ nào|tháng nào rồi|rồi nhỉ|từ đầu năm|được những");
const lateWords = words("quá hạn|trễ hạn|nợ xấu|chậm trả|chưa trả|chưa nộp tiền vay|trễ|chậm nộp|chậm|chưa đóng|khất nợ|nợ đọng|chây ì|chưa nộp|quá kỳ|nợ lâu|tới hẹn|trả chậm|không trả đúng hạn|nợ quá|đến hạn chưa trả|đóng chậm|nộp chậm|trả muộn|nộp muộn|muộn");
const whoAsked = words("ai|những ai|người nào|mấy người|hội viên nào|hộ nào|những hộ|danh sách|ds|bao nhiêu người|ai mô|có ai|lọc|mấy hộ|những người|bao nhiêu hộ|nhà nào|khoản nào|những khoản|mấy ai|những hội viên|các hộ|các khoản|các trường hợp|bà nào|ông nào|khoản vay nào");

const asksLoan = words("muốn vay|xin vay|cần vay|đăng ký vay|vay thêm|cho tôi vay|cho bác vay|cho em vay|cho bà vay|cho ông vay|muốn mượn|cho mượn|cho e vay|xin mượn|làm đơn vay|đề nghị vay|vay được không|hỏi vay|nhu cầu vay|muốn được vay|cần vốn|xin được vay|muốn vay vốn|vay vốn|định vay|đang cần vay|có nhu cầu vay|vay tiền|xin đăng ký vay|cho mình vay|cho chị vay|cho anh vay|cho cô vay|cho chú vay|đăng kí vay|vay ít|vay tạm|cho mệ vay|cho tui vay|muốn xin vay|vay lại|cho cụ vay|cần tiền");
const selfBorrow = words("cho tôi|cho bác|cho em|cho bà|cho ông|cho e|cho mình|cho chị|cho cô|cho chú|cho anh|cho cụ|cho mệ|tôi|bác|em|bà|ông|cô|chú|chị|e|mình|mệ|tui|cháu|anh|cụ|xin|muốn|cần|cho|dì|thím");
const disburse = words("giải ngân|cho vay|vay mới|phát vốn|phát tiền vay|nhận vốn vay|trao vốn|được vay|ký giấy vay|đưa tiền vay|chi vay|khoản vay mới|xuất vốn|nhận tiền vay|nhận vốn|đã vay|ghi khoản vay|giao tiền vay|trao tiền vay|vay thêm|xuất quỹ cho|ghi giải ngân|nhận khoản vay|phát vay|giải ngan|chi tiền vay|giao vốn|đưa vốn|ghi cho vay|vừa vay|mới vay|cấp vốn|đã nhận tiền vay|giải ngân vốn|rút vốn cho|hợp đồng vay");
const lend = words("cho");
const vay = words("vay|mượn");
const notLent = words("chưa được vay|không cho vay|không được vay|chưa giải ngân|chưa cho vay|từ chối|chưa vay|xin vay|muốn vay|hỏi vay|định vay|được vay không|vay được không|có được vay|nên cho vay|cho vay không|chưa nhận|không vay|đừng cho|vay nặng lãi|bị công an|đề nghị vay|có nên|vay chưa|bao giờ|khi nào|duyệt chưa|đồng ý không|có vay|đăng ký vay|cần vay|vay ngoài");

const repayVerb = words("trả|nộp|đóng|hoàn trả|thu nợ|thu của|thu hồi|tất toán|gửi trả|trả góp|thu lãi|thu gốc|thu tiền vay|trả nợ|nộp nợ|đã nhận của|nhận của|thu được của|gửi|đưa|hoàn|thanh toán|chuyển khoản|nộp tiền|trả hộ|thu tiền|thu hồi vốn|trả lãi|trả gốc|góp|ghi thu nợ|trả hết|mang trả|thu|trả xong|nhận|ck|mang|nạp");
const loanMoney = words("nợ|gốc|lãi|tiền vay|vốn vay|khoản vay|vay|trả góp|trả nợ|nộp nợ|tiền gốc|tiền lãi|vốn|lời|kỳ|tất toán|thu nợ|trả trước hạn|nợ quỹ|trả góp|tiền nợ|đợt|góp tháng");
const bareRepay = words("ghi thu nợ|thu nợ|ghi trả nợ|nhập trả nợ|ghi khoản trả|ghi người trả nợ|ghi tiền trả nợ|ghi thu lãi|nhập thu nợ|thu tiền vay|ghi thu tiền vay|có người trả nợ|ghi trả tiền vay|ghi phiếu thu nợ");
const notPaid = words("trả lời|chưa trả|quên chưa trả|trả giá|cuốc|trả phép|trả bài|không trả|chưa nộp|chưa đóng|trả lại đồ|trả sách|trả góp xe|trả tiền điện|tiền điện|tiền nước|tiền học|tiền thuốc|chưa thấy trả|trả công|mượn cái|trả đồ|trả nhà|trả thù|trả hàng|trả được|phải trả|phải nộp|phải đóng|trả bao nhiêu|trả chưa|nộp chưa|đóng chưa|xin khất|trả không|có trả|trả lương|lương hưu|bao giờ trả|đòi");
const wrongPaid = words("trả lời|trả giá|cuốc|trả phép|trả bài|trả lại đồ|trả sách|tiền điện|tiền nước|tiền học|tiền thuốc|trả công|mượn cái|trả đồ|trả nhà|trả thù|trả hàng|phải trả|phải nộp|phải đóng|trả bao nhiêu|nộp bao nhiêu|đóng bao nhiêu|trả lương|lương hưu|trả chưa|nộp chưa|đóng chưa|bao giờ trả|nghe nói|học phí|bảo hiểm|bhyt|tiền cỗ|tiền mừng|đám cưới|trả xe|tiền ăn");
const partPaid = words("gốc chưa trả|phần còn lại|còn lại|chưa trả hết|chưa trả đủ|chưa trả gốc|lãi chưa trả|gốc chưa nộp|gốc chưa|lãi chưa|gốc để sau|lãi để sau|gốc xin khất|lãi xin khất|còn khất");
const notYet = words("chưa trả|không trả|chưa nộp|chưa đóng|không nộp|chưa thu|quên trả|xin khất|khất nợ|khất|không có tiền trả|đòi|chưa có tiền|chưa thấy");
const givesBack = words("trả|nộp|đóng|gửi|đưa|thu|nhận|hoàn|góp|tất toán|chuyển khoản|thanh toán|ck|mang|nạp");

const fundIn = words("đóng quỹ|góp quỹ|ủng hộ quỹ|hỗ trợ quỹ|vào quỹ|thu quỹ|tài trợ quỹ|nộp quỹ|cho quỹ|quỹ nhận|góp vào quỹ|hội phí|tài trợ|ủng hộ|tặng quỹ|đóng góp quỹ|nhập quỹ|ủng hộ clb|hỗ trợ clb|bổ sung quỹ|gây quỹ|đóng hội phí|thu hội phí|ghi thu quỹ|tặng clb|hỗ trợ câu lạc bộ|ủng hộ câu lạc bộ|tăng quỹ|góp|quyên góp|đóng góp|thu nhập quỹ|nguyệt phí|cho clb");
const fundWord = words("quỹ|clb|câu lạc bộ|hội phí|quỹ clb|nguyệt phí|hội");
const fundOut = words("chi quỹ|trích quỹ|lấy quỹ|xuất quỹ|rút quỹ|chi tiền|từ quỹ|chi từ quỹ|quỹ chi|lấy tiền quỹ|dùng quỹ|tiêu quỹ|chi tiêu|trích|trích tiền quỹ|rút tiền quỹ|lấy từ quỹ|quỹ clb chi|chi|xuất tiền quỹ|dùng tiền quỹ|ghi chi|chi hết|bỏ quỹ|quỹ trích|tiền quỹ mua|ghi chi quỹ|mở quỹ|clb chi|quỹ mua");
const fundState = words("tồn quỹ|số dư quỹ|quỹ còn|quỹ mình còn|trong quỹ|tiền quỹ|quỹ có|quỹ clb còn|quỹ hiện|quỹ chừ|quỹ đang có|quỹ giờ|quỹ clb|quỹ hội|quỹ nhà mình|quỹ ta|quỹ câu lạc bộ|còn trong quỹ|quỹ được|quỹ tới giờ|tồn của quỹ|số dư của quỹ|quỹ tồn|quỹ");
const notFund = words("ngân hàng|cơ quan|lớp|họ nhà|suất|nhà thờ|chùa|đình làng|quỹ lớp|quỹ khuyến học|hụi|phường");

const noPromise: (m: Heard) => boolean = (m) => m.at(soon).some((each) => !(m.t[each.start]?.bare === "khat") && !m.has(partPaid) && !(m.t[each.start]?.bare === "tinh") && !(m.t[each.start]?.bare === "dinh" && m.t[each.start]?.low !== "định"));
const future = (m: Heard): boolean => m.all("day").some((item) => item.day.phrase.kind === "relative" && item.day.phrase.days > 0);
const promise = (m: Heard): boolean => noPromise(m) || future(m);
const question = (m: Heard): boolean => /\?\s*$/.test(m.text) || m.has(words2);
const words2 = words("chưa em|chưa ạ|chưa cháu|chưa nhỉ|phải không|đúng không|không nhỉ|chưa vậy|chưa thế|có phải|hay chưa|chưa hả");
const hasParts = (m: Heard): boolean => { const found = parts(m); return found.principal !== undefined || found.interest !== undefined; };
const secretary = (m: Heard): boolean => m.role !== "member";
const bareSum = (m: Heard): boolean => amount(m) !== undefined;
const asksHow = any(howMuch, whenAsked);
const othersTalk = any(bank, notOurs, ifOnly);

const words3 = words("hợp tác xã|trường");
const notOurs2 = words("phụ huynh|lớp|nhà trường|chi bộ|họ nhà|dòng họ|nhà thờ họ|clb bên|clb khác|xã bên|thôn bên|làng bên|nghe nói|nghe đâu|nghe bảo|người ta|nhà chùa");
const lateWords2 = words("ai chưa|ai đang|người nào chưa|ai trả|ai đã trả|những ai");
const fundClear = words("chi quỹ|trích quỹ|lấy quỹ|xuất quỹ|rút quỹ|từ quỹ|tiêu quỹ|chi từ quỹ|lấy tiền quỹ|trích tiền quỹ|rút tiền quỹ|dùng quỹ|dùng tiền quỹ|ghi chi quỹ|quỹ chi|quỹ trích|chi tiền quỹ|xuất tiền quỹ|clb chi");
function fundOutClear(m: Heard): boolean { return m.has(fundClear); }
const howPaid = words("bao nhiêu|bn|được mấy|mấy kỳ|mấy triệu|những khoản nào");
function asksHowMuch(m: Heard): boolean { return m.has(howPaid); }
const outWords = words("nhận vốn vay|nhận vốn|ký giấy vay|được vay|phát vốn|trao vốn|đưa tiền vay|vay mới|giao tiền vay|giải ngân|phát tiền vay|nhận tiền vay|khoản vay mới|chi vay|trao tiền vay|đưa vốn|giao vốn|cấp vốn|phát vay|mới vay|vừa vay|vay thêm");
/** Money goes out to a borrower: `cho bà Lan vay`, `đưa tiền vay cho bác Điền`. */
function lendsOut(m: Heard): boolean {
  if (m.has(outWords) && !m.has(intake)) return true;
  return m.at(lend).some((a) => m.at(vay).some((b) => b.start > a.next && b.start - a.next <= 7 && m.people.some((person) => person.start >= a.next && person.next <= b.start)));
}
const intake = words("thu nợ|thu lãi|thu gốc|thu tiền|thu của|trả nợ|trả góp|nộp lãi|nộp gốc|đóng lãi|trả gốc|trả lãi|hoàn trả");
const partWords = words("tiền gốc|tiền lãi|nợ gốc|lãi|gốc");
/** A part was named but its sum cannot be read: then the whole is not guessed from what else stands there. */
function onlyPart(m: Heard): boolean { return m.has(partWords) && !m.has(both) && m.sums().length === 0; }
const both = words("cả gốc|gốc lẫn lãi|gốc và lãi|gốc với lãi|cả lãi|gốc lãi");
const selfCue = words("cho tôi vay|cho em vay|cho e vay|cho bác vay|cho mình vay|tôi muốn|em muốn|cho tôi|cho e đăng ký|cho em đăng ký|em đăng ký|cho em xin|tôi đăng ký|tôi xin|em xin vay|tôi vay|em vay");
function selfBorrowed(m: Heard): boolean { return m.has(selfCue) && m.people.length === 0; }
const purposeHint = words("để|mua|nuôi|sửa|trồng|làm|chăn nuôi|buôn bán|tháng");
function purposeSaid(m: Heard): boolean { return m.has(purposeHint); }
const hereWord = words("đây|tên|là");
/** Only her own name: `em Hòa thôn 6 đây`. */
function selfNamed(m: Heard): boolean { return m.people.length > 0 && m.role === "member" && (member(m) === undefined || m.has(hereWord)); }
const label = words("người vay|họ tên|tên|hội viên|cho vay|vay mới");
/** `Người vay: Phạm Thị Huệ` without a kin word. */
function labelled(m: Heard): string | undefined {
  const at = m.at(label)[0];
  if (!at || m.t[at.next]?.raw !== ":") return undefined;
  let end = at.next + 1;
  while (end < at.next + 5 && m.t[end]?.kind === "word" && /^\p{Lu}/u.test(m.t[end]?.raw ?? "")) end++;
  return m.words(at.next + 1, end) || undefined;
}

/** Loans and the fund. A sum is only ever recorded from a statement of what has happened, said of a club's own money. */
export const phrases: PhraseBook = {
  "loan.balance": {
    says: [
      says(78, owing, any(howMuch, left)), says(76, owe, howMuch), says(72, words("dư nợ|công nợ"), any(short(8), show, somebody)), says(77, any(loanThing, pay), left, howMuch, not(money)),
      says(70, words("còn nợ hay hết|còn nợ không|hết nợ chưa|trả xong chưa|còn nợ gì không|còn nợ chi không|nợ nần gì|còn nợ nữa không|hết nợ hay chưa")), says(71, borrowedStill, howMuch, left),
    ],
    never: [bank, ifOnly, area, words("huyết áp|đo|chỉ số|sức khỏe|họp|đường huyết|ngân hàng|con trai|con gái|nợ báo cáo|quỹ còn nợ ai"), all(whoAsked, lateWords), words("giá|lương"), all(fundState, not(any(owe, borrow, pay, words("còn thiếu|thiếu quỹ"))))],
    slots: (m) => given({ member: m.role === "member" ? undefined : member(m) }),
  },
  "loan.schedule": {
    says: [says(80, dueWords, any(pay, words("trả nợ|nợ|đóng lãi|trả lãi|nộp lãi|nộp gốc|trả gốc")), any(whenAsked, howMuch, show, words("lịch"))), says(79, words("lịch trả nợ|lịch trả|lịch đóng|hạn trả nợ|ngày trả nợ|lịch nộp|lịch trả góp|kế hoạch trả")), says(74, words("đến hạn|tới hạn|hạn"), loanThing, whenAsked)],
    never: [bank, ifOnly, lateWords, meeting, words("quỹ tháng|báo cáo|bảo hiểm"), all(words("trả xong nợ|còn nợ"), howMuch), money, hasParts],
    slots: (m) => given({ member: m.role === "member" ? undefined : member(m) }),
  },
  "loan.history": {
    says: [says(82, paid, past), says(79, words("lịch sử trả nợ|lịch sử vay|quá trình trả|lịch sử đóng|lịch sử nộp|những lần trả|các lần trả|những lần đóng|các khoản đã trả|đã trả những|các lần đóng|những lần nộp|lịch sử trả|sao kê")), says(70, words("trả được bao nhiêu|nộp được bao nhiêu|đóng được bao nhiêu|trả bao nhiêu rồi"))],
    never: [bank, ifOnly, words("huyết áp|đo|chỉ số|sức khỏe|họp|đường huyết|cân nặng|mạch"), any(words("còn nợ|dư nợ|nợ lại|còn lại bao nhiêu|còn thiếu")), money],
    slots: (m) => given({ member: m.role === "member" ? undefined : member(m) }),
  },
  "loan.request": {
    says: [
      says(70, asksLoan, any(selfBorrow, money), any(nobody, selfNamed)), says(72, then(selfBorrow, vay, 2), any(money, purposeSaid), nobody, any(not(secretary), words("cho tôi|cho em|cho e|cho bác|cho mình|muốn|xin|cần|đăng ký|cho chị|cho cô"))), says(60, vay, money, nobody, not(secretary)),
      says(58, words("muốn vay|xin vay|cần vay|đăng ký vay|vay vốn|vay tiền"), short(8), any(nobody, selfNamed)),
    ],
    never: [bank, ifOnly, notOurs, words("giải ngân|dư nợ|còn nợ|nợ lại|vay được bao nhiêu rồi|lãi bao nhiêu|lãi suất bao nhiêu|con trai|con gái|đã vay|bao giờ|thủ tục|điều kiện|được vay bao nhiêu|được vay tối đa|vay tối đa|tối đa|không vay nữa|ai vay|đang vay|có được không em"), all(words("trả"), any(words("trả nợ"))), all(any(howMuch), not(money)), owing],
    slots: (m) => given({ amount: amount(m, false), months: terms(m)["months"], purpose: purpose(m) }),
  },
  "loan.disburse": {
    by: ["secretary", "coordinator"],
    says: [
      says(80, disburse, any(somebody, all(money, words("giải ngân|cho vay|phát vốn|chi vay|khoản vay mới|vay mới")))), says(81, then(lend, vay, 6), somebody), says(79, vay, somebody, money), says(60, words("ghi giải ngân|giải ngân|ghi khoản vay|nhập khoản vay|cho vay|khoản vay mới|ghi cho vay|vay mới|lập khoản vay"), short(7)),
    ],
    never: [bank, ifOnly, notOurs, notLent, question, all(promise, not(words("đã|rồi"))), any(howMuch), owing, words("trả nợ|thu nợ|nộp nợ|trả góp|tất toán"), all(words("trả|nộp|đóng|thu"), words("tiền vay|gốc|lãi tháng|khoản vay"), not(words("giải ngân|trả dần|cho vay|vay mới|khoản vay mới|người vay|trả trong|phát|được vay|lãi suất"))), selfBorrowed, words("định cho|bàn|họp bàn")],
    slots: (m) => given({ member: member(m) ?? labelled(m), amount: amount(m, false), ...terms(m), purpose: purpose(m, m.at(vay)[0]?.next ?? 0), date: m.day("past") }),
  },
  "loan.repay": {
    by: ["secretary", "coordinator"],
    says: [
      says(84, repayVerb, loanMoney, somebody, any(bareSum, hasParts)), says(83, hasParts, somebody, not(words("cho vay|giải ngân"))), says(76, words("trả|hoàn trả|thu của|trả góp|nộp|đóng"), somebody, bareSum), says(66, words("trả nợ|tất toán|thu nợ|nộp nợ|trả lãi|trả gốc|đóng lãi|nộp lãi|trả tiền vay"), somebody), says(62, bareRepay, short(8)), says(65, words("thu nợ|thu lãi|thu gốc|trả nợ"), any(somebody, bareSum)),
    ],
    never: [bank, ifOnly, notOurs, wrongPaid, all(notYet, not(partPaid)), question, promise, any(lateWords2), all(fundIn, not(any(words("nợ|gốc|lãi|tiền vay|vay")))), words("lịch trả nợ|lịch sử|quá trình|giải ngân|cho vay|đóng quỹ|hội phí|còn nợ|dư nợ"), fundOutClear, asksHowMuch, lendsOut],
    slots: (m) => {
      const { principal, interest } = parts(m);
      const split = principal !== undefined || interest !== undefined;
      return given({ member: member(m), amount: split || onlyPart(m) ? undefined : amount(m), principal, interest, date: m.day("past") });
    },
  },
  "loan.overdue": {
    by: ["secretary", "coordinator"],
    says: [says(86, lateWords, whoAsked, any(words("nợ|trả|hạn|tiền vay|lãi|gốc|quá hạn|chậm trả|trễ hạn|nộp tiền vay|khoản vay|vay|kỳ"))), says(70, words("quá hạn|nợ xấu|nợ quá hạn|trễ hạn|chậm trả"), any(show, short(7), asking)), says(68, words("nợ quá hạn|nợ xấu|quá hạn"))],
    never: [bank, words("báo cáo|họp"), money, words("bảo hiểm|thẻ|hết hạn")],
  },
  "fund.balance": {
    says: [says(74, fund, howMuch, not(any(pay, owe, fundOutClear))), says(75, words("tồn quỹ|số dư quỹ|quỹ còn|tiền quỹ còn"), not(money)), says(73, fundState, howMuch, not(owe)), says(76, words("quỹ"), words("còn bao nhiêu|có bao nhiêu|bao nhiêu tiền|bn|mấy triệu|bao nhiêu tiền quỹ|còn nhiều không|còn tiền không|có mấy|còn mấy"), not(any(owe, words("trả|đóng|nộp"))))],
    never: [bank, notFund, words("vay được|muốn vay|cần vay|xin vay|cho vay bao nhiêu|nợ quỹ|thiếu quỹ|đóng quỹ bao nhiêu|phải đóng"), money],
  },
  "fund.contribute": {
    by: ["secretary", "coordinator"],
    says: [says(80, fundIn, fundWord, any(bareSum)), says(64, words("ghi thu quỹ|thu quỹ|nhập quỹ|góp quỹ|đóng quỹ"), any(short(6), somebody)), says(79, words("thu quỹ|hội phí|vào quỹ|đóng quỹ|nộp quỹ"), bareSum)],
    never: [bank, ifOnly, notOurs2, notFund, question, promise, words("chi quỹ|trích quỹ|lấy quỹ|rút quỹ|từ quỹ|xuất quỹ|chưa đóng|chưa nộp|phải đóng|vay"), all(howMuch, not(money)), all(words("trả|gốc|lãi|nợ"), not(words("hội phí|đóng quỹ|góp quỹ"))), (m) => m.has(words3) && !m.has(fund)],
    slots: (m) => given({ amount: amount(m), ...fundSource(m, fundIn), date: m.day("past") }),
  },
  "fund.spend": {
    by: ["secretary", "coordinator"],
    says: [says(81, fundOutClear, bareSum), says(78, fundOut, fund, bareSum), says(62, words("ghi chi quỹ|chi quỹ|ghi chi tiền quỹ|ghi khoản chi|nhập khoản chi"), short(7)), says(64, fundOutClear, not(howMuch))],
    never: [bank, ifOnly, notOurs2, question, promise, words("vay|trả nợ|chi trả|nợ"), all(howMuch, not(money))],
    slots: (m) => given({ amount: amount(m), purpose: spentOn(m, fundOut), date: m.day("past") }),
  },
};
