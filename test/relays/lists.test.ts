import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { runJob } from "../../jobs/index.ts";
import { addDays, momentOf, plusMinutes } from "../../src/platform/clock.ts";
import { sql } from "../../src/platform/database.ts";
import { listsFor } from "../../src/relays/index.ts";
import { type DemoBot, demoBot } from "../bot.ts";

const start = new Date("2026-12-07T09:00:00+07:00");
const today = "2026-12-07";
const club = "CLB Thôn Mẫu 2";

let it: DemoBot;
let mai: string;
let tam: string;
let hai: string;
let unit: { id: number; path: string };
beforeEach(async () => {
	it = await demoBot(start);
	mai = await it.chatOf("Lê Thị Mai");
	tam = await it.chatOf("Hà Thị Tám");
	hai = await it.chatOf("Nguyễn Văn Hải");
	[unit] = (await it.db.rows<typeof unit>(sql`SELECT id, path FROM unit WHERE name = ${club}`)) as [
		typeof unit,
	];
});
afterEach(() => it.close());

const write = (statement: ReturnType<typeof sql>) => it.db.transaction((tx) => tx.run(statement));
const numbersOf = (lists: Awaited<ReturnType<typeof listsFor>>) =>
	lists.flatMap((list) => list.items.map((item) => item.number)).toSorted((a, b) => a - b);
const untold = () =>
	it.db.rows<{ number: number; id: number }>(sql`
		SELECT m.number, p.id FROM membership m JOIN person p ON p.id = m.person_id AND p.died_on IS NULL
		WHERE m.club_id = ${unit.id} AND m.to_day IS NULL AND NOT EXISTS (SELECT 1 FROM person_chat c WHERE c.person_id = p.id)
		ORDER BY m.number`);
const announced = async (text: string, by = mai) => {
	await it.hear(by, `thông báo cả clb: ${text}`);
	await it.hear(by, "1");
	await runJob("announcements", it.parts);
	await it.settled();
};
const openItems = () =>
	it.db.rows<{ personId: number; count: number }>(sql`
		SELECT i.person_id AS "personId", count(*)::int AS count FROM task_item i JOIN task t ON t.id = i.task_id
		WHERE t.key LIKE 'relay:announcement:%' GROUP BY 1`);

describe("the lists of a club", () => {
	test("name everybody whom no phone tells, once, and nobody else", async () => {
		const expected = (await untold()).map((one) => one.number);
		expect(expected.length).toBeGreaterThan(7);
		expect(numbersOf(await listsFor(it.db, { unitPath: unit.path, today }))).toEqual(expected);
	});

	test("leave out the dead, the travellers and the people of a sample", async () => {
		const [dead, away, ...others] = await untold();
		await write(sql`UPDATE person SET died_on = '2026-12-01' WHERE id = ${dead!.id}`);
		await write(sql`
			INSERT INTO away (person_id, from_day, until_day, said_at) VALUES (${away!.id}, '2026-12-01', '2026-12-20', ${start})`);
		const numbers = others.map((one) => one.number);
		expect(numbersOf(await listsFor(it.db, { unitPath: unit.path, today }))).toEqual(numbers);
		const later = await listsFor(it.db, { unitPath: unit.path, today: "2026-12-21" });
		expect(numbersOf(later)).toContain(away!.number);
		await write(sql`UPDATE unit SET is_sample = true WHERE id = ${unit.id}`);
		expect(await listsFor(it.db, { unitPath: unit.path, today })).toEqual([]);
	});

	test("are a relay's own only after her yes", async () => {
		await it.hear(mai, "bà Tám báo 2 3");
		const own = async () => {
			const lists = await listsFor(it.db, { unitPath: unit.path, today });
			return lists
				.filter((list) => "personId" in list.for)
				.map((list) => list.items.map((item) => item.number));
		};
		expect(await own()).toEqual([]);
		await it.hear(tam, "tôi nhận lời");
		expect(await own()).toEqual([[2, 3]]);
		await it.hear(tam, "tôi không báo giúp nữa");
		expect(await own()).toEqual([]);
	});
});

describe("an announcement", () => {
	test("is planned to its end by a second worker without anybody on two lists", async () => {
		await it.hear(mai, "thông báo cả clb: mai tiêm phòng ở trạm y tế");
		await it.hear(mai, "1");
		await runJob("announcements", it.parts);
		await write(sql`UPDATE announcement SET planned_at = NULL`);
		await write(sql`UPDATE relay SET to_day = from_day WHERE to_day IS NULL`);
		await runJob("announcements", it.parts);
		await it.settled();
		const items = await openItems();
		expect(items.map((item) => item.count)).toEqual(items.map(() => 1));
		expect(items.length).toBe((await untold()).length);
		expect(it.to(tam)).toHaveLength(1);
	});

	test("counts as told whom a list ticked off", async () => {
		await announced("mai tiêm phòng ở trạm y tế");
		const before = (await it.hear(mai, "ai chưa báo được")).text;
		const [first, second] = /xong (\d+) (\d+)/.exec(it.to(hai).at(-1)!.text)!.slice(1);
		await it.hear(hai, `xong ${first} ${second}`);
		const total = (text: string) => Number(/trong (\d+)/.exec(text)![1]);
		expect(total((await it.hear(mai, "ai chưa báo được")).text)).toBe(total(before) - 2);
	});

	test("of two errands asks which one was told, and both are closed when all is", async () => {
		await announced("mai tiêm phòng ở trạm y tế");
		it.clock.set(plusMinutes(start, 24 * 60));
		await announced("mai khám mắt ở đình");
		const [first] = /xong (\d+)/.exec(it.to(hai).at(-1)!.text)!.slice(1);
		const asked = await it.hear(hai, `xong ${first}`);
		expect(asked.text).toBe("Dạ, có hai việc đang nhờ bác báo những nhà ấy. Bác báo việc nào rồi ạ?");
		await it.hear(hai, "2");
		expect((await it.hear(hai, `xong ${first}`)).text).toContain("Còn");
		await it.hear(hai, "xong hết");
		expect((await it.hear(hai, "1")).text).toContain("báo đủ cả rồi");
		const open = await it.db.rows(sql`
			SELECT 1 FROM task WHERE kind = 'relay' AND for_role = 'chair' AND closed_at IS NULL`);
		expect(open).toEqual([]);
	});

	test("is not chased after its time: the lists are taken back, the people stay untold", async () => {
		await announced("mai tiêm phòng ở trạm y tế");
		it.clock.set(momentOf(addDays(today, 4), "09:30"));
		await runJob("meeting-reminders", it.parts);
		await it.settled();
		const open = await it.db.rows(sql`
			SELECT 1 FROM task WHERE key LIKE 'relay:announcement:%' AND closed_how IS DISTINCT FROM 'withdrawn'`);
		expect(open).toEqual([]);
		expect((await it.hear(mai, "ai chưa báo được")).text).toContain("Chưa báo được");
	});
});

describe("a meeting", () => {
	test("is on the lists three evenings before, once; whoever is away is neither invited nor listed", async () => {
		await runJob("meeting-reminders", it.parts);
		const [meeting] = await it.db.rows<{ day: string }>(sql`
			SELECT day FROM meeting WHERE unit_id = ${unit.id} AND state = 'planned' AND day > '2026-12-10' ORDER BY day LIMIT 1`);
		const [away] = await untold();
		for (const id of [away!.id, Number(tam.slice(1))])
			await write(sql`INSERT INTO away (person_id, from_day, said_at) VALUES (${id}, ${today}, ${start})`);
		const third = momentOf(addDays(meeting!.day, -3), "18:30");
		it.sent.length = 0;
		it.clock.set(third);
		await runJob("meeting-reminders", it.parts);
		await runJob("meeting-reminders", it.parts);
		await it.settled();
		expect(it.to(mai)).toHaveLength(1);
		expect(it.to(mai)[0]!.text).toMatch(/^Họp câu lạc bộ .*\nNhờ cô báo giúp 7 nhà: /);
		const listed = await it.db.rows<{ id: number }>(sql`
			SELECT i.person_id AS id FROM task_item i JOIN task t ON t.id = i.task_id WHERE t.unit_id = ${unit.id}`);
		expect(listed.map((row) => row.id)).not.toContain(away!.id);
		it.sent.length = 0;
		it.clock.set(momentOf(addDays(meeting!.day, -1), "18:30"));
		await runJob("meeting-reminders", it.parts);
		await it.settled();
		expect(it.to(mai)[0]!.text).toContain("mời");
		expect(it.to(tam)).toEqual([]);
	});
});
