import { describe, expect, test } from "vitest";
import { understand } from "../../src/features.ts";

const now = new Date("2026-12-07T09:00:00+07:00");
const roles = ["member", "secretary", "coordinator"] as const;
const meant = (text: string) => [
	...new Set(roles.map((role) => understand(text, { role, now, expecting: "text" }).intent)),
];

describe("practice", () => {
	test.each([
		"tập",
		"Tập nhé",
		"tap thu",
		"cho tôi tập",
		"cho em tập thử",
		"cho toi tap thu cai",
		"tôi muốn tập",
		"thử xem sao",
		"tập thử xem sao ạ",
		"bắt đầu tập đi cháu",
	])("begins with «%s»", (text) => expect(meant(text)).toEqual(["practice.begin"]));

	test.each([
		"hết tập",
		"het tap",
		"Hết tập rồi cháu ơi",
		"thôi tập",
		"thoi tap nhe",
		"thôi không tập nữa",
		"ko tap nua",
		"dừng tập",
		"tập xong rồi",
	])("ends with «%s»", (text) => expect(meant(text)).toEqual(["practice.end"]));

	test.each([
		"tập dưỡng sinh",
		"chiều nay tập thể dục ở đâu",
		"tập huấn hôm nào",
		"buổi tập văn nghệ",
		"hết tập thể dục chưa",
		"thôi",
		"dừng",
	])("is not meant by «%s»", (text) => {
		for (const intent of meant(text)) expect(intent).not.toMatch(/^practice/);
	});
});
