/**
 * What our bot is measured against: grammY and Prisma as one would write them in an afternoon, at their strongest.
 * It saves a row and answers, up to 256 messages at a time; killed, it loses what it had in hand.
 */
import { PrismaPg } from "@prisma/adapter-pg";
import { Bot } from "grammy";
import { PrismaClient } from "../../src/platform/generated/client.ts";

const { DATABASE_URL, TELEGRAM_BOT_TOKEN, TELEGRAM_API_ROOT } = process.env;
const mostInFlight = 256;

const prisma = new PrismaClient({ adapter: new PrismaPg({ connectionString: DATABASE_URL, max: 12 }) });
const bot = new Bot(TELEGRAM_BOT_TOKEN!, { client: { apiRoot: TELEGRAM_API_ROOT } });

bot.on("message:text", async (ctx) => {
	const [, systolic, diastolic] = /(\d{2,3})\s*\/\s*(\d{2,3})/.exec(ctx.message.text) ?? [];
	if (!systolic || !diastolic) return void (await ctx.reply("Cháu chưa hiểu ạ."));
	await prisma.reading.create({
		data: {
			key: `plain:${ctx.update.update_id}`,
			personId: ctx.chat.id % 1_000_000,
			systolic: Number(systolic),
			diastolic: Number(diastolic),
			measuredOn: new Date(),
			recordedAt: new Date(),
			class: "normal",
			table: "plain",
		},
	});
	await ctx.reply(`Cháu đã ghi huyết áp hôm nay của bác là ${systolic}/${diastolic} ạ.`);
});

/** As the runner does: the next poll is asked for while updates are still being handled. */
async function run(): Promise<void> {
	const inFlight = new Set<Promise<void>>();
	let offset = 0;
	for (;;) {
		while (inFlight.size >= mostInFlight) await Promise.race(inFlight);
		const updates = await bot.api.getUpdates({ offset, limit: 100, timeout: 10 });
		for (const update of updates) {
			const handled: Promise<void> = bot.handleUpdate(update).finally(() => inFlight.delete(handled));
			inFlight.add(handled);
			offset = update.update_id + 1;
		}
	}
}

await bot.init();
await prisma.$connect();
process.stdout.write("plain bot is ready\n");
await run();
