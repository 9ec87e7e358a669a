import {
	type Heard,
	only,
	type PhraseBook,
	says,
	short,
	words,
} from "../../conversation/understanding/index.ts";
import { given } from "../../conversation/understanding/slots.ts";
import { meeting, polite } from "../../conversation/understanding/vocabulary.ts";
import { fold } from "../../language/index.ts";

const slip = words("phiếu mời|giấy mời|phiếu vào zalo|phiếu hội viên|thư mời|invitation slips");
const print = words("in phiếu|in giấy|in giấy mời|in phiếu mời|in các phiếu|in mã|print slips|in tờ đồng ý");
const bareSlip = words("phiếu|phiếu in|giấy mời|phiếu mời|in phiếu|thế còn|còn|in|các|lấy|làm|muốn");
const slipAlone = words("phiếu|giấy mời|phiếu mời");
const otherPaper = words(
	"phiếu thu|phiếu chi|bỏ phiếu|phiếu bầu|phiếu khám|phiếu vay|phiếu lương|phiếu ăn|phiếu quà|ký|kí|đám cưới|cưới|trái phiếu|cổ phiếu|phiếu xét nghiệm|nhận được|đã nhận",
);
const unitWord = words("clb|câu lạc bộ|thôn|bản|khu|xóm|làng|phố");

const file = words("tệp|file|tập tin|excel|bảng excel|csv|tệp danh sách|file danh sách|bảng tính");
const handIn = words("gửi|tải|nộp|đưa|nạp|nhập|upload|gửi lên|tải lên|đưa lên|chuyển lên");
const upList = words(
	"tải danh sách lên|tải ds lên|tải lên danh sách|nạp danh sách|upload danh sách|tải danh sách hội viên lên",
);
const list = words("danh sách|ds|hội viên|hv|danh bạ|sổ hội viên|thành viên");

/** `cháu in giấy mời`: the verb that stands where a name would is none. */
const verbs = new Set(["in", "lam", "lay", "xin", "gui"]);
const nobodyNamed = (m: Heard): boolean => m.people.every(({ name }) => verbs.has(fold(name ?? "")));

/** The words from the club on, to be looked for among the speaker's own. */
function place(m: Heard): string | undefined {
	const from = m.at(unitWord)[0]?.start;
	return from === undefined ? undefined : m.words(from, m.t.length);
}

export const phrases: PhraseBook = {
	"roster.slips": {
		by: ["secretary", "coordinator"],
		says: [
			says(86, slip, nobodyNamed, short(12)),
			says(86, print, nobodyNamed, short(14)),
			says(84, slipAlone, nobodyNamed, only(bareSlip, polite)),
		],
		never: [meeting, otherPaper, (m) => m.colon() > 0],
		slots: (m) => given({ scope: place(m) }),
	},
	"roster.upload": {
		by: ["secretary", "coordinator"],
		says: [says(89, upList), says(88, file, handIn, list, short(16))],
		never: [
			meeting,
			words("vắng|báo cáo|cho tôi|cho chị|cho anh|cho cô|cho bác|gửi tôi"),
			(m) => m.colon() > 0,
		],
	},
};
