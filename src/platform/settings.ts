import { randomBytes } from "node:crypto";
import { type Database, sql } from "./database.ts";

/** A value that the installation as a whole remembers. */
export async function setting(db: Database, name: string): Promise<string | undefined> {
	const [row] = await db.rows<{ value: string }>(sql`SELECT value FROM setting WHERE name = ${name}`);
	return row?.value;
}

/** Keeps such a value in the place of an earlier one. */
export const remember = (db: Database, name: string, value: string): Promise<void> =>
	db.transaction(async (tx) => {
		await tx.run(sql`
			INSERT INTO setting (name, value) VALUES (${name}, ${value}) ON CONFLICT (name) DO UPDATE SET value = excluded.value`);
	});

/** What the platforms send along to the webhook: made once and kept, so that every gateway knows the same. */
export async function webhookSecret(db: Database, given: string | undefined): Promise<string> {
	if (given) return given;
	const [row] = await db.rows<{ value: string }>(sql`
		INSERT INTO setting (name, value) VALUES ('webhook secret', ${randomBytes(24).toString("hex")})
		ON CONFLICT (name) DO UPDATE SET name = excluded.name RETURNING value`);
	return row!.value;
}
