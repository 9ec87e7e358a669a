import {
	not,
	only,
	opens,
	type PhraseBook,
	says,
	short,
	words,
} from "../conversation/understanding/index.ts";
import { given } from "../conversation/understanding/slots.ts";
import { meeting, polite } from "../conversation/understanding/vocabulary.ts";

const myTasks = words(
	"việc|việc của tôi|việc của em|việc của cô|việc của bác|xem việc|danh sách việc|các việc|những việc|việc cần làm|việc phải làm|việc đang chờ|còn việc gì|có việc gì|hôm nay có việc gì|còn những việc gì|tôi phải làm gì|em phải làm gì|phải làm những gì|việc gì chưa xong",
);
const filler = words("hôm nay|hôm ni|bây giờ|không|nữa|chưa|của|các|những|còn|có|đang|xem|cho xem|hiện");
const handled = words(
	"đã xử lý|xử lý rồi|đã xử lý xong|xử lý xong|giải quyết rồi|đã giải quyết|giải quyết xong|xong việc rồi|xong việc đó|việc đó xong|việc này xong",
);
const seen = words(
	"đã nắm|nắm rồi|đã nắm rồi|nắm được rồi|đã nắm được|để tôi lo|để em lo|để bác lo|tôi lo việc này",
);
const putOff = words("hoãn việc|để việc này|để việc đó|lùi việc|gác việc|việc này để|hoãn việc này");
const until = words("đến|tới|sang");

/** What stands behind the word of closing, as it was typed: `đã xử lý: tôi sang rồi, bà đỡ sốt`. */
function outcomeIn(text: string): string | undefined {
	const behind = /(?:xong|xử lý|xu ly|giải quyết|giai quyet|rồi|roi)\s*[:,.-]\s*(.+)$/is
		.exec(text)?.[1]
		?.trim();
	return behind || undefined;
}

export const phrases: PhraseBook = {
	"tasks.mine": {
		says: [says(58, only(myTasks, words(...polite.phrases, ...filler.phrases)), short(8))],
		never: [meeting],
	},
	"tasks.done": {
		says: [says(60, opens(handled, 1))],
		slots: (m) => given({ outcome: outcomeIn(m.text) }),
	},
	"tasks.acknowledge": { says: [says(57, only(seen, polite), short(8))] },
	"tasks.later": {
		says: [says(82, opens(putOff, 1), not(meeting))],
		slots: (m) => given({ until: m.at(until).length > 0 ? m.text : undefined }),
	},
};
