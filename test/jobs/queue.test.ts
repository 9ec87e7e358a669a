import { afterEach, beforeEach, expect, test } from "vitest";
import { jobs, openJobs } from "../../jobs/index.ts";
import { addDays, momentOf } from "../../src/platform/clock.ts";
import { sql } from "../../src/platform/database.ts";
import { makeLog } from "../../src/platform/log.ts";
import { openQueues, type Queues } from "../../src/platform/queues.ts";
import { type DemoBot, demoBot } from "../bot.ts";

/** Runs on Redis where REDIS_URL names one, else on PostgreSQL: the same suite, the same results. */
const redisUrl = process.env.REDIS_URL;
const log = makeLog("silent");

let it: DemoBot;
let queues: Queues | undefined;
beforeEach(async () => {
	it = await demoBot(new Date("2026-12-07T09:00:00+07:00"));
});
afterEach(async () => {
	await queues?.empty();
	await queues?.close();
	queues = undefined;
	await it.close();
});

const until = async (holds: () => Promise<boolean>) => {
	for (let tries = 0; tries < 300; tries++) {
		if (await holds()) return;
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
	throw new Error("it did not happen within 15 seconds");
};

test("an announcement that was confirmed is planned and sent by the scheduler", async () => {
	queues = await openJobs(it.parts, { databaseUrl: it.url, redisUrl, log });
	const ha = await it.chatOf("Trịnh Thị Hà");
	await it.hear(ha, "thông báo cả xã: mai họp lúc 8 giờ ở nhà văn hoá");
	await it.hear(ha, "1");
	await until(async () => it.to(ha).some((one) => one.text.startsWith("Xong")));
	const planned = await it.db.rows<{ count: number }>(
		sql`SELECT count(*)::int AS count FROM outbox WHERE kind = 'announcement' AND state = 'sent'`,
	);
	expect(planned[0]!.count).toBe(
		it.sent.filter((one) => one.message.text.includes("Mai họp lúc 8 giờ")).length - 1,
	);
});

test("the queue is emptied in the middle of an announcement: everybody still gets it, once", async () => {
	queues = await openJobs(it.parts, { databaseUrl: it.url, redisUrl, log });
	const ha = await it.chatOf("Trịnh Thị Hà");
	await it.hear(ha, "thông báo cả xã: mai họp lúc 8 giờ ở nhà văn hoá");
	await queues.empty();
	await it.hear(ha, "1");
	await queues.ensure();
	await until(async () => it.to(ha).some((one) => one.text.startsWith("Xong")));
	await queues.empty();
	await queues.ensure();
	await new Promise((resolve) => setTimeout(resolve, 3_000));
	const doubled = await it.db.rows(
		sql`SELECT chat_id FROM outbox WHERE kind = 'announcement' GROUP BY chat_id HAVING count(*) > 1`,
	);
	expect(doubled).toEqual([]);
});

test("the queue is emptied in the middle of a month: the reminder still happens, once", async () => {
	const [meeting] = await it.db.rows<{ day: string }>(
		sql`SELECT day FROM meeting WHERE state = 'planned' ORDER BY day LIMIT 1`,
	);
	it.clock.set(momentOf(addDays(meeting!.day, -1), "18:45"));
	const run = async () => void (await jobs.find((one) => one.name === "meeting-reminders")!.run(it.parts));
	const often = [{ name: "meeting-reminders", schedule: { everyMs: 300 } }];
	queues = await openQueues({ databaseUrl: it.url, redisUrl, log, jobs: often, run });
	await until(async () => it.sent.length > 0);
	await queues.empty();
	await queues.ensure();
	await new Promise((resolve) => setTimeout(resolve, 1_500));
	await it.settled();
	const told = it.sent.map((one) => one.chat);
	expect(told.length).toBe(new Set(told).size);
	const [waiting] = await it.db.rows<{ count: number }>(sql`
		SELECT count(*)::int AS count FROM notice WHERE state = 'waiting'`);
	expect(waiting!.count).toBe(0);
});
