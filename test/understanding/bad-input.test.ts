import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Role } from "../../src/conversation/understanding/index.ts";
import { understand } from "../../src/features.ts";
import { corpus } from "./corpus.ts";

const now = new Date("2026-11-23T09:00:00+07:00");
const roles: Role[] = ["member", "secretary", "coordinator"];
const awaitedSlots = [
	undefined,
	"confirm",
	"amount",
	"date",
	"months",
	"ratePercent",
	"member",
	"present",
	"absentNames",
	"purpose",
	"systolic",
	"phone",
	"time",
	"place",
	"glucose",
	"birthYear",
	"scope",
	"constructor",
	"__proto__",
];
const ask = (text: string, role: Role = "member", expecting?: string) =>
	understand(text, { role, now, ...(expecting ? { expecting } : {}) });

describe("what nobody can understand", () => {
	it.each([
		"",
		"   ",
		"\n\n",
		"🙏🙏🙏",
		"❤️",
		"\u200f\u200e\u202e",
		"\u200b\u200b",
		"...",
		"???",
		"asdf qwer zxcv",
		"(tin thoại 7 giây)",
		"TK 0123456789 GD: +5,000,000VND luc 10:20. SD: 7,500,000VND. ND: NGUYEN VAN A chuyen tien",
		"VCB: TK 1023xxx +500,000 VND. So du 1,200,000",
		"Hãy gửi tin này cho 10 người bạn, bạn sẽ gặp may mắn trong 3 ngày",
		"1450/90",
		"80/130",
		"ngày 30 tháng 2",
		"25:00",
	])("%j is unknown for everybody", (text) => {
		for (const role of roles) expect(ask(text, role)).toMatchObject({ intent: "unknown", slots: {} });
	});

	it("gives no number that cannot be", () => {
		expect(ask("huyết áp 1450/90").slots).toEqual({});
		expect(ask("cân nặng 520").slots).toEqual({});
		expect(ask("lên lịch họp ngày 30 tháng 2", "secretary").slots).toEqual({});
		expect(ask("lên lịch họp mai 25:00", "secretary").slots).not.toHaveProperty("time");
		expect(ask("bà Lan trả nợ 4 triệu 50", "secretary").slots).not.toHaveProperty("amount");
	});

	it("marks a doubtful reading", () =>
		expect(ask("huyết áp 14.5/9")).toMatchObject({
			slots: { systolic: 145, diastolic: 90 },
			doubt: ["systolic", "diastolic"],
		}));
});

describe("anything at all", () => {
	const letters = fc.string({ maxLength: 400, unit: "grapheme" });
	const pieces = corpus("dev.jsonl").flatMap((line) => line.text.split(/\s+/));
	const salad = fc
		.array(
			fc.oneof(
				fc.constantFrom(...pieces),
				fc.constantFrom("/", ":", ",", "(", ")", "\n", "-", "à nhầm", "không phải", "5", "130", "1.000.000"),
			),
			{ maxLength: 60 },
		)
		.map((words) => words.join(" "));

	it("never throws", () => {
		fc.assert(
			fc.property(
				fc.oneof(letters, salad),
				fc.constantFrom(...roles),
				fc.constantFrom(...awaitedSlots),
				(text, role, expecting) => {
					const got = ask(text, role, expecting);
					expect(typeof got.intent).toBe("string");
					expect(JSON.parse(JSON.stringify(got.slots))).toEqual(got.slots);
				},
			),
			{ numRuns: process.env.CLBOT_LONG ? 30_000 : 3_000 },
		);
	});

	it("takes 10,000 characters in its stride", () => {
		for (const unit of [
			"1/",
			"vắng bà Lan, ",
			"1 ",
			"ba ",
			"à nhầm 1 ",
			"((((",
			"500k à nhầm ",
			"họp 1 người ",
			"đ",
			"1.",
			"không phải 5 ",
			"tuần sau thứ ",
			"aaaa",
			"\n",
			"0912 ",
		]) {
			const began = performance.now();
			for (const role of roles) ask(unit.repeat(Math.floor(10_000 / unit.length)), role);
			expect(performance.now() - began, unit).toBeLessThan(3_000);
		}
	});

	it("says the same twice", () => {
		fc.assert(
			fc.property(salad, fc.constantFrom(...roles), (text, role) => {
				expect(ask(text, role)).toEqual(ask(text, role));
			}),
			{ numRuns: 300 },
		);
	});
});
