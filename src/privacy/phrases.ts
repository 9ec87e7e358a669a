import {
	any,
	asks,
	followed,
	type PhraseBook,
	says,
	short,
	words,
} from "../conversation/understanding/index.ts";
import { given, member } from "../conversation/understanding/slots.ts";

const readings = words(
	"số đo|huyết áp|ha|đường huyết|chỉ số|kết quả đo|số đo huyết áp|các số đo|sức khỏe|sổ sức khỏe|tiểu đường",
);
const withdrawn = words(
	"rút đồng ý|rút lại đồng ý|rút lại sự đồng ý|rút sự đồng ý|rút lời đồng ý|huỷ đồng ý|hủy sự đồng ý|bỏ đồng ý|thôi đồng ý|không đồng ý nữa|rút phép",
);
const keepsNot = words(
	"đừng giữ|đừng lưu|thôi giữ|thôi không giữ|thôi đừng giữ|thôi lưu|thôi không lưu|không giữ|không lưu|ngừng giữ|ngừng lưu|dừng giữ|dừng lưu|đừng cất|không cho giữ|đừng cho giữ|không muốn giữ|không cho lưu|không muốn lưu|đừng giữ lại|không được giữ|khỏi giữ",
);
const readingsGone = words(
	"xoá hết số đo|xoá số đo cũ|xoá các số đo|xoá toàn bộ số đo|xoá sạch số đo|xoá hết huyết áp|xoá huyết áp cũ|xoá sạch huyết áp|xoá toàn bộ huyết áp|xoá hết các số đo|xoá hết số huyết áp|xoá mấy số đo cũ|bỏ hết số đo cũ|xoá những số đo cũ",
);
const agrees = words("đồng ý|cho phép|bằng lòng|ưng|cho giữ|cho lưu|cho câu lạc bộ|cho clb");
const keeps = words("giữ|lưu|giữ lại|lưu lại|cất");
const keepsAgain = words(
	"giữ lại số đo|giữ số đo giúp|giữ số đo cho|giữ lại huyết áp|giữ huyết áp giúp|giữ huyết áp cho|lưu số đo cho|lưu số đo giúp|lại giữ số đo|cứ giữ số đo",
);

const who = words("ai|những ai|có ai|người nào|những người nào|có người nào|ai ai|ai đó");
const looked = words(
	"xem|đã xem|mở|đã mở|mở ra|mở ra xem|coi|đã coi|vào xem|ngó|dòm|tra|đọc|soi|xem trộm|mở xem",
);
const book = words(
	"sổ|sổ vay|sổ nợ|sổ sách|sổ của|nợ|vay|khoản vay|tiền vay|số đo|huyết áp|sức khỏe|thông tin|dữ liệu|hồ sơ|số liệu",
);
const others = words(
	"người khác|người ngoài|hàng xóm|người ta|mọi người|bà con|thiên hạ|cả xóm|cả làng|ai|cán bộ",
);
const mayLook = words(
	"xem được|được xem|coi được|được coi|mở được|được mở|đọc được|được đọc|nhìn được|nhìn thấy|thấy được|có quyền xem|được phép xem|cho ai xem|cũng xem|cũng thấy|cũng coi|biết được|được biết|có xem được",
);
const shownTo = words(
	"cho ai xem|cho ai biết|cho những ai xem|cho người khác xem|cho người khác biết|cho hàng xóm xem",
);
const takenBack = words(
	"thôi không xoá nữa|thôi đừng xoá|đừng xoá nữa|không xoá nữa|thôi khỏi xoá|huỷ yêu cầu xoá|rút yêu cầu xoá|bỏ yêu cầu xoá|đừng xoá dữ liệu",
);

const person = { slots: (m: Parameters<typeof member>[0]) => given({ member: member(m) }) };

export const phrases: PhraseBook = {
	"privacy.withdraw": {
		says: [says(86, withdrawn, short(12)), says(85, keepsNot, readings)],
		never: [keepsAgain, asks, words("sao|tại sao|vì sao|làm sao")],
		slots: (m) => given({ member: member(m), what: m.has(readings) ? "health" : undefined }),
	},
	"privacy.forget": { says: [says(85, readingsGone)], never: [asks], ...person },
	"privacy.keep": { says: [says(86, takenBack)], ...person },
	"people.consent-health": {
		says: [says(84, agrees, keeps, readings, short(14)), says(80, keepsAgain)],
		never: [withdrawn, keepsNot, words("không đồng ý|chưa đồng ý|không cho|chưa cho"), asks],
		...person,
	},
	"privacy.looks": {
		says: [says(83, followed(who, looked, 2), followed(looked, book, 3))],
		never: [mayLook, words("nợ quá hạn|cho xem|cho tôi xem|chưa|xem giúp|xem hộ|xem giùm|xem với|coi giúp")],
		...person,
	},
	"privacy.who-can-see": {
		says: [
			says(85, any(followed(who, mayLook, 3), followed(others, mayLook, 4)), book),
			says(85, shownTo, book),
		],
		slots: (m) => given({ member: member(m), what: m.has(readings) ? "health" : undefined }),
	},
};
