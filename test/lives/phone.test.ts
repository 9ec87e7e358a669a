import { afterEach, expect, test } from "vitest";
import { planRows } from "../../src/delivery/outbox.ts";
import { handOverHeld } from "../../src/people/index.ts";
import { momentOf, plusMinutes } from "../../src/platform/clock.ts";
import { sql } from "../../src/platform/database.ts";
import { demoBot } from "../bot.ts";

let bot: Awaited<ReturnType<typeof demoBot>>;
afterEach(() => bot.close());

const start = momentOf("2026-12-16", "08:30");

test("what waits for a lost phone is kept for the next one, and nothing is seen or said there meanwhile", async () => {
	bot = await demoBot(start);
	const [mai, hai] = [await bot.chatOf("Lê Thị Mai"), await bot.chatOf("Nguyễn Văn Hải")];
	const [row] = await bot.db.rows<{ id: number; door_id: number }>(
		sql`SELECT id, door_id FROM chat WHERE external_id = ${mai}`,
	);
	const chat = row!;
	const now = bot.clock.now();
	await bot.db.transaction((tx) =>
		planRows(
			tx,
			[
				{
					key: "kept",
					chatId: chat.id,
					doorId: chat.door_id,
					kind: "receipt",
					message: { text: "biên nhận" },
					notBefore: plusMinutes(now, 30),
				},
			],
			now,
			bot.sealing,
		),
	);
	// A report that waits for its yes must not be confirmed by whoever found the phone.
	await bot.hear(mai, "bà Hoa vào Nam đến Tết");
	await bot.hear(hai, "cô Mai mất điện thoại rồi");
	await bot.hear(hai, "1");
	await bot.hear(hai, "chưa");
	await bot.hear(mai, "1");
	expect(await bot.db.rows(sql`SELECT 1 FROM away`)).toEqual([]);
	bot.clock.set(plusMinutes(start, 60));
	await bot.settled();
	const held = () => bot.db.rows(sql`SELECT chat_id, state, held FROM outbox WHERE key = 'kept'`);
	expect(await held()).toEqual([{ chat_id: chat.id, state: "planned", held: "phone locked" }]);

	const [mine] = await bot.db.rows<{ id: number }>(
		sql`SELECT id FROM person WHERE full_name = 'Lê Thị Mai' ORDER BY id LIMIT 1`,
	);
	const [fresh] = await bot.db.rows<{ id: number; door_id: number }>(
		sql`SELECT id, door_id FROM chat WHERE external_id = ${hai}`,
	);
	await bot.db.transaction((tx) =>
		tx.run(handOverHeld(mine!.id, fresh!.id, fresh!.door_id, bot.clock.now()).statement),
	);
	await bot.settled();
	expect(bot.to(hai).some(({ text }) => text === "biên nhận")).toBe(true);
	expect(bot.to(mai).some(({ text }) => text === "biên nhận")).toBe(false);
});

test("a phone that was found speaks again as before", async () => {
	bot = await demoBot(start);
	const [mai, hai] = [await bot.chatOf("Lê Thị Mai"), await bot.chatOf("Nguyễn Văn Hải")];
	const links = () =>
		bot.db.rows(sql`
			SELECT ap.person_id, ap.relation FROM account_person ap JOIN account a ON a.id = ap.account_id
			JOIN chat c ON c.id = a.chat_id WHERE c.external_id = ${mai} AND ap.to_time IS NULL ORDER BY 1`);
	const before = await links();
	await bot.hear(hai, "khoá máy cô Mai");
	await bot.hear(hai, "1");
	await bot.hear(hai, "chưa");
	expect(await links()).toEqual([]);
	await bot.hear(hai, "hoàn tác");
	expect(await links()).toEqual(before);
});
