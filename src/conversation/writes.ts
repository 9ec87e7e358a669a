import type { Statement, Tx } from "../platform/database.ts";
import type { Write } from "./turn.ts";

/** Somebody changed what a turn was about to change: it is taken again on what stands now. */
export class Conflict extends Error {}

/** An insert of one row whose values are nothing but parameters and plain words. */
const oneRow = /^(\s*INSERT INTO [^()]+\([^()]+\)\s*VALUES\s*)(\([^()]+\))\s*$/;

/** Rows of one statement: few sizes, since each is prepared on every connection. */
const sizes = [64, 16, 4, 1];

/**
 * Runs the writes of many turns. A turn's own stay in their order; the same insert of many turns becomes one
 * statement, or a batch of a hundred turns would wait for two hundred answers of the database, one after the other.
 * @throws Conflict where another number of rows was touched than was expected
 */
export async function writeAll(tx: Tx, turns: Write[][]): Promise<void> {
	const longest = Math.max(0, ...turns.map((writes) => writes.length));
	for (let place = 0; place < longest; place++) {
		for (const alike of byText(turns.flatMap((writes) => writes[place] ?? []))) await writeAlike(tx, alike);
	}
}

function byText(writes: Write[]): Write[][] {
	const groups = new Map<string, Write[]>();
	for (const write of writes) {
		const { text } = write.statement;
		const group = groups.get(text);
		if (group) group.push(write);
		else groups.set(text, [write]);
	}
	return [...groups.values()];
}

async function writeAlike(tx: Tx, alike: Write[]): Promise<void> {
	const [, head, row] = oneRow.exec(alike[0]!.statement.text) ?? [];
	for (let from = 0; from < alike.length; ) {
		const size = head ? sizes.find((fits) => fits <= alike.length - from)! : 1;
		const some = alike.slice(from, from + size);
		from += size;
		await run(tx, size === 1 ? some[0]!.statement : manyRows(head!, row!, some), some);
	}
}

async function run(tx: Tx, statement: Statement, writes: Write[]): Promise<void> {
	const changed = await tx.run(statement);
	if (writes.some(({ expects }) => expects === undefined)) return;
	const expected = writes.reduce((sum, { expects }) => sum + expects!, 0);
	if (changed !== expected) throw new Conflict(`a write touched ${changed} rows, not ${expected}`);
}

function manyRows(head: string, row: string, writes: Write[]): Statement {
	const values = writes.flatMap(({ statement }) => statement.values);
	const each = values.length / writes.length;
	const shifted = (by: number) => row.replace(/\$(\d+)/g, (_, number) => `$${Number(number) + by}`);
	return { text: `${head}${writes.map((_, index) => shifted(index * each)).join(", ")}`, values };
}
