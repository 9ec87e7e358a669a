import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { seedDemo } from "../../prisma/demo/index.ts";
import { dayOf, momentOf } from "../../src/platform/clock.ts";
import { sql } from "../../src/platform/database.ts";
import {
	applyChanges,
	type ChangeRow,
	findUnits,
	keepChange,
	placesOf,
	previewChange,
	undoChange,
} from "../../src/units/index.ts";
import { type TestDatabase, testDatabase } from "../database.ts";

let made: TestDatabase;
beforeEach(async () => {
	made = await testDatabase();
	await seedDemo(made.db, { today: momentOf("2026-12-01", "00:00"), sealing: made.sealing });
});
afterEach(() => made.close());

const line = (
	row: number,
	unit: string,
	action: string,
	to = "",
	more: Partial<ChangeRow> = {},
): ChangeRow => ({
	row,
	unit,
	under: "",
	action,
	to,
	from: "",
	...more,
});

/** An Mẫu and Bình Mẫu become one; one of An Mẫu's clubs goes to Châu Mẫu instead. */
const merger = [
	line(2, "xã Hoằng Mẫu", "lập", "Thanh Hóa", { from: "An Mẫu; Bình Mẫu" }),
	line(3, "CLB Thôn Mẫu 1", "chuyển", "Hoằng Mẫu"),
	line(4, "CLB Thôn Mẫu 2", "chuyển", "xã Hoằng Mẫu"),
	line(5, "CLB Thôn Mẫu 3", "chuyển", "Châu Mẫu"),
	line(6, "CLB Thôn Mẫu 4", "chuyển", "Hoằng Mẫu"),
	line(7, "CLB Thôn Mẫu 5", "chuyển", "Hoằng Mẫu"),
	line(8, "An Mẫu", "thôi"),
	line(9, "Bình Mẫu", "thôi"),
];

const tree = () => made.db.rows(sql`SELECT name, level, parent_id, path, valid_to FROM unit ORDER BY id`);
const grants = () => made.db.rows(sql`SELECT id, to_day FROM role_grant ORDER BY id`);

async function make(day: string, today: string): Promise<string[]> {
	const { steps, faults } = await previewChange(made.db, merger, day);
	expect(faults).toEqual([]);
	await keepChange(made.db, "sáp nhập", steps, day, momentOf(today, "09:00"));
	return applyChanges(made.db, today, momentOf(today, "09:00"));
}

const parentOf = async (name: string) => {
	const found = await findUnits(made.db, name, "/");
	return found.kind === "now" ? found.units[0]!.under : found.kind;
};

describe("a merger by sheet", () => {
	test("is shown before: every move, and the officers who would have no seat", async () => {
		const before = await tree();
		const preview = await previewChange(made.db, merger, "2027-01-01");
		expect(preview.steps.filter((step) => step.do === "move")).toHaveLength(5);
		expect(preview.withoutSeat.map(({ name }) => name).sort()).toEqual(
			["Lê Văn Quân", "Phạm Thị Ngà", "Trịnh Thị Hà"].sort(),
		);
		expect(await tree()).toEqual(before);
	});

	test("waits for its day, and is then made as a whole, once", async () => {
		expect(await make("2027-01-01", "2026-12-01")).toEqual([]);
		expect(await parentOf("CLB Thôn Mẫu 2")).toBe("xã An Mẫu");
		const newYear = momentOf("2027-01-01", "00:05");
		expect(await applyChanges(made.db, dayOf(newYear), newYear)).toEqual(["sáp nhập"]);
		expect(await applyChanges(made.db, dayOf(newYear), newYear)).toEqual([]);
		expect(await parentOf("CLB Thôn Mẫu 2")).toBe("xã Hoằng Mẫu");
		expect(await parentOf("CLB Thôn Mẫu 3")).toBe("xã Châu Mẫu");
		const [wrong] = await made.db.rows(sql`
			SELECT u.name FROM unit u JOIN unit up ON up.id = u.parent_id WHERE u.path <> up.path || u.id || '/'`);
		expect(wrong).toBeUndefined();
	});

	test("ends what was held at the units that end, and nothing else", async () => {
		await make("2026-12-01", "2026-12-01");
		const held = await made.db.rows<{ name: string }>(sql`
			SELECT u.name FROM role_grant g JOIN unit u ON u.id = g.unit_id WHERE g.to_day = '2026-11-30' ORDER BY 1`);
		expect(held.map(({ name }) => name)).toEqual(["An Mẫu", "An Mẫu", "Bình Mẫu"]);
	});

	test("leaves the old names: they still find their clubs, with a word on where they are", async () => {
		await make("2026-12-01", "2026-12-01");
		for (const words of ["xã An Mẫu", "xa an mau", "An Mẫu"]) {
			const found = await findUnits(made.db, words, "/");
			expect(found.kind).toBe("former");
			if (found.kind !== "former") return;
			expect(placesOf(found.units).map(({ place, count }) => [place, count])).toEqual([
				["xã Châu Mẫu", 1],
				["xã Hoằng Mẫu", 2],
			]);
		}
	});

	test("is undone as a whole: tree and roles are as they were", async () => {
		const [before, held] = [await tree(), await grants()];
		await make("2026-12-01", "2026-12-01");
		expect(await undoChange(made.db, "sáp nhập", "2026-12-02", momentOf("2026-12-02", "09:00"))).toBe(true);
		expect(await tree()).toEqual(before);
		expect(await grants()).toEqual(held);
		expect(await findUnits(made.db, "xã An Mẫu", "/")).toMatchObject({ kind: "now" });
		expect(await undoChange(made.db, "sáp nhập", "2026-12-02", momentOf("2026-12-02", "09:00"))).toBe(false);
	});
});

describe("a sheet with faults", () => {
	test("is told all of them, with row and column, and does nothing", async () => {
		const { faults } = await previewChange(
			made.db,
			[
				line(2, "CLB Thôn Mẫu 9", "chuyển", "Châu Mẫu"),
				line(3, "CLB Thôn Mẫu 1", "chuyển", "Xuân Mẫu"),
				line(4, "CLB Thôn Mẫu 1", "bay"),
				line(5, "Châu Mẫu", "thôi"),
				line(6, "CLB Thôn Mẫu 2", "chuyển", "An Mẫu"),
				line(7, "CLB Thôn Mẫu 2", "đổi tên"),
			],
			"2026-12-01",
		);
		expect(faults.map(({ row, column }) => [row, column]).sort()).toEqual([
			[2, "unit"],
			[3, "to"],
			[4, "action"],
			[5, "unit"],
			[6, "to"],
			[7, "to"],
		]);
	});

	test("is told of two that would share a name", async () => {
		const { twice } = await previewChange(
			made.db,
			[line(2, "CLB Thôn Mẫu 1", "đổi tên", "CLB Thôn Mẫu 2")],
			"2026-12-01",
		);
		expect(twice).toEqual(["CLB Thôn Mẫu 2"]);
	});
});

test("a district that was no unit here is a name for many clubs", async () => {
	const rows = [
		line(2, "CLB Thôn Mẫu 1", "tên khác", "huyện Triệu Sơn"),
		line(3, "CLB Thôn Mẫu 4", "tên khác", "huyện Triệu Sơn"),
	];
	const { steps, faults } = await previewChange(made.db, rows, "2026-12-01");
	expect(faults).toEqual([]);
	await keepChange(made.db, "huyện cũ", steps, "2026-12-01", momentOf("2026-12-01", "09:00"));
	await applyChanges(made.db, "2026-12-01", momentOf("2026-12-01", "09:00"));
	const found = await findUnits(made.db, "Triệu Sơn", "/");
	expect(found.kind === "former" && found.units.map((unit) => unit.name)).toEqual([
		"CLB Thôn Mẫu 1",
		"CLB Thôn Mẫu 4",
	]);
});
