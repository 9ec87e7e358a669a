import { english } from "../../language/english.ts";
import { bareVnd, vndOf } from "../../language/money.ts";
import type { Slots, Understood } from "./book.ts";
import type { Heard } from "./heard.ts";
import { given } from "./slots.ts";
import { type Words, words } from "./words.ts";

const wrong = words(
	"sai|không đúng|chưa đúng|nhầm|không phải|sửa|sửa lại|đổi|đổi lại|mới đúng|cơ|chứ không phải|đúng ra|lộn|thành|phải là|không|ko|chưa phải|trật|chứ|thôi chứ|đâu|là",
	english("no|wrong|not"),
);
const firmly = words(
	"sai|không đúng|chưa đúng|nhầm|không phải|sửa|sửa lại|đổi|đổi lại|mới đúng|cơ|chứ không phải|đúng ra|lộn|phải là|chưa phải|trật|chứ|chớ",
	english("wrong|should be|not"),
);
const labels: [string, Words, number, number][] = [
	["pulse", words("mạch|nhịp tim|nhịp|tim", english("pulse")), 30, 220],
	["present", words("có mặt|dự|đi|đến|tham gia", english("present|came")), 0, 500],
	["absent", words("vắng|nghỉ|thiếu", english("absent|missing")), 0, 500],
	["total", words("tổng|tổng số|sĩ số"), 0, 500],
	["weightKg", words("nặng|cân nặng|cân"), 25, 200],
	["heightCm", words("cao|chiều cao"), 100, 210],
	["temperatureC", words("nhiệt độ|sốt|thân nhiệt"), 34, 43],
	["systolic", words("số trên|tâm thu"), 60, 260],
	["diastolic", words("số dưới|tâm trương"), 30, 160],
	["birthYear", words("sinh năm|sn|năm sinh"), 1900, 2015],
	["number", words("số trong sổ|số sổ|số thứ tự|stt"), 1, 999],
];
const sugarWord = words("đường huyết|đường");
const principalWord = words("gốc|vốn|tiền gốc");
const interestWord = words("lãi|lời|tiền lãi");
const purposeWord = words("mục đích|để");

/** A number behind one of the words that name a slot. */
function labelled(m: Heard, taken: Set<number>): Slots {
	const slots: Slots = {};
	const numbers = m.meant(m.all("number").filter((item) => !item.weak));
	for (const [slot, label, low, high] of labels) {
		for (const at of m.at(label)) {
			const found = numbers.find(
				(item) =>
					item.start >= at.next &&
					item.start - at.next <= 3 &&
					item.value >= low &&
					item.value <= high &&
					!taken.has(item.start),
			);
			if (!found || slots[slot] !== undefined) continue;
			slots[slot] = found.value;
			taken.add(found.start);
		}
	}
	const sugar = m.at(sugarWord)[0] && numbers.find((item) => !taken.has(item.start) && item.value < 700);
	if (sugar) {
		slots.glucose = { value: sugar.value, unit: sugar.value < 35 ? "mmol/L" : "mg/dL" };
		taken.add(sugar.start);
	}
	return slots;
}

function sums(m: Heard, taken: Set<number>): Slots {
	const slots: Slots = {};
	for (const item of m.sums()) {
		const vnd = vndOf(item.sum);
		const slot = part(m, item.start);
		if (slots[slot] !== undefined && slots[slot] !== vnd) return {};
		if (vnd !== undefined) slots[slot] = vnd;
	}
	const hasSum = m.all("sum").length > 0;
	const left = m.meant(m.all("number").filter((item) => !item.weak && !taken.has(item.start)));
	const first = left[0];
	if (!hasSum && left.length === 1 && first && Object.keys(slots).length === 0) {
		const vnd = bareVnd(first.value, 20);
		if (vnd !== undefined) slots[part(m, first.start)] = vnd;
	}
	return slots;
}

const part = (m: Heard, at: number): string =>
	m.near(principalWord, at, 2) ? "principal" : m.near(interestWord, at, 2) ? "interest" : "amount";

/** The new values in a message that says something read back was wrong. */
function values(m: Heard): Slots {
	const taken = new Set<number>();
	const reading = m.meant(m.readings)[0];
	const isReading = reading !== undefined && (reading.joined || m.all("number").length === 2);
	if (isReading) for (let i = reading.start; i < reading.next; i++) taken.add(i);
	const pair = isReading
		? undefined
		: m.meant(m.all("pair").filter((each) => !each.day && each.a <= each.b))[0];
	const slots: Slots = { ...labelled(m, taken) };
	if (isReading) Object.assign(slots, { systolic: reading.systolic, diastolic: reading.diastolic });
	if (pair) Object.assign(slots, { present: pair.a, total: pair.b });
	for (const item of m.meant(m.all("measure")))
		if (["weightKg", "heightCm", "temperatureC"].includes(item.measure.what))
			slots[item.measure.what] = item.measure.value;
	const people = m.meant(m.all("person"));
	const away = m.at(awayWord).length > 0 && people.length > 0;
	const days = m.meant(m.all("day"));
	return given({
		...slots,
		...(away ? { absentNames: people.map((each) => each.person.name) } : { member: people[0]?.person.name }),
		months: m.meant(m.all("span")).at(-1)?.months,
		ratePercent: m.meant(m.all("percent")).at(-1)?.value,
		phone: m.all("phone")[0]?.digits,
		time: m.time(),
		date: days.length > 0 ? m.day("past") : undefined,
		...(Object.keys(slots).length === 0 || m.all("sum").length > 0 ? sums(m, taken) : {}),
	});
}
const awayWord = words("vắng|nghỉ");

/** Under a confirmation: a new value with a word of denial corrects; without one the message means what it means by itself. */
export function correction(m: Heard, intent: string | undefined, weight: number): Understood | undefined {
	const denies = m.has(firmly) || (m.at(wrong)[0]?.start ?? 9) <= 1;
	if (!denies || m.t.length > 30) return undefined;
	const another = intent !== undefined && weight >= 60 && !m.has(firmly) && !recorded.has(intent);
	if (another) return undefined;
	if (asked.has(intent ?? "")) return undefined;
	const slots = values(m);
	return Object.keys(slots).length > 0 && !m.has(purposeWord) ? { intent: "correct", slots } : undefined;
}

const recorded = new Set([
	"health.submit",
	"loan.repay",
	"loan.disburse",
	"meeting.report",
	"meeting.schedule",
	"fund.contribute",
	"fund.spend",
	"member.add",
	"loan.request",
]);
const asked = new Set([
	"loan.balance",
	"loan.schedule",
	"loan.history",
	"health.history",
	"meeting.next",
	"loan.overdue",
	"human",
	"help",
	"menu",
	"undo",
	"member.list",
	"fund.balance",
	"broadcast",
	"clubs.unreported",
	"area.report",
	"meeting.cancel",
	"meeting.postpone",
	"care.request",
	"language",
	"stop",
	"resume",
	"roster.paste",
]);
