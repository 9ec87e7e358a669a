import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { seedDemo } from "../../prisma/demo/index.ts";
import { speak } from "../../src/conversation/say.ts";
import { stranger } from "../../src/conversation/speaker.ts";
import { type Database, sql } from "../../src/platform/database.ts";
import {
	type Cell,
	type Fault,
	headingOf,
	type ImportOptions,
	importRows,
	sheetRows,
} from "../../src/roster/sheet/index.ts";
import { clbot } from "../cliProcess.ts";
import { type TestDatabase, testDatabase } from "../database.ts";

const today = "2026-12-05";
const headings = "tỉnh,xã,câu lạc bộ,số,họ tên,năm sinh,giới tính,xóm,điện thoại,vai trò";
const club = "Thanh Hóa,An Mẫu,CLB Thôn Mẫu 2";

let made: TestDatabase;
const fresh = () => {
	beforeEach(async () => {
		made = await testDatabase();
	});
	afterEach(() => made.close());
};

async function* lines(text: string): AsyncGenerator<readonly Cell[]> {
	for (const line of text.trim().split("\n")) yield line.split(",");
}

const bring = (text: string, options: Partial<ImportOptions> = {}, db: Database = made.db) =>
	importRows(db, made.sealing, lines(text), { today, ...options });
/** As the operator reads them. */
const told = (faults: readonly Fault[]) =>
	faults.map(({ row, column, why }) => {
		const where = column ? `row ${row}, ${headingOf(column)}` : `row ${row}`;
		return `${where}: ${speak(why, "en", stranger.address)}`;
	});
const counts = async () => {
	const [row] = await made.db.rows<{ units: number; people: number; members: number; roles: number }>(sql`
		SELECT (SELECT count(*)::int FROM unit) AS units, (SELECT count(*)::int FROM person) AS people,
			(SELECT count(*)::int FROM membership) AS members, (SELECT count(*)::int FROM role_grant) AS roles`);
	return row!;
};
const inBook = async (number: number) => {
	const [row] = await made.db.rows<{
		name: string;
		year: number | null;
		hamlet: string | null;
		phone: Buffer | null;
		print: string | null;
		roles: string[];
		path: string;
	}>(sql`
		SELECT p.full_name AS name, p.birth_year AS year, p.hamlet, p.phone, p.phone_print AS print, u.path,
			ARRAY(SELECT role FROM role_grant g WHERE g.person_id = p.id ORDER BY 1) AS roles
		FROM membership m JOIN person p ON p.id = m.person_id JOIN unit u ON u.id = m.club_id
		WHERE m.number = ${number} AND u.name = 'CLB Thôn Mẫu 2'`);
	return row;
};

const good = `${headings}
${club},1,Mẫu Thị Sen,1948,nữ,xóm Đình,,
${club},2,Mẫu Văn Dần,1950,nam,xóm Chợ,0900 000 002,chủ nhiệm
${club},3,Lê Thị Mai,1965,nữ,xóm Giữa,0900000003,"thư ký`.replace('"', "");

describe("the sheet of an operator", () => {
	fresh();

	test("makes the units that are missing, the members and the board", async () => {
		expect(await bring(good)).toEqual({
			clubs: 1,
			members: 3,
			created: 3,
			changed: 0,
			unchanged: 0,
			made: { country: 1, province: 1, commune: 1, club: 1 },
			faults: [],
		});
		const dan = (await inBook(2))!;
		expect(dan).toMatchObject({ name: "Mẫu Văn Dần", year: 1950, hamlet: "xóm Chợ", roles: ["chair"] });
		expect(made.sealing.open(dan.phone!)).toBe("0900000002");
		expect(dan.print).toBe(made.sealing.fingerprint("0900000002"));
		expect(dan.path).toMatch(/^\/\d+\/\d+\/\d+\/\d+\/$/);
		expect((await inBook(1))!.phone).toBeNull();
	});

	test("changes nothing the second time, however it is spelled", async () => {
		await bring(good);
		const before = await counts();
		expect(await bring(good)).toMatchObject({ created: 0, changed: 0, unchanged: 3, made: {}, faults: [] });
		const bare = good.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/g, "d").replace(/Đ/g, "D");
		expect(await bring(bare)).toMatchObject({ created: 0, changed: 0, unchanged: 3, made: {}, faults: [] });
		expect(await counts()).toEqual(before);
		expect((await inBook(1))!.name).toBe("Mẫu Thị Sen");
	});

	test("fills in and corrects what it tells otherwise, and takes nothing away", async () => {
		await bring(good);
		const later = `${headings}
${club},1,Mẫu Thị Sen,1949,,,0900000001,
${club},2,Mẫu Văn Dần,,,,,
${club},3,Lê Thị Mai,1965,nữ,xóm Giữa,0900000003,thư ký + kế toán`;
		expect(await bring(later)).toMatchObject({ created: 0, changed: 2, unchanged: 1, faults: [] });
		const sen = (await inBook(1))!;
		expect(sen).toMatchObject({ year: 1949, hamlet: "xóm Đình" });
		expect(made.sealing.open(sen.phone!)).toBe("0900000001");
		expect(await inBook(2)).toMatchObject({ year: 1950, roles: ["chair"] });
		expect((await inBook(3))!.roles).toEqual(["accountant", "secretary"]);
	});

	test("is told all that is wrong with it at once; only what is good is written", async () => {
		const { faults, ...rest } = await bring(`DANH SÁCH,,
${headings}
${club},1,Mẫu Thị Sen,1948,nữ,xóm Đình,090000001,
${club},2,,48,x,,,trưởng thôn
,,,,
${club},3,Lê Thị Mai,1965,nữ,,0900000003,thư ký
${club},3,Hà Thị Tám,1960,nữ,,,
${club},4,Hà Thị Tám,1960,nữ,,,thư ký
${club},5,lê thị mai,1965,,,0900000003,
Thanh Hóa,,CLB Thôn Mẫu 3,1,Bùi Thị Nhàn,1955,,,,`);
		expect(told(faults)).toEqual([
			"row 3, điện thoại: 9 digits, a phone has 10",
			"row 4, họ tên: empty",
			"row 4, năm sinh: a year has four digits, such as 1952",
			"row 4, giới tính: nam or nữ",
			"row 4, vai trò: chủ nhiệm, phó chủ nhiệm, thư ký, kế toán, thủ quỹ or tình nguyện viên",
			"row 7, số: row 6 has the same number",
			"row 8, vai trò: somebody else holds this office; it is handed over in the chat",
			"row 9, họ tên: of the same name, year and phone somebody is in this book under another number",
			"row 10, xã: empty",
		]);
		expect(rest).toMatchObject({ clubs: 1, members: 1, created: 1 });
		expect(await counts()).toEqual({ units: 4, people: 1, members: 1, roles: 1 });
	});

	test("gives no number to somebody else, and none that was somebody's", async () => {
		await bring(good);
		await made.db.transaction((tx) =>
			tx.run(sql`UPDATE membership SET to_day = '2026-11-30', ended_why = 'left' WHERE number = 3`),
		);
		const { faults } = await bring(`${headings}
${club},2,Hà Thị Tám,1960,nữ,,,
${club},3,Lê Thị Mai,1965,nữ,,,
Thanh Hóa,An Mẫu,CLB Thôn Mẫu 3,7,Mẫu Văn Dần,1950,,,0900000002,`);
		expect(told(faults)).toEqual([
			"row 2, số: this number in the book is somebody else's",
			"row 3, số: this number is that of somebody who is in the club no more; numbers are not given again",
			"row 4, họ tên: of the same name, year and phone somebody is in another club",
		]);
		expect((await counts()).units).toBe(4);
	});

	test("finds a club by its code, whatever it is called in the sheet's other columns", async () => {
		const coded = "mã clb,xã,tỉnh,clb,số,họ tên";
		await bring(good);
		await bring(`${coded}\nM2,An Mẫu,Thanh Hóa,Thôn Mẫu 2,4,Hà Thị Tám`);
		const again = await bring(`mã clb,số,họ tên\nM2,4,Hà Thị Tám\nM2,5,Bùi Thị Nhàn`);
		expect(again).toMatchObject({ clubs: 1, created: 1, unchanged: 1, faults: [] });
		const { faults } = await bring(`${coded}
M2,An Mẫu,Thanh Hóa,Thôn Mẫu 3,6,Phạm Thị Liên
M9,An Mẫu,Thanh Hóa,Thôn Mẫu 2,6,Phạm Thị Liên
M9,,,,6,Phạm Thị Liên`);
		expect(told(faults)).toEqual([
			"row 2, mã câu lạc bộ: this code is another club's",
			"row 3, mã câu lạc bộ: this code is another club's",
			"row 4, tỉnh: empty",
		]);
	});

	test("without the columns it needs is not begun", async () => {
		expect(told((await bring("xã,số,năm sinh\nAn Mẫu,1,1948")).faults)).toEqual([
			"row 1, tỉnh: there is no such column",
			"row 1, câu lạc bộ: there is no such column",
			"row 1, họ tên: there is no such column",
		]);
		expect(told((await bring("một,hai\n1,2")).faults)).toEqual([
			"row 2: there is no line of headings (số and họ tên at least)",
		]);
	});

	test("rehearsed says what would be, and leaves nothing", async () => {
		const faulty = `${good}\n${club},4,Hà Thị Tám,1960,,,123,`;
		const rehearsed = await bring(faulty, { dryRun: true });
		expect(await counts()).toEqual({ units: 0, people: 0, members: 0, roles: 0 });
		expect(await bring(faulty)).toEqual(rehearsed);
	});

	test("as a workbook says the same; a number has its zero back, a day gives its year", async () => {
		const file = fs.createReadStream(path.join(import.meta.dirname, "members.xlsx"));
		const report = await importRows(made.db, made.sealing, sheetRows(file), { today });
		expect(report).toMatchObject({ members: 2, created: 2, faults: [] });
		expect(await inBook(1)).toMatchObject({ name: "Mẫu Thị Sen", year: 1947, hamlet: "xóm Đình" });
		const dan = (await inBook(2))!;
		expect(made.sealing.open(dan.phone!)).toBe("0900000002");
		expect(dan.roles).toEqual(["chair"]);
	});
});

describe("an import that is killed", () => {
	fresh();
	const sheet = (count: number) => {
		const rows = Array.from({ length: count }, (_, place) => {
			const at = `Thanh Hóa,An Mẫu,CLB Thôn Mẫu ${1 + Math.floor(place / 60)}`;
			const phone = `09${String(place).padStart(8, "0")}`;
			return `${at},${(place % 60) + 1},Mẫu Thị Sen,1948,nữ,,${phone},`;
		});
		return `${headings}\n${rows.join("\n")}`;
	};

	test("while the sheet is read, is begun again and ends with everybody once", async () => {
		const text = sheet(1_300);
		async function* broken() {
			let row = 0;
			for await (const line of lines(text)) {
				if (row++ === 1_200) throw new Error("killed");
				yield line;
			}
		}
		await expect(importRows(made.db, made.sealing, broken(), { today })).rejects.toThrow("killed");
		expect((await counts()).members).toBe(1_000);
		expect(await bring(text)).toMatchObject({
			clubs: 22,
			created: 300,
			unchanged: 1_000,
			changed: 0,
			faults: [],
		});
		expect(await counts()).toEqual({ units: 25, people: 1_300, members: 1_300, roles: 0 });
	});

	test.each([3, 12, 30])("at its %ith write, leaves no half of a batch", async (at) => {
		const text = sheet(700);
		let writes = 0;
		const mortal: Database = {
			...made.db,
			transaction: (work) =>
				made.db.transaction((tx) =>
					work({
						...tx,
						run: (statement) => {
							if (++writes === at) throw new Error("killed");
							return tx.run(statement);
						},
					}),
				),
		};
		await bring(text, {}, mortal).catch((error: Error) => expect(error.message).toBe("killed"));
		const { people, members } = await counts();
		expect(members).toBe(people);
		expect(members % 500 === 0 || members === 700).toBe(true);
		expect(await bring(text)).toMatchObject({ members: 700, created: 700 - members, changed: 0, faults: [] });
		expect(await counts()).toEqual({ units: 15, people: 700, members: 700, roles: 0 });
	});

	test("or two at once, make each unit and each person once", async () => {
		const text = sheet(700);
		const both = await Promise.all([bring(text), bring(text)]);
		expect(both.flatMap((one) => one.faults)).toEqual([]);
		expect(both.reduce((sum, one) => sum + one.created, 0)).toBe(700);
		expect(await counts()).toEqual({ units: 15, people: 700, members: 700, roles: 0 });
	});
});

describe("a sheet handed in by staff", () => {
	let ids: Map<string, number>;
	beforeAll(async () => {
		made = await testDatabase();
		await seedDemo(made.db, { today: new Date(`${today}T08:00:00+07:00`), sealing: made.sealing });
		const rows = await made.db.rows<{ name: string; id: number }>(sql`SELECT name, id FROM unit`);
		ids = new Map(rows.map((row) => [row.name, row.id]));
	});
	afterAll(() => made.close());
	const within = (name: string) => ({ withinUnitId: ids.get(name)!, dryRun: true });

	test("of a club needs no names of places, and reaches no other club", async () => {
		const own = "số,họ tên,năm sinh\n90,Hà Thị Hoa,1960";
		expect(await bring(own, within("CLB Thôn Mẫu 2"))).toMatchObject({ created: 1, clubs: 1, faults: [] });
		const { faults, created } = await bring(
			`xã,clb,số,họ tên
An Mẫu,Thôn Mẫu 2,90,Hà Thị Hoa
An Mẫu,Thôn Mẫu 3,91,Hà Thị Hoa
Bình Mẫu,Thôn Mẫu 2,92,Hà Thị Hoa`,
			within("CLB Thôn Mẫu 2"),
		);
		expect(created).toBe(1);
		expect(told(faults)).toEqual([
			"row 3, câu lạc bộ: outside CLB Thôn Mẫu 2",
			"row 4, xã: outside CLB Thôn Mẫu 2",
		]);
	});

	test("of a club gives nobody an office", async () => {
		const { faults, unchanged } = await bring(
			"số,họ tên,vai trò\n1,Mẫu Thị Sen,kế toán\n2,Mẫu Văn Dần,thành viên",
			within("CLB Thôn Mẫu 2"),
		);
		expect(told(faults)).toEqual([
			"row 2, vai trò: a club's own sheet gives no offices; they are given in the chat",
		]);
		expect(unchanged).toBe(1);
	});

	test("of a commune may bring new clubs of its own, and touches no other commune", async () => {
		await made.db.transaction((tx) =>
			tx.run(sql`UPDATE unit SET code = 'B4' WHERE id = ${ids.get("CLB Thôn Mẫu 4")}`),
		);
		const report = await bring(
			`mã clb,xã,clb,số,họ tên,vai trò
,,Thôn Mẫu 2,1,Mẫu Thị Sen,
,xã An Mẫu,Thôn Mới,1,Hà Thị Hoa,chủ nhiệm
,Bình Mẫu,Thôn Mẫu 4,99,Hà Thị Hoa,
B4,,,99,Hà Thị Hoa,
,,,99,Hà Thị Hoa,`,
			within("An Mẫu"),
		);
		expect(report).toMatchObject({ clubs: 2, created: 1, unchanged: 1, made: { club: 1 } });
		expect(told(report.faults)).toEqual([
			"row 4, xã: outside An Mẫu",
			"row 5, mã câu lạc bộ: outside An Mẫu",
			"row 6, câu lạc bộ: empty",
		]);
	});

	test("hands no office to a second holder", async () => {
		const { faults } = await bring(
			"clb,số,họ tên,vai trò\nThôn Mẫu 2,1,Mẫu Thị Sen,thư ký",
			within("An Mẫu"),
		);
		expect(told(faults)).toEqual([
			"row 2, vai trò: somebody else holds this office; it is handed over in the chat",
		]);
	});
});

describe("the command", () => {
	fresh();
	const write = (text: string) => {
		const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), "sheet-")), "members.csv");
		fs.writeFileSync(file, text);
		return file;
	};

	test("brings a sheet, lists its faults, and says so with its exit code", async () => {
		const env = { DATABASE_URL: made.url, CLBOT_KEY: made.keyHex };
		const file = write(
			`\ufeff${good.replaceAll(",", ";")}\r\n${`${club},4,Hà Thị Tám,1960,,,12345678,`.replaceAll(",", ";")}`,
		);
		const dry = await clbot(env, "import", file, "--dry-run");
		expect(dry).toMatchObject({ code: 1, out: expect.stringContaining("nothing was written") });
		expect(dry.out).toContain("row 5, điện thoại: 8 digits, a phone has 10");
		expect(dry.out + dry.err).not.toMatch(/12345678|0900000002/);
		const first = await clbot(env, "import", file, "--json");
		expect(first.code).toBe(1);
		expect(JSON.parse(first.out)).toEqual({
			clubs: 1,
			members: 3,
			created: 3,
			changed: 0,
			unchanged: 0,
			faults: [{ row: 5, column: "điện thoại", why: "8 digits, a phone has 10" }],
		});
		expect(await clbot(env, "import", write(good))).toMatchObject({
			code: 0,
			out: "3 members in 1 clubs: 0 created, 0 changed, 3 unchanged\n",
		});
		expect(await clbot(env, "check")).toMatchObject({ code: 0 });
	});

	test("refuses what is no sheet in one line", async () => {
		const env = { DATABASE_URL: made.url, CLBOT_KEY: made.keyHex };
		const missing = await clbot(env, "import", "/nowhere.csv");
		expect(missing).toMatchObject({ code: 1, err: "clbot: there is no file «/nowhere.csv»\n" });
		const broken = await clbot(env, "import", write("PK\u0003\u0004"));
		expect(broken).toMatchObject({ code: 1, err: expect.stringContaining("the file is broken") });
		expect(await clbot(env, "import", "--template")).toMatchObject({
			code: 0,
			out: expect.stringMatching(/^tỉnh,xã,câu lạc bộ,.*\nThanh Hóa,/),
		});
	});
});
