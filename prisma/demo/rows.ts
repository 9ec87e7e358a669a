import { sql, type Tx } from "../../src/platform/database.ts";

/** Column by column: its type in PostgreSQL and how a row gives its value. */
export type Columns<Row> = Record<string, [type: string, value: (row: Row) => unknown]>;

/** Many rows in one statement: an array a column, so that its text does not grow with the rows. */
export async function insertRows<Row>(
	tx: Tx,
	table: string,
	columns: Columns<Row>,
	rows: readonly Row[],
): Promise<void> {
	if (rows.length === 0) return;
	const all = Object.entries(columns);
	const names = all.map(([name]) => `"${name}"`).join(", ");
	const arrays = all.map(([, [type]], place) => `$${place + 1}::${type}[]`).join(", ");
	await tx.run({
		text: `INSERT INTO ${table} (${names}) SELECT * FROM unnest(${arrays})`,
		values: all.map(([, [, value]]) => rows.map(value)),
	});
}

/**
 * Ids taken from the table's own sequence before the rows exist, ascending: rows can name each other, and whoever
 * inserts afterwards gets the next ones.
 */
export async function reserveIds(tx: Tx, table: string, count: number): Promise<number[]> {
	const rows = await tx.rows<{ id: number }>(
		sql`SELECT nextval(pg_get_serial_sequence(${table}, 'id')) AS id FROM generate_series(1, ${count}::int)`,
	);
	return rows.map((row) => row.id);
}
