import { afterEach, beforeEach, expect, test } from "vitest";
import { compose } from "../../src/notices/index.ts";
import { momentOf } from "../../src/platform/clock.ts";
import { sql } from "../../src/platform/database.ts";
import { type DemoBot, demoBot } from "../bot.ts";

let bot: DemoBot;
beforeEach(async () => {
	bot = await demoBot(momentOf("2027-03-02", "08:30"));
});
afterEach(() => bot.close());

const names = [
	"Nguyễn Văn Hải",
	"Lê Thị Mai",
	"Bùi Thị Nhàn",
	"Phạm Thị Liên",
	"Trịnh Thị Hà",
	"Lê Văn Quân",
] as const;
const chats = async () => {
	const [hai, mai, nhan, lien, ha, quan] = await Promise.all(names.map((name) => bot.chatOf(name)));
	return { hai: hai!, mai: mai!, nhan: nhan!, lien: lien!, ha: ha!, quan: quan! };
};
const idOf = (chat: string) => Number(chat.slice(1));

/** Who holds a role at CLB Thôn Mẫu 2 on a day. */
const holders = async (role: string, day: string): Promise<string[]> => {
	const rows = await bot.db.rows<{ name: string }>(sql`
		SELECT p.full_name AS name FROM role_grant g JOIN person p ON p.id = g.person_id JOIN unit u ON u.id = g.unit_id
		WHERE u.name = 'CLB Thôn Mẫu 2' AND g.role = ${role} AND g.from_day <= ${day} AND (g.to_day IS NULL OR g.to_day >= ${day})
		ORDER BY g.id`);
	return rows.map((row) => row.name);
};

const report = "họp có mặt 45, vắng bà Hoa";

test("the secretary has lost her office with the chair's yes, whatever lay open, and her past stays written", async () => {
	const { hai, mai, nhan } = await chats();
	expect((await bot.hear(mai, report)).choices).toBeDefined();
	await bot.hear(hai, "chị Nhàn làm thư ký");
	// Until the yes nothing has changed.
	expect(await holders("secretary", "2027-03-02")).toEqual(["Lê Thị Mai"]);
	await bot.hear(hai, "1");
	expect(await holders("secretary", "2027-03-02")).toEqual(["Bùi Thị Nhàn"]);
	expect(await holders("secretary", "2027-03-01")).toEqual(["Lê Thị Mai"]);
	expect((await bot.hear(mai, "1")).text).toBe(
		"Việc báo cáo buổi họp đang dở cháu bỏ lại, không ghi gì ạ. Việc này thư ký hoặc chủ nhiệm câu lạc bộ làm ạ.",
	);
	expect(
		await bot.db.rows(
			sql`SELECT 1 FROM meeting_report WHERE by_person_id = ${idOf(mai)} AND at >= ${bot.clock.now()}`,
		),
	).toEqual([]);
	expect((await bot.hear(nhan, report)).text).toContain("Có mặt 45");
});

test("what she had set aside is not offered back into her hands", async () => {
	const { hai, mai } = await chats();
	await bot.hear(mai, report);
	await bot.hear(mai, "ghi phiếu đồng ý");
	await bot.hear(hai, "chị Nhàn làm thư ký");
	await bot.hear(hai, "1");
	const dropped = await bot.hear(mai, "thôi");
	expect(dropped.text).not.toContain("Có mặt 45");
	expect((await bot.hear(mai, "1")).text).not.toContain("Đã ghi");
});

test("two officers who name a chair at the same moment are told of each other", async () => {
	const { ha, quan } = await chats();
	await bot.hear(ha, "chị Liên làm chủ nhiệm CLB Thôn Mẫu 2");
	await bot.hear(quan, "chị Nhàn làm chủ nhiệm CLB Thôn Mẫu 2");
	await Promise.all([bot.says(ha, "1", bot.clock.now()), bot.says(quan, "1", bot.clock.now())]);
	await bot.settled();
	const last = [ha, quan].map((chat) => bot.to(chat).at(-1)!.text);
	const [won, asked] = last[0]!.startsWith("Đã ghi") ? last : last.toReversed();
	expect(won).toMatch(/^Đã ghi/);
	// Whoever came second reads what stands now: another gives way than the one she was shown.
	expect(asked).toMatch(/(Chị Liên|Chị Nhàn) thôi việc chủ nhiệm/);
	expect(await holders("chair", "2027-03-02")).toHaveLength(1);
});

test("a stand-in acts beside the one she stands in for, and no day longer", async () => {
	const { hai, mai, lien } = await chats();
	expect((await bot.hear(lien, report)).text).toBe("Việc này thư ký hoặc chủ nhiệm câu lạc bộ làm ạ.");
	await bot.hear(hai, "chị Liên làm thay cô Mai đến ngày 5 tháng 3");
	await bot.hear(hai, "1");
	for (const chat of [mai, lien]) {
		expect((await bot.hear(chat, report)).text).toContain("Có mặt 45");
		await bot.hear(chat, "thôi");
	}
	bot.clock.set(momentOf("2027-03-05", "20:00"));
	expect((await bot.hear(lien, report)).text).toContain("Có mặt 45");
	bot.clock.set(momentOf("2027-03-06", "07:10"));
	expect((await bot.hear(lien, "1")).text).toContain("đang dở em bỏ lại, không ghi gì");
	expect((await bot.hear(mai, report)).text).toContain("Có mặt 45");
	bot.clock.set(momentOf("2027-03-07", "09:00"));
	await compose(bot.db, bot.sealing, bot.clock.now());
	await bot.settled();
	expect(bot.to(lien).at(-1)!.text).toContain("từ hôm nay cô Mai làm lại như cũ");
});

test("the lists that she kept for herself pass on, and what she promised as a neighbour stays hers", async () => {
	const { hai, mai, nhan } = await chats();
	const [club] = await bot.db.rows<{ id: number }>(sql`SELECT id FROM unit WHERE name = 'CLB Thôn Mẫu 2'`);
	const [dan, sen] = await Promise.all(
		["Mẫu Văn Dần", "Mẫu Thị Sen"].map(async (name) => {
			const [row] = await bot.db.rows<{ id: number }>(sql`SELECT id FROM person WHERE full_name = ${name}`);
			return row!.id;
		}),
	);
	const list = (key: string, personId: number, by: number) =>
		bot.db.transaction(async (tx) => {
			await tx.run(sql`
				INSERT INTO relay (person_id, relay_person_id, from_day, by_person_id, agreed) VALUES (${personId}, ${idOf(mai)}, '2027-01-01', ${by}, true)`);
			await tx.run(sql`
				WITH made AS (
					INSERT INTO task (key, kind, unit_id, for_person_id, opened_at, due_at)
					VALUES (${key}, 'relay', ${club!.id}, ${idOf(mai)}, ${bot.clock.now()}, '2027-04-01') RETURNING id)
				INSERT INTO task_item (task_id, person_id, number) SELECT id, ${personId}, 2 FROM made`);
		});
	await list("relay:test:1", dan!, idOf(mai));
	await list("relay:test:2", sen!, idOf(hai));
	await bot.hear(hai, "chị Nhàn làm thư ký");
	await bot.hear(hai, "1");
	const tasks = await bot.db.rows<{ id: number }>(
		sql`SELECT for_person_id AS id FROM task WHERE starts_with(key, 'relay:test:') ORDER BY key`,
	);
	expect(tasks.map((task) => task.id)).toEqual([idOf(nhan), idOf(mai)]);
	const relays = await bot.db.rows<{ id: number }>(
		sql`SELECT person_id AS id FROM relay WHERE relay_person_id = ${idOf(mai)} AND to_day IS NULL`,
	);
	expect(relays.map((relay) => relay.id)).toEqual([sen]);
});

test("taken back, the office is hers again, and whoever had heard hears that too", async () => {
	const { hai, mai } = await chats();
	await bot.hear(hai, "chị Nhàn làm thư ký");
	await bot.hear(hai, "1");
	await compose(bot.db, bot.sealing, bot.clock.now());
	await bot.settled();
	expect(bot.to(mai).at(-1)!.text).toContain("chị Nhàn nhận việc thư ký");
	await bot.hear(hai, "xoá lần vừa ghi");
	expect(await holders("secretary", "2027-03-02")).toEqual(["Lê Thị Mai"]);
	await compose(bot.db, bot.sealing, bot.clock.now());
	await bot.settled();
	expect(bot.to(mai).at(-1)!.text).toContain("ghi nhầm, đã bỏ rồi");
	expect((await bot.hear(mai, report)).text).toContain("Có mặt 45");
});

test("what has changed again since is not taken back", async () => {
	const { hai, ha } = await chats();
	await bot.hear(ha, "chị Liên làm chủ nhiệm CLB Thôn Mẫu 2");
	await bot.hear(ha, "1");
	const { quan } = await chats();
	await bot.hear(quan, "chị Nhàn làm chủ nhiệm CLB Thôn Mẫu 2");
	await bot.hear(quan, "1");
	expect((await bot.hear(ha, "xoá lần vừa ghi")).text).toContain("đã có thay đổi khác");
	expect(await holders("chair", "2027-03-02")).toEqual(["Bùi Thị Nhàn"]);
	expect((await bot.hear(hai, "cử bà Tám làm thư ký")).text).toContain("thì chủ nhiệm câu lạc bộ làm");
});

test.each([
	"chị Nhàn làm luôn, cô Mai xin nghỉ mắt kém rồi",
	"chi nhan lam luon, co mai xin nghi mat kem roi",
	"số 18",
	"18",
	"Nhàn",
	"bui thi nhan",
	"chị Nhàn nhận làm nhé cháu",
])("asked who, the chair says: %s", async (said) => {
	const { hai } = await chats();
	expect((await bot.hear(hai, "thay thư ký")).text).toBe("Ai làm thư ký thay ạ? Bác gõ tên, hoặc: chưa.");
	expect((await bot.hear(hai, said)).text).toContain("chị Nhàn (số 18) làm thư ký");
	expect((await bot.hear(hai, "sai, chị Liên cơ")).text).toContain("chị Liên (số 11) làm thư ký");
});

test("asked who, the chair asks something else in between", async () => {
	const { hai } = await chats();
	await bot.hear(hai, "thay thư ký");
	const answer = await bot.hear(hai, "bao giờ họp");
	expect(answer.text).toContain("Buổi họp tới");
	expect(answer.text).toContain("Ai làm thư ký thay ạ?");
	expect((await bot.hear(hai, "để hỏi đã")).text).toContain("Bác gõ lại tên");
	expect((await bot.hear(hai, "chưa có ai")).text).toContain("cô Mai vẫn làm thư ký");
});
