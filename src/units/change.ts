import { type Database, sql } from "../platform/database.ts";
import { type ChangePlan, type ChangeRow, planChange, type UnitStep } from "./rules.ts";
import { type DoneStep, doStep, treeOf, undoStep, withoutSeat } from "./store.ts";

/** A change as it is shown before it is made. */
export interface ChangePreview extends ChangePlan {
	withoutSeat: { name: string; role: string; unit: string }[];
}

/** What a sheet would do on a day, with who would be left without a seat; nothing is written. */
export async function previewChange(db: Database, rows: ChangeRow[], day: string): Promise<ChangePreview> {
	const plan = planChange(await treeOf(db), rows);
	const closed = plan.steps.flatMap((step) => (step.do === "close" ? [step.unitId] : []));
	return { ...plan, withoutSeat: await withoutSeat(db, closed, day) };
}

/** Keeps a change for its day; {@link applyChanges} makes it then. @returns false where the name is taken */
export async function keepChange(
	db: Database,
	name: string,
	steps: UnitStep[],
	day: string,
	now: Date,
): Promise<boolean> {
	const kept = await db.transaction((tx) =>
		tx.run(sql`
			INSERT INTO unit_change (name, from_day, steps, planned_at)
			VALUES (${name}, ${day}, ${JSON.stringify({ steps })}, ${now}) ON CONFLICT (name) DO NOTHING`),
	);
	return kept === 1;
}

interface Kept {
	id: number;
	fromDay: string;
	steps: { steps: UnitStep[]; done?: DoneStep[] };
}

/** Makes the changes whose day has come, each as a whole. @returns their names */
export async function applyChanges(db: Database, today: string, now: Date): Promise<string[]> {
	const due = await db.rows<{ id: number; name: string }>(sql`
		SELECT id, name FROM unit_change WHERE applied_at IS NULL AND undone_at IS NULL AND from_day <= ${today} ORDER BY from_day, id`);
	const applied: string[] = [];
	for (const { id, name } of due) {
		const isNew = await db.transaction(async (tx) => {
			const [change] = await tx.rows<Kept>(sql`
				SELECT id, from_day AS "fromDay", steps FROM unit_change
				WHERE id = ${id} AND applied_at IS NULL AND undone_at IS NULL FOR UPDATE`);
			if (!change) return false;
			const doing = { tx, changeId: id, day: change.fromDay, made: new Map<string, number>() };
			const done: DoneStep[] = [];
			for (const step of change.steps.steps) done.push(...(await doStep(doing, step)));
			await tx.run(sql`
				UPDATE unit_change SET applied_at = ${now}, steps = ${JSON.stringify({ ...change.steps, done })} WHERE id = ${id}`);
			return true;
		});
		if (isNew) applied.push(name);
	}
	return applied;
}

/** Takes a change back as a whole; one that waits for its day is only let go. @returns false where there is none */
export async function undoChange(db: Database, name: string, today: string, now: Date): Promise<boolean> {
	return db.transaction(async (tx) => {
		const [change] = await tx.rows<Kept>(sql`
			SELECT id, from_day AS "fromDay", steps FROM unit_change WHERE name = ${name} AND undone_at IS NULL FOR UPDATE`);
		if (!change) return false;
		for (const step of (change.steps.done ?? []).toReversed()) await undoStep(tx, step, today);
		await tx.run(sql`DELETE FROM unit_move WHERE change_id = ${change.id}`);
		await tx.run(sql`UPDATE unit_change SET undone_at = ${now} WHERE id = ${change.id}`);
		return true;
	});
}
