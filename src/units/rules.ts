import { fold } from "../language/index.ts";

/** A unit as the tree has it before a change. */
export interface TreeUnit {
	id: number;
	name: string;
	level: string;
	/** `xã`, as it stands before the name; nothing before a club's. */
	title: string;
	parentId: number | null;
}

export interface Tree {
	units: TreeUnit[];
	/** From the top (rank 0) down. */
	levels: { level: string; title: string; rank: number }[];
}

/** A line of the sheet, as it was typed. Rows are counted as a spreadsheet does, the header being the first. */
export interface ChangeRow {
	row: number;
	unit: string;
	/** Where it stands now: tells two of one name apart. */
	under: string;
	action: string;
	/** The new parent, the new name, or the other name. */
	to: string;
	/** Of what a new unit is made, parted by `;`. */
	from: string;
}

export type UnitStep =
	| { do: "create"; name: string; level: string; under: string; from: number[] }
	| { do: "move"; unitId: number; name: string; to: string; toId: number | null }
	| { do: "close"; unitId: number; name: string }
	| { do: "rename"; unitId: number; from: string; to: string }
	| { do: "alias"; unitId: number; name: string };

export interface Fault {
	row: number;
	column: string;
	why: string;
}

export interface ChangePlan {
	steps: UnitStep[];
	faults: Fault[];
	/** Moved or new units that would stand beside another of their name. */
	twice: string[];
}

/** `xã An Mẫu`, `CLB Thôn Mẫu 2`: a club's name says already what it is. */
export const fullName = (unit: Pick<TreeUnit, "name" | "title" | "level">): string =>
	unit.level === "club" ? unit.name : `${unit.title.toLowerCase()} ${unit.name}`;

/** Words by which a level may be called beside its title: a sheet says `phường` where the tree says `xã`. */
const kinds = /^(xa|phuong|thi tran|dac khu|tinh|thanh pho|tp|huyen|quan|thi xa|clb|cau lac bo)\s+/;

/** What two names of one unit have in common. */
export const plainName = (name: string): string => fold(name).replace(/\s+/g, " ").trim();
export const bareName = (name: string): string => plainName(name).replace(kinds, "");

const actions = {
	move: ["chuyen", "chuyen vao", "move"],
	create: ["lap", "lap moi", "create"],
	close: ["thoi", "giai the", "close"],
	rename: ["doi ten", "rename"],
	alias: ["ten khac", "ten cu", "alias"],
} as const;
type Action = keyof typeof actions;

const actionOf = (words: string): Action | undefined =>
	(Object.keys(actions) as Action[]).find((action) =>
		(actions[action] as readonly string[]).includes(plainName(words)),
	);

interface Work {
	tree: Tree;
	plan: ChangePlan;
	/** Made by this sheet: they may be named as parents before they are there. */
	made: Map<string, string>;
}

const named = ({ tree }: Work, name: string, under: string): TreeUnit[] => {
	const byName = (of: TreeUnit) =>
		plainName(of.name) === plainName(name) ||
		plainName(fullName(of)) === plainName(name) ||
		bareName(of.name) === bareName(name);
	const found = tree.units.filter(byName);
	if (!under) return found;
	return found.filter((unit) => {
		const parent = tree.units.find((one) => one.id === unit.parentId);
		return parent !== undefined && bareName(parent.name) === bareName(under);
	});
};

/** The one unit that a cell names, or a fault at that cell. */
function one(work: Work, { row }: ChangeRow, column: string, name: string, under = ""): TreeUnit | undefined {
	const fault = (why: string) => {
		work.plan.faults.push({ row, column, why });
		return undefined;
	};
	if (!name) return fault("is empty");
	const found = named(work, name, under);
	if (found.length === 1) return found[0];
	return fault(
		found.length === 0
			? `there is no «${name}»${under ? ` under «${under}»` : ""}`
			: `${found.length} units are called «${name}»: say under which they stand`,
	);
}

function create(work: Work, row: ChangeRow): void {
	const { plan, tree, made } = work;
	const above = one(work, row, "to", row.to);
	const from = row.from
		.split(";")
		.map((name) => name.trim())
		.filter(Boolean)
		.map((name) => one(work, row, "from", name));
	const rank = tree.levels.find(({ level }) => level === above?.level)?.rank;
	const title = kinds.exec(plainName(row.unit))?.[1];
	const level =
		tree.levels.find((each) => plainName(each.title) === title) ??
		tree.levels.find((each) => each.rank === (rank ?? 0) + 1);
	if (!above || from.includes(undefined) || !level) return;
	const name = row.unit.replace(/^(xã|phường|thị trấn|đặc khu|tỉnh|thành phố)\s+/iu, "").trim();
	made.set(bareName(name), name);
	plan.steps.push({
		do: "create",
		name,
		level: level.level,
		under: String(above.id),
		from: from.map((unit) => unit!.id),
	});
}

function move(work: Work, row: ChangeRow): void {
	const unit = one(work, row, "unit", row.unit, row.under);
	const made = work.made.get(bareName(row.to));
	const to = made ? undefined : one(work, row, "to", row.to);
	if (!unit || (!made && !to)) return;
	if (to && to.id === unit.parentId) {
		work.plan.faults.push({ row: row.row, column: "to", why: `«${unit.name}» stands there already` });
		return;
	}
	work.plan.steps.push({
		do: "move",
		unitId: unit.id,
		name: unit.name,
		to: made ?? to!.name,
		toId: to?.id ?? null,
	});
}

const doing: Record<Action, (work: Work, row: ChangeRow) => void> = {
	create,
	move,
	close(work, row) {
		const unit = one(work, row, "unit", row.unit, row.under);
		if (unit) work.plan.steps.push({ do: "close", unitId: unit.id, name: unit.name });
	},
	rename(work, row) {
		const unit = one(work, row, "unit", row.unit, row.under);
		if (!row.to) work.plan.faults.push({ row: row.row, column: "to", why: "is empty" });
		else if (unit) work.plan.steps.push({ do: "rename", unitId: unit.id, from: unit.name, to: row.to });
	},
	alias(work, row) {
		const unit = one(work, row, "unit", row.unit, row.under);
		if (!row.to) work.plan.faults.push({ row: row.row, column: "to", why: "is empty" });
		else if (unit) work.plan.steps.push({ do: "alias", unitId: unit.id, name: row.to });
	},
};

/** Closing what still has something in it would lose it. */
function checkClosed({ tree, plan }: Work, rows: ChangeRow[]): void {
	const moved = new Set(plan.steps.flatMap((step) => (step.do === "move" ? [step.unitId] : [])));
	for (const step of plan.steps) {
		if (step.do !== "close") continue;
		const left = tree.units.filter((unit) => unit.parentId === step.unitId && !moved.has(unit.id));
		const row = rows.find((each) => bareName(each.unit) === bareName(step.name))?.row ?? 0;
		if (left.length > 0)
			plan.faults.push({ row, column: "unit", why: `«${left[0]!.name}» would still stand under it` });
	}
}

/** Two of one name under one parent cannot be told apart in a chat. */
function findTwice({ tree, plan }: Work): string[] {
	const places = new Map<string, string>();
	const twice: string[] = [];
	const put = (parent: string, name: string) => {
		const place = `${parent}/${bareName(name)}`;
		if (places.has(place)) twice.push(name);
		places.set(place, name);
	};
	const nameOf = (id: number | null) => bareName(tree.units.find((unit) => unit.id === id)?.name ?? "");
	const closed = new Set(plan.steps.flatMap((step) => (step.do === "close" ? [step.unitId] : [])));
	for (const unit of tree.units) {
		if (closed.has(unit.id)) continue;
		const moved = plan.steps.find((step) => step.do === "move" && step.unitId === unit.id);
		const renamed = plan.steps.find((step) => step.do === "rename" && step.unitId === unit.id);
		put(
			moved?.do === "move" ? bareName(moved.to) : nameOf(unit.parentId),
			renamed?.do === "rename" ? renamed.to : unit.name,
		);
	}
	return twice;
}

/**
 * What a sheet of mergers and renamings comes to, without touching anything: steps in the order in which they are done
 * (made, moved, renamed, closed), and every fault with its row and column. Old communes do not become new ones one to
 * one, so that each club names where it goes (docs/sources.md, Units).
 */
export function planChange(tree: Tree, rows: ChangeRow[]): ChangePlan {
	const work: Work = { tree, plan: { steps: [], faults: [], twice: [] }, made: new Map() };
	const known = rows.map((row) => ({ row, action: actionOf(row.action) }));
	for (const { row, action } of known)
		if (!action)
			work.plan.faults.push({
				row: row.row,
				column: "action",
				why: `«${row.action}» is none of: ${Object.values(actions)
					.map(([first]) => first)
					.join(", ")}`,
			});
	for (const wanted of ["create", "move", "rename", "alias", "close"] as const)
		for (const { row, action } of known) if (action === wanted) doing[wanted](work, row);
	checkClosed(work, rows);
	work.plan.twice = findTwice(work);
	return work.plan;
}
