import pg from "pg";
import { inject } from "vitest";
import { type Database, openDatabase } from "../src/platform/database.ts";
import { makeLog } from "../src/platform/log.ts";
import { makeSealing, type Sealing } from "../src/platform/sealing.ts";

export interface TestDatabase {
	db: Database;
	url: string;
	sealing: Sealing;
	keyHex: string;
	close(): Promise<void>;
}

let count = 0;
export const testKey = "ab".repeat(32);

/** A fresh database with this release's schema and nothing in it, or a copy of another one to which nobody is connected. */
export async function testDatabase(copyOf = "clbot"): Promise<TestDatabase> {
	const template = inject("templateUrl");
	const name = `t${process.pid}_${count++}`;
	const admin = async (statement: string) => {
		const client = new pg.Client({ connectionString: template.replace(/clbot$/, "postgres") });
		await client.connect();
		await client.query(statement);
		await client.end();
	};
	// Copies of one template cannot be made at the same time; whoever is refused tries again.
	for (let tries = 0; ; tries++) {
		try {
			await admin(`CREATE DATABASE ${name} TEMPLATE ${copyOf}`);
			break;
		} catch (error) {
			if (tries > 50) throw error;
			await new Promise((resolve) => setTimeout(resolve, 100));
		}
	}
	const url = template.replace(/clbot$/, name);
	const db = openDatabase(url, makeLog("silent"));
	return {
		db,
		url,
		sealing: makeSealing(testKey),
		keyHex: testKey,
		async close() {
			await db.close();
			await admin(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
		},
	};
}
