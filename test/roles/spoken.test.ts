import { describe, expect, test } from "vitest";
import { understand } from "../../src/features.ts";
import { fold } from "../../src/language/index.ts";

const now = new Date("2027-03-02T08:30:00+07:00");
const heard = (text: string) => understand(text, { role: "secretary", now });

/** What is said, and what it means: also typed without a single mark. */
const said: [string, string, Record<string, unknown>][] = [
	["chị Nhàn làm thư ký", "role.name", { role: "secretary", member: "chị Nhàn" }],
	["cử bà Tám làm thủ quỹ", "role.name", { role: "treasurer", member: "bà Tám" }],
	["thay thư ký: chị Nhàn", "role.name", { role: "secretary", member: "chị Nhàn" }],
	["giao việc thủ quỹ cho bà Tám", "role.name", { role: "treasurer", member: "bà Tám" }],
	["thư ký mới là chị Nhàn", "role.name", { role: "secretary", member: "chị Nhàn" }],
	["số 18 làm thư ký", "role.name", { role: "secretary", member: "số 18" }],
	["bầu bà Lan xóm Chợ làm phó chủ nhiệm", "role.name", { role: "vice-chair", member: "bà Lan xóm Chợ" }],
	[
		"chị Nhàn làm thư ký thay cô Mai",
		"role.name",
		{ role: "secretary", member: "chị Nhàn", absentee: "cô Mai" },
	],
	[
		"chị Nhàn thay cô Mai làm thư ký",
		"role.name",
		{ role: "secretary", member: "chị Nhàn", absentee: "cô Mai" },
	],
	["cử thư ký mới", "role.name", { role: "secretary" }],
	[
		"bác Liên làm chủ nhiệm CLB Thôn Mẫu 2",
		"role.name",
		{ role: "chair", member: "bác Liên", unit: "CLB Thôn Mẫu 2" },
	],
	["chị Lan làm cán bộ y tế xã", "role.name", { role: "health-worker", member: "chị Lan" }],
	["cô Mai thôi làm thư ký", "role.end", { role: "secretary", member: "cô Mai" }],
	["cô Mai không làm thư ký nữa", "role.end", { role: "secretary", member: "cô Mai" }],
	["bà Tám xin nghỉ thủ quỹ", "role.end", { role: "treasurer", member: "bà Tám" }],
	["cho bà Tám thôi giữ chức thủ quỹ", "role.end", { role: "treasurer", member: "bà Tám" }],
	["tôi xin thôi làm thư ký", "role.end", { role: "secretary", self: true }],
	["chị Liên thôi làm thay", "role.end", { member: "chị Liên", standIn: true }],
	[
		"chị Liên làm thay cô Mai đến ngày 20 tháng 3",
		"role.stand-in",
		{ member: "chị Liên", absentee: "cô Mai", until: "2027-03-20" },
	],
	["bác Hải ốm, chị Liên thay", "role.stand-in", { member: "chị Liên", absentee: "bác Hải" }],
	["ban chủ nhiệm gồm những ai", "role.list", {}],
	["ai là thư ký", "role.list", { role: "secretary" }],
	["thủ quỹ là ai", "role.list", { role: "treasurer" }],
	["ai giữ quỹ", "role.list", { role: "treasurer" }],
];

const bare = (slots: Record<string, unknown>) => JSON.parse(fold(JSON.stringify(slots)));

describe("said of an office", () => {
	test.each(said)("%s", (text, intent, slots) => {
		expect(heard(text)).toMatchObject({ intent, slots });
		const typed = heard(fold(text));
		expect({ intent: typed.intent, slots: bare(typed.slots) }).toMatchObject({ intent, slots: bare(slots) });
	});

	test.each([
		"chị Nhàn làm thư ký được không",
		"nghe nói chị Nhàn làm thư ký",
		"chị Nhàn làm kế toán công ty",
		"bà Lan trả thay ông Hùng 500k",
		"bà Lan thay ông Hùng nộp 500k",
		"mai bà Lan đi họp thay ông Hùng",
		"số điện thoại thư ký",
		"tôi xin gặp thư ký",
		"bà Hoa nghỉ họp",
		"cô thư ký nghỉ rồi",
	])("%s is something else", (text) => {
		expect(heard(text).intent).not.toMatch(/^role\./);
	});
});
