import { sql, type Tx } from "../../src/platform/database.ts";
import type { Sealing } from "../../src/platform/sealing.ts";
import { levels } from "./places.ts";
import { insertRows, reserveIds } from "./rows.ts";

/** A node of the tree; its parent stands before it in every list. */
export interface UnitDraft {
	id: number;
	level: string;
	name: string;
	parent: UnitDraft | null;
	path: string;
	office?: string;
	officePhone?: string;
}

export const unit = (
	level: string,
	name: string,
	parent: UnitDraft | null,
	more: { office?: string; officePhone?: string } = {},
): UnitDraft => ({ id: 0, level, name, parent, path: "", ...more });

/** Those that are there already stay: the people of practice may have brought them. */
export async function insertLevels(tx: Tx): Promise<void> {
	await tx.run(sql`
		INSERT INTO unit_level (level, rank, title)
		SELECT * FROM unnest(${levels.map((one) => one.level)}::text[], ${levels.map((one) => one.rank)}::smallint[],
			${levels.map((one) => one.title)}::text[])
		ON CONFLICT DO NOTHING`);
}

export async function insertUnits(
	tx: Tx,
	sealing: Sealing,
	units: readonly UnitDraft[],
	from: string,
): Promise<void> {
	const ids = await reserveIds(tx, "unit", units.length);
	for (const [place, each] of units.entries()) {
		each.id = ids[place]!;
		each.path = `${each.parent?.path ?? "/"}${each.id}/`;
	}
	await insertRows<UnitDraft>(
		tx,
		"unit",
		{
			id: ["int", (row) => row.id],
			level: ["text", (row) => row.level],
			name: ["text", (row) => row.name],
			parent_id: ["int", (row) => row.parent?.id ?? null],
			path: ["text", (row) => row.path],
			valid_from: ["date", () => from],
			office: ["text", (row) => row.office ?? null],
			office_phone: ["bytea", (row) => (row.officePhone ? sealing.seal(row.officePhone) : null)],
		},
		units,
	);
}
