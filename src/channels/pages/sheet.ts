import { say } from "../../conversation/say.ts";
import { fileNotices } from "../../notices/index.ts";
import { dayOf } from "../../platform/clock.ts";
import type { Database } from "../../platform/database.ts";
import type { Sealing } from "../../platform/sealing.ts";
import { type ImportReport, importRows, sheetRows } from "../../roster/sheet/index.ts";
import type { Page } from "./store.ts";

export interface SheetPorts {
	db: Database;
	sealing: Sealing;
}

async function* pieceOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
	yield bytes;
}

/** Reads a sheet as far as the page reaches: a secretary's own club, an officer's area. */
export const readSheet = (
	{ db, sealing }: SheetPorts,
	page: Page,
	bytes: Buffer,
	now: Date,
	dryRun: boolean,
): Promise<ImportReport> =>
	importRows(db, sealing, sheetRows(pieceOf(bytes)), {
		today: dayOf(now),
		dryRun,
		withinUnitId: Number(page.values.unitId),
	});

/** Whoever asked for the page is told in her chat what became of it. */
export async function tellUploaded(
	{ db, sealing }: SheetPorts,
	page: Page,
	report: ImportReport,
	now: Date,
): Promise<void> {
	const { created, changed, faults } = report;
	const values = { area: page.values.area, added: created, changed, faults: faults.length };
	const says = [say(faults.length > 0 ? "slips.uploaded-faults" : "slips.uploaded", values)];
	const notice = {
		key: `page:${page.id}`,
		personId: page.personId,
		kind: "receipt" as const,
		notBefore: now,
		until: null,
		words: { says },
	};
	await db.transaction((tx) => fileNotices(tx, [notice], now, sealing));
}
