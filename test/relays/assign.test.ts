import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { sql } from "../../src/platform/database.ts";
import { type DemoBot, demoBot } from "../bot.ts";

const start = new Date("2026-12-07T09:00:00+07:00");

let it: DemoBot;
let mai: string;
let tam: string;
beforeEach(async () => {
	it = await demoBot(start);
	mai = await it.chatOf("Lê Thị Mai");
	tam = await it.chatOf("Hà Thị Tám");
});
afterEach(() => it.close());

const says = async (text: string, chat = mai) => (await it.hear(chat, text)).text;
/** `2: Hà Thị Tám yes`, in the order of the book. */
const relays = async () => {
	const rows = await it.db.rows<{ number: number; by: string; agreed: boolean | null }>(sql`
		SELECT m.number, coalesce(b.full_name, r.relay_name) AS by, r.agreed FROM relay r
		JOIN membership m ON m.person_id = r.person_id AND m.to_day IS NULL LEFT JOIN person b ON b.id = r.relay_person_id
		WHERE r.to_day IS NULL ORDER BY m.number`);
	return rows.map(
		({ number, by, agreed }) => `${number}: ${by} ${agreed === null ? "asked" : agreed ? "yes" : "no"}`,
	);
};
const asked = () =>
	it.db.rows<{ state: string }>(sql`SELECT state FROM notice WHERE key LIKE 'relay-ask:%' ORDER BY id`);

describe("who tells whom", () => {
	test("is written down in one message and read back by its counts", async () => {
		const answer = await says(
			"32 người ko có zalo: Thu con dâu báo 1, bà Tám 2 9 15 22, bà Tâm 31 40 44, còn lại cô báo",
		);
		expect(answer).toMatch(/^Dạ: chị Thu báo 1 người, bà Tám 4 người, bác Tâm 3 người\.\nCòn \d+ người/);
		expect(await relays()).toEqual([
			"1: chị Thu, con dâu asked",
			"2: Hà Thị Tám asked",
			"9: Hà Thị Tám asked",
			"15: Hà Thị Tám asked",
			"22: Hà Thị Tám asked",
			"31: Lường Thị Tâm asked",
			"40: Lường Thị Tâm asked",
			"44: Lường Thị Tâm asked",
		]);
		expect(await asked()).toHaveLength(2);
	});

	test("passes from one to another, and back where it is taken back", async () => {
		await says("bà Tám báo 2 9");
		await says("tôi nhận lời", tam);
		await says("bà Tâm báo 9");
		expect(await relays()).toEqual(["2: Hà Thị Tám yes", "9: Lường Thị Tâm asked"]);
		expect(await says("hoàn tác")).toContain("người báo giúp lại như trước");
		expect(await relays()).toEqual(["2: Hà Thị Tám yes", "9: Hà Thị Tám yes"]);
		expect((await asked()).map((one) => one.state)).toContain("cancelled");
	});

	test("is not asked again of whom she tells already", async () => {
		await says("bà Tám báo 2 9");
		await says("tôi nhận lời", tam);
		await says("bà Tám báo 2 9 15");
		expect(await relays()).toEqual(["2: Hà Thị Tám yes", "9: Hà Thị Tám yes", "15: Hà Thị Tám asked"]);
		await says("bà Tám báo 2 9");
		expect(await relays()).toHaveLength(3);
	});

	test("never is more than seven for one, however often she is named", async () => {
		await says("bà Tám báo 1 2 3 9 13");
		const answer = await says("bà Tám báo 14 15 17 20");
		expect(answer).toContain("Mỗi người 7 nhà thôi ạ");
		expect(answer).toContain("Cháu chưa ghi: số 17");
		expect(await relays()).toHaveLength(7);
		expect(await says("bà Tám báo 21")).toContain("Cháu chưa ghi: số 21");
		expect(await relays()).toHaveLength(7);
	});

	test("of the secretary herself needs no yes, and nobody tells herself", async () => {
		await says("nhờ người báo giúp");
		expect(await says("cô báo 2 3")).toContain("cô Mai báo 2 người");
		expect(await relays()).toEqual(["2: Lê Thị Mai yes", "3: Lê Thị Mai yes"]);
		expect(await says("bà Tám báo 8")).toContain("không phải báo cho chính mình");
		await says("thôi");
		expect(await asked()).toEqual([]);
	});

	test("is asked about where two were named for one, or where two fit", async () => {
		expect(await says("bà Tám báo 2 9, bà Tâm báo 9")).toBe("Số 9 ông Hùng có hai người báo. Ai báo ạ?");
		await says("2");
		expect(await relays()).toEqual(["2: Hà Thị Tám asked", "9: Lường Thị Tâm asked"]);
		expect(await says("bà Tám báo bà Lan")).toContain("Có hai bà Lan. Bà nào ạ?");
		await says("2");
		expect(await relays()).toContain("31: Hà Thị Tám asked");
	});

	test("that is refused becomes the secretary's task, until she names another", async () => {
		await says("bà Tám báo 2 9");
		expect(await says("tôi không nhận lời được", tam)).toContain(
			"Cháu nhờ người khác báo: số 2 ông Dần, số 9",
		);
		expect(await relays()).toEqual([]);
		const lost = () =>
			it.db.rows<{ how: string | null }>(
				sql`SELECT closed_how AS how FROM task WHERE key LIKE 'relay:lost:%' AND for_role = 'secretary'`,
			);
		expect(await lost()).toEqual([{ how: null }]);
		await says("bà Tâm báo 2 9");
		expect(await lost()).toEqual([{ how: "settled" }]);
	});

	test("is for the secretary and the chair to say", async () => {
		expect(await says("bà Tâm báo 2 9", tam)).toBe("Việc này thư ký hoặc chủ nhiệm câu lạc bộ làm ạ.");
		expect(await relays()).toEqual([]);
	});
});
