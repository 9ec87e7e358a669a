import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { runJob } from "../../jobs/index.ts";
import { plusMinutes } from "../../src/platform/clock.ts";
import { sql } from "../../src/platform/database.ts";
import { fates } from "../../src/privacy/erase.ts";
import { type DemoBot, demoBot } from "../bot.ts";

const start = new Date("2026-12-01T09:00:00+07:00");

let it: DemoBot;
let lua: string;
let ha: string;
beforeEach(async () => {
	it = await demoBot(start);
	lua = await it.chatOf("Trịnh Thị Lụa");
	ha = await it.chatOf("Trịnh Thị Hà");
});
afterEach(() => it.close());

const later = (minutes: number) => it.clock.set(plusMinutes(it.clock.now(), minutes));
const job = async (name: string) => {
	await runJob(name, it.parts);
	await it.settled();
};
const says = async (chat: string, text: string) => {
	later(1);
	return (await it.hear(chat, text)).text;
};
const rows = <Row>(statement: ReturnType<typeof sql>) => it.db.rows<Row>(statement);
const idOf = (chat: string) => Number(chat.slice(1));
const openTasks = () =>
	rows<{ key: string; due: string; role: string }>(sql`
		SELECT key, to_char(due_at AT TIME ZONE 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD') AS due, for_role AS role FROM task
		WHERE kind = 'privacy' AND closed_at IS NULL ORDER BY id`);

describe("she asks what is kept", () => {
	test("and is told at once, with the law's tenth day and who does it", async () => {
		expect(await says(lua, "câu lạc bộ giữ những gì của tôi")).toContain(
			"chậm nhất thứ Sáu, ngày 11 tháng 12",
		);
		expect(await openTasks()).toEqual([
			{
				key: expect.stringMatching(`^privacy:export:${idOf(lua)}:2026-12-01:`),
				due: "2026-12-11",
				role: "officer",
			},
		]);
	});

	test("twice, and there is one request", async () => {
		await says(lua, "câu lạc bộ giữ những gì của tôi");
		later(24 * 60);
		expect(await says(lua, "câu lạc bộ giữ những gì của tôi")).toContain("đã hỏi rồi ạ");
		expect(await openTasks()).toHaveLength(1);
	});

	test("and the office that has handed it over closes it; the next question opens a new one", async () => {
		await says(lua, "câu lạc bộ giữ những gì của tôi");
		later(1);
		await job("compose-notices");
		expect(it.to(ha).at(-1)!.text).toContain("bà Trịnh Thị Lụa".replace("b", "B"));
		await says(ha, "1");
		expect(await openTasks()).toEqual([]);
		later(1);
		await job("compose-notices");
		expect(it.to(lua).at(-1)!.text).toContain("đã trao tận tay");
		await says(lua, "câu lạc bộ giữ những gì của tôi");
		expect(await openTasks()).toHaveLength(1);
	});

	test("and nobody but the office may close it", async () => {
		await says(lua, "câu lạc bộ giữ những gì của tôi");
		const [task] = await openTasks();
		const other = await it.chatOf("Phạm Thị Ngà");
		const offers = [
			{
				label: { key: "privacy.task-export-done", values: {} },
				does: { do: "intent", intent: "privacy.finish", slots: { request: task!.key } },
			},
		];
		const words = it.sealing.seal({ says: [{ key: "privacy.finish-title", values: {} }], offers } as never);
		await it.db.transaction((tx) =>
			tx.run(sql`INSERT INTO notice (key, person_id, kind, not_before, words, filed_at)
				VALUES ('forged', ${idOf(other)}, 'task', ${it.clock.now()}, ${words}, ${it.clock.now()})`),
		);
		await job("compose-notices");
		expect(await says(other, "1")).toContain("Hội Người cao tuổi xã");
		expect(await openTasks()).toHaveLength(1);
	});
});

describe("she takes back her yes to readings", () => {
	const kept = () => rows<{ id: number }>(sql`SELECT id FROM reading WHERE person_id = ${idOf(lua)}`);
	test("and in that moment none is kept any more; what was kept stays until she says so", async () => {
		const before = (await kept()).length;
		expect(before).toBeGreaterThan(0);
		await says(lua, "đừng giữ số đo của tôi nữa");
		await says(lua, "2");
		await says(lua, "HA 135/80");
		expect(await kept()).toHaveLength(before);
		await says(lua, "xoá hết số đo cũ");
		await says(lua, "1");
		expect(await kept()).toHaveLength(0);
	});

	test("and both the yes and the no stand in the record, with the message that said it", async () => {
		await says(lua, "thôi không giữ huyết áp");
		const [newest] = await rows<{ given: boolean; basis: string; eventId: string | null }>(sql`
			SELECT given, basis, event_id AS "eventId" FROM consent
			WHERE person_id = ${idOf(lua)} AND purpose = 'health' ORDER BY id DESC LIMIT 1`);
		expect(newest).toEqual({ given: false, basis: "own", eventId: expect.any(String) });
		expect(await rows(sql`SELECT 1 FROM consent WHERE person_id = ${idOf(lua)} AND given`)).not.toEqual([]);
	});
});

describe("she asks to be deleted", () => {
	const asked = async (chat = lua) => {
		await says(chat, "xoá hết dữ liệu của tôi");
		return says(chat, "1");
	};
	const finished = async () => {
		later(1);
		await job("compose-notices");
		await says(ha, "1");
		return says(ha, "1");
	};

	test("the law's twentieth day stands, both consents end and the phone falls silent at once", async () => {
		expect(await asked()).toContain("chậm nhất thứ Hai, ngày 21 tháng 12");
		expect((await openTasks()).map(({ due }) => due)).toEqual(["2026-12-21"]);
		const consents = await rows<{ given: boolean }>(sql`
			SELECT DISTINCT ON (purpose) given FROM consent WHERE person_id = ${idOf(lua)} ORDER BY purpose, id DESC`);
		expect(consents.map(({ given }) => given)).toEqual([false, false]);
		expect(await rows(sql`SELECT 1 FROM person_chat WHERE person_id = ${idOf(lua)}`)).toEqual([]);
	});

	test.each([
		["by undoing", "xoá số vừa ghi"],
		["in words", "đừng xoá nữa"],
	])("and takes it back %s: nothing waits, and she is reached again", async (_, words) => {
		await asked();
		expect(await says(lua, words)).toContain("bỏ yêu cầu xoá");
		expect(await openTasks()).toEqual([]);
		expect(await rows(sql`SELECT 1 FROM person_chat WHERE person_id = ${idOf(lua)}`)).toHaveLength(1);
	});

	test("and whoever had stopped the messages before stays so when it is taken back", async () => {
		await says(lua, "dừng");
		await asked();
		await says(lua, "đừng xoá nữa");
		expect(await rows(sql`SELECT 1 FROM person_chat WHERE person_id = ${idOf(lua)}`)).toEqual([]);
	});

	test("the office erases: a borrower's name and book stay, all else goes, and she has the last word of it", async () => {
		const before = await rows(sql`SELECT id, amount_vnd FROM entry ORDER BY id`);
		await asked();
		expect(await finished()).toContain("đã xoá dữ liệu");
		const [person] = await rows(sql`
			SELECT full_name, phone, phone_print, hamlet FROM person WHERE id = ${idOf(lua)}`);
		expect(person).toEqual({ full_name: "Trịnh Thị Lụa", phone: null, phone_print: null, hamlet: null });
		expect(await rows(sql`SELECT 1 FROM reading WHERE person_id = ${idOf(lua)}`)).toEqual([]);
		expect(await rows(sql`SELECT id, amount_vnd FROM entry ORDER BY id`)).toEqual(before);
		later(1);
		await job("compose-notices");
		expect(it.to(lua).at(-1)!.text).toContain("đã xoá xong");
		await job("retention");
		expect(
			await rows(sql`SELECT 1 FROM account_person WHERE person_id = ${idOf(lua)} AND to_time IS NULL`),
		).toEqual([]);
	});

	test("her phone does not end before she was told", async () => {
		await asked();
		await finished();
		await job("retention");
		expect(
			await rows(sql`SELECT 1 FROM account_person WHERE person_id = ${idOf(lua)} AND to_time IS NULL`),
		).toHaveLength(1);
	});

	test("who is in no account book keeps no name, and is on no roster", async () => {
		const lan = await it.chatOf("Trịnh Thị Xuân");
		await it.db.transaction(async (tx) => {
			const none = await tx.rows(sql`SELECT 1 FROM loan WHERE person_id = ${idOf(lan)}`);
			expect(none).toEqual([]);
		});
		await asked(lan);
		await finished();
		const [person] = await rows<{ name: string; year: number | null }>(
			sql`SELECT full_name AS name, birth_year AS year FROM person WHERE id = ${idOf(lan)}`,
		);
		expect(person).toEqual({ name: "Đã xoá", year: null });
		expect(
			await rows(sql`SELECT 1 FROM membership WHERE person_id = ${idOf(lan)} AND to_day IS NULL`),
		).toEqual([]);
	});

	test("who holds an office hands it over first", async () => {
		const mai = await it.chatOf("Lê Thị Mai");
		await asked(mai);
		later(1);
		await job("compose-notices");
		expect(await says(ha, "1")).toContain("Bàn giao xong rồi");
		expect(await openTasks()).toHaveLength(1);
	});
});

test("who looked is told by name and day, ten at a time, each once a day", async () => {
	const others = await rows<{ id: number }>(sql`
		SELECT person_id AS id FROM membership WHERE person_id <> ${idOf(lua)} AND to_day IS NULL ORDER BY id LIMIT 12`);
	await it.db.transaction(async (tx) => {
		for (const { id } of [...others, others[0]!])
			await tx.run(
				sql`INSERT INTO look (person_id, by_person_id, what, at) VALUES (${idOf(lua)}, ${id}, 'loan', ${it.clock.now()})`,
			);
	});
	const first = await says(lua, "ai đã xem sổ của tôi");
	expect(first.split("\n").filter((line) => line.includes("xem sổ vay"))).toHaveLength(10);
	const second = await says(lua, "1");
	expect(second.split("\n").filter((line) => line.includes("xem sổ vay"))).toHaveLength(2);
});

test("every table that names a person has a fate when she is deleted", async () => {
	const tables = await rows<{ name: string }>(sql`
		SELECT c.table_name AS name FROM information_schema.columns c
		JOIN information_schema.tables t ON t.table_name = c.table_name AND t.table_schema = 'public' AND t.table_type = 'BASE TABLE'
		WHERE c.table_schema = 'public' AND c.column_name = 'person_id' ORDER BY 1`);
	expect(Object.keys(fates).sort()).toEqual(tables.map(({ name }) => name).sort());
});
