import { type Config, OperatorError } from "./config.ts";
import { type Database, openDatabase, sql } from "./database.ts";
import type { Log } from "./log.ts";
import { redact } from "./log.ts";
import { attachEmbedded } from "./postgres/embedded.ts";
import { migrate } from "./postgres/migrate.ts";

export interface OpenDatabase {
	db: Database;
	url: string;
	isEmbedded: boolean;
	/** Closes the pool, then the embedded server where this process is the last to use it. */
	close(): Promise<void>;
}

async function reach(url: string, log: Log): Promise<Database> {
	const db = openDatabase(url, log);
	try {
		await db.rows(sql`SELECT 1`);
		return db;
	} catch (error) {
		await db.close().catch(() => {});
		const { host, pathname } = new URL(url);
		const why = redact((error as Error).message || String((error as NodeJS.ErrnoException).code));
		throw new OperatorError(
			`DATABASE_URL: no database at ${host}${pathname} (${why}); start it or correct the address`,
		);
	}
}

/**
 * Opens the database of the settings, the embedded one where none is named, brought to this release's schema.
 * @throws OperatorError one line with the cause and the remedy
 */
export async function openConfigured(
	config: Config,
	log: Log,
	say: (text: string) => void,
): Promise<OpenDatabase> {
	const embedded = config.DATABASE_URL ? undefined : await attachEmbedded(config.CLBOT_DATA, { say });
	const url = config.DATABASE_URL ?? embedded!.url;
	try {
		const db = await reach(url, log);
		const applied = await migrate(url);
		if (applied.length > 0) say(`database: ${applied.length} migrations applied`);
		return {
			db,
			url,
			isEmbedded: embedded !== undefined,
			async close() {
				await db.close();
				await embedded?.leave();
			},
		};
	} catch (error) {
		await embedded?.leave();
		throw error;
	}
}
