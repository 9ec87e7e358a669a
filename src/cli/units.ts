import fs from "node:fs";
import { parse } from "csv-parse/sync";
import { fold } from "../language/index.ts";
import { dayOf } from "../platform/clock.ts";
import { OperatorError } from "../platform/config.ts";
import { sql } from "../platform/database.ts";
import {
	applyChanges,
	type ChangePreview,
	type ChangeRow,
	keepChange,
	previewChange,
	type UnitStep,
	undoChange,
} from "../units/index.ts";
import { command, print, remark } from "./command.ts";
import type { Desk } from "./desk.ts";
import { tableText, timeText } from "./text.ts";

const headers: Record<Exclude<keyof ChangeRow, "row">, string[]> = {
	unit: ["don vi", "unit"],
	under: ["thuoc", "under"],
	action: ["viec", "action"],
	to: ["vao", "to"],
	from: ["gom tu", "from"],
};

/** The sheet's lines; the header names the columns, in either language. */
function readSheet(file: string): ChangeRow[] {
	if (!fs.existsSync(file)) throw new OperatorError(`units: there is no file ${file}`);
	const lines = parse(fs.readFileSync(file), {
		bom: true,
		trim: true,
		skip_empty_lines: true,
		delimiter: [",", ";", "\t"],
	}) as string[][];
	const [head = [], ...rest] = lines;
	const at = (names: string[]) => head.findIndex((cell) => names.includes(fold(cell).trim()));
	const places = Object.entries(headers).map(([name, names]) => [name, at(names)] as const);
	for (const [name, place] of places)
		if (place < 0 && (name === "unit" || name === "action"))
			throw new OperatorError(
				`units: the sheet has no column «${headers[name][0]}»; --help shows the header`,
			);
	return rest.map((cells, place) => ({
		row: place + 2,
		...(Object.fromEntries(places.map(([name, column]) => [name, cells[column] ?? ""])) as Omit<
			ChangeRow,
			"row"
		>),
	}));
}

const stepText = (step: UnitStep): string[] => {
	switch (step.do) {
		case "create":
			return ["new", step.name, step.from.length > 0 ? `of ${step.from.length} units` : ""];
		case "move":
			return ["moves", step.name, `to ${step.to}`];
		case "rename":
			return ["renamed", step.from, `to ${step.to}`];
		case "close":
			return ["ends", step.name, ""];
		case "alias":
			return ["also called", step.name, ""];
	}
};

async function show({ steps, withoutSeat, twice, faults }: ChangePreview): Promise<void> {
	if (steps.length > 0) await print(tableText(steps.map(stepText)));
	for (const { name, role, unit } of withoutSeat) await print(`without a seat: ${name}, ${role} at ${unit}`);
	for (const name of twice) await print(`twice under one parent: ${name}`);
	for (const { row, column, why } of faults)
		await print(`row ${row}, ${headers[column as keyof typeof headers]?.[0] ?? column}: ${why}`);
}

async function list({ db }: Desk): Promise<number> {
	const rows = await db.rows<{
		name: string;
		fromDay: string;
		appliedAt: Date | null;
		undoneAt: Date | null;
	}>(sql`
		SELECT name, from_day AS "fromDay", applied_at AS "appliedAt", undone_at AS "undoneAt" FROM unit_change ORDER BY id`);
	const state = (row: (typeof rows)[number]) =>
		row.undoneAt
			? `undone ${timeText(row.undoneAt)}`
			: row.appliedAt
				? `made ${timeText(row.appliedAt)}`
				: "waits for its day";
	await print(
		rows.length > 0 ? tableText(rows.map((row) => [row.name, row.fromDay, state(row)])) : "no changes",
	);
	return 0;
}

async function change(
	desk: Desk,
	file: string,
	options: { name?: string; from?: string; apply?: boolean },
): Promise<number> {
	const today = dayOf(desk.clock.now());
	const day = options.from ?? today;
	if (!/^\d{4}-\d\d-\d\d$/.test(day))
		throw new OperatorError(`units: --from ${day} is no day; write it as 2027-01-01`);
	const preview = await previewChange(desk.db, readSheet(file), day);
	await show(preview);
	if (preview.faults.length > 0 || preview.twice.length > 0) {
		remark("nothing was written: mend the sheet first");
		return 1;
	}
	if (!options.apply) {
		remark("nothing was written; add --apply --name «…» to make it so");
		return 0;
	}
	if (!options.name) throw new OperatorError("units: --apply needs a --name, by which it can be undone");
	const now = desk.clock.now();
	if (!(await keepChange(desk.db, options.name, preview.steps, day, now)))
		throw new OperatorError(`units: a change is called «${options.name}» already`);
	const applied = await applyChanges(desk.db, today, now);
	remark(applied.includes(options.name) ? "made" : `kept; it is made on ${day}`);
	return 0;
}

export default command({
	help: `
npm run --silent clbot -- units                                     the changes there are
npm run --silent clbot -- units <sheet.csv> [--from 2027-01-01]      shows what a sheet would do
npm run --silent clbot -- units <sheet.csv> --apply --name "NQ 1686" [--from 2027-01-01]
npm run --silent clbot -- units --undo "NQ 1686"

Mergers, splits and renamings of units by one sheet, with the header: đơn vị, thuộc, việc, vào, gồm từ
(or: unit, under, action, to, from). việc is one of:
  lập        a new unit: vào is what it stands under, gồm từ of which units it is made, parted by ;
  chuyển     đơn vị (under thuộc) moves to vào; old communes do not map one to one: name each club
  đổi tên    vào is the new name; the old one still finds it
  tên khác   vào is another name by which it is looked for: huyện Triệu Sơn
  thôi       ends; nothing may stand under it any more
Shown before: every move, officers who would have no seat, names that would be twice. Made on --from (today), as a
whole; undone as a whole.

Example:  npm run --silent clbot -- units sap-nhap.csv --from 2027-07-01`,
	options: {
		from: { type: "string" },
		name: { type: "string" },
		apply: { type: "boolean" },
		undo: { type: "string" },
	},
	words: [0, 1],
	async run({ words: [file], options }, open) {
		const desk = await open();
		if (options.undo !== undefined) {
			const now = desk.clock.now();
			if (!(await undoChange(desk.db, options.undo, dayOf(now), now)))
				throw new OperatorError(`units: no change is called «${options.undo}»`);
			remark(`«${options.undo}» is undone`);
			return 0;
		}
		return file ? change(desk, file, options) : list(desk);
	},
});
