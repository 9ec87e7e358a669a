import { describe, expect, test } from "vitest";
import { understand } from "../../src/features.ts";
import { momentOf } from "../../src/platform/clock.ts";

const now = momentOf("2026-12-20", "07:15");
const meant = (text: string, role: "member" | "secretary" = "secretary") => understand(text, { role, now });

describe("the news of a death", () => {
	test.each([
		"ông Dần mất rồi",
		"ong dan mat roi",
		"ông Dần mất sáng nay",
		"cụ Dần vừa mất đêm qua",
		"ông Dần xóm Giữa mất lúc 5 giờ sáng nay",
		"báo cháu ông Dần mất rồi",
		"ông Mẫu Văn Dần đã từ trần hôm kia",
		"số 2 mất rồi",
		"bà Hoa qua đời hôm qua",
		"ONG DAN MAT ROI",
	])("%s", (text) => {
		expect(meant(text).intent).toBe("lives.died");
		expect(meant(text, "member").intent).toBe("lives.died");
	});

	test.each([
		"bà Sen mất điện thoại",
		"bà Sen mat dien thoai",
		"cô Mai mất máy rồi",
		"bà Hoa mất tiền",
		"bà Lan mất 300 nghìn",
		"nhà ông Kha mất trộm",
		"ông Kha mất ngủ",
		"ông Kha mất sóng",
		"bác Tý mất giấy vay rồi",
		"mẹ ông Dần mất",
		"bố bà Sen mất sáng nay",
		"chồng bà Hoa mất rồi",
		"ông Dần mất chưa",
		"ông Dần mất rồi à?",
		"nếu ông Dần mất thì sao",
		"bà Hoa vắng mặt sáng nay",
	])("never of: %s", (text) => {
		expect(meant(text).intent).not.toBe("lives.died");
		expect(meant(text, "member").intent).not.toBe("lives.died");
	});

	test("said to the whole club it is no announcement like another: day, hour and name are understood", () => {
		for (const text of [
			"thông báo cả hội: ông Dần mất sáng nay, 2h chiều mai đưa tang",
			"bao ca hoi: ong Dan mat sang nay, 2h chieu mai dua tang",
		])
			expect(meant(text)).toMatchObject({
				intent: "lives.died",
				slots: {
					member: expect.stringMatching(/^D[ầa]n$/),
					diedOn: "2026-12-20",
					announced: { part: "sáng", funeral: { day: "2026-12-21", time: "14:00" } },
				},
			});
	});
});

describe("what else happens to people", () => {
	const ways: Record<string, string[]> = {
		"lives.phone-lost": [
			"bà Sen mất điện thoại",
			"ba sen mat dien thoai",
			"cô Mai mất máy rồi",
			"khoá máy bà Sen",
			"khoa may ba Sen",
			"bà Sen bị mất đt",
		],
		"lives.number": [
			"bà Sen đổi số 0900000077",
			"ba Sen doi so 0900000077",
			"bà Sen thay sim, số mới 0900 000 077",
		],
		"lives.helper-gone": [
			"thôi giúp bà Sen",
			"thoi giup ba Sen",
			"Thu thôi giúp bà Sen",
			"chị Thu không giúp bà Sen nữa",
		],
		"lives.away": [
			"bà Hoa vào Nam đến Tết",
			"ba Hoa vao Nam den Tet",
			"ông Kha đi viện chưa biết bao giờ về",
			"tôi đi miền Nam đến 15/1",
			"bác đi xa hai tháng",
		],
		"lives.back": ["bà Hoa về rồi", "ba Hoa ve roi", "tôi về rồi", "ông Kha ra viện rồi"],
		"lives.moved": ["bà Hoa chuyển sang CLB Thôn Mẫu 3", "ba Hoa chuyen sang clb Thon Mau 3"],
		"lives.left": [
			"bà Hoa xin ra khỏi câu lạc bộ",
			"ba Hoa xin ra khoi clb",
			"bà Hoa thôi không sinh hoạt nữa",
		],
		"lives.takeover": ["anh Dũng con trai trả mỗi tháng 500", "1 anh Dũng con trai trả mỗi tháng 500"],
	};
	test.each(Object.entries(ways).flatMap(([intent, texts]) => texts.map((text) => [intent, text] as const)))(
		"%s: %s",
		(intent, text) => expect(meant(text).intent).toBe(intent),
	);

	test.each([
		"mai tôi không đi được",
		"bà Hoa mai đi viện không họp được",
		"tôi đi viện mai không đi họp được",
		"ông Kha đi viện cấp cứu",
		"hôm nay bác đi khám về rồi",
		"bà Hoa không sinh hoạt tháng này",
		"chị Thu giúp bà Sen trả 500",
	])("nothing of it: %s", (text) => {
		expect(meant(text).intent).not.toMatch(/^lives\./);
		expect(meant(text, "member").intent).not.toMatch(/^lives\./);
	});
});
