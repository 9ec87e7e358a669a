import { createHash, randomUUID } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import pg from "pg";
import { OperatorError } from "../config.ts";

/** The lock that Prisma's own CLI takes, so that neither runs beside the other. */
const migrateLock = 72707369;
const folder = path.resolve(import.meta.dirname, "../../../prisma/migrations");

const bookkeeping = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
	id VARCHAR(36) PRIMARY KEY, checksum VARCHAR(64) NOT NULL, finished_at TIMESTAMPTZ, migration_name VARCHAR(255) NOT NULL,
	logs TEXT, rolled_back_at TIMESTAMPTZ, started_at TIMESTAMPTZ NOT NULL DEFAULT now(), applied_steps_count INTEGER NOT NULL DEFAULT 0)`;

interface Applied {
	migration_name: string;
	checksum: string;
	finished_at: Date | null;
}

async function apply(client: pg.Client, name: string, sql: string, checksum: string): Promise<void> {
	await client.query("BEGIN");
	try {
		await client.query(sql);
		await client.query(
			`INSERT INTO _prisma_migrations (id, checksum, finished_at, migration_name, applied_steps_count)
			 VALUES ($1, $2, now(), $3, 1)`,
			[randomUUID(), checksum, name],
		);
		await client.query("COMMIT");
	} catch (error) {
		await client.query("ROLLBACK");
		throw new OperatorError(
			`DATABASE_URL: migration ${name} failed and was rolled back: ${(error as Error).message}`,
		);
	}
}

/**
 * Brings a database to this release's schema, in the way that keeps `prisma migrate status` and `deploy` in agreement.
 * @returns the names of the migrations that were applied now
 * @throws OperatorError for a migration that was edited after it was applied, or only half applied
 */
export async function migrate(url: string): Promise<string[]> {
	const client = new pg.Client({ connectionString: url });
	await client.connect();
	try {
		await client.query("SELECT pg_advisory_lock($1)", [migrateLock]);
		await client.query(bookkeeping);
		const { rows } = await client.query<Applied>(
			"SELECT migration_name, checksum, finished_at FROM _prisma_migrations WHERE rolled_back_at IS NULL",
		);
		const done = new Map(rows.map((row) => [row.migration_name, row]));
		const fresh: string[] = [];
		for (const name of fs
			.readdirSync(folder)
			.filter((entry) => !entry.includes("."))
			.sort()) {
			const sql = fs.readFileSync(path.join(folder, name, "migration.sql"), "utf8");
			const checksum = createHash("sha256").update(sql).digest("hex");
			const before = done.get(name);
			if (!before) {
				await apply(client, name, sql, checksum);
				fresh.push(name);
			} else if (!before.finished_at) {
				throw new OperatorError(
					`DATABASE_URL: migration ${name} is half applied; finish it with: npx prisma migrate resolve`,
				);
			} else if (before.checksum !== checksum) {
				throw new OperatorError(
					`DATABASE_URL: migration ${name} was edited after it was applied; restore its file from git`,
				);
			}
		}
		return fresh;
	} finally {
		await client.end();
	}
}
