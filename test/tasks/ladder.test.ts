import { afterEach, describe, expect, test } from "vitest";
import { runJob } from "../../jobs/index.ts";
import { say } from "../../src/conversation/say.ts";
import { dayOf, momentOf } from "../../src/platform/clock.ts";
import { sql } from "../../src/platform/database.ts";
import { type NewTask, openTasks } from "../../src/tasks/index.ts";
import { demoBot } from "../bot.ts";

let bot: Awaited<ReturnType<typeof demoBot>>;
afterEach(() => bot.close());

const start = momentOf("2026-12-01", "09:00");
const club = async () =>
	(await bot.db.rows<{ id: number }>(sql`SELECT id FROM unit WHERE name = 'CLB Thôn Mẫu 2'`))[0]!.id;

/** Something for the secretary, due on the 2nd at noon. */
async function openOne(more: Partial<NewTask> = {}): Promise<number> {
	const task: NewTask = {
		key: "human:1:1",
		kind: "default",
		unitId: await club(),
		for: { role: "secretary" },
		dueAt: momentOf("2026-12-02", "12:00"),
		words: {
			title: say("tasks.human-title", { who: "bà Sen" }),
			says: [say("tasks.human", { who: "bà Sen", club: "CLB Thôn Mẫu 2" })],
		},
		...more,
	};
	const now = bot.clock.now();
	await bot.db.transaction((tx) => openTasks(tx, [task], now, dayOf(now), bot.sealing));
	const [row] = await bot.db.rows<{ id: number }>(sql`SELECT id FROM task WHERE key = ${task.key}`);
	return row!.id;
}

async function climbAt(day: string, time = "09:10"): Promise<void> {
	bot.clock.set(momentOf(day, time));
	await runJob("ladder", bot.parts);
	await bot.settled();
}

const lastTo = async (fullName: string) => bot.to(await bot.chatOf(fullName)).at(-1)?.text ?? "";

describe("a task that is late", () => {
	test("is asked about before it goes over anybody's head, then climbs to the chair and to the officer, each once", async () => {
		bot = await demoBot(start);
		await openOne();
		await climbAt("2026-12-03", "13:10");
		expect(await lastTo("Lê Thị Mai")).toMatch(/vẫn đang chờ.*gọi lại cho bà Sen[\s\S]*Đến mai.*chủ nhiệm/);
		expect(await lastTo("Nguyễn Văn Hải")).toBe("");

		await climbAt("2026-12-04", "13:10");
		await climbAt("2026-12-04", "14:10");
		expect(await lastTo("Nguyễn Văn Hải")).toMatch(/CLB Thôn Mẫu 2 đã quá ngày hẹn[\s\S]*gọi lại cho bà Sen/);
		expect(bot.to(await bot.chatOf("Nguyễn Văn Hải"))).toHaveLength(1);
		expect(await lastTo("Trịnh Thị Hà")).toBe("");

		await climbAt("2026-12-09", "13:10");
		expect(await lastTo("Trịnh Thị Hà")).toMatch(/gọi lại cho bà Sen/);
		await climbAt("2026-12-20");
		expect(bot.to(await bot.chatOf("Trịnh Thị Hà"))).toHaveLength(1);
	});

	test("is quiet for a while once somebody has taken it up, and those who were alarmed hear that it is settled", async () => {
		bot = await demoBot(start);
		const id = await openOne();
		await climbAt("2026-12-04", "13:10");
		const chair = await bot.chatOf("Nguyễn Văn Hải");
		expect((await bot.hear(chair, "đã nắm")).text).toMatch(/đã nắm: gọi lại cho bà Sen/);
		await climbAt("2026-12-07", "12:10");
		const [row] = await bot.db.rows<{ step: number }>(sql`SELECT step FROM task WHERE id = ${id}`);
		expect(row!.step).toBe(1);

		const secretary = await bot.chatOf("Lê Thị Mai");
		bot.clock.set(momentOf("2026-12-08", "08:00"));
		expect((await bot.hear(secretary, "đã xử lý: cô gọi rồi, bà chỉ hỏi ngày họp")).text).toMatch(
			/ghi là xong/,
		);
		await climbAt("2026-12-09");
		expect(await lastTo("Nguyễn Văn Hải")).toMatch(/đã xong rồi: gọi lại cho bà Sen/);
	});

	test("waits until the day to which it was put off", async () => {
		bot = await demoBot(start);
		await openOne();
		const secretary = await bot.chatOf("Lê Thị Mai");
		await bot.hear(secretary, "hoãn việc đến 10/12");
		expect((await bot.hear(secretary, "bà đi vắng, tuần sau mới về")).text).toMatch(
			/để lại đến thứ Năm, ngày 10 tháng 12/,
		);
		await climbAt("2026-12-09");
		expect(await lastTo("Nguyễn Văn Hải")).toBe("");
		await climbAt("2026-12-10", "13:10");
		expect(await lastTo("Nguyễn Văn Hải")).toMatch(/gọi lại cho bà Sen/);
	});

	test("of a club without a board goes to the nearest officer above", async () => {
		bot = await demoBot(start);
		await bot.db.rows(sql`
			UPDATE role_grant SET to_day = '2026-11-01' FROM unit u WHERE u.id = role_grant.unit_id AND u.name = 'CLB Thôn Mẫu 2'`);
		await openOne({ tellNow: true });
		await runJob("compose-notices", bot.parts);
		await bot.settled();
		expect(await lastTo("Trịnh Thị Hà")).toMatch(/bà Sen, CLB Thôn Mẫu 2, nhờ anh|chị gọi lại/);
		expect((await bot.hear(await bot.chatOf("Trịnh Thị Hà"), "việc")).text).toMatch(/Bà Sen, CLB Thôn Mẫu 2/);
	});

	test("climbs the rungs of its own unit where it has some", async () => {
		bot = await demoBot(start);
		await bot.db.rows(sql`
			INSERT INTO ladder_rung (unit_id, kind, step, after_min, role, quiet_min) VALUES (${await club()}, 'default', 1, 0, 'officer', 60)`);
		await openOne();
		await climbAt("2026-12-02", "12:10");
		expect(await lastTo("Trịnh Thị Hà")).toMatch(/gọi lại cho bà Sen/);
	});
});

describe("the morning", () => {
	test("brings one message with what was opened since yesterday, and none where nothing waits", async () => {
		bot = await demoBot(start);
		await openOne();
		await openOne({ key: "human:2:1" });
		bot.clock.set(momentOf("2026-12-02", "07:00"));
		await runJob("morning-tasks", bot.parts);
		await runJob("morning-tasks", bot.parts);
		await bot.settled();
		const secretary = await bot.chatOf("Lê Thị Mai");
		expect(bot.to(secretary)).toHaveLength(1);
		expect(await lastTo("Lê Thị Mai")).toMatch(/có 2 việc/);
		expect(await lastTo("Nguyễn Văn Hải")).toBe("");
	});
});

test("what nobody may see is nobody's: a task of another club is not shown, done or put off", async () => {
	bot = await demoBot(start);
	const id = await openOne();
	const [other] = await bot.db.rows<{ id: number }>(sql`
		SELECT g.person_id AS id FROM role_grant g JOIN unit u ON u.id = g.unit_id
		WHERE g.role = 'secretary' AND u.name <> 'CLB Thôn Mẫu 2' AND g.to_day IS NULL ORDER BY g.id LIMIT 1`);
	const answer = await bot.hear(`p${other!.id}`, "việc");
	expect(answer.text).toMatch(/không có việc gì/);
	await bot.hear(`p${other!.id}`, "đã xử lý");
	const [row] = await bot.db.rows<{ closedAt: Date | null }>(
		sql`SELECT closed_at AS "closedAt" FROM task WHERE id = ${id}`,
	);
	expect(row!.closedAt).toBeNull();
});
