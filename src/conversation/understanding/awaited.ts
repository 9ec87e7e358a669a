import { bareVnd, vndOf } from "../../language/money.ts";
import { stripKin } from "../../language/names.ts";
import type { Understood } from "./book.ts";
import { correction } from "./correction.ts";
import type { Heard } from "./heard.ts";
import type { Item } from "./quantities.ts";
import { scopeName, trimmed } from "./slots.ts";
import { polite } from "./vocabulary.ts";
import { words } from "./words.ts";

/** Words that may stand around a bare answer without making another thing of it. */
const around = words(
	"số tiền|là|khoảng|tầm|chừng|thôi|tổng|tổng cộng|cả|chẵn|tiền|được|muốn|gốc|lãi|đồng|số dưới|số trên|dưới|trên|mạch|nhịp|tim|huyết áp|có mặt|có|vắng|đến|dự|đi|người|hội viên|hv|kỳ hạn|thời hạn|trong|lãi suất|mỗi tháng|một tháng|vào|hôm|ngày|họp|buổi|lúc|năm|sinh năm|sinh|sn|số|cân|nặng|cao|độ|đường huyết|đường|nhiệt độ|em ghi|ghi|của|phải|đúng|chắc|hình như|đâu|tất cả|chỉ|khoảng chừng|đo|đo được|trả|vay|nộp|đóng|góp|xin|hẹn|thành|ng|ngài|mấy|bác|giờ|tháng|đây ạ|đến nay|tổng số|vị|cụ|đều|như|vẫn|vậy|lần này|đợt này|tháng này|bên|tôi|nhà|mình|lại|mới|kìa|kia|ấy|nhịp tim|nhịp một phút|một phút|phút|chai|điện thoại|sđt|của tôi|đt|phần trăm|bằng|đồng tiền|vnd|cho|chị|quãng",
);
const later = words(
	"chờ|đợi|chờ tí|đợi tí|tí nữa|lát nữa|để xem|để hỏi|để tôi|để em|để chị|để bác|khoan|từ từ|chưa biết|không biết|chưa nhớ|không nhớ|quên mất|chút nữa|để mai|xem lại đã|hỏi lại|sau|chưa rõ|không rõ",
);

const only = (m: Heard, kinds: readonly Item["kind"][]): boolean => {
	const covered = new Set<number>();
	for (const each of [...m.at(polite), ...m.at(around)])
		for (let i = each.start; i < each.next; i++) covered.add(i);
	for (const item of m.items)
		for (let i = item.start; i < item.next; i++) {
			if (kinds.includes(item.kind)) covered.add(i);
			else covered.delete(i);
		}
	return m.t.every((token, i) => token.kind === "mark" || token.kind === "line" || covered.has(i));
};

const numbers = (m: Heard): number[] =>
	m
		.meant(m.items.filter((item): item is Extract<Item, { kind: "number" }> => item.kind === "number"))
		.map((item) => item.value);

/** The one number of an answer, in digits or words; several leave it open. */
function number(m: Heard, low: number, high: number, whole = true): number | undefined {
	if (!only(m, ["number"])) return undefined;
	const found = numbers(m);
	const value = found.length === 1 ? found[0] : undefined;
	return value !== undefined && value >= low && value <= high && (!whole || Number.isInteger(value))
		? value
		: undefined;
}

function amount(m: Heard): number | undefined {
	if (!only(m, ["sum", "number"])) return undefined;
	const sums = m.sums();
	if (sums.length > 0) return sums.length === 1 && sums[0] ? vndOf(sums[0].sum) : undefined;
	const found = numbers(m);
	return found.length === 1 ? bareVnd(found[0] ?? 0, 20) : undefined;
}

const measured = (m: Heard, what: string): number | undefined => {
	const found = m.items.filter(
		(item) => item.kind === "measure" && item.measure.what === what && only(m, ["measure"]),
	)[0];
	return found?.kind === "measure" ? found.measure.value : undefined;
};

/** Blood pressure said in tens: `mười bốn` is 140 mmHg. */
const pressure = (
	m: Heard,
	low: number,
	high: number,
	tenLow: number,
	tenHigh: number,
): number | undefined => {
	const value = number(m, 1, 300, false);
	if (value === undefined) return undefined;
	if (Number.isInteger(value) && value >= low && value <= high) return value;
	return value >= tenLow && value <= tenHigh ? Math.round(value * 10) : undefined;
};

function glucose(m: Heard): unknown {
	const mmol = measured(m, "mmol");
	if (mmol !== undefined) return { value: mmol, unit: "mmol/L" };
	const mg = measured(m, "mg");
	if (mg !== undefined) return { value: mg, unit: "mg/dL" };
	const value = number(m, 1, 700, false);
	return value === undefined ? undefined : { value, unit: value < 35 ? "mmol/L" : "mg/dL" };
}

function months(m: Heard): number | undefined {
	const spans = m.meant(m.all("span"));
	if (spans.length > 0)
		return spans.length === 1 && only(m, ["span", "number"]) ? spans[0]?.months : undefined;
	return number(m, 1, 120);
}

function rate(m: Heard): number | undefined {
	const percent = m.meant(m.all("percent"));
	if (percent.length > 0)
		return percent.length === 1 && !percent[0]?.yearly && only(m, ["percent"])
			? percent[0]?.value
			: undefined;
	return number(m, 0.01, 20, false);
}

function names(m: Heard): string[] | undefined {
	if (m.has(later)) return undefined;
	const people = m.all("person");
	if (people.length > 0) return people.map((each) => each.person.name);
	const listed = m.text
		.split(/[,;\n]|\svà\s|\svới\s/)
		.map((each) => stripKin(each))
		.filter((each) => each !== "");
	return listed.length > 0 &&
		listed.every((each) => !/\d/.test(each) && each.split(" ").length <= 4) &&
		!m.has(nobodyWords)
		? listed
		: undefined;
}

const nobodyWords = words("không|ai|hết|đủ|chẳng|vắng|cả");

function member(m: Heard): string | undefined {
	const person = m.meant(m.all("person"))[0];
	if (person) return person.person.name;
	const bare = m.t.length <= 5 && !m.has(later) && m.items.length === 0 ? stripKin(m.text) : "";
	return /^[\p{L} ]+$/u.test(bare) ? bare : undefined;
}

const lead = words("để|ở|tại|vì|do|là|dạ|vâng|mục đích|lý do|thì|địa điểm|cho|dùng để|dạ để");
const asks = words("bao nhiêu|thế nào|là gì|gì|sao|không biết|hả|bao giờ|ở đâu|tại sao");

/** Words taken as they are, without the small word before and the politeness behind. */
function free(m: Heard): string | undefined {
	if (m.has(later) || m.has(asks) || m.t.length > 40) return undefined;
	let start = 0;
	for (const each of m.at(lead)) if (each.start === start && each.next < m.t.length) start = each.next;
	while (m.t[start]?.raw === ":" || m.t[start]?.raw === ",") start++;
	return trimmed(m, start, m.t.length);
}

function birthYear(m: Heard): number | undefined {
	const typed = m.t.find((token) => /^(19|20)\d\d$/.test(token.raw));
	if (typed) return Number(typed.raw);
	const short = number(m, 20, 99);
	return short === undefined ? undefined : 1900 + short;
}

const readers: Record<string, (m: Heard) => unknown> = {
	amount,
	principal: amount,
	interest: amount,
	months,
	ratePercent: rate,
	member,
	absentNames: names,
	name: member,
	glucose,
	birthYear,
	present: (m) => number(m, 0, 500),
	total: (m) => number(m, 0, 500),
	absent: (m) => number(m, 0, 500),
	systolic: (m) => pressure(m, 60, 260, 7, 26),
	diastolic: (m) => pressure(m, 30, 160, 3, 16),
	pulse: (m) => number(m, 30, 220) ?? measured(m, "beats"),
	weightKg: (m) => measured(m, "weightKg") ?? number(m, 25, 200, false),
	heightCm: (m) => measured(m, "heightCm") ?? number(m, 100, 210),
	temperatureC: (m) => measured(m, "temperatureC") ?? number(m, 34, 43, false),
	date: (m) => (only(m, ["day", "pair", "time"]) ? m.day("past") : undefined),
	time: (m) => (only(m, ["time", "day"]) ? m.time() : undefined),
	phone: (m) => m.all("phone")[0]?.digits,
	scope: (m) => scopeName(m),
};
const freely = new Set(["purpose", "place", "reason", "text", "source", "note"]);
/** What a person may say instead of a free answer, even where it is short. */
const weak = new Set(["greet", "thanks", "yes", "no"]);

/**
 * What a message means where the bot has just asked for something. Whoever says another thing altogether is heard as saying it.
 * @param intent what the message means by itself, and with what weight
 */
export function awaited(
	m: Heard,
	expecting: string,
	intent: string | undefined,
	weight: number,
): Understood | undefined {
	if (m.t.length === 0) return undefined;
	if (expecting === "confirm") return correction(m, intent, weight);
	const other = intent !== undefined && !weak.has(intent);
	const read = Object.hasOwn(readers, expecting) ? readers[expecting] : undefined;
	const strong =
		other &&
		(intent === "cancel" ||
			intent === "human" ||
			intent === "help" ||
			intent === "menu" ||
			intent === "undo" ||
			intent === "stop" ||
			intent === "language");
	if (strong) return undefined;
	if (read) {
		const nameLike =
			expecting === "member" || expecting === "name" || expecting === "absentNames" || expecting === "scope";
		if (nameLike && (other || intent === "thanks" || intent === "greet")) return undefined;
		const value = read(m);
		const pair = m.all("pair")[0];
		// asked how many came, `45/50` answers two questions
		if (pair && ["present", "total"].includes(expecting) && pair.a <= pair.b && only(m, ["pair"]))
			return { intent: "answer", slots: { present: pair.a, total: pair.b } };
		return value === undefined ? undefined : { intent: "answer", slots: { [expecting]: value } };
	}
	if (!freely.has(expecting) || other || intent === "thanks" || intent === "greet") return undefined;
	const text = free(m);
	return text ? { intent: "answer", slots: { [expecting]: text } } : undefined;
}
