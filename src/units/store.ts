import { addDays } from "../platform/clock.ts";
import { type Reader, sql, type Tx } from "../platform/database.ts";
import { fullName, plainName, type Tree, type TreeUnit, type UnitStep } from "./rules.ts";

/** The tree as it stands; what has ended is not in it. */
export async function treeOf(read: Reader): Promise<Tree> {
	const units = await read.rows<TreeUnit>(sql`
		SELECT u.id, u.name, u.level, l.title, u.parent_id AS "parentId"
		FROM unit u JOIN unit_level l ON l.level = u.level WHERE u.valid_to IS NULL AND NOT u.is_sample ORDER BY u.id`);
	const levels = await read.rows<Tree["levels"][number]>(
		sql`SELECT level, title, rank FROM unit_level ORDER BY rank`,
	);
	return { units, levels };
}

/** Whoever holds a role at a unit that would end: they have no seat in the new tree until somebody gives them one. */
export const withoutSeat = (read: Reader, unitIds: number[], day: string) =>
	read.rows<{ grantId: number; name: string; role: string; unit: string }>(sql`
		SELECT g.id AS "grantId", p.full_name AS name, g.role, u.name AS unit
		FROM role_grant g JOIN person p ON p.id = g.person_id JOIN unit u ON u.id = g.unit_id
		WHERE g.unit_id = ANY(${unitIds}::int[]) AND (g.to_day IS NULL OR g.to_day >= ${day}) ORDER BY u.name, p.full_name`);

/** What was done, with what was there before: all that undoing needs. */
export type DoneStep =
	| { did: "create"; unitId: number }
	| { did: "move"; unitId: number; fromParentId: number | null; fromPath: string }
	| { did: "rename"; unitId: number; from: string }
	| { did: "close"; unitId: number; grants: { id: number; toDay: string | null }[] }
	| { did: "alias"; aliasId: number };

interface Doing {
	tx: Tx;
	changeId: number;
	day: string;
	/** New units by their name, once they are there. */
	made: Map<string, number>;
}

interface Placed extends TreeUnit {
	path: string;
}

async function placed(tx: Tx, id: number): Promise<Placed> {
	const [unit] = await tx.rows<Placed>(sql`
		SELECT u.id, u.name, u.level, l.title, u.parent_id AS "parentId", u.path
		FROM unit u JOIN unit_level l ON l.level = u.level WHERE u.id = ${id} FOR UPDATE OF u`);
	if (!unit) throw new Error(`unit ${id} is gone`);
	return unit;
}

async function addAlias(tx: Tx, unitId: number, name: string): Promise<DoneStep[]> {
	const [row] = await tx.rows<{ id: number }>(sql`
		INSERT INTO unit_alias (unit_id, name, folded) VALUES (${unitId}, ${name}, ${plainName(name)})
		ON CONFLICT DO NOTHING RETURNING id`);
	return row ? [{ did: "alias", aliasId: row.id }] : [];
}

async function create(
	{ tx, changeId, day, made }: Doing,
	step: UnitStep & { do: "create" },
): Promise<DoneStep[]> {
	const parent = await placed(tx, Number(step.under));
	const [unit] = await tx.rows<{ id: number }>(sql`
		INSERT INTO unit (level, name, parent_id, path, valid_from, office)
		SELECT ${step.level}, ${step.name}, ${parent.id}, '', ${day}, 'Hội Người cao tuổi ' || lower(title) || ' ' || ${step.name}::text
		FROM unit_level WHERE level = ${step.level} RETURNING id`);
	const { id } = unit!;
	await tx.run(sql`UPDATE unit SET path = ${`${parent.path}${id}/`} WHERE id = ${id}`);
	await tx.run(sql`
		INSERT INTO unit_predecessor (unit_id, predecessor_id, change_id)
		SELECT ${id}, unnest(${step.from}::int[]), ${changeId}`);
	made.set(step.name, id);
	return [{ did: "create", unitId: id }];
}

/** A subtree goes along: every path that began with the old one begins with the new. */
const repath = (from: string, to: string) => sql`
	UPDATE unit SET path = ${to}::text || substr(path, ${from.length + 1}::int) WHERE path LIKE ${from} || '%'`;

async function move(
	{ tx, changeId, day, made }: Doing,
	step: UnitStep & { do: "move" },
): Promise<DoneStep[]> {
	const unit = await placed(tx, step.unitId);
	const to = await placed(tx, step.toId ?? made.get(step.to)!);
	const old = unit.parentId === null ? undefined : await placed(tx, unit.parentId);
	await tx.run(sql`UPDATE unit SET parent_id = ${to.id} WHERE id = ${unit.id}`);
	await tx.run(repath(unit.path, `${to.path}${unit.id}/`));
	await tx.run(sql`
		INSERT INTO unit_move (change_id, unit_id, from_parent_id, to_parent_id, on_day)
		VALUES (${changeId}, ${unit.id}, ${unit.parentId}, ${to.id}, ${day})`);
	return [
		{ did: "move", unitId: unit.id, fromParentId: unit.parentId, fromPath: unit.path },
		...(old ? await addAlias(tx, unit.id, fullName(old)) : []),
	];
}

/** A unit ends the evening before; so do the roles that were held there. */
async function close({ tx, day }: Doing, step: UnitStep & { do: "close" }): Promise<DoneStep[]> {
	const last = addDays(day, -1);
	await placed(tx, step.unitId);
	const grants = await tx.rows<{ id: number; toDay: string | null }>(sql`
		SELECT id, to_day AS "toDay" FROM role_grant
		WHERE unit_id = ${step.unitId} AND (to_day IS NULL OR to_day >= ${day}) FOR UPDATE`);
	await tx.run(
		sql`UPDATE role_grant SET to_day = ${last} WHERE id = ANY(${grants.map((grant) => grant.id)}::int[])`,
	);
	await tx.run(sql`UPDATE unit SET valid_to = ${last} WHERE id = ${step.unitId}`);
	return [{ did: "close", unitId: step.unitId, grants }];
}

async function rename({ tx }: Doing, step: UnitStep & { do: "rename" }): Promise<DoneStep[]> {
	const unit = await placed(tx, step.unitId);
	await tx.run(sql`UPDATE unit SET name = ${step.to} WHERE id = ${unit.id}`);
	return [
		{ did: "rename", unitId: unit.id, from: unit.name },
		...(await addAlias(tx, unit.id, fullName(unit))),
	];
}

/** Does one step of a change. */
export async function doStep(doing: Doing, step: UnitStep): Promise<DoneStep[]> {
	switch (step.do) {
		case "create":
			return create(doing, step);
		case "move":
			return move(doing, step);
		case "close":
			return close(doing, step);
		case "rename":
			return rename(doing, step);
		case "alias":
			return addAlias(doing.tx, step.unitId, step.name);
	}
}

/** A new unit that something hangs on already is closed; one without anything is as if it had never been. */
async function takeAway(tx: Tx, unitId: number, today: string): Promise<void> {
	await tx.run(sql`DELETE FROM unit_predecessor WHERE unit_id = ${unitId}`);
	const [used] = await tx.rows(sql`
		SELECT 1 FROM role_grant WHERE unit_id = ${unitId} UNION ALL SELECT 1 FROM meeting WHERE unit_id = ${unitId}
		UNION ALL SELECT 1 FROM announcement WHERE unit_id = ${unitId} UNION ALL SELECT 1 FROM task WHERE unit_id = ${unitId}
		UNION ALL SELECT 1 FROM unit WHERE parent_id = ${unitId} LIMIT 1`);
	const last = addDays(today, -1);
	await tx.run(
		sql`UPDATE role_grant SET to_day = ${last} WHERE unit_id = ${unitId} AND (to_day IS NULL OR to_day > ${last})`,
	);
	await tx.run(
		used
			? sql`UPDATE unit SET valid_to = ${last} WHERE id = ${unitId}`
			: sql`DELETE FROM unit WHERE id = ${unitId}`,
	);
}

/** Takes one step back. */
export async function undoStep(tx: Tx, step: DoneStep, today: string): Promise<void> {
	switch (step.did) {
		case "create":
			return takeAway(tx, step.unitId, today);
		case "move": {
			const unit = await placed(tx, step.unitId);
			await tx.run(sql`UPDATE unit SET parent_id = ${step.fromParentId} WHERE id = ${step.unitId}`);
			await tx.run(repath(unit.path, step.fromPath));
			return;
		}
		case "rename":
			await tx.run(sql`UPDATE unit SET name = ${step.from} WHERE id = ${step.unitId}`);
			return;
		case "close":
			await tx.run(sql`UPDATE unit SET valid_to = NULL WHERE id = ${step.unitId}`);
			for (const { id, toDay } of step.grants)
				await tx.run(sql`UPDATE role_grant SET to_day = ${toDay} WHERE id = ${id}`);
			return;
		case "alias":
			await tx.run(sql`DELETE FROM unit_alias WHERE id = ${step.aliasId}`);
	}
}
