import { type Say, say } from "../../conversation/say.ts";
import { sql, type Tx } from "../../platform/database.ts";
import type { Column } from "./columns.ts";
import { type Named, placeNamed } from "./names.ts";
import type { SheetRow } from "./rules.ts";

/** A unit that is there, or that will be made when a row below it is good. */
export interface Place extends Named {
	id: number | undefined;
	path: string;
	level: string;
	parent: Place | null;
	code: string | null;
	/** The sheet's code for a club that has none yet. */
	newCode?: string;
	/** Which row of the sheet had which number of its book. */
	numbers: Map<number, number>;
}

type Found = { club: Place } | { column: Column; why: Say };

const sheetLevels = ["province", "commune", "club"] as const;
type Level = (typeof sheetLevels)[number];

/** The levels a sheet fills, as an installation begins with them; those that are there stay. */
const levels = [
	{ level: "country", rank: 0, title: "Trung ương" },
	{ level: "province", rank: 1, title: "Tỉnh" },
	{ level: "commune", rank: 2, title: "Xã" },
	{ level: "club", rank: 3, title: "CLB" },
];

interface UnitRow {
	id: number;
	path: string;
	level: string;
	name: string;
	code: string | null;
	aliases: string[];
}

/** Units that stand today among the living; those of the practice page are nobody's. */
const units = (
	tx: Tx,
	today: string,
	where: { level?: string; under?: string; code?: string; above?: string },
) =>
	tx.rows<UnitRow>(sql`
		SELECT u.id, u.path, u.level, u.name, u.code, ARRAY(SELECT folded FROM unit_alias a WHERE a.unit_id = u.id) AS aliases
		FROM unit u
		WHERE u.valid_from <= ${today}::date AND (u.valid_to IS NULL OR u.valid_to >= ${today}::date) AND NOT u.is_sample
			AND (${where.level ?? null}::text IS NULL OR u.level = ${where.level ?? null})
			AND (${where.under ?? null}::text IS NULL OR u.path LIKE ${where.under ?? null} || '%')
			AND (${where.code ?? null}::text IS NULL OR u.code = ${where.code ?? null})
			AND (${where.above ?? null}::text IS NULL OR ${where.above ?? null} LIKE u.path || '%')
		ORDER BY length(u.path), u.id`);

/**
 * Finds the club of each row and remembers what it saw, so that a province costs a query a commune.
 * What is not there yet is only imagined; `make` writes it.
 */
export class Places {
	private readonly today: string;
	private readonly withinUnitId: number | undefined;
	private root: Place | undefined;
	private within: Place | undefined;
	private fixed = new Map<string, Place>();
	private below = new Map<Place, Place[]>();
	private byCode = new Map<string, Place | undefined>();
	private byId = new Map<number, Place>();

	constructor(today: string, withinUnitId: number | undefined) {
		this.today = today;
		this.withinUnitId = withinUnitId;
	}

	/** Reads what is above: the country, or the way down to the unit within which all must stay. */
	async open(tx: Tx): Promise<void> {
		if (this.root) return;
		const [top] = await tx.rows<{ path: string }>(
			this.withinUnitId === undefined
				? sql`SELECT path FROM unit WHERE parent_id IS NULL AND NOT is_sample ORDER BY id LIMIT 1`
				: sql`SELECT path FROM unit WHERE id = ${this.withinUnitId}`,
		);
		let last: Place | null = null;
		for (const row of top ? await units(tx, this.today, { above: top.path }) : []) {
			last = this.placeOf(row, last);
			this.root ??= last;
			this.fixed.set(last.level, last);
		}
		if (this.withinUnitId !== undefined) {
			if (last?.id !== this.withinUnitId) throw new Error(`there is no unit ${this.withinUnitId} today`);
			this.within = last;
		}
		this.root ??= this.imagine("country", "Việt Nam", null);
	}

	/** What the columns need not say, since all stays within one unit. */
	isFixed = (level: Level): boolean => this.fixed.has(level);
	/** A club's own sheet fills its book and nothing else. */
	isOneClub = (): boolean => this.within?.level === "club";

	/** One object a unit, whichever way it was found: what the sheet said of it before hangs on it. */
	private placeOf(row: UnitRow, parent: Place | null): Place {
		const place = this.byId.get(row.id) ?? { ...row, parent, numbers: new Map() };
		this.byId.set(row.id, place);
		return place;
	}

	private imagine(level: string, name: string, parent: Place | null): Place {
		return { id: undefined, path: "", level, name, parent, code: null, aliases: [], numbers: new Map() };
	}

	private async under(tx: Tx, parent: Place, level: string): Promise<Place[]> {
		let known = this.below.get(parent);
		if (!known) {
			const rows = parent.id === undefined ? [] : await units(tx, this.today, { level, under: parent.path });
			known = rows.map((row) => this.placeOf(row, parent));
			this.below.set(parent, known);
		}
		return known;
	}

	private async ofCode(tx: Tx, code: string): Promise<Place | undefined> {
		if (!this.byCode.has(code)) {
			const [row] = await units(tx, this.today, { code });
			this.byCode.set(code, row && this.placeOf(row, null));
		}
		return this.byCode.get(code);
	}

	/** The club of a row: by its code, else by name, step by step down from the province. */
	async clubOf(tx: Tx, row: SheetRow): Promise<Found> {
		const coded = row.clubCode ? await this.ofCode(tx, row.clubCode) : undefined;
		if (coded) return this.codedClub(coded, row);
		let at = this.root!;
		for (const level of sheetLevels) {
			const found = await this.step(tx, at, level, row[level]);
			if ("why" in found) return { column: level, why: found.why };
			at = found;
		}
		if (!row.clubCode || this.isOneClub()) return { club: at };
		if ((at.code ?? at.newCode ?? row.clubCode) !== row.clubCode)
			return { column: "clubCode", why: say("sheet.club-code-other") };
		at.newCode = row.clubCode;
		this.byCode.set(row.clubCode, at);
		return { club: at };
	}

	private codedClub(coded: Place, row: SheetRow): Found {
		if (this.within && coded.id !== undefined && !coded.path.startsWith(this.within.path))
			return { column: "clubCode", why: say("sheet.outside", { unit: this.within.name }) };
		const isNamedSo = row.club === "" || placeNamed(row.club, [coded], "club") === coded;
		if (coded.level !== "club" || !isNamedSo)
			return { column: "clubCode", why: say("sheet.club-code-other") };
		return { club: coded };
	}

	private async step(tx: Tx, at: Place, level: Level, name: string): Promise<Place | { why: Say }> {
		const fixed = this.fixed.get(level);
		if (fixed) {
			const isSame = name === "" || placeNamed(name, [fixed], level) === fixed;
			return isSame ? fixed : { why: say("sheet.outside", { unit: (this.within ?? fixed).name }) };
		}
		if (name === "") return { why: say("sheet.empty") };
		const all = await this.under(tx, at, level);
		const found = placeNamed(name, all, level);
		if (found === "unclear") return { why: say("sheet.place-unclear") };
		if (found) return found;
		const made = this.imagine(level, name, at);
		all.push(made);
		return made;
	}

	/** Another sheet may have made a place since it was imagined. @returns whether it is there now */
	async adopt(tx: Tx, place: Place): Promise<boolean> {
		const { parent, level, name } = place;
		if (place.id !== undefined) return true;
		if (parent && !(await this.adopt(tx, parent))) return false;
		const there = await units(tx, this.today, parent ? { level, under: parent.path } : { level });
		const found = placeNamed(name, there, level);
		if (!found || found === "unclear") return false;
		Object.assign(place, { id: found.id, path: found.path, code: found.code });
		this.byId.set(found.id, place);
		return true;
	}

	/** Writes a place that was imagined, and those above it. @param counts how many of each level were made */
	async make(tx: Tx, place: Place, counts: Map<string, number>): Promise<void> {
		if (place.id === undefined) await this.write(tx, place, counts);
		if (!place.newCode || place.code !== null) return;
		await tx.run(sql`UPDATE unit SET code = ${place.newCode} WHERE id = ${place.id} AND code IS NULL`);
		place.code = place.newCode;
	}

	private async write(tx: Tx, place: Place, counts: Map<string, number>): Promise<void> {
		const { level, name, parent } = place;
		if (parent) await this.make(tx, parent, counts);
		await makeLevels(tx, level);
		const [row] = await tx.rows<{ id: number; path: string }>(sql`
			INSERT INTO unit (id, level, name, parent_id, path, valid_from, office)
			SELECT id, ${level}, ${name}, ${parent?.id ?? null}, ${parent?.path ?? "/"}::text || id || '/', ${this.today}, ${officeOf(level, name)}
			FROM nextval(pg_get_serial_sequence('unit', 'id')) AS id RETURNING id, path`);
		Object.assign(place, row);
		counts.set(level, (counts.get(level) ?? 0) + 1);
		this.byId.set(place.id!, place);
	}

	/** The transaction that wrote was not through: whatever was read or made is read anew. */
	forget(): void {
		this.root = undefined;
		this.within = undefined;
		for (const seen of [this.fixed, this.below, this.byCode, this.byId]) seen.clear();
	}
}

/** Whom the bot names as its owner there, until the operator says otherwise: the Association of the Elderly. */
const officeOf = (level: string, name: string): string | null =>
	level === "commune" || level === "province"
		? `Hội Người cao tuổi ${levels.find((each) => each.level === level)!.title.toLowerCase()} ${name}`
		: null;

/** Only where it is missing: a tree with other levels between keeps them. */
const makeLevels = (tx: Tx, level: string): Promise<number> => {
	const own = levels.find((each) => each.level === level)!;
	return tx.run(sql`
		INSERT INTO unit_level (level, rank, title) VALUES (${own.level}, ${own.rank}, ${own.title}) ON CONFLICT (level) DO NOTHING`);
};
