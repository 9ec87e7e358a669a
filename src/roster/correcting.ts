import type { Heard } from "../conversation/understanding/index.ts";
import { given } from "../conversation/understanding/slots.ts";
import { fold } from "../language/index.ts";

const book = /(?<!\p{L})(?:số|so|stt)\s+(\d{1,3})(?![\d.]|\s*\d{3})/iu;
const newName =
	/(?<!\p{L})(?:tên|ten|họ tên)(?!\p{L}).*?(?<!\p{L})(?:thành|thanh|là|la|:)\s+((?:\p{L}+\s+){1,5}\p{L}+)\s*$/iu;
const year =
	/(?<!\p{L})(?:sinh năm|sinh nam|năm sinh|nam sinh|sinh|sn)(?:\s+(?:là|la|thành|thanh|:))?[\s:]*(\d{4}|\d{2})(?!\d)/iu;
const yearMade =
	/(?<!\p{L})(?:năm sinh|nam sinh|sinh)(?!\p{L}).*?(?<!\p{L})(?:thành|thanh|là|la)\s+(\d{4})(?!\d)/iu;
const phone =
	/(?<!\p{L})(?:điện thoại|dien thoai|sđt|sdt|đt|dt|số máy|so may)(?!\p{L})[^\d+]*(\+?\d[\d .-]{5,}\d)/iu;
const hamlet =
	/(?<!\p{L})(?:ở|o|về ở|chuyển về|dọn về)\s+((?:xóm|xom|thôn|thon|làng|bản|đội|tổ|khu|phố)\s+(?:\d{1,2}|\p{L}+(?:\s\p{L}+)?))\s*(?:ạ|nhé|nha|cháu|em)*[.!]*$/iu;
const sex = /(?<!\p{L})(?:là|la|giới tính|gioi tinh)\s+(?:nữ|nu|nam)\s*(?:ạ|giới|chứ|nhé)*[.!]*$/iu;
/** `tôi là Khoản ở thôn Đoài`: says who she is, and puts nothing right. */
const introduces = /(?<!\p{L})(?:chào|chao|kính thưa|alo|a lô)(?!\p{L}).*\s(?:là|la)\s+\p{L}/iu;
const own = /(?<!\p{L})(?:tôi|toi|tui|mình|của tôi|cua toi)(?!\p{L})/iu;

const polite = /\s+(ạ|nhé|nha|cháu|em|a)$/iu;

/** What is to stand in the book of somebody who stands there already. */
function changes(text: string) {
	const name = newName.exec(text)?.[1]?.replace(polite, "");
	const born = (yearMade.exec(text) ?? year.exec(text))?.[1];
	const said = sex.exec(text)?.[0];
	return given({
		newName: name,
		birthYear: born === undefined ? undefined : born.length === 2 ? 1900 + Number(born) : Number(born),
		phone: phone.exec(text)?.[1],
		hamlet: hamlet.exec(text)?.[1],
		gender: said && (/nam/.test(fold(said)) ? "male" : "female"),
	});
}

/** `bà Hoa sinh năm 1951`, `số 3 điện thoại 0900000033`: whose book, and what is to stand there; undefined where it is neither. */
export function correcting(m: Heard): Record<string, unknown> | undefined {
	if (m.t.length > 24 || m.text.includes("\n")) return undefined;
	const slots = changes(m.text);
	if (Object.keys(slots).length === 0) return undefined;
	if (m.expecting === "member-details") return slots;
	const number = book.exec(m.text)?.[1];
	if (number) return { member: number, ...slots };
	const name = m.people[0]?.name;
	if (name && name !== slots.newName) return { member: name, ...slots };
	return own.test(m.text) && !introduces.test(m.text) ? { self: true, ...slots } : undefined;
}
