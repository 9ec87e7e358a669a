import { setTimeout as sleep } from "node:timers/promises";
import { OperatorError } from "../platform/config.ts";
import { sql } from "../platform/database.ts";
import { setting } from "../platform/settings.ts";
import { command, print, remark } from "./command.ts";
import type { Desk } from "./desk.ts";
import { timeText } from "./text.ts";

/** Running processes look for the pause once a second; what left before is waited for this long. */
const noticedAfterMs = 1_500;
const longestWaitMs = 10_000;

const counts = async ({ db }: Desk) => {
	const [row] = await db.rows<{ claimed: number; planned: number; alive: boolean }>(sql`
		SELECT count(*) FILTER (WHERE state = 'claimed')::int AS claimed, count(*) FILTER (WHERE state = 'planned')::int AS planned,
			EXISTS (SELECT 1 FROM process WHERE touched_at > now() - interval '10 seconds') AS alive
		FROM outbox WHERE state IN ('claimed', 'planned')`);
	return row!;
};

/** @returns how many requests are still on their way */
async function untilQuiet(desk: Desk): Promise<number> {
	if (!(await counts(desk)).alive) return 0;
	await sleep(noticedAfterMs);
	for (let waitedMs = 0; ; waitedMs += 200) {
		const { claimed } = await counts(desk);
		if (claimed === 0 || waitedMs >= longestWaitMs) return claimed;
		await sleep(200);
	}
}

async function pause(desk: Desk): Promise<void> {
	const now = desk.clock.now();
	const isNew = await desk.db.transaction((tx) =>
		tx.run(
			sql`INSERT INTO setting (name, value) VALUES ('paused', ${now.toISOString()}) ON CONFLICT (name) DO NOTHING`,
		),
	);
	const left = await untilQuiet(desk);
	if (left > 0) remark(`${left} messages that had left before are still without an answer of their platform`);
	const since = new Date((await setting(desk.db, "paused")) ?? now);
	const { planned } = await counts(desk);
	await print(`${isNew ? "paused" : `paused since ${timeText(since)}`}; ${planned} messages wait`);
	remark("nothing leaves until: npm run --silent clbot -- pause off");
}

async function resume(desk: Desk): Promise<void> {
	const was = await desk.db.transaction((tx) => tx.run(sql`DELETE FROM setting WHERE name = 'paused'`));
	const { planned } = await counts(desk);
	await print(was ? `not paused any more; ${planned} messages go on` : "was not paused");
}

export default command({
	help: `
npm run --silent clbot -- pause        stops all sending, of every process, until it is taken back
npm run --silent clbot -- pause off    takes it back

Messages that come in are still received, understood and recorded; their answers and everything else wait in the
database. What lapses meanwhile lapses. Returns when what had already left is answered, so that nothing leaves after it.

Example:  npm run --silent clbot -- pause`,
	options: {},
	words: [0, 1],
	async run({ words: [word] }, open) {
		if (word !== undefined && word !== "off")
			throw new OperatorError(`«${word}» is nothing that pause knows; it is «pause» or «pause off»`);
		const desk = await open();
		await (word === "off" ? resume(desk) : pause(desk));
		return 0;
	},
});
