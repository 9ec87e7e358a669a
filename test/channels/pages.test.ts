import { type FastifyInstance, fastify } from "fastify";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { runJob } from "../../jobs/index.ts";
import { staffPages } from "../../src/channels/pages/routes.ts";
import { momentOf, plusMinutes } from "../../src/platform/clock.ts";
import { sql } from "../../src/platform/database.ts";
import { makeLog } from "../../src/platform/log.ts";
import { type DemoBot, demoBot } from "../bot.ts";
import { pdfWords } from "../roster/pdfWords.ts";

const now = momentOf("2026-11-28", "19:10");

let bot: DemoBot;
let app: FastifyInstance;
let mai: string;
const noLinks = async () => ({});
let links: () => Promise<object>;

beforeEach(async () => {
	bot = await demoBot(now);
	mai = await bot.chatOf("Lê Thị Mai");
	app = fastify();
	links = noLinks;
	const { db, sealing, clock } = bot;
	staffPages(app, { db, sealing, clock, log: makeLog("silent"), links: () => links() });
});
afterEach(async () => {
	await app.close();
	await bot.close();
});

interface Given {
	path: string;
	digits: string;
}

const given = (text: string): Given => {
	const [, path, digits] = /http:\/\/localhost:3000(\/p\/[\w-]+)\n.*: (\d{4})\./.exec(text) ?? [];
	return { path: path!, digits: digits! };
};

/** The secretary asks to print the slips herself. */
async function slipsPage(): Promise<Given> {
	await bot.hear(mai, "phiếu mời");
	return given((await bot.hear(mai, "2")).text);
}

const post = (path: string, digits: string) =>
	app.inject({
		method: "POST",
		url: path,
		headers: { "content-type": "application/x-www-form-urlencoded" },
		payload: `digits=${digits}`,
	});

const others = ({ digits }: Given) => String((Number(digits) + 1) % 10_000).padStart(4, "0");

const count = async (statement: ReturnType<typeof sql>) =>
	(await bot.db.rows<{ count: number }>(statement))[0]!.count;
const codes = () => count(sql`SELECT count(*)::int AS count FROM link_code WHERE voided_at IS NULL`);
const usedPages = () => count(sql`SELECT count(*)::int AS count FROM staff_page WHERE used_at IS NOT NULL`);

const isGone = (answer: { statusCode: number; body: string }) => {
	expect(answer.statusCode).toBe(404);
	expect(answer.body).toContain("Trang này không mở được nữa");
	return answer.body;
};

describe("a page of slips", () => {
	test("asks for four digits, gives the PDF once, and makes its codes only then", async () => {
		const before = await codes();
		const page = await slipsPage();
		expect(await codes()).toBe(before);
		const asked = await app.inject(page.path);
		expect(asked.statusCode).toBe(200);
		expect(asked.body).toContain("Mời gõ bốn số");
		expect(await codes()).toBe(before);

		const file = await post(page.path, page.digits);
		expect(file.statusCode).toBe(200);
		expect(file.headers["content-type"]).toBe("application/pdf");
		expect(file.headers["content-disposition"]).toBe('attachment; filename="phieu-moi-2026-11-28.pdf"');
		const words = pdfWords(file.rawPayload);
		expect(words).toContain("Mẫu Thị Sen");
		const code = /\n(\d{4}) (\d{4})\n/.exec(words)!;
		const [held] = await bot.db.rows<{ who: string }>(sql`
			SELECT p.full_name AS who FROM link_code k JOIN person p ON p.id = k.person_id
			WHERE k.print = ${bot.sealing.fingerprint(`${code[1]}${code[2]}`)} AND k.voided_at IS NULL`);
		expect(held!.who).toBe("Mẫu Thị Sen");
		expect(await codes()).toBeGreaterThan(before);

		await expect.poll(usedPages).toBe(1);
		isGone(await app.inject(page.path));
		isGone(await post(page.path, page.digits));
	});

	test("that could not be handed over is given when asked again, with the codes made before", async () => {
		const page = await slipsPage();
		links = async () => {
			throw new Error("the database is away for a moment");
		};
		const broken = await post(page.path, page.digits);
		expect(broken.statusCode).toBe(500);
		expect(broken.body).toContain("Máy đang bận");
		const made = await codes();
		links = noLinks;
		const file = await post(page.path, page.digits);
		expect(file.statusCode).toBe(200);
		expect(await codes()).toBe(made);
		const voided = await count(sql`SELECT count(*)::int AS count FROM link_code WHERE voided_at >= ${now}`);
		expect(voided).toBe(0);
		await expect.poll(usedPages).toBe(1);
		const [row] = await bot.db.rows<{ values: Buffer }>(sql`SELECT values FROM staff_page`);
		expect(bot.sealing.open(row!.values)).toEqual({});
	});

	test("lives half an hour", async () => {
		const page = await slipsPage();
		bot.clock.set(plusMinutes(now, 29));
		expect((await app.inject(page.path)).statusCode).toBe(200);
		bot.clock.set(plusMinutes(now, 31));
		isGone(await app.inject(page.path));
		isGone(await post(page.path, page.digits));
	});

	test("ends after five wrong digits, the right ones too", async () => {
		const page = await slipsPage();
		for (let tries = 1; tries <= 4; tries++) {
			const wrong = await post(page.path, others(page));
			expect(wrong.statusCode).toBe(403);
			expect(wrong.body).toContain("Bốn số chưa khớp");
		}
		isGone(await post(page.path, others(page)));
		isGone(await post(page.path, page.digits));
		expect(await usedPages()).toBe(0);
	});

	test("ends when another is asked for, and tells nothing from a page that never was", async () => {
		const first = await slipsPage();
		const second = await slipsPage();
		const late = isGone(await app.inject(first.path));
		const never = isGone(await app.inject(`/p/${"x".repeat(32)}`));
		expect(never).toBe(late);
		isGone(await app.inject("/p/short"));
		isGone(await post(`/p/${"x".repeat(32)}`, "0000"));
		expect((await app.inject(second.path)).statusCode).toBe(200);
	});

	test("keeps neither link nor digits in the clear, and is kept by nobody on the way", async () => {
		const page = await slipsPage();
		const rows = await bot.db.rows(sql`SELECT row_to_json(s)::text AS row FROM staff_page s`);
		expect(JSON.stringify(rows)).not.toContain(page.path.slice(3));
		const { headers, body } = await app.inject(page.path);
		expect(headers["cache-control"]).toBe("no-store");
		expect(headers["referrer-policy"]).toBe("no-referrer");
		expect(headers["x-robots-tag"]).toContain("noindex");
		expect(headers["content-security-policy"]).toContain("default-src 'none'");
		expect(body).not.toMatch(/https?:|<script/);
		expect(body).not.toContain("CLB");
	});

	test("two who tap at once get one set of codes", async () => {
		const page = await slipsPage();
		const answers = await Promise.all([post(page.path, page.digits), post(page.path, page.digits)]);
		const files = answers
			.filter((answer) => answer.statusCode === 200)
			.map((one) => pdfWords(one.rawPayload));
		expect(new Set(files).size).toBe(1);
	});

	test("an officer who was asked is done once she has opened it", async () => {
		const ha = await bot.chatOf("Trịnh Thị Hà");
		await bot.hear(mai, "giấy mời");
		await bot.hear(mai, "1");
		await runJob("compose-notices", bot.parts);
		await bot.settled();
		expect(bot.to(ha).at(-1)!.text).toContain("Cô Mai nhờ chị in phiếu mời cho CLB Thôn Mẫu 2");
		const page = given((await bot.hear(ha, "1")).text);
		const open = () =>
			count(sql`SELECT count(*)::int AS count FROM task WHERE kind = 'slips' AND closed_at IS NULL`);
		expect(await open()).toBe(1);
		expect((await post(page.path, page.digits)).statusCode).toBe(200);
		expect(await open()).toBe(0);
	});
});

/** A form as a browser sends it. */
function sheetForm(digits: string, csv: string | Buffer, name = "ds.csv") {
	const boundary = "----clbot";
	const head = `--${boundary}\r\nContent-Disposition: form-data; name="digits"\r\n\r\n${digits}\r\n--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: text/csv\r\n\r\n`;
	return {
		headers: { "content-type": `multipart/form-data; boundary=${boundary}` },
		payload: Buffer.concat([Buffer.from(head), Buffer.from(csv), Buffer.from(`\r\n--${boundary}--\r\n`)]),
	};
}

const handIn = (page: Given, csv: string | Buffer) =>
	app.inject({ method: "POST", url: `${page.path}/file`, ...sheetForm(page.digits, csv) });

describe("a page for a sheet", () => {
	const uploadPage = async () => given((await bot.hear(mai, "gửi tệp danh sách")).text);
	const members = () =>
		count(
			sql`SELECT count(*)::int AS count FROM membership m JOIN unit u ON u.id = m.club_id WHERE u.name = 'CLB Thôn Mẫu 2'`,
		);
	const csv =
		"số,họ tên,năm sinh,giới tính,xóm,điện thoại\n201,Đỗ Thị Mới,1957,nữ,Bến,\n202,Đỗ Văn Thử,nhâm thìn,nam,Bến,\n203,Đỗ Văn Được,1955,nam,Đình,0912345678\n";

	test("reads first, shows what is wrong by row and column, writes when told to, and says so in the chat", async () => {
		const before = await members();
		const page = await uploadPage();
		const form = await post(page.path, page.digits);
		expect(form.body).toContain("Danh sách hội viên CLB Thôn Mẫu 2");

		const checked = await handIn(page, csv);
		expect(checked.statusCode).toBe(200);
		expect(checked.body).toContain("Đọc được 2 người: 2 người mới, 0 người có thay đổi.");
		expect(checked.body).toMatch(/Dòng 3, cột năm sinh: /);
		expect(await members()).toBe(before);

		const saved = await post(`${page.path}/save`, page.digits);
		expect(saved.statusCode).toBe(200);
		expect(saved.body).toContain("Thêm 2 người, sửa 0 người.");
		expect(await members()).toBe(before + 2);
		isGone(await post(`${page.path}/save`, page.digits));
		isGone(await app.inject(page.path));

		await runJob("compose-notices", bot.parts);
		await bot.settled();
		expect(bot.to(mai).at(-1)!.text).toContain("tệp danh sách CLB Thôn Mẫu 2 cháu ghi vào sổ xong rồi");
		const [row] = await bot.db.rows<{ values: Buffer }>(sql`SELECT values FROM staff_page`);
		expect(bot.sealing.open(row!.values)).toEqual({});
	});

	test("two taps on the button are one import", async () => {
		const before = await members();
		const page = await uploadPage();
		await handIn(page, csv);
		const answers = await Promise.all([1, 2].map(() => post(`${page.path}/save`, page.digits)));
		expect(answers.map((answer) => answer.statusCode).toSorted()).toEqual([200, 404]);
		expect(await members()).toBe(before + 2);
	});

	test("takes nothing without the digits, no file that is none, and none over 5 MB", async () => {
		const page = await uploadPage();
		const wrong = await handIn({ ...page, digits: others(page) }, csv);
		expect(wrong.statusCode).toBe(403);
		expect((await post(`${page.path}/save`, page.digits)).statusCode).toBe(404);
		expect((await handIn(page, "")).statusCode).toBe(400);
		const broken = await handIn(page, Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 1, 2, 3, 4]));
		expect(broken.statusCode).toBe(422);
		expect(broken.body).toContain("Tệp này đọc không được");
		const big = await handIn(page, Buffer.alloc(5 * 1024 * 1024 + 1, "a"));
		expect(big.statusCode).toBe(413);
		expect(big.body).toContain("Tệp to quá 5 MB");
		expect((await handIn(page, csv)).statusCode).toBe(200);
	});

	test("shows nothing of a cell as HTML", async () => {
		const page = await uploadPage();
		const answer = await handIn(page, "số,họ tên,<b>cột</b>\n<i>1</i>,<script>alert(1)</script>,x\n");
		expect(answer.body).not.toMatch(/<script|<i>|<b>/);
	});

	test("reaches no further than the club of whoever asked", async () => {
		const page = await uploadPage();
		const answer = await handIn(page, "câu lạc bộ,số,họ tên\nCLB Thôn Mẫu 1,301,Đỗ Thị Ngoài\n");
		expect(answer.body).toMatch(/Dòng 2, cột câu lạc bộ: /);
		expect(answer.body).not.toContain("Ghi vào sổ");
	});
});
