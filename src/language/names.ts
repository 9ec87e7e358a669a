import { fold, oneSpelling } from "./fold.ts";
import { clean, oneOf, spellings, type Token, tokenize } from "./tokens.ts";

/** The words before a name that are no part of it, with what they tell of the person. `bác`, `cụ`, `em`, `o` tell nothing sure. */
export const kinGender: Record<string, "male" | "female" | undefined> = {
	ông: "male",
	chú: "male",
	anh: "male",
	cậu: "male",
	dượng: "male",
	bà: "female",
	cô: "female",
	chị: "female",
	dì: "female",
	thím: "female",
	mợ: "female",
	mệ: "female",
	bác: undefined,
	cụ: undefined,
	em: undefined,
	o: undefined,
	cháu: undefined,
	ôông: "male",
};

const kinOf = new Map<string, string>();
for (const word of Object.keys(kinGender))
	for (const spelling of spellings(word)) if (!kinOf.has(spelling)) kinOf.set(spelling, word);
for (const [short, word] of [
	["ô", "ông"],
	["a", "anh"],
	["c", "chị"],
	["e", "em"],
	["b", "bác"],
	["đ/c", "bác"],
] as const)
	kinOf.set(short, word);

const exactKin = new Map([...kinOf].filter(([spelling, word]) => spelling === word || spelling.length === 1));

/** The kin word a token may be, in its full spelling: `o` → o, `ba` → bà, `c` → chị. */
export const kinWord = (token: Token | undefined): string | undefined => {
	if (token?.kind !== "word") return undefined;
	for (const form of token.forms) {
		const kin = token.strict ? exactKin.get(form) : kinOf.get(form);
		if (kin) return kin;
	}
	return undefined;
};

/** Short or ambiguous spellings that are a kin word only when a name with a capital follows. */
const needsCapital = new Set([
	"a",
	"c",
	"e",
	"b",
	"o",
	"co",
	"chi",
	"di",
	"me",
	"mo",
	"cau",
	"cu",
	"em",
	"cháu",
	"chau",
	"anh",
	"duong",
]);

const families = new Set(
	"nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý trịnh đinh mai tô hà cao lưu tạ trương đoàn lương vương thái quách kiều châu tống mẫu hứa lại tăng viên khương nghiêm cầm lò quàng vi hàn doãn thiều lường"
		.split(" ")
		.flatMap(spellings),
);
const middles = oneOf(
	"thị",
	"văn",
	"đình",
	"hữu",
	"đức",
	"xuân",
	"ngọc",
	"quang",
	"công",
	"bá",
	"minh",
	"thanh",
	"thế",
	"kim",
	"trọng",
	"duy",
	"thu",
	"viết",
	"khắc",
);

/** Of these the ones that may still stand before a small name in a text without capitals. */
const softKin = new Set(["chi", "co", "cu", "anh", "em", "cháu"]);
/** Without marks these are as often other words (three, have, what, go); where the writer sets marks they are. */
const otherWords = new Set(["ba", "co", "chi", "cu", "chu", "bac", "anh"]);

/** Words that never begin a name after a kin word in a text without capitals; most follow `bà`, `bác` or `em` said of oneself. */
const notAName = new Set(
	`còn nợ trả vay đo đi bị có không muốn xin gửi nộp đóng ơi ạ à nhé nha với và là thì mà được cho đã đang sẽ vừa mới hay hỏi nhờ cần đau ốm mất này kia ấy đó nọ nào gì sao vậy chưa rồi lắm quá
  già con cháu ta tôi nhà nội ngoại chồng vợ trong ngoài ở tại nghe nói xem coi biết thấy nhớ quên ghi nhắn gọi bảo kể hẹn thiếu vắng nghỉ họp dự đến về sang lên xuống ra vào lại đây đấy
  huyết ha mạch cân nặng cao đường nhịp tim tiền quỹ vốn lãi gốc khoản sổ thư bí kế thủ chủ tổ trưởng phó cán bình xã thôn xóm của người số tất mọi các những mấy hai_bà nhận mượn lấy thu chi
  báo đăng phụ bấm nhầm đổi tham kiểm kí ký tên tuổi năm_nay hôm sáng chiều tối trưa đêm giờ bây ngày tháng tuần thứ bữa bựa ni mô răng rứa chừ nỏ ko k hok dc đc thêm tiếp dạ vâng thôi giúp hộ giùm tự cũng vẫn chỉ mỗi nữa nhiều ít
  gần xa nằm chuyển hoàn tất vắng_mặt mua bán nuôi làm mần ăn uống sinh hết hiểu đùa chẳng chả em cháu đừng hãy phải nên viện thuốc mặt mấy chắc mong thích yêu thương cám cảm chào xóa xoá hủy huỷ bỏ dừng ngừng tắt bật mở sĩ xong lạc phép sốt bệnh khỏe khoẻ mệt ngã dám vui buồn bận rảnh ấm lạnh nghĩ tính định sắp kêu lên tiếp xài chơi thử liên_hệ lập chốt nêu sửa xác ca đồng giao tình khác đều phụ_trách mình chúng bọn họ nó hắn trực tuổi bao tất_cả hàng láng thông dậy ngủ nấu quét giặt gặt trượt vấp khóc ngồi`
		.split(/\s+/)
		.map(oneSpelling),
);
/** The same without marks, but for those that are common names then: Nga, Nhung, Mây, Tư, Dung, Bình. */
const notANameBare = new Set(
	[...notAName]
		.map((word) => oneSpelling(fold(word)))
		.filter(
			(word) =>
				![
					"nga",
					"may",
					"nhung",
					"tu",
					"hai",
					"lam",
					"hao",
					"men",
					"thu",
					"le",
					"mo",
					"van",
					"minh",
					"thong",
					"mong",
					"tinh",
					"dinh",
					"thuong",
					"bao",
					"nho",
					"sau",
					"tap",
					"thao",
					"vui",
					"am",
					"lanh",
					"so",
					"lap",
					"xuan",
				].includes(word),
		),
);
const never = (token: Token | undefined): boolean =>
	token !== undefined && (notAName.has(token.low) || (!token.strict && notANameBare.has(token.low)));

/** A person as named in a text: the words of the name and the kin word before it. */
export interface PersonAt {
	start: number;
	next: number;
	name: string;
	kin?: string | undefined;
}

const capital = (token: Token | undefined): boolean => token?.kind === "word" && /^\p{Lu}/u.test(token.raw);
const shout = (token: Token): boolean => token.raw === token.raw.toUpperCase() && token.raw.length > 1;

/** Whether a text uses capitals for names: some word that does not begin a sentence and is no abbreviation has one. */
export function usesCapitals(t: readonly Token[]): boolean {
	let small = 0;
	let named = 0;
	for (let i = 0; i < t.length; i++) {
		const token = t[i];
		if (token?.kind !== "word") continue;
		if (!capital(token)) small++;
		else if (!shout(token) && (kinWord(t[i - 1]) !== undefined || (i > 0 && t[i - 1]?.kind === "word")))
			named++;
		else if (!shout(token) && t[i - 1]?.raw === ",") named++;
	}
	return small > 0 && named > 0;
}

const stopInName = oneOf(
	"xóm",
	"thôn",
	"xã",
	"phố",
	"tổ",
	"bản",
	"làng",
	"khu",
	"đội",
	"ha",
	"clb",
	"gốc",
	"lãi",
	"vắng",
	"sđt",
	"sinh",
	"con",
	"vợ",
	"chồng",
	"mẹ",
	"bố",
);
const numberish = oneOf("trăm", "nghìn", "ngàn", "triệu", "chục", "mươi", "người", "k", "tr", "củ");

/** The end of a name that begins at i, at most four words; i itself where none does. */
function nameEnd(t: readonly Token[], i: number, cased: boolean): number {
	const first = t[i];
	if (first?.kind !== "word") return i;
	if (cased) {
		let end = i;
		while (
			end < i + 4 &&
			capital(t[end]) &&
			(end === i || !stopInName(t[end])) &&
			(end === i || t[end - 1]?.kind === "word") &&
			!(end > i && kinStarts(t, end))
		)
			end++;
		return end;
	}
	if (
		never(first) ||
		stopInName(first) ||
		numberish(first) ||
		numberish(t[i + 1]) ||
		kinStarts(t, i) ||
		first.low === t[i - 1]?.low
	)
		return i;
	const full =
		families.has(first.low) &&
		t[i + 1]?.kind === "word" &&
		(middles(t[i + 1]) || (capital(t[i + 1]) && !shout(t[i + 1] as Token))) &&
		!numberish(t[i + 2]);
	if (!full) return families.has(first.low) && middles(t[i + 1]) ? i + 2 : i + 1;
	let end = i + 2;
	while (
		end < i + 4 &&
		t[end]?.kind === "word" &&
		!never(t[end]) &&
		!stopInName(t[end]) &&
		(end === i + 2 || middles(t[end - 1]))
	)
		end++;
	return end;
}

/** In shouted text every word is a capital, so a kin word inside ends the name before it. */
const kinStarts = (t: readonly Token[], i: number): boolean => {
	const kin = kinWord(t[i]);
	return (
		kin !== undefined &&
		t[i]?.raw.length !== 1 &&
		(t[i]?.low === kin || ["ong", "bac"].includes(t[i]?.low ?? "")) &&
		t[i + 1]?.kind === "word" &&
		!/^\p{Lu}\p{Ll}/u.test(t[i]?.raw ?? "")
	);
};

/** The person named at token i: a kin word with a name, or a full name that begins with a family name. */
export function personAt(t: readonly Token[], i: number, cased: boolean): PersonAt | undefined {
	const kin = kinWord(t[i]);
	// chủ nhật without its marks looks like an uncle Nhật
	const unmarked =
		kin !== undefined &&
		otherWords.has(t[i]?.low ?? "") &&
		t[i]?.low !== kin &&
		!capital(t[i + 1]) &&
		t.some((token) => token.low !== token.bare);
	const sunday = kin === "chú" && t[i + 1]?.bare === "nhat";
	if (kin && !sunday && !unmarked) {
		const strict = cased || needsCapital.has(t[i]?.low ?? "");
		const at = t[i + 1]?.raw === "." && t[i]?.raw.length === 1 ? i + 2 : i + 1;
		const free = !strict || capital(t[at]) || (!cased && softKin.has(t[i]?.low ?? ""));
		const end = free
			? nameEnd(t, at, cased || (strict && capital(t[at]) && /\p{Ll}/u.test(t[at]?.raw ?? "")))
			: at;
		const town = cities.has(`${t[at]?.bare} ${t[at + 1]?.bare}`);
		if (end > at && !town) return { start: i, next: end, name: words(t, at, end), kin };
	}
	return fullNameAt(t, i, cased);
}

function fullNameAt(t: readonly Token[], i: number, cased: boolean): PersonAt | undefined {
	if (!families.has(t[i]?.low ?? "") || t[i + 1]?.kind !== "word") return undefined;
	if (cased ? !(capital(t[i]) && capital(t[i + 1])) : !middles(t[i + 1]) || t[i + 2]?.kind !== "word")
		return undefined;
	// "mai bà Hiền trả" without its marks is no family Mai with the middle name Bá
	if (!cased && t[i + 1]?.low !== "bá" && kinWord(t[i + 1])) return undefined;
	if (placeBefore(t[i - 1]) || cities.has(`${t[i]?.bare} ${t[i + 1]?.bare}`)) return undefined;
	const end = nameEnd(t, i, cased);
	return end > i + 1 ? { start: i, next: end, name: words(t, i, end) } : undefined;
}

const placeBefore = oneOf(
	"đi",
	"ở",
	"về",
	"vào",
	"ra",
	"xã",
	"huyện",
	"tỉnh",
	"thôn",
	"clb",
	"sông",
	"tại",
	"bản",
	"xóm",
	"phố",
	"đường",
	"họ",
	"bộ",
	"dòng",
);
/** Towns whose first word is a family name. */
const cities = new Set([
	"ha noi",
	"doan thanh",
	"ha nam",
	"ha tinh",
	"ha giang",
	"cao bang",
	"ho chi",
	"vu quang",
	"hoang sa",
	"ha long",
	"ha dong",
	"ha trung",
	"ngo quyen",
	"vo cuong",
	"hoang mai",
	"ly son",
	"vi thanh",
	"thai nguyen",
	"thai binh",
]);

const words = (t: readonly Token[], from: number, to: number): string =>
	t
		.slice(from, to)
		.map((token) => token.raw)
		.join(" ");

/** Every person named in a text, in order. */
export function peopleIn(t: readonly Token[], cased = usesCapitals(t)): PersonAt[] {
	const found: PersonAt[] = [];
	for (let i = 0; i < t.length; ) {
		const person = personAt(t, i, cased);
		if (person) found.push(person);
		i = person ? person.next : i + 1;
	}
	return found;
}

/** A name without the honorific or kin word before it and the polite words behind: `bà Lan ạ` → `Lan`. */
export function stripKin(name: string): string {
	const t = tokenize(clean(name)).filter((token) => token.kind === "word" || token.kind === "number");
	let from = 0;
	while (from < t.length - 1 && kinWord(t[from]) !== undefined && !(t[from]?.raw.length === 1 && from > 0))
		from++;
	let to = t.length;
	while (to > from + 1 && polite(t[to - 1])) to--;
	return t
		.slice(from, to)
		.map((token) => token.raw)
		.join(" ");
}

const polite = oneOf("ạ", "nhé", "nha", "em", "cháu", "ấy", "đó", "nhe", "a");

/** What the kin word before a name tells of the person: `bà` female, `ông` male, `bác` nothing. */
export const genderOf = (kin: string | undefined): "male" | "female" | undefined =>
	kin === undefined ? undefined : kinGender[kin];
