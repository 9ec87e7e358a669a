import fs from "node:fs";
import { speak } from "../conversation/say.ts";
import { stranger } from "../conversation/speaker.ts";
import { dayOf } from "../platform/clock.ts";
import { OperatorError } from "../platform/config.ts";
import {
	type Fault,
	headingOf,
	type ImportReport,
	importRows,
	sheetRows,
	template,
	UnreadableSheet,
} from "../roster/sheet/index.ts";
import { command, print } from "./command.ts";

/** So many faults are shown to eyes; `--json` has all. */
const shown = 50;

const whyOf = (fault: Fault): string => speak(fault.why, "en", stranger.address);
const columnOf = (fault: Fault): string => (fault.column ? headingOf(fault.column) : "");

const jsonOf = ({ clubs, members, created, changed, unchanged, faults }: ImportReport): string =>
	JSON.stringify({
		clubs,
		members,
		created,
		changed,
		unchanged,
		faults: faults.map((fault) => ({ row: fault.row, column: columnOf(fault), why: whyOf(fault) })),
	});

function textOf({ clubs, members, created, changed, unchanged, made, faults }: ImportReport, isDry: boolean) {
	const units = Object.entries(made).map(([level, count]) => `${count} ${level}`);
	const lines = [
		`${members} members in ${clubs} clubs: ${created} created, ${changed} changed, ${unchanged} unchanged`,
		...(units.length > 0 ? [`units made: ${units.join(", ")}`] : []),
		...(isDry ? ["nothing was written (--dry-run)"] : []),
		...(faults.length > 0 ? [`${faults.length} faults; the rows that have them were not written:`] : []),
		...faults.slice(0, shown).map((fault) => {
			const column = columnOf(fault);
			return `row ${fault.row}${column ? `, ${column}` : ""}: ${whyOf(fault)}`;
		}),
		...(faults.length > shown ? [`… and ${faults.length - shown} more (--json shows all)`] : []),
	];
	return lines.join("\n");
}

/** A fault before the desk is opened: a slip in the name starts no database. */
function checkFile(file: string): void {
	if (!fs.statSync(file, { throwIfNoEntry: false })?.isFile())
		throw new OperatorError(`there is no file «${file}»`);
}

export default command({
	help: `
npm run --silent clbot -- import <file.csv|file.xlsx> [--dry-run] [--json]
npm run --silent clbot -- import --template

Brings clubs and members from a sheet: CSV (UTF-8; comma, semicolon or tab) or .xlsx (its first sheet; a province at most).
The columns are known by their headings, Vietnamese or English, with or without marks:
  tỉnh, xã, câu lạc bộ (or mã câu lạc bộ), số, họ tên        must be there
  năm sinh, giới tính, xóm, điện thoại, vai trò              may be there
Units that are missing are made. The number in the club's book says who a row is: what is new of her is filled in, and
the same sheet a second time changes nothing, so that an import that was interrupted is simply begun again. All faults
are listed; a row that has one is not written, the others are. Exit code 1 when there were faults.

  --dry-run     reads and compares everything, writes nothing
  --json        {"clubs", "members", "created", "changed", "unchanged", "faults": [{"row", "column", "why"}]}
  --template    prints an empty sheet to fill in, with one line as an example

Example:  npm run --silent clbot -- import thanh-hoa.csv --dry-run`,
	options: {
		"dry-run": { type: "boolean" },
		json: { type: "boolean" },
		template: { type: "boolean" },
	},
	words: [0, 1],
	async run({ words: [file], options }, open) {
		if (options.template) {
			if (file) throw new OperatorError("--template stands alone");
			await print(template());
			return 0;
		}
		if (!file) throw new OperatorError("which file? --help shows how");
		checkFile(file);
		const { db, sealing, clock } = await open();
		const isDry = options["dry-run"] ?? false;
		const report = await importRows(db, sealing, sheetRows(fs.createReadStream(file)), {
			today: dayOf(clock.now()),
			dryRun: isDry,
		}).catch((error: unknown) => {
			if (!(error instanceof UnreadableSheet)) throw error;
			throw new OperatorError(`«${file}»: ${speak(error.why, "en", stranger.address)}`);
		});
		await print(options.json ? jsonOf(report) : textOf(report, isDry));
		return report.faults.length > 0 ? 1 : 0;
	},
});
