import v8 from "node:v8";
import { openJobs } from "../jobs/index.ts";
import { ensureSample } from "../prisma/demo/index.ts";
import { assemble } from "./bot.ts";
import { botLinks } from "./channels/pages/links.ts";
import { staffPages } from "./channels/pages/routes.ts";
import { listen, makeServer } from "./channels/server.ts";
import { practicePage } from "./channels/web/routes.ts";
import { makeConverse } from "./conversation/converse.ts";
import { ensureDemo } from "./demo.ts";
import { makeDoors } from "./doors.ts";
import { handlers } from "./features.ts";
import { whoIs } from "./people/index.ts";
import { systemClock } from "./platform/clock.ts";
import { OperatorError, readConfig } from "./platform/config.ts";
import { makeLog } from "./platform/log.ts";
import { openConfigured } from "./platform/open.ts";
import { sealingOf } from "./platform/sealing.ts";
import { webhookSecret } from "./platform/settings.ts";
import { apology, makeStage } from "./stage.ts";
import { summary } from "./summary.ts";

// Left alone V8 lets garbage grow to four times what lives; that is 300 MB under load instead of 210, for 5 % of CPU.
v8.setFlagsFromString("--heap-growing-percent=80");

const deadlineMs = 9_500;
const say = (text: string) => process.stderr.write(`clbot: ${text}\n`);
/** What runs is closed side by side, the database after it, whether the start fails or the bot is told to stop. */
const parts: (() => Promise<unknown>)[] = [];
let closeDatabase = async () => {};

async function start(): Promise<void> {
	const config = readConfig(process.env);
	const log = makeLog(config.LOG_LEVEL);
	const clock = systemClock(config.CLBOT_NOW);
	const { db, url, isEmbedded, close } = await openConfigured(config, log, say);
	closeDatabase = close;
	const sealing = sealingOf(config);
	const hasPractice = await ensureDemo({ config, db, sealing, clock, isEmbedded, say });
	await ensureSample(db, sealing, clock.now());
	const secret = await webhookSecret(db, config.WEBHOOK_SECRET);
	const { doors, webhooks, web } = makeDoors({ config, db, sealing, clock, log, secret, hasPractice });
	const takeTurn = makeConverse(makeStage(sealing, config.PUBLIC_URL ?? `http://localhost:${config.PORT}`));
	const bot = await assemble({
		db,
		sealing,
		clock,
		log,
		role: config.CLBOT_ROLE,
		doors,
		whoIs,
		takeTurn,
		apology,
	});
	parts.push(bot.close);
	if (config.CLBOT_ROLE !== "worker") {
		const pages = (app: Parameters<typeof practicePage>[0]) => {
			if (web) practicePage(app, web.port);
			const links = () => botLinks(db, { zalo: config.ZALO_BOT_TOKEN, telegram: config.TELEGRAM_BOT_TOKEN });
			staffPages(app, { db, sealing, clock, log, links });
		};
		const server = makeServer({ db, doors: doors.map((one) => one.door), webhooks, pages });
		await listen(server, config.HOST, config.PORT);
		parts.push(() => server.close());
	}
	if (config.CLBOT_ROLE !== "gateway") {
		const canEdit = (channel: string) => doors.some(({ door }) => door.channel === channel && door.can.edit);
		const queue = { databaseUrl: url, redisUrl: config.REDIS_URL, log };
		const queues = await openJobs(
			{ db, sealing, clock, canEdit, timers: handlers(sealing), wake: bot.wake },
			queue,
		);
		parts.push(queues.close);
	}
	await bot.open();
	process.stdout.write(`${summary({ config, hasPractice, isEmbedded, url })}\n`);
}

let isStopping = false;
async function stop(code: number): Promise<void> {
	if (isStopping) return;
	isStopping = true;
	setTimeout(() => process.exit(code || 1), deadlineMs).unref();
	const trouble = (error: unknown) =>
		say(`while stopping: ${error instanceof Error ? error.message : String(error)}`);
	await Promise.all(parts.map((close) => close().catch(trouble)));
	await closeDatabase().catch(trouble);
	process.exit(code);
}

process.on("SIGINT", () => void stop(0));
process.on("SIGTERM", () => void stop(0));
start().catch((error: unknown) => {
	say(
		error instanceof OperatorError
			? error.message
			: `could not start: ${error instanceof Error ? error.stack : String(error)}`,
	);
	void stop(1);
});
