import { only, type PhraseBook, says, words } from "../conversation/understanding/index.ts";
import { polite } from "../conversation/understanding/vocabulary.ts";

const begin = words(
	"tập|tập thử|tập dùng|tập nhắn|tập làm|tập gõ|tập ghi|tập báo cáo|thử xem sao|làm thử|thử cái|dùng thử xem|nhắn thử|gõ thử|vào tập|vào phần tập|bắt đầu tập|luyện thử|chế độ tập|phần tập",
);
const end = words(
	"hết tập|thôi tập|dừng tập|ngừng tập|nghỉ tập|kết thúc tập|kết thúc phần tập|thoát tập|thoát phần tập|ra khỏi phần tập|không tập nữa|tập xong|hết phần tập|dừng phần tập|thôi không tập|thôi không tập nữa|tập thế thôi|tập vậy thôi|tập đủ rồi",
);
const filler = words(
	...polite.phrases,
	"muốn|cần|xem|sao|thử|trước|một|một tí|một chút|một lần|1|tí|vài|lần|nữa|phần|đã|đây|không dùng|nhé",
);

export const phrases: PhraseBook = {
	"practice.begin": {
		says: [says(94, only(begin, filler))],
		never: [end],
		slots: () => ({ isAsked: true }),
	},
	"practice.end": { says: [says(95, only(end, filler))] },
};
