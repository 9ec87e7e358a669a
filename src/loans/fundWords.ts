import { type Heard, type Slots, words } from "../conversation/understanding/index.ts";
import { member, purpose, trimmed } from "../conversation/understanding/slots.ts";
import { english } from "../language/english.ts";

const organisation = words(
	"ubnd|hội|ủy ban|công ty|xã|trường|trạm|phòng|sở|huyện|đoàn|quỹ|doanh nghiệp|mặt trận|mttq|chi bộ|cửa hàng|nhà chùa|con em|mạnh thường quân|nhóm|ban|chùa|đảng ủy|hợp tác xã|htx|gia đình|các cháu|đơn vị|ngân hàng|nhà máy|cơ sở|tổ chức|dự án|chương trình|tiền bán|bán|gian hàng|văn nghệ|cty|nhà hảo tâm|hảo tâm|nhà tài trợ|phật tử|kiều bào|đồng hương|hội đồng hương",
	english("commune|union|company|school|club|district|province"),
);
const givesTo = words(
	"ủng hộ|hỗ trợ|tài trợ|góp|gửi về|gửi|tặng|đóng góp|cho|quyên góp|đóng|nộp|biếu|trao|chuyển",
	english("gave|gives|donated|contributed"),
);
const from = words("của|từ|do|tài trợ của|ủng hộ của|hỗ trợ của", english("from"));
const lead = words(
	"của|từ|nhận|thu|hôm nay|hôm qua|sáng nay|chiều nay|ghi|clb nhận|quỹ nhận|được|có|em báo|dạ|ghi thu",
);
const ownKind = words("hội phí|hội viên|tháng|quý|tiền quỹ|các hội viên|nguyệt phí");

const sourceEnd = words(
	"ủng hộ|hỗ trợ|tài trợ|được|vào|cho|hôm|ngày|số tiền|gửi|tặng|góp|là|trị giá|đóng góp|về",
	english("for|to|into"),
);

/** Who gave: a member by name, or the words for an organisation as typed. A kind of money (`hội phí`) is no giver. */
export function fundSource(m: Heard, fundIn: ReturnType<typeof words>): Slots {
	const org = organisationName(m, fundIn);
	if (org) return { source: org };
	return { member: member(m) };
}

function organisationName(m: Heard, fundIn: ReturnType<typeof words>): string | undefined {
	for (const cue of m.at(from)) {
		if (m.people.some((person) => person.start === cue.next)) continue;
		let end = cue.next;
		while (
			end < m.t.length &&
			m.t[end]?.kind === "word" &&
			!m.items.some((item) => item.start === end) &&
			!m.at(sourceEnd).some((each) => each.start === end)
		)
			end++;
		if (
			m.at(organisation).some((each) => each.start >= cue.next && each.start < end) &&
			!m.at(ownKind).some((each) => each.start === cue.next)
		)
			return trimmed(m, cue.next, end);
	}
	const verb = m.at(givesTo)[0] ?? m.at(fundIn)[0];
	if (!verb) return undefined;
	let start = verb.start;
	while (
		start > 0 &&
		m.t[start - 1]?.kind === "word" &&
		!m.items.some((item) => item.kind !== "person" && item.start < start && item.next >= start)
	)
		start--;
	for (const each of m.at(lead)) if (each.start === start && each.next < verb.start) start = each.next;
	const person = m.people.find((each) => each.start === start);
	if (person || start >= verb.start) return undefined;
	const inside = m.at(organisation).some((each) => each.start >= start && each.start < verb.start);
	return inside && !m.at(ownKind).some((each) => each.start === start)
		? m.words(start, verb.start)
		: undefined;
}

const spending = words("chi tiền|tiền|chi quỹ|trích quỹ|lấy quỹ|xuất quỹ|rút quỹ");

/** What was bought or done with the fund's money: from the first verb of use behind the words of spending. */
export function spentOn(m: Heard, fundOut: ReturnType<typeof words>): string | undefined {
	const at = m.at(spending)[0] ?? m.at(fundOut)[0];
	return purpose(m, at ? at.start + 1 : 0) ?? purpose(m) ?? bill(m);
}

const billWord = words("tiền");
/** `chi quỹ 200 nghìn tiền nước`: what was paid for, right behind the sum. */
function bill(m: Heard): string | undefined {
	const sum = m.sums()[0];
	if (!sum || !m.at(billWord).some((each) => each.start === sum.next)) return undefined;
	let end = sum.next;
	while (m.t[end]?.kind === "word" && !m.items.some((item) => item.start === end)) end++;
	return end - sum.next > 1 ? trimmed(m, sum.next, end) : undefined;
}
