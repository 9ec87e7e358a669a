import { seedDemo, seedScale } from "../../prisma/demo/index.ts";
import { isDemoWanted, makeDemo } from "../demo.ts";
import { OperatorError } from "../platform/config.ts";
import { sql } from "../platform/database.ts";
import { setting } from "../platform/settings.ts";
import { command, print, remark } from "./command.ts";
import type { Desk } from "./desk.ts";

async function demo(desk: Desk): Promise<void> {
	const { config, db, sealing, clock, isEmbedded } = desk;
	const before = await setting(db, "demo");
	if (before === undefined) {
		const now = clock.now();
		// Chats on a practice page that nobody opens would swallow what is meant for a real phone.
		if (isDemoWanted(config, isEmbedded)) await makeDemo(db, sealing, now);
		else await seedDemo(db, { today: now, sealing });
	}
	const made = await setting(db, "demo");
	if (made === undefined)
		throw new OperatorError("this database holds clubs of somebody's own and is left as it is");
	const [row] = await db.rows<{ people: number; clubs: number }>(sql`
		SELECT (SELECT count(*) FROM person p WHERE NOT EXISTS (
				SELECT 1 FROM membership m JOIN unit u ON u.id = m.club_id AND u.is_sample WHERE m.person_id = p.id))::int AS people,
			(SELECT count(*) FROM unit WHERE level = 'club' AND NOT is_sample)::int AS clubs`);
	await print(
		`${before === undefined ? "made" : "there already"}: ${row!.people} people in ${row!.clubs} clubs, dated around ${made}`,
	);
}

async function scale({ db, sealing, clock }: Desk, clubs: number, bot: string | undefined): Promise<void> {
	const [used] = await db.rows(sql`SELECT 1 FROM unit WHERE NOT is_sample LIMIT 1`);
	if (used && (await setting(db, "demo")) === undefined)
		throw new OperatorError(
			"this database holds clubs of somebody's own: invented ones are not put beside them",
		);
	remark(`making ${clubs} clubs`);
	const made = await seedScale(db, { clubs, today: clock.now(), sealing, ...(bot ? { bot } : {}) });
	// Ten thousand rows came at once: without statistics the first queries take seconds.
	await db.rows(sql`ANALYZE`);
	await print(
		`made: ${made.members} members in ${made.clubs} clubs of ${made.communes} communes, ${made.accounts} with a chat`,
	);
}

export default command({
	help: `
npm run --silent clbot -- seed demo                 the demo: three communes, six clubs, a year of meetings and loans
npm run --silent clbot -- seed scale --clubs 884    a province of that many clubs, for measuring

Neither touches a database that holds clubs of somebody's own: both mark it as a demo. «seed demo» does nothing where
the demo is. «seed scale» adds a province each time it is run.

  --clubs N    how many clubs (scale; 884 is Thanh Hóa)
  --bot ID     the Telegram bot whose chats the members have (scale; the number before the colon of its token)

Example:  CLBOT_DATA=/tmp/province npm run --silent clbot -- seed scale --clubs 50`,
	options: { clubs: { type: "string" }, bot: { type: "string" } },
	words: [1, 1],
	async run({ words: [what], options }, open) {
		if (what === "demo") {
			if (options.clubs || options.bot) throw new OperatorError("--clubs and --bot belong to «seed scale»");
			await demo(await open());
			return 0;
		}
		if (what !== "scale") throw new OperatorError(`«${what}» cannot be seeded; there are demo and scale`);
		const clubs = Number(options.clubs);
		if (!Number.isInteger(clubs) || clubs < 1 || clubs > 20_000)
			throw new OperatorError("--clubs must be a whole number from 1 to 20000, such as --clubs 884");
		await scale(await open(), clubs, options.bot);
		return 0;
	},
});
