import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { attachEmbedded } from "../src/platform/postgres/embedded.ts";
import { migrate } from "../src/platform/postgres/migrate.ts";

declare module "vitest" {
	export interface ProvidedContext {
		/** The server's address with the name of a migrated, empty database that others are copied from. */
		templateUrl: string;
	}
}

/** One PostgreSQL for the whole run, made in a folder of its own and gone with it. */
export default async function startServer(project: TestProject) {
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), "clbot-test-"));
	fs.chmodSync(folder, 0o755);
	// What a test writes need not survive a power cut; crash tests kill the bot, not the machine.
	const server = await attachEmbedded(folder, { settings: { fsync: "off", shared_buffers: "64MB" } });
	await migrate(server.url);
	const client = new pg.Client({ connectionString: server.url.replace(/clbot$/, "postgres") });
	await client.connect();
	await client.query("ALTER DATABASE clbot IS_TEMPLATE true");
	await client.end();
	project.provide("templateUrl", server.url);
	return async () => {
		await server.leave();
		fs.rmSync(folder, { recursive: true, force: true });
	};
}
