import {
	all,
	any,
	followed,
	type Heard,
	nobody,
	opens,
	type PhraseBook,
	says,
	short,
	somebody,
	words,
} from "../conversation/understanding/index.ts";
import { given, member } from "../conversation/understanding/slots.ts";
import { meeting, self, show } from "../conversation/understanding/vocabulary.ts";
import { english } from "../language/english.ts";
import { genderOf } from "../language/names.ts";
import { readDigits } from "../language/numbers.ts";

const data = words(
	"dữ liệu|thông tin|thông tin cá nhân|dữ liệu cá nhân|hồ sơ|dữ liệu của|số liệu|tài khoản|mọi thứ|tất cả về|thông tin của",
	english("everything|all|data|information|details"),
);
const mine = words(
	"của tôi|của bác|của bà|của ông|của em|của e|của mình|của cháu|về tôi|về bác|về bà|về ông|về em|về e|về mình|cá nhân|tôi|của cụ|của chị|của c|của cô|về chị|về cô|của anh|về anh|về cụ|của chú|của con",
	english("my|me"),
);
const hold = words(
	"lưu|giữ|đang giữ|ghi|đang lưu|lưu trữ|cất|thu thập|có những gì|đã lưu|ghi những gì|biết những gì|biết gì",
	english("know|hold|have|keep|store"),
);
const what = words(
	"những gì|gì|chi|những chi|thông tin gì|cái gì|dữ liệu gì|thông tin nào|những thông tin nào|nhữ gì",
	english("what"),
);
const aboutMe = words(
	"về tôi|về bác|về bà|về ông|về em|về e|về mình|của tôi|của bác|của bà|của ông|của em|của mình|của tôi|về chị|về cô|về cụ|về anh|về chú|của chị|của cô",
	english("about me|on me"),
);
const copy = words(
	"tải về|bản sao|xuất|gửi tôi|cho xem|xem|gửi|xin|cung cấp|copy|in ra|tải|trích xuất|sao lưu",
	english("show|send|give|see|copy"),
);
const erase = words(
	"xóa|xoá hết|xoá sạch|xóa bỏ|quên|hủy|gỡ|xóa toàn bộ|đừng giữ|đừng lưu|không lưu",
	english("delete|erase|remove"),
);
const forget = words(
	"quên tôi đi|quên bác đi|quên bà đi|quên em đi|đừng giữ số liệu|đừng lưu thông tin|xóa tên tôi|xóa tài khoản|quên hết về|đừng giữ thông tin|quên ông đi",
	english("forget me"),
);

const joinWords = words(
	"thêm hội viên|kết nạp|hội viên mới|thành viên mới|thêm thành viên|thêm người|thêm hv|hv mới|có thêm hội viên|mới vào clb|mới vào câu lạc bộ|mới vào hội|vào danh sách hội viên|bổ sung hội viên|thêm một hội viên|nhập hội viên|mới tham gia clb|mới gia nhập|xin vào clb|xin gia nhập|xin vào câu lạc bộ|đăng ký hội viên|thêm 1 hội viên|thêm tên|ghi tên vào|vào danh sách|mới kết nạp|thêm mới|bổ sung thành viên|thêm mới hội viên|gia nhập clb|vào clb|thêm vào clb|thêm vào danh sách",
	english(
		"to the members|as a member|to the member list|add a member|new member|add member|add a new member",
	),
);
const addVerb = words("thêm|kết nạp|bổ sung|nhận thêm|ghi tên|ghi thêm|nhập", english("add|new"));
const intoClub = words("hội viên|vào clb|vào câu lạc bộ|thành viên|vào hội|vào danh sách|hv|vào đội");
const listWords = words(
	"danh sách hội viên|ds hv|ds hội viên|danh sách thành viên|danh sách clb|tên hội viên|tên tất cả|liệt kê hội viên|có những ai|gồm những ai|hội viên gồm|tên bà con|tên hội viên|tên các hội viên|những ai trong|bao nhiêu hội viên|những hội viên nào|danh sách bà con|ds thành viên|tất cả hội viên|toàn bộ hội viên|hết tên|danh sách mọi người|danh sách hv|danh sách các hội viên|danh sách các cụ|danh sách các bác|danh sách các ông bà|ds các cụ|tên thành viên|những thành viên nào|có ai trong|mấy hội viên|hội viên nào trong",
	english(
		"the members of|our members|who are the members|list of members|all members|member list|list members|show members|members list",
	),
);
const inviteWords = words(
	"mã mời|link mời|đường dẫn mời|lời mời|giấy mời|qr mời|đường link mời|thư mời|mã qr mời|mời tham gia|link tham gia|mã tham gia|đường dẫn tham gia|mã kết nối|link kết nối",
	english("invitation code|invitation|invite"),
);
const invite = words("mời");
const useBot = words(
	"dùng bot|vào bot|vào zalo|dùng zalo|tham gia bot|dùng máy|vào đây|kết nối|tham gia|cài|vào dùng|dùng cái này|vào nhóm|dùng thử|vào hệ thống|vào app|nhắn với bot|vào máy",
);

/** Which name is the new member's: the first person, else the words between the verb and the next value, as typed. */
function newcomer(m: Heard): { name: string | undefined; kin?: string | undefined } {
	const person = m.meant(m.all("person"))[0]?.person;
	if (person) return person;
	const label = m.at(words2)[0];
	if (!label) return { name: undefined };
	let end = label.next;
	while (m.t[end]?.raw === ":") end++;
	const from = end;
	while (
		end < m.t.length &&
		end < from + 5 &&
		m.t[end]?.kind === "word" &&
		/^\p{Lu}/u.test(m.t[end]?.raw ?? "")
	)
		end++;
	return { name: m.words(from, end) || undefined };
}
const words2 = words("họ tên|họ và tên|tên|tên là|hv mới|hội viên mới|hội viên|thành viên mới|hv moi");

const bornCue = words("sinh năm|sn|năm sinh|sinh|s.n");
const plausibleYear = (n: number): boolean => n >= 1900 && n <= 2015;

/** Year of birth: a typed year, or one said digit by digit; two digits only behind `sinh năm`. */
function birthYear(m: Heard): number | undefined {
	for (const number of m.all("number"))
		if (number.typed && plausibleYear(number.value) && Number.isInteger(number.value)) return number.value;
	const cue = m.at(bornCue)[0];
	if (!cue) return undefined;
	let at = cue.next;
	while (
		m.t[at]?.raw === ":" ||
		m.t[at]?.low === "là" ||
		(m.t[at]?.bare === "nam" &&
			m.t[at + 1]?.kind !== "mark" &&
			at === cue.next &&
			m.t[at - 1]?.bare === "sinh")
	)
		at++;
	const said = readDigits(m.t, at).digits;
	if (/^(19|20)\d\d$/.test(said)) return Number(said);
	const typed = /^\d\d$/.test(m.t[at]?.raw ?? "")
		? Number(m.t[at]?.raw)
		: said.length === 2
			? Number(said)
			: undefined;
	return typed !== undefined && typed >= 20 ? 1900 + typed : undefined;
}

const male = words("giới tính nam|giới tính: nam|nam giới|phái nam|là nam|gt nam");
const female = words("giới tính nữ|nữ giới|nữ|là nữ|gt nữ|phái nữ");
const genderLabel = words("giới tính|gt|phái");

function gender(m: Heard, kin: string | undefined): "male" | "female" | undefined {
	const label = m.at(genderLabel)[0];
	const stated = label ? m.t.slice(label.next, label.next + 3).map((token) => token.bare) : [];
	if (stated.includes("nam") || m.has(male) || typedNam(m)) return "male";
	if (stated.includes("nu") || m.has(female)) return "female";
	return genderOf(kin);
}
/** `nam` as a word of its own between commas, not the year's năm. */
const typedNam = (m: Heard): boolean =>
	m.t.some(
		(token, i) =>
			token.low === "nam" &&
			(m.t[i - 1]?.kind ?? "mark") === "mark" &&
			(m.t[i + 1]?.kind ?? "mark") === "mark",
	);

const callMe = words(
	"gọi bác thôi|gọi cô thôi|gọi tôi là|gọi tôi bằng|gọi bác là|gọi cô là|gọi bà là|gọi em là|gọi mình là|gọi là|kêu tôi là|kêu tôi bằng|xưng hô là|cứ gọi là|cứ gọi tôi là|cứ gọi|gọi tui là|đừng gọi tôi là bà gọi là",
);
/** The last word of address: `đừng gọi bà, gọi tôi là cô`. */
const titleWished = (m: Heard): string | undefined =>
	/(?:gọi|goi|kêu|keu)\s+(?:\S+\s+){0,3}?(?:là|la|bằng|bang)?\s*(ông|ong|bà|ba|cụ|cu|bác|bac|cô|co|chú|chu|dì|di|thím|thim|cậu|cau|mợ|mo|o|anh|chị|chi)(?:\s+(?:thôi|nhé|nhe|nha|ạ|a|đi|di|cho|được|duoc).*)?[.!]*$/iu.exec(
		m.text.trim(),
	)?.[1];

export const phrases: PhraseBook = {
	"address.set": {
		says: [says(61, callMe, short(10), (m) => titleWished(m) !== undefined)],
		never: [meeting],
		slots: (m) => given({ title: titleWished(m) }),
	},
	"privacy.delete": {
		says: [
			says(82, erase, data, any(mine, aboutMe, words("đã lưu|hệ thống|khỏi"))),
			says(81, forget),
			says(60, erase, words("dữ liệu cá nhân|thông tin cá nhân|tài khoản")),
		],
		never: [meeting],
		slots: (m) => given({ member: member(m) }),
	},
	"privacy.export": {
		says: [
			says(78, hold, what, aboutMe),
			says(77, data, any(mine, aboutMe), any(copy, hold)),
			says(60, copy, words("dữ liệu cá nhân|thông tin cá nhân")),
		],
		never: [erase, words("thông tin vay|thông tin họp|lưu ý"), all(meeting)],
		slots: (m) => given({ member: member(m) }),
	},
	"member.add": {
		by: ["secretary", "coordinator"],
		says: [
			says(
				76,
				joinWords,
				any(somebody, (m) => m.all("phone").length > 0),
			),
			says(74, addVerb, intoClub, somebody),
			says(
				73,
				opens(words("thêm|ghi thêm|nhập thêm|kết nạp"), 2),
				somebody,
				(m) => birthYear(m) !== undefined,
			),
			says(62, joinWords, any(addVerb, words("mới")), short(10)),
			says(75, joinWords, (m) => birthYear(m) !== undefined),
		],
		never: [words("quỹ|link|mã"), words("mấy|bao nhiêu|những ai")],
		slots: (m) => {
			const person = newcomer(m);
			return given({
				name: person.name,
				birthYear: birthYear(m),
				phone: m.all("phone")[0]?.digits,
				gender: gender(m, person.kin),
			});
		},
	},
	"member.list": {
		by: ["secretary", "coordinator"],
		says: [
			says(64, listWords),
			says(
				58,
				show,
				words("hội viên|thành viên|bà con trong hội"),
				words("tất cả|tên|hết|danh sách|toàn bộ"),
			),
		],
		never: [
			inviteWords,
			words("vắng|nợ|vay|trễ|quá hạn|huyết áp|chậm|bao giờ|thông báo|tổng hv|nhắn|báo cáo"),
		],
	},
	"member.invite": {
		by: ["secretary", "coordinator"],
		says: [says(80, inviteWords), says(72, invite, useBot, any(somebody, self))],
		never: [meeting, followed(invite, words("chủ nhiệm|họp|tập huấn|dự"), 3), (m) => m.colon() > 0],
		slots: (m) => given({ member: nobody(m) ? undefined : member(m) }),
	},
};
