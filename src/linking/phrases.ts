import { any, type PhraseBook, says, somebody, words } from "../conversation/understanding/index.ts";
import { given, member } from "../conversation/understanding/slots.ts";

const signed = words(
	"ký phiếu|ký giấy|đã ký|ký tên|ký đồng ý|ký tờ đồng ý|ký vào phiếu|ký rồi|kí phiếu|kí giấy",
);
const form = words("phiếu|giấy|tờ đồng ý|phiếu đồng ý|giấy đồng ý|tờ giấy");
const aboutMoney = words(
	"tin tiền|tin về tiền|chuyện tiền|việc tiền|tin vay|tin nợ|chuyện nợ|tin nhắc nợ|nhắc nợ",
);
const not = words("đừng|không|thôi|khỏi|chỉ nói|lúc gặp|gặp mới nói|nói lúc gặp");
const sending = words("gửi|nhắn|báo|nói|nhận");
const onPhone = words("vào máy này|vào máy|máy này|máy em|máy tôi|lúc gặp|điện thoại này|zalo này|vào đây");

export const phrases: PhraseBook = {
	"consent.paper": {
		by: ["secretary", "coordinator"],
		says: [
			says(71, signed, any(form, words("đồng ý")), somebody),
			says(70, words("ghi phiếu đồng ý|ghi giấy đồng ý|phiếu đã ký|ghi phiếu đã ký|giấy đã ký")),
		],
		never: [words("vay|giải ngân|hợp đồng|giấy vay|nhận tiền|quỹ")],
		slots: (m) => given({ member: member(m) }),
	},
	"money.phone": {
		says: [says(73, aboutMoney, any(sending, not), onPhone)],
		slots: (m) => ({ here: !m.has(not) }),
	},
};
