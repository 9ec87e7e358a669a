import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { attachEmbedded } from "../../src/platform/postgres/embedded.ts";
import { migrate } from "../../src/platform/postgres/migrate.ts";

export interface BenchServer {
	/** A migrated, empty database of this name. */
	database(name: string): Promise<string>;
	/** Stops the server and removes all of it. */
	close(): Promise<void>;
}

/** A PostgreSQL as the bot itself would start it, in a folder of its own, with every commit synced to the disk. */
export async function benchServer(): Promise<BenchServer> {
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), "clbot-bench-"));
	fs.chmodSync(folder, 0o755);
	const server = await attachEmbedded(folder);
	const at = (name: string) => server.url.replace(/clbot$/, name);
	return {
		async database(name) {
			const client = new pg.Client({ connectionString: at("postgres") });
			await client.connect();
			await client.query(`CREATE DATABASE ${name}`);
			await client.end();
			await migrate(at(name));
			return at(name);
		},
		async close() {
			await server.leave();
			fs.rmSync(folder, { recursive: true, force: true });
			if (fs.existsSync(server.folder)) fs.rmSync(server.folder, { recursive: true, force: true });
		},
	};
}
