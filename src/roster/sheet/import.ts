import { say } from "../../conversation/say.ts";
import type { Database, Tx } from "../../platform/database.ts";
import { sql } from "../../platform/database.ts";
import type { Sealing } from "../../platform/sealing.ts";
import { type Column, type Header, readHeader } from "./columns.ts";
import { Places } from "./places.ts";
import { marked, type Placed, Situation, type Step, singleRoles } from "./plan.ts";
import { type Cell, type Fault, readRow, type SheetRow, tidy } from "./rules.ts";
import {
	holdersOf,
	insertGrants,
	insertMemberships,
	insertPersons,
	knownOf,
	membersByPhone,
	type PersonRow,
	personIds,
	updatePersons,
} from "./store.ts";

export interface ImportOptions {
	/** In Vietnam; from this day on the new ones are members. */
	today: string;
	/** Everything is read, compared and reported, nothing is written. */
	dryRun?: boolean;
	/** All stays within this unit's subtree; its own names need not stand in the sheet. Of a club: only its book. */
	withinUnitId?: number;
}

export interface ImportReport {
	/** Clubs and members of the good rows; members are created, changed or unchanged. */
	clubs: number;
	members: number;
	created: number;
	changed: number;
	unchanged: number;
	/** Units that had to be made, by level. */
	made: Record<string, number>;
	/** In the order of the sheet. No value of a cell stands in them. */
	faults: Fault[];
}

/** So many rows are read, compared and written in one transaction. */
const batchSize = 500;
/** The headings stand within the first lines, below a title. */
const headerWithin = 10;
/** Somebody else wrote at the same time; what they wrote is read, and compared, the next time. */
const mostTries = 3;

interface Work {
	db: Database;
	sealing: Sealing;
	options: ImportOptions;
	places: Places;
	clubs: Set<unknown>;
	report: ImportReport;
}

/** What one batch did; it counts when its transaction is through. */
interface Done {
	steps: Step[];
	faults: Fault[];
	made: Map<string, number>;
}

class NothingWritten extends Error {}

/**
 * Brings a sheet of members into the database: units that are missing are made, the number in a club's book says who
 * a row is. A faulty row is reported and not written, the others are. Done again it changes nothing, so that an import
 * that was killed is simply begun anew.
 * @param rows the sheet from its first line on, the headings among the first ten; of `sheetRows` or made
 */
export async function importRows(
	db: Database,
	sealing: Sealing,
	rows: AsyncIterable<readonly Cell[]>,
	options: ImportOptions,
): Promise<ImportReport> {
	const report: ImportReport = {
		clubs: 0,
		members: 0,
		created: 0,
		changed: 0,
		unchanged: 0,
		made: {},
		faults: [],
	};
	const places = new Places(options.today, options.withinUnitId);
	const work: Work = { db, sealing, options, places, clubs: new Set(), report };
	await (options.dryRun ? rehearse(work, rows) : readAll(work, rows, (batch) => inTransaction(work, batch)));
	report.clubs = work.clubs.size;
	report.faults.sort((one, other) => one.row - other.row);
	return report;
}

/** The very same in one transaction that is rolled back: what a rehearsal says is what will be. */
async function rehearse(work: Work, rows: AsyncIterable<readonly Cell[]>): Promise<void> {
	await work.db
		.transaction(async (tx) => {
			await readAll(work, rows, async (batch) => count(work, await runBatch(work, tx, batch)));
			throw new NothingWritten();
		})
		.catch((error: unknown) => {
			if (!(error instanceof NothingWritten)) throw error;
		});
}

async function inTransaction(work: Work, batch: readonly SheetRow[]): Promise<void> {
	for (let tries = 1; ; tries++) {
		try {
			const done = await work.db.transaction(async (tx) => {
				// Two sheets at once would both make the commune that neither found.
				await tx.run(sql`SELECT pg_advisory_xact_lock(hashtextextended('import', 7))`);
				return runBatch(work, tx, batch);
			});
			count(work, done);
			return;
		} catch (error) {
			work.places.forget();
			const isTaken = (error as { code?: string }).code === "23505";
			if (!isTaken || tries === mostTries) throw error;
		}
	}
}

/** Reads the sheet row by row; of what is read only one batch stands in memory. */
async function readAll(
	{ options, places, report, db }: Work,
	rows: AsyncIterable<readonly Cell[]>,
	run: (batch: SheetRow[]) => Promise<void>,
): Promise<void> {
	await db.transaction((tx) => places.open(tx));
	let header: Header | undefined;
	let batch: SheetRow[] = [];
	let at = 0;
	for await (const cells of rows) {
		at++;
		if (cells.every((cell) => tidy(cell) === "")) continue;
		if (!header) {
			header = readHeader(cells);
			const wrong = header && headerFaults(header, places, at);
			if (wrong?.length) return void report.faults.push(...wrong);
			if (!header && at >= headerWithin) break;
			continue;
		}
		const { places: standing } = header;
		const cellOf = (column: Column) => (standing.has(column) ? cells[standing.get(column)!] : undefined);
		const row = readRow(at, cellOf, options.today);
		if ("faults" in row) report.faults.push(...row.faults);
		else batch.push(row.read);
		if (batch.length < batchSize) continue;
		await run(batch);
		batch = [];
	}
	if (!header) report.faults.push({ row: Math.max(1, at), column: null, why: say("sheet.no-header") });
	if (batch.length > 0) await run(batch);
}

/** Without these columns no row could be good, so no row is read. */
function headerFaults({ places: standing, doubled }: Header, places: Places, row: number): Fault[] {
	const isNamed = (["province", "commune", "club"] as const).filter((level) => !places.isFixed(level));
	const byName = standing.has("clubCode") ? [] : isNamed;
	const missing = ([...byName, "number", "fullName"] as const).filter((column) => !standing.has(column));
	return [
		...missing.map((column) => ({ row, column, why: say("sheet.no-column") })),
		...doubled.map((column) => ({ row, column, why: say("sheet.column-twice") })),
	];
}

async function runBatch(work: Work, tx: Tx, batch: readonly SheetRow[]): Promise<Done> {
	const { places, options } = work;
	await places.open(tx);
	const done: Done = { steps: [], faults: [], made: new Map() };
	const placed = await placeRows(work, tx, batch, done);
	for (const club of new Set(placed.map((each) => each.club))) await places.adopt(tx, club);
	const situation = await situationOf(tx, placed, options.today, !places.isOneClub());
	for (const each of placed) {
		const planned = situation.planFor(each);
		if ("step" in planned) done.steps.push(planned.step);
		else done.faults.push({ row: each.row.row, ...planned });
	}
	for (const { club } of done.steps) await places.make(tx, club, done.made);
	await write(tx, work.sealing, done.steps, options.today);
	return done;
}

async function placeRows(
	{ places, sealing }: Work,
	tx: Tx,
	batch: readonly SheetRow[],
	done: Done,
): Promise<Placed[]> {
	const placed: Placed[] = [];
	for (const row of batch) {
		const found = await places.clubOf(tx, row);
		if ("why" in found) {
			done.faults.push({ row: row.row, ...found });
			continue;
		}
		const { club } = found;
		const other = club.numbers.get(row.number) ?? row.row;
		club.numbers.set(row.number, other);
		if (other === row.row)
			placed.push({ row, club, print: row.phone ? sealing.fingerprint(row.phone) : null });
		else done.faults.push({ row: row.row, column: "number", why: say("sheet.number-again", { other }) });
	}
	return placed;
}

async function situationOf(
	tx: Tx,
	placed: readonly Placed[],
	today: string,
	mayGiveRoles: boolean,
): Promise<Situation> {
	const asked = placed.flatMap(({ row, club }) =>
		club.id === undefined ? [] : [{ clubId: club.id, number: row.number }],
	);
	const clubIds = [...new Set(asked.map((one) => one.clubId))];
	const prints = placed.flatMap(({ print }) => print ?? []);
	const known = asked.length > 0 ? await knownOf(tx, asked, today) : [];
	const phones = prints.length > 0 ? await membersByPhone(tx, prints, today) : [];
	const holders = clubIds.length > 0 ? await holdersOf(tx, clubIds, singleRoles, today) : [];
	return new Situation(known, phones, holders, mayGiveRoles);
}

async function write(tx: Tx, sealing: Sealing, steps: readonly Step[], today: string): Promise<void> {
	const fresh = steps.filter((step) => !step.known);
	const ids = await personIds(tx, fresh.length);
	const idOf = new Map(fresh.map((step, place) => [step, ids[place]!]));
	const personId = (step: Step) => step.known?.personId ?? idOf.get(step)!;
	const personOf = (step: Step): PersonRow => {
		const { row, known, print } = step;
		const isPhoneNew = row.phone !== undefined && print !== known?.phonePrint;
		return {
			id: personId(step),
			fullName: marked(row.fullName, known?.fullName)!,
			birthYear: row.birthYear ?? known?.birthYear ?? null,
			sex: row.sex ?? known?.sex ?? null,
			hamlet: marked(row.hamlet, known?.hamlet),
			phone: isPhoneNew ? sealing.seal(row.phone) : null,
			phonePrint: isPhoneNew ? print : null,
		};
	};
	await insertPersons(tx, fresh.map(personOf));
	await updatePersons(tx, steps.filter((step) => step.isUpdated).map(personOf));
	await insertMemberships(
		tx,
		steps
			.filter((step) => step.isNewMember)
			.map((step) => ({ personId: personId(step), clubId: step.club.id!, number: step.row.number })),
		today,
	);
	await insertGrants(
		tx,
		steps.flatMap((step) =>
			step.newRoles.map((role) => ({ personId: personId(step), role, clubId: step.club.id! })),
		),
		today,
	);
}

function count({ report, clubs }: Work, { steps, faults, made }: Done): void {
	report.faults.push(...faults);
	report.members += steps.length;
	for (const { club, isNewMember, isUpdated, newRoles } of steps) {
		clubs.add(club.id);
		if (isNewMember) report.created++;
		else if (isUpdated || newRoles.length > 0) report.changed++;
		else report.unchanged++;
	}
	for (const [level, count] of made) report.made[level] = (report.made[level] ?? 0) + count;
}
