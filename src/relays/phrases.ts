import {
	any,
	type Heard,
	only,
	type PhraseBook,
	says,
	short,
	words,
} from "../conversation/understanding/index.ts";
import { given, member } from "../conversation/understanding/slots.ts";
import { polite } from "../conversation/understanding/vocabulary.ts";
import { tickedIn, untickedIn } from "./ticked.ts";
import { isTold } from "./told.ts";

const assigning = words(
	"ghi người báo giúp|thêm người báo giúp|phân người báo giúp|nhờ người báo giúp|cử người báo giúp|đổi người báo giúp|phân công báo giúp|phân công báo tin|kể người báo giúp|người báo giúp|phân người báo tin",
);
const listing = words(
	"ai báo giúp ai|ai báo cho ai|ai báo ai|ai báo giúp|danh sách báo giúp|ds báo giúp|những ai báo giúp|xem người báo giúp|danh sách người báo giúp|có những ai báo giúp|ai đang báo giúp|ai nhận báo giúp|tôi báo giúp ai|bác báo giúp ai|bà báo giúp ai|tôi phải báo ai|tôi báo cho ai",
);
const agreeing = words(
	"nhận lời|tôi nhận lời|nhận lời báo giúp|đồng ý báo giúp|nhận báo giúp|báo giúp được|tôi báo giúp được|sẵn sàng báo giúp|tôi nhận báo",
);
const refusing = words(
	"không nhận lời|không báo giúp được|không nhận báo giúp|không báo giúp nữa|thôi không báo giúp nữa|thôi không báo giúp|không đi báo được|không đi báo nữa|chưa nhận lời được|không nhận lời được|không giúp báo được|xin thôi báo giúp",
);
const ending = words(
	"thôi báo giúp|thôi nhờ báo giúp|bỏ người báo giúp|ngừng báo giúp|không báo giúp|thôi báo tin giúp|thôi báo hộ",
);
const around = words(
	...polite.phrases,
	"việc|báo giúp|báo tin|báo hộ|cho|được|nữa|sức khỏe|yếu|già|bận|vì|tôi|xem|danh sách|hết|hiện|của tôi",
);

/** The number of the paper book; `không` is no zero. */
const typedNumber = (m: Heard): string | undefined =>
	m
		.all("number")
		.find((one) => one.typed && one.value > 0)
		?.value.toString();
/** Without one of them nothing was told, and the text need not be taken apart. */
const tellingWords = new Set(["bao", "xong"]);
const isOfTelling = (m: Heard): boolean => m.t.some((token) => tellingWords.has(token.bare));
const ticks = (m: Heard): boolean => isOfTelling(m) && tickedIn(m.text) !== undefined;
const unticks = (m: Heard): boolean => isOfTelling(m) && untickedIn(m.text) !== undefined;
const tells = (m: Heard): boolean => isTold(m.text);

export const phrases: PhraseBook = {
	"relay.assign": {
		by: ["secretary"],
		says: [says(93, tells), says(71, assigning, short(9))],
		never: [listing],
		slots: (m) => given({ relays: tells(m) ? m.text : undefined }),
	},
	"relay.list": { says: [says(86, listing, short(9))] },
	"relay.refuse": { says: [says(87, only(refusing, around))] },
	"relay.agree": { says: [says(85, only(agreeing, around))], never: [refusing] },
	"relay.end": {
		says: [
			says(
				88,
				ending,
				any(
					(m) => member(m) !== undefined,
					(m) => typedNumber(m) !== undefined,
				),
			),
		],
		slots: (m) => given({ member: member(m) ?? typedNumber(m) }),
	},
	"relay.done": {
		says: [says(89, ticks)],
		slots: (m) => ({ ...tickedIn(m.text) }),
	},
	"relay.undone": {
		says: [says(90, unticks)],
		slots: (m) => ({ ...untickedIn(m.text) }),
	},
};
