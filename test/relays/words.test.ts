import { describe, expect, test } from "vitest";
import { understand } from "../../src/features.ts";
import { relative } from "../../src/relays/resolve.ts";
import { tickedIn, untickedIn } from "../../src/relays/ticked.ts";
import { isTold, toldIn } from "../../src/relays/told.ts";

const now = new Date("2026-12-05T19:00:00+07:00");
const intent = (text: string, role: "member" | "secretary" = "secretary") =>
	understand(text, { role, now }).intent;
const told = (text: string) => toldIn(text)?.relays.map(({ who, whom }) => `${who}: ${whom.join(" ")}`);

describe("who tells whom", () => {
	test("is told of several at once, with the talk before it and the rest after it", () => {
		const text = "32 người ko có zalo: Thu con dâu báo 1, bà Tám 2 9 15 22, bà Tâm 31 40 44, còn lại cô báo";
		expect(told(text)).toEqual(["Thu con dâu: 1", "bà Tám: 2 9 15 22", "bà Tâm: 31 40 44"]);
		expect(toldIn(text)?.rest).toBe(true);
	});

	test.each([
		["bà Tám báo 2, 9, 15", ["bà Tám: 2 9 15"]],
		["ba Tam bao so 2 so 9 nhe chau", ["ba Tam: 2 9"]],
		["bà Tám báo giúp ông Dần và bà Hoa xóm Chợ", ["bà Tám: ông Dần bà Hoa xóm Chợ"]],
		["bà Tám báo: 2-9-15", ["bà Tám: 2 9 15"]],
		["bà Sen nhờ chị Thu báo giúp", ["chị Thu: bà Sen"]],
		["số 2 9 nhờ bà Tám báo", ["bà Tám: 2 9"]],
		["bà Tám báo số 2 ông Dần, số 9 ông Hùng", ["bà Tám: 2 9"]],
	])("%s", (text, expected) => {
		expect(told(text)).toEqual(expected);
		expect(isTold(text)).toBe(true);
		expect(intent(text)).toBe("relay.assign");
	});

	test.each([
		"bà Tám bảo ông Dần nghỉ",
		"bà Lan báo ốm",
		"bà Hoa báo vắng",
		"bà Tám báo ông Dần vắng họp",
		"em báo 145 90",
		"cô báo 3 5",
		"báo cáo: họp có mặt 45",
		"thông báo cả clb: mai họp",
	])("is not what is said with: %s", (text) => {
		expect(isTold(text)).toBe(false);
	});

	test("keeps the kin of the family as a name of its own", () => {
		expect(relative("Thu con dâu")).toBe("chị Thu, con dâu");
		expect(relative("anh Dũng con trai bà Sen")).toBe("anh Dũng, con trai bà Sen");
		expect(relative("Con dâu bà Sen")).toBe("con dâu bà Sen");
		expect(relative("bà Tám")).toBeUndefined();
	});

	test("is opened, listed and ended in other words too", () => {
		expect(intent("nhờ người báo giúp")).toBe("relay.assign");
		for (const text of ["ai báo giúp ai", "ai bao giup ai vay chau", "danh sách báo giúp"])
			expect(intent(text)).toBe("relay.list");
		for (const text of ["thôi báo giúp bà Sen", "thoi bao giup so 9"]) expect(intent(text)).toBe("relay.end");
		for (const text of ["nhận lời", "tôi nhận lời ạ", "dong y bao giup"])
			expect(intent(text, "member")).toBe("relay.agree");
		for (const text of ["không nhận lời", "tôi không báo giúp được", "toi ko bao giup nua"])
			expect(intent(text, "member")).toBe("relay.refuse");
	});
});

describe("what has been told", () => {
	test.each([
		["xong 2 9", [2, 9], []],
		["Xong: 2, 9 rồi ạ", [2, 9], []],
		["báo rồi 2, 9", [2, 9], []],
		["đã báo ông Dần", [], ["ông Dần"]],
		["da bao ong Dan", [], ["ong Dan"]],
		["báo ông Dần rồi", [], ["ông Dần"]],
		["dạ xong số 9", [9], []],
		["xong 9 31, 44 k nghe máy", [9, 31], []],
	])("%s", (text, numbers, names) => {
		expect(tickedIn(text)).toEqual({ numbers, names, all: false });
		expect(intent(text, "member")).toBe("relay.done");
	});

	test.each(["xong hết", "xong het roi chau", "báo xong hết rồi", "đã báo cả rồi"])("%s is all", (text) => {
		expect(tickedIn(text)?.all).toBe(true);
	});

	test.each([
		"xong",
		"xong rồi",
		"họp xong 10h",
		"xong 145/90",
		"xong việc",
		"xong 45 người",
		"đã báo bà Lan trả nợ",
		"bảo ông Dần rồi",
		"đã báo cáo",
	])("%s is none of it", (text) => {
		expect(tickedIn(text)).toBeUndefined();
	});

	test("is taken back", () => {
		expect(untickedIn("bỏ xong 9")?.numbers).toEqual([9]);
		expect(intent("bo xong so 9", "member")).toBe("relay.undone");
		expect(untickedIn("bỏ 9")).toBeUndefined();
	});
});
