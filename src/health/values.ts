import type { Slots } from "../conversation/understanding/index.ts";
import { type Heard, words } from "../conversation/understanding/index.ts";
import { onlySelf } from "../conversation/understanding/slots.ts";
import { english } from "../language/english.ts";

/** The values of the body in a message. What cannot be a grown person's is left out, so that it is asked. */
export const pressureWords = words(
	"huyết áp|ha|h.a|huyếtáp|h/a|tâm thu|tâm trương|huyết ap|áp huyết|huyêt ap|số trên|số dưới|bp|hap|hết áp|quyết áp|hiết áp|huyế áp|huyết á",
	english("blood pressure"),
);
const measuring = words("đo|đo được|đo xong|đo còn|đo ra|chỉ số|kết quả|máy đo|hấn ra|ra");
const pulseCue = words("mạch|nhịp tim|nhịp|tim đập|tim|m|mach|nhịp mạch|pulse", english("pulse|heart rate"));
const pulseNamed = words("mạch|nhịp tim|nhịp|tim", english("pulse|heart rate"));
const weightCue = words(
	"nặng|cân nặng|cân được|cân|cân lại|trọng lượng|cân lên|còn nặng|cn",
	english("weight|weigh"),
);
const heightCue = words("cao|chiều cao", english("height"));
const tempCue = words(
	"thân nhiệt|nhiệt độ|cặp nhiệt độ|sốt|nhiệt kế|cặp nhiệt|nóng sốt",
	english("temperature|fever"),
);
const sugarCue = words(
	"đường huyết|đường máu|tiểu đường|đường huyết đói|đường huyết lúc đói|glucose|đh|thử đường|thử tiểu đường|đường lúc đói|đường huyết sau ăn|đường đói",
	english("blood sugar|glucose"),
);
/** Alone it is as often a road: only with the number right behind it. */
const sugarWord = words("đường");
const upperCue = words("số trên|tâm thu|huyết áp trên|chỉ số trên");
const lowerCue = words("số dưới|tâm trương|chỉ số dưới");

const roadSugar = words(
	"đường từ|đường lê|cây số|con đường|đường làng|đường đi|ngoài đường|mua đường|cân đường|kg đường|giá đường|đường nhà|đường về|đường xá|đường trần|số nhà|đường quốc lộ",
);
const thingsWeighed = words(
	"con bò|con me|con lợn|con gà|lợn|bò|gà|vịt|gạo|thóc|lúa|lạc|cá|chó|cháu nội|cháu ngoại|đẻ|mới đẻ|mới sinh|cân bao|bao gạo|ngô|khoai|phân|giá|nghìn|triệu|bán|mua|một cân|con trâu|trâu|dê|ngan|bao|yến|tạ|rau|đứa|thằng cu|thằng bé|con bé|em bé|sọt|gói|túi|ký lạc",
	english("pig|cow|chicken|rice|buffalo|baby|dog|calf"),
);
const weather = words(
	"trời|thời tiết|nắng|ngoài trời|dự báo|mùa hè|nóng quá trời|oi|mưa",
	english("weather|outside"),
);
const hotOut = words("nóng|lạnh|rét|mát");
const hotBody = words("người nóng|nóng người|trán nóng|nóng ran|nóng sốt|mình nóng|trong người");
const numbersGame = words(
	"đánh con gì|con gì|mơ thấy|mơ|xổ số|đánh lô|đánh đề|số đề|trúng|thắng|đội tuyển|đội bóng|bóng đá|tỉ số|tỷ số|giỗ|số nhà|biển số|ngày giỗ|cưới|trang|phòng|địa chỉ|wifi|mật khẩu|bao nhiêu tuổi|quẻ|lô đề|đánh số|họp|vắng|có mặt|sinh hoạt|tham gia|hội viên|khóa|lớp|báo cáo",
	english("dreamed|dreamt|dream|lottery|meeting|present|absent|people|page|room|score"),
);
const theoretical = words(
	"bao nhiêu là|là cao|có phải là cao|có cao không|cao không|bình thường không|là tốt|phải không|đúng không|là thấp|là bao nhiêu|nếu|thì nên|thì sao|phải làm sao|nguy hiểm không|là bình thường|có nguy hiểm|ổn không|có sao không|ổn hk|có ổn|thấp không|chậm quá không|tốt không|lo không|mục tiêu|tiêu chuẩn|dưới bao nhiêu|người già",
	english("should i|what should|normal|high|too high|low|dangerous|what is"),
);
const ownWords = words(
	"tôi|bác|em|bà|ông|cụ|mệ|mình|chị|chú|anh|tôi đo|e|mẹ|bố|mẹ tôi|bố tôi|nhà tôi",
	english("my|i|me"),
);
const told = words(
	"đọc báo|báo nói|thấy bảo|trên báo|bác sĩ nói|đài nói|hàng xóm|bà hàng xóm|ông hàng xóm|bạn tôi|bên cạnh|nghe nói|bà kia|ông kia|nhà bên|bạn bác|bà bạn|ông bạn|người ta|hàng xóm nhà|xã bên|trên tivi|vợ tôi bảo|bác sĩ bảo phải",
	english(
		"my sister|my brother|my uncle|my aunt|he had|she had|he has|she has|his|her|says the doctor|the doctor said|doctor said|my mother says|they said|told me|my mother-in-law|neighbour|neighbor|my son|my daughter|my friend|they say|the doctor says|my husband|my wife",
	),
);
const relative = words(
	"con trai|con gái|con dâu|con rể|chị gái|em gái|anh trai|em trai|thằng|cháu tôi|cháu nội|cháu ngoại|em chồng|thông gia|con tôi|chồng tôi",
);
/** What a relative does for the one who writes: `con gái mua cho bà cái máy`, `cháu nội đo hộ`. */
const doneForMe = words(
	"mua cho bà|mua cho bác|mua cho tôi|mua cho ông|mua cho mẹ|sắm cho|biếu|tặng bà|tặng bác|tặng tôi|tặng ông|đo cho bà|đo cho bác|đo cho tôi|đo cho ông|đo hộ|đo giúp|nhắn hộ|nhắn giúp|gửi hộ|ghi hộ",
);

/** `62 tuổi` is no value of the body. */
const isAge = (m: Heard, item: { next: number }): boolean => m.t[item.next]?.bare === "tuoi";

interface Value {
	value: number;
	start: number;
	next: number;
}

const within = (value: number | undefined, low: number, high: number): number | undefined =>
	value !== undefined && value >= low && value <= high ? value : undefined;

/** The number that belongs to a cue: the first within a few words behind it, not over a comma that opens another matter. */
function behind(m: Heard, cue: ReturnType<typeof words>, used: Set<number>, gap = 6): Value | undefined {
	for (const each of m.at(cue)) {
		const numbers = m
			.all("number")
			.filter(
				(item) =>
					item.start >= each.next &&
					item.start - each.next <= gap &&
					!used.has(item.start) &&
					!isAge(m, item) &&
					(!item.weak || item.start - each.next <= 1),
			);
		const [first] = numbers;
		if (
			first &&
			!m.t
				.slice(each.next, first.start)
				.some((token) => token.raw === "," || token.raw === ";" || token.kind === "line")
		)
			return m.meant(m.all("number").filter((item) => item.start >= first.start && !used.has(item.start)))[0];
	}
	return undefined;
}

function measure(m: Heard, what: string): number | undefined {
	const first = m.meant(m.all("measure").filter((item) => item.measure.what === what))[0];
	if (!first) return undefined;
	// `48kg à nhầm 49`: put right without the unit
	const [meant] = m.meant(
		m.items.filter((item) => item === first || (item.kind === "number" && item.start > first.start)),
	);
	return meant?.kind === "number" ? meant.value : first.measure.value;
}

/** Blood sugar with its unit: as typed, else by range, for no one lives with 35 mmol/L or under 35 mg/dL. */
export function sugar(
	value: number,
	unit?: "mmol/L" | "mg/dL",
): { value: number; unit: "mmol/L" | "mg/dL" } | undefined {
	const named = unit ?? (value < 35 ? "mmol/L" : "mg/dL");
	const fits = named === "mmol/L" ? value >= 1 && value < 40 : value >= 20 && value <= 700;
	return fits ? { value, unit: named } : undefined;
}

function glucose(m: Heard, used: Set<number>): Slots["glucose"] {
	const mmol = measure(m, "mmol");
	if (mmol !== undefined) return sugar(mmol, "mmol/L");
	const mg = measure(m, "mg");
	if (mg !== undefined) return sugar(mg, "mg/dL");
	if (m.has(roadSugar)) return undefined;
	const bare = behind(m, sugarCue, used) ?? behind(m, sugarWord, used, 1);
	if (!bare) return undefined;
	used.add(bare.start);
	return sugar(bare.value);
}

function pulse(m: Heard, used: Set<number>, hasPressure: boolean): number | undefined {
	const beats = measure(m, "beats");
	if (beats !== undefined) return within(beats, 30, 220);
	const numbers = m.all("number").filter((item) => !used.has(item.start) && !isAge(m, item));
	for (const cue of m.at(pulseCue)) {
		if (m.t[cue.start]?.raw.toLowerCase() === "m" && !hasPressure) continue;
		const meant = m.meant(
			numbers.filter(
				(item) =>
					item.start >= cue.next && item.start - cue.next <= 6 && (!item.weak || item.start === cue.next),
			),
		);
		const first = meant[0];
		if (first && Number.isInteger(first.value) && within(first.value, 30, 220) !== undefined) {
			used.add(first.start);
			return first.value;
		}
	}
	return undefined;
}

function weight(m: Heard, used: Set<number>): number | undefined {
	if (m.has(thingsWeighed)) return undefined;
	const kilos = measure(m, "weightKg");
	if (kilos !== undefined) return within(kilos, 25, 200);
	const bare = behind(m, weightCue, used, 3);
	if (bare) used.add(bare.start);
	return within(bare?.value, 25, 200);
}

function height(m: Heard, used: Set<number>): number | undefined {
	const cm = measure(m, "heightCm");
	if (cm !== undefined) return within(cm, 100, 210);
	const bare = behind(m, heightCue, used, 2);
	return within(bare?.value, 100, 210);
}

function temperature(m: Heard, used: Set<number>): number | undefined {
	if (m.has(weather) || (m.has(hotOut) && !m.has(tempCue) && !m.has(hotBody))) return undefined;
	const degrees = measure(m, "temperatureC");
	if (degrees !== undefined) return within(degrees, 34, 43);
	const bare = behind(m, tempCue, used, 3);
	if (bare) used.add(bare.start);
	return within(bare?.value, 34, 43);
}

interface Pressure {
	systolic?: number | undefined;
	diastolic?: number | undefined;
	doubt?: boolean;
	strong: boolean;
}

function pressure(m: Heard, used: Set<number>): Pressure {
	const dayPair = (at: number) => m.all("pair").some((pair) => pair.start === at && pair.day !== undefined);
	const cued = m.has(pressureWords) || m.has(measuring);
	const joined = m.meant(
		m.readings.filter(
			(each) => each.joined && (cued || !dayPair(each.start) || m.t.length <= 4 || m.has(pulseCue)),
		),
	);
	const loose = m.meant(
		m.readings.filter((each) => !each.joined && (cued || m.has(pulseCue) || m.t.length <= 3)),
	);
	const chosen = joined.find((each) => !dayPair(each.start)) ?? joined[0] ?? loose[0];
	if (chosen) {
		for (let i = chosen.start; i < chosen.next; i++) used.add(i);
		for (const each of m.readings) for (let i = each.start; i < each.next; i++) used.add(i);
		return {
			...putRight(m, chosen, used),
			doubt: chosen.doubt,
			strong: cued || (chosen.joined && !dayPair(chosen.start)),
		};
	}
	const upper = behind(m, upperCue, used, 2);
	const lower = behind(m, lowerCue, used, 2);
	const systolic = m.has(pressureWords) ? within(upper?.value, 60, 260) : undefined;
	const diastolic = m.has(pressureWords) ? within(lower?.value, 30, 160) : undefined;
	if (upper && systolic) used.add(upper.start);
	if (lower && diastolic) used.add(lower.start);
	return {
		systolic: Number.isInteger(systolic) ? systolic : undefined,
		diastolic: Number.isInteger(diastolic) ? diastolic : undefined,
		strong: systolic !== undefined || diastolic !== undefined,
	};
}

const slip = words("nhầm|à nhầm|lộn|à lộn|à không|quên|à quên|đính chính|sửa lại");
const upperSaid = words("trên|số trên|tâm thu");
const lowerSaid = words("dưới|số dưới|tâm trương");

/**
 * `130/80 à nhầm dưới 85`: the half of a reading that was put right. Where it is not said which half (`130/80 à nhầm 85`),
 * only what cannot be meant stays, and the rest is asked.
 */
function putRight(
	m: Heard,
	read: { next: number; systolic: number; diastolic: number },
	used: Set<number>,
): { systolic?: number | undefined; diastolic?: number | undefined } {
	const said = { systolic: read.systolic, diastolic: read.diastolic };
	const mark = m
		.at(slip)
		.find(
			(each) =>
				each.start >= read.next && m.t.slice(read.next, each.start).every((token) => token.kind === "mark"),
		);
	const item = mark && m.all("number").find((each) => each.start >= mark.next && each.start - mark.next <= 2);
	if (!mark || !item) return said;
	used.add(item.start);
	if (m.near(lowerSaid, item.start, 0)) return { ...said, diastolic: within(item.value, 30, 160) };
	if (m.near(upperSaid, item.start, 0)) return { ...said, systolic: within(item.value, 60, 260) };
	if (item.start > mark.next) {
		used.delete(item.start);
		return said;
	}
	return item.value < said.systolic && item.value < 100 ? { systolic: said.systolic } : {};
}

/** The day of a reading: said as a day, or a bare `23/10` beside another pair that is the reading. */
export function readingDay(m: Heard): string | undefined {
	const sure = m.sureDay("past");
	if (sure) return sure;
	const pairs = m.all("pair");
	return pairs.length > 1 && pairs.some((pair) => pair.day) && pairs.some((pair) => !pair.day)
		? m.day("past")
		: undefined;
}

/** All values of one message. */
export function body(m: Heard): Slots {
	const used = new Set<number>();
	const bp = pressure(m, used);
	const values: Slots = { systolic: bp.systolic, diastolic: bp.diastolic };
	values.pulse = pulse(m, used, bp.systolic !== undefined);
	values.glucose = glucose(m, used);
	values.temperatureC = temperature(m, used);
	values.weightKg = weight(m, used);
	values.heightCm = height(m, used);
	if (values.pulse === undefined && bp.systolic !== undefined && m.has(pulseNamed))
		values.pulse = leftOver(m, used);
	if (bp.doubt) values.doubt = ["systolic", "diastolic"];
	return values;
}

/** `HA và mạch của tôi: 132/81, 75`: the one number that is left belongs to the pulse that was named. */
function leftOver(m: Heard, used: Set<number>): number | undefined {
	const left = m.all("number").filter((item) => item.typed && !used.has(item.start) && !isAge(m, item));
	return left.length === 1 ? within(left[0]?.value, 30, 220) : undefined;
}

const places = ["systolic", "diastolic", "pulse", "glucose", "temperatureC", "weightKg", "heightCm"];

/** A message that gives at least one value of a body, and not as talk of weather, cattle or the lottery. */
export function hasBody(m: Heard): boolean {
	const pressureNamed = m.has(pressureWords);
	if (m.has(numbersGame) && !pressureNamed) return false;
	const values = body(m);
	if (!places.some((place) => values[place] !== undefined)) return false;
	const others =
		m.has(theoretical) &&
		!m.has(ownWords) &&
		m.all("day").length === 0 &&
		m.t.some((token) => ["?", "khong", "ko", "hk", "k", "bao", "sao"].includes(token.bare));
	return !others;
}

/** Somebody else's number told as news: a neighbour's, a friend's; for a member also anybody called by name. */
export function newsOfOthers(m: Heard): boolean {
	if (m.has(told)) return true;
	if (
		m
			.at(relative)
			.some((each) => !m.at(doneForMe).some((did) => did.start >= each.next && did.start - each.next <= 1))
	)
		return true;
	return (
		m.role === "member" &&
		m.people.length > 0 &&
		!onlySelf(m) &&
		m.people.some((person) => person.kin !== undefined && person.start <= 3)
	);
}
