import { dayOf } from "../platform/clock.ts";
import { type Database, sql } from "../platform/database.ts";
import type { Sealing } from "../platform/sealing.ts";
import { command, print, remark } from "./command.ts";
import { type Invariant, invariants } from "./invariants.ts";

interface Found {
	count: number;
	/** The first few. */
	ids: string[];
	look: (id: string) => string;
}

const shown = 5;
const pageSize = 1_000;

async function find(db: Database, { broken, look }: Invariant): Promise<Found> {
	const [row] = await db.rows<{ count: number; ids: string[] | null }>({
		text: `SELECT count(*)::int AS count, (array_agg(id::text ORDER BY id))[1:${shown}] AS ids FROM (${broken.text}) broken`,
		values: broken.values,
	});
	return { count: row!.count, ids: row!.ids ?? [], look };
}

/** Every session is opened, as its chat's next turn would: one that cannot be opened stops that chat for good. */
async function closedSessions(db: Database, sealing: Sealing): Promise<Found> {
	const closed: string[] = [];
	for (let after = 0; ; ) {
		const page = await db.rows<{ id: number; session: Buffer }>(sql`
			SELECT id, session FROM chat WHERE id > ${after} AND session IS NOT NULL ORDER BY id LIMIT ${pageSize}`);
		for (const { id, session } of page) {
			try {
				sealing.open(session);
			} catch {
				closed.push(String(id));
			}
		}
		if (page.length < pageSize) break;
		after = page.at(-1)!.id;
	}
	return {
		count: closed.length,
		ids: closed.slice(0, shown),
		look: () => `the current key is ${sealing.keyId}: is CLBOT_KEY the one of this database?`,
	};
}

const lineOf = (what: string, { count, ids, look }: Found): string => {
	const line = `${count === 0 ? "ok    " : "broken"}  ${String(count).padStart(6)}  ${what}`;
	if (count === 0) return line;
	return `${line}: ${ids.join(", ")}${count > ids.length ? " …" : ""} — look: ${look(ids[0]!)}`;
};

export default command({
	help: `
npm run --silent clbot -- check

Looks whether what must always be true of the data is true: that money balances, that nobody is in two clubs, that no
message is lost, stuck or kept too long, that what is sealed can be opened. One line each: ok or broken, how many rows
break it, what it is, and for what is broken the first rows and how to look closer. It changes nothing and may run at
any time. Exit code 1 when something is broken.

Example:  npm run --silent clbot -- check | grep broken`,
	options: {},
	words: [0, 0],
	async run(_, open) {
		const { db, sealing, clock } = await open();
		const now = clock.now();
		const all = invariants({ now, today: dayOf(now), keyId: sealing.keyId });
		let broken = 0;
		const report = async (what: string, found: Found) => {
			if (found.count > 0) broken++;
			await print(lineOf(what, found));
		};
		for (const one of all) await report(one.what, await find(db, one));
		await report("every session opens with the current key", await closedSessions(db, sealing));
		remark(broken === 0 ? `all ${all.length + 1} hold` : `${broken} of ${all.length + 1} are broken`);
		return broken === 0 ? 0 : 1;
	},
});
