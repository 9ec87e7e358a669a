import { afterEach, beforeEach, expect, test } from "vitest";
import { momentOf } from "../../src/platform/clock.ts";
import { applyChanges, type ChangeRow, keepChange, previewChange } from "../../src/units/index.ts";
import { demoBot } from "../bot.ts";

let bot: Awaited<ReturnType<typeof demoBot>>;
let officer: string;

const row = (unit: string, action: string, to = "", from = ""): ChangeRow => ({
	row: 2,
	unit,
	under: "",
	action,
	to,
	from,
});

beforeEach(async () => {
	bot = await demoBot(momentOf("2026-12-01", "09:00"));
	officer = await bot.chatOf("Nguyễn Văn Phong");
	const rows = [
		row("CLB Thôn Mẫu 1", "tên khác", "huyện Triệu Sơn"),
		row("CLB Thôn Mẫu 4", "tên khác", "huyện Triệu Sơn"),
		row("xã Hoằng Mẫu", "lập", "Thanh Hóa", "Bình Mẫu"),
		row("CLB Thôn Mẫu 4", "chuyển", "Hoằng Mẫu"),
		row("CLB Thôn Mẫu 5", "chuyển", "Hoằng Mẫu"),
		row("Bình Mẫu", "thôi"),
	];
	const { steps, faults } = await previewChange(bot.db, rows, "2026-12-01");
	expect(faults).toEqual([]);
	await keepChange(bot.db, "đổi", steps, "2026-12-01", bot.clock.now());
	await applyChanges(bot.db, "2026-12-01", bot.clock.now());
});
afterEach(() => bot.close());

test.each([
	[
		"huyện Triệu Sơn giờ ở đâu",
		/Huyện Triệu Sơn nay không còn ạ\. 2 câu lạc bộ.*\n.*xã An Mẫu: 1.*\n.*xã Hoằng Mẫu: 1/,
	],
	["xa binh mau nay thuoc xa nao", /Xã Bình Mẫu nay không còn ạ\. 2 câu lạc bộ.*\n.*xã Hoằng Mẫu: 2/],
	["xã An Mẫu thuộc đâu", /Xã An Mẫu thuộc tỉnh Thanh Hóa/],
	["xã Mộng Mơ giờ ở đâu", /không thấy nơi nào tên xã Mộng Mơ/],
])("%s", async (text, said) => {
	expect((await bot.hear(officer, text)).text).toMatch(said);
});

test("an announcement to a place of before asks which of today's places is meant", async () => {
	const asked = await bot.hear(officer, "thông báo huyện Triệu Sơn: mai tập huấn lúc 8 giờ");
	expect(asked.text).toMatch(/nay không còn.*xã An Mẫu, xã Hoằng Mẫu/);
	const preview = await bot.hear(officer, "2");
	expect(preview.text).toMatch(/xã Hoằng Mẫu/);
	expect(preview.text).toMatch(/mai tập huấn lúc 8 giờ/i);
});

test("whoever asks who has not reported is told of the clubs, wherever they are now", async () => {
	const answer = await bot.hear(officer, "câu lạc bộ nào ở huyện Triệu Sơn chưa báo cáo tháng này");
	expect(answer.text).toMatch(/Huyện Triệu Sơn nay không còn/);
	expect(answer.text).toMatch(/CLB Thôn Mẫu [14]/);
	expect(answer.text).not.toMatch(/CLB Thôn Mẫu [2356]/);
});
