import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { mostTriesOfAll } from "../../src/linking/invited.ts";
import { momentOf, plusMinutes } from "../../src/platform/clock.ts";
import { sql } from "../../src/platform/database.ts";
import { demoBot } from "../bot.ts";

let bot: Awaited<ReturnType<typeof demoBot>>;
const start = momentOf("2026-12-01", "18:40");

beforeEach(async () => {
	bot = await demoBot(start);
});
afterEach(() => bot.close());

async function personId(fullName: string): Promise<number> {
	const [row] = await bot.db.rows<{ id: number }>(
		sql`SELECT id FROM person WHERE full_name = ${fullName} ORDER BY id LIMIT 1`,
	);
	return row!.id;
}

async function invite(digits: string, fullName: string): Promise<void> {
	await bot.db.rows(sql`
		INSERT INTO link_code (print, person_id, made_at, expires_at)
		VALUES (${bot.sealing.fingerprint(digits)}, ${await personId(fullName)}, ${start}, ${plusMinutes(start, 7 * 24 * 60)})`);
}

/** One guess: a code that is none, with a year. */
async function guess(chat: string, nth: number) {
	await bot.hear(chat, `1111 ${String(nth).padStart(4, "0")}`);
	return bot.hear(chat, "1950");
}

describe("guessing", () => {
	test("ends after five wrong pairs in an hour, whatever comes sixth, and begins anew an hour later", async () => {
		await invite("48291503", "Mẫu Thị Sen");
		for (let nth = 0; nth < 5; nth++) {
			await guess("thief", nth);
			await bot.hear("thief", "thôi");
		}
		expect((await bot.hear("thief", "4829 1503")).text).toMatch(/Sau một giờ/);
		expect((await bot.hear("somebody else", "4829 1503")).text).toMatch(/sinh năm nào/);
		bot.clock.set(plusMinutes(start, 61));
		await bot.hear("thief", "4829 1503");
		expect((await bot.hear("thief", "1952")).text).toMatch(/phiếu của bà Sen/);
	});

	test("of many chats together ends too", async () => {
		await bot.hear("one of many", "xin chào");
		await bot.db.rows(sql`
			INSERT INTO code_try (chat_id, at) SELECT id, ${start} FROM chat, generate_series(1, ${mostTriesOfAll}) WHERE external_id = 'one of many'`);
		expect((await bot.hear("another", "4829 1503")).text).toMatch(/Sau một giờ/);
	});

	test("is written down, each wrong pair once", async () => {
		await guess("thief", 1);
		const [row] = await bot.db.rows<{ count: number }>(sql`SELECT count(*)::int AS count FROM code_try`);
		expect(row!.count).toBe(1);
	});
});

describe("a shared contact", () => {
	const own = (phone: string) => ({ kind: "contact" as const, phone, own: true });

	test("links whom the club's book has under that number, with the year of birth", async () => {
		expect((await bot.hear("lanh", own("+84900000007"))).text).toMatch(/sinh năm nào/);
		expect((await bot.hear("lanh", "1951")).text).toMatch(/chưa thấy khớp/);
		expect((await bot.hear("lanh", "1960")).text).toMatch(/phiếu của bác Lành/);
	});

	test("of somebody else links nobody", async () => {
		const answer = await bot.hear("stranger", { kind: "contact", phone: "0900000007", own: false });
		expect(answer.text).toMatch(/danh bạ/);
		expect((await bot.hear("stranger", "1960")).text).not.toMatch(/Lành/);
	});
});

describe("a consent that another hand tapped", () => {
	async function linkByDaughter(): Promise<void> {
		await invite("48291503", "Mẫu Thị Sen");
		for (const text of ["4829 1503", "1952", "2", "Thu, con dâu", "1", "1", "1"]) await bot.hear("thu", text);
	}
	const consents = async () =>
		bot.db.rows<{ purpose: string; given: boolean; basis: string }>(sql`
			SELECT DISTINCT ON (purpose) purpose, given, basis FROM consent WHERE person_id = ${await personId("Mẫu Thị Sen")}
			ORDER BY purpose, id DESC`);

	test("is provisional until the secretary has asked her", async () => {
		await linkByDaughter();
		expect((await consents()).map(({ basis }) => basis)).toEqual(["assisted", "assisted"]);
		const secretary = await bot.chatOf("Lê Thị Mai");
		await bot.hear(secretary, "việc");
		await bot.hear(secretary, "1");
		expect(await consents()).toEqual([
			{ purpose: "health", given: true, basis: "asked" },
			{ purpose: "membership", given: true, basis: "asked" },
		]);
	});

	test("that she takes back ends the phone's access in that moment", async () => {
		await linkByDaughter();
		const secretary = await bot.chatOf("Lê Thị Mai");
		await bot.hear(secretary, "việc");
		await bot.hear(secretary, "2");
		expect((await consents()).every(({ given }) => !given)).toBe(true);
		expect((await bot.hear("thu", "bà còn nợ bao nhiêu")).text).not.toMatch(/đồng/);
	});

	test("is nobody else's to answer for her: not a secretary of another club's", async () => {
		await linkByDaughter();
		const [other] = await bot.db.rows<{ id: number }>(sql`
			SELECT g.person_id AS id FROM role_grant g JOIN unit u ON u.id = g.unit_id
			WHERE g.role = 'secretary' AND u.name <> 'CLB Thôn Mẫu 2' ORDER BY g.id LIMIT 1`);
		expect((await bot.hear(`p${other!.id}`, "việc")).text).toMatch(/không có việc/);
	});
});
