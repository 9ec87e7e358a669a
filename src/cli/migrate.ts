import { sql } from "../platform/database.ts";
import { command, print } from "./command.ts";

/** Opening the desk migrates; this says where that has led. */
export default command({
	help: `
npm run --silent clbot -- migrate

Brings the database to this release's schema, and makes the embedded one where there is none. The bot does the same
when it starts; run it by hand before several processes start on one database. Prints the newest migration that stands.

Example:  npm run --silent clbot -- migrate`,
	options: {},
	words: [0, 0],
	async run(_, open) {
		const { db } = await open();
		const rows = await db.rows<{ name: string }>(sql`
			SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL
			ORDER BY migration_name`);
		await print(`${rows.at(-1)?.name ?? "none"} (${rows.length} migrations)`);
		return 0;
	},
});
