import { afterEach, describe, expect, test } from "vitest";
import { runJob } from "../../jobs/index.ts";
import { say } from "../../src/conversation/say.ts";
import { planRows } from "../../src/delivery/outbox.ts";
import { fileNotices } from "../../src/notices/index.ts";
import { addDays, dayOf, momentOf, plusMinutes } from "../../src/platform/clock.ts";
import { sql } from "../../src/platform/database.ts";
import { openTasks } from "../../src/tasks/index.ts";
import { demoBot } from "../bot.ts";

let bot: Awaited<ReturnType<typeof demoBot>>;
afterEach(() => bot.close());

const start = momentOf("2026-12-20", "07:15");
const one = async <Row>(statement: ReturnType<typeof sql>): Promise<Row> =>
	(await bot.db.rows(statement))[0] as Row;
const idOf = async (fullName: string): Promise<number> =>
	(await one<{ id: number }>(sql`SELECT id FROM person WHERE full_name = ${fullName} ORDER BY id LIMIT 1`))
		.id;

/** Everything that a death touches, as it stands. */
const stateOf = (personId: number) =>
	one<Record<string, unknown>>(sql`
		SELECT (SELECT died_on FROM person WHERE id = ${personId}) AS died,
			(SELECT json_agg(to_char(to_day, 'YYYY-MM-DD') ORDER BY id) FROM membership WHERE person_id = ${personId}) AS members,
			(SELECT count(*)::int FROM account_person WHERE person_id = ${personId} AND to_time IS NULL) AS phones,
			(SELECT count(*)::int FROM relay WHERE (person_id = ${personId} OR relay_person_id = ${personId}) AND to_day IS NULL) AS relays,
			(SELECT json_agg(to_char(to_day, 'YYYY-MM-DD') ORDER BY id) FROM role_grant WHERE person_id = ${personId}) AS roles,
			(SELECT count(*)::int FROM loan_pause p JOIN loan l ON l.id = p.loan_id WHERE l.person_id = ${personId} AND p.ended_at IS NULL) AS pauses,
			(SELECT count(*)::int FROM task WHERE person_id = ${personId} AND closed_at IS NULL AND kind <> 'death') AS tasks`);

/** Bà Tám has a phone of her own, an office, a relay's work, something that waits to be told and a task about her. */
async function busyLife(personId: number): Promise<void> {
	const now = bot.clock.now();
	const other = await idOf("Mẫu Thị Sen");
	const club = await one<{ id: number }>(sql`SELECT id FROM unit WHERE name = 'CLB Thôn Mẫu 2'`);
	await bot.db.transaction(async (tx) => {
		await tx.run(
			sql`INSERT INTO relay (person_id, relay_person_id, from_day, agreed) VALUES (${other}, ${personId}, '2026-11-01', true)`,
		);
		const words = { says: [say("common.thanks")] };
		await fileNotices(
			tx,
			[{ key: "n1", personId, kind: "reminder", notBefore: plusMinutes(now, 60), until: null, words }],
			now,
			bot.sealing,
		);
		await openTasks(
			tx,
			[
				{
					key: "visit:1",
					kind: "default",
					unitId: club.id,
					personId,
					for: { role: "secretary" },
					words: { title: say("common.thanks"), says: words.says },
					dueAt: plusMinutes(now, 600),
				},
			],
			now,
			dayOf(now),
			bot.sealing,
		);
	});
}

describe("the death of somebody of the board", () => {
	test("stops everything with the first word, and undone it leaves everything as it was", async () => {
		bot = await demoBot(start);
		const tam = await idOf("Hà Thị Tám");
		await busyLife(tam);
		const before = await stateOf(tam);
		expect(before).toMatchObject({ died: null, relays: 1, tasks: 1 });
		const mai = await bot.chatOf("Lê Thị Mai");
		await bot.hear(mai, "bà Tám mất sáng nay");
		const after = await stateOf(tam);
		expect(after).toMatchObject({
			died: "2026-12-20",
			phones: 0,
			relays: 0,
			roles: ["2026-12-20"],
			tasks: 0,
		});
		expect(after.members).toEqual(before.members);
		expect(await one(sql`SELECT state FROM notice WHERE key = 'n1'`)).toEqual({ state: "cancelled" });
		await bot.hear(mai, "hoàn tác");
		expect(await stateOf(tam)).toEqual(before);
		expect((await bot.hear(mai, "hoàn tác")).text).toMatch(/không thấy gì mới ghi/);
	});

	test("is final when another of the board has said so; her office is somebody's to fill", async () => {
		bot = await demoBot(start);
		const tam = await idOf("Hà Thị Tám");
		const [mai, hai] = [await bot.chatOf("Lê Thị Mai"), await bot.chatOf("Nguyễn Văn Hải")];
		await bot.hear(mai, "bà Tám mất sáng nay");
		await runJob("compose-notices", bot.parts);
		await bot.settled();
		expect(bot.to(hai).at(-1)?.text).toMatch(/Cô Mai báo .* Tám .*mất Chủ nhật, ngày 20 tháng 12/);
		expect((await bot.hear(hai, "1")).text).toMatch(/đã ghi vào sổ/);
		expect(await stateOf(tam)).toMatchObject({ members: ["2026-12-20"] });
		expect(await bot.db.rows(sql`SELECT kind, for_role FROM task WHERE key LIKE 'successor:%'`)).toEqual([
			{ kind: "successor", for_role: "chair" },
		]);
		await bot.hear(hai, "hoàn tác");
		expect(await stateOf(tam)).toMatchObject({ died: null, members: [null], roles: [null] });
	});

	test("nobody confirms what she told herself", async () => {
		bot = await demoBot(start);
		const mai = await bot.chatOf("Lê Thị Mai");
		await bot.hear(mai, "bà Hoa mất rồi");
		const hoa = await idOf("Mẫu Thị Hoa");
		const [task] = await bot.db.rows<{ for_role: string }>(
			sql`SELECT for_role FROM task WHERE kind = 'death' AND closed_at IS NULL`,
		);
		expect(task?.for_role).toBe("chair");
		expect(await one(sql`SELECT confirmed_at FROM death WHERE person_id = ${hoa}`)).toEqual({
			confirmed_at: null,
		});
	});
});

test("a message for two is still sent to the other, one for her alone is not", async () => {
	bot = await demoBot(start);
	const now = bot.clock.now();
	const [hoa, sen] = [await idOf("Mẫu Thị Hoa"), await idOf("Mẫu Thị Sen")];
	const chat = await one<{ id: number; door_id: number }>(
		sql`SELECT id, door_id FROM chat ORDER BY id LIMIT 1`,
	);
	const at = momentOf("2026-12-21", "09:00");
	await bot.db.transaction(async (tx) => {
		const plan = (key: string) => ({
			key,
			chatId: chat.id,
			doorId: chat.door_id,
			kind: "reminder" as const,
			message: { text: "x" },
			notBefore: at,
		});
		await planRows(tx, [plan("alone"), plan("both")], now, bot.sealing);
		for (const [key, personId, message] of [
			["a", hoa, "alone"],
			["b", hoa, "both"],
			["c", sen, "both"],
		] as const)
			await tx.run(sql`
				INSERT INTO notice (key, person_id, kind, not_before, state, filed_at, outbox_id)
				VALUES (${key}, ${personId}, 'reminder', ${now}, 'composed', ${now}, (SELECT id FROM outbox WHERE key = ${message}))`);
	});
	await bot.hear(await bot.chatOf("Lê Thị Mai"), "bà Hoa mất rồi");
	const rows = await bot.db.rows(
		sql`SELECT key, state FROM outbox WHERE key IN ('alone', 'both') ORDER BY key`,
	);
	expect(rows).toEqual([
		{ key: "alone", state: "cancelled" },
		{ key: "both", state: "planned" },
	]);
});

test("of a loan nothing accrues from that day on, and the chair hears of it after eight days, once", async () => {
	bot = await demoBot(start);
	const [mai, hai] = [await bot.chatOf("Lê Thị Mai"), await bot.chatOf("Nguyễn Văn Hải")];
	await bot.hear(mai, "ông Dần mất sáng nay");
	for (const day of [addDays("2026-12-20", 7), addDays("2026-12-20", 8), addDays("2026-12-20", 9)]) {
		bot.clock.set(momentOf(day, "09:00"));
		for (const job of ["timers", "compose-notices"]) await runJob(job, bot.parts);
		await bot.settled();
	}
	const asked = bot.to(hai).filter(({ text }) => text.includes("lễ tang ông Dần đã qua"));
	expect(asked).toHaveLength(1);
});
