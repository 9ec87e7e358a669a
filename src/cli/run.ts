import { setTimeout as sleep } from "node:timers/promises";
import { jobs, runJob } from "../../jobs/index.ts";
import { doorRow } from "../conversation/inbox.ts";
import { openDelivery } from "../delivery/delivery.ts";
import { makeDoors } from "../doors.ts";
import { handlers } from "../features.ts";
import { handClock } from "../platform/clock.ts";
import { OperatorError } from "../platform/config.ts";
import { sql } from "../platform/database.ts";
import { setting, webhookSecret } from "../platform/settings.ts";
import { command, print, remark } from "./command.ts";
import type { Desk } from "./desk.ts";

/** How long what the job planned may take to be sent; at 30/s that is more than 15,000 messages. */
const longestWaitMs = 9 * 60_000;

interface Sent {
	planned: number;
	sent: number;
	open: number;
	unknown: number;
	failed: number;
}

/** What has become of the rows that this run planned. */
async function countSince({ db }: Desk, lastId: number, at: Date): Promise<Sent> {
	const [row] = await db.rows<Sent>(sql`
		SELECT count(*)::int AS planned, count(*) FILTER (WHERE state = 'sent')::int AS sent,
			count(*) FILTER (WHERE state = 'claimed' OR (state = 'planned' AND not_before <= ${at}))::int AS open,
			count(*) FILTER (WHERE state = 'unknown')::int AS unknown, count(*) FILTER (WHERE state = 'failed')::int AS failed
		FROM outbox WHERE id > ${lastId} AND planned_at = ${at}`);
	return row!;
}

/** Doors that send and do not receive: a bot that runs beside this keeps its polls and webhooks. */
async function openSending(desk: Desk, at: Date) {
	const { config, db, sealing, log } = desk;
	const clock = handClock(at);
	const hasPractice = (await setting(db, "demo")) !== undefined;
	const secret = await webhookSecret(db, config.WEBHOOK_SECRET);
	const { doors } = makeDoors({ config, db, sealing, clock, log, secret, hasPractice });
	const sending = await Promise.all(
		doors.map(async ({ door, ratePerSec, leavesRoom }) => ({
			doorId: await doorRow(db, door.channel, door.bot),
			ratePerSec,
			leavesRoom,
			send: door.send.bind(door),
		})),
	);
	const delivery = await openDelivery({
		db,
		sealing,
		clock,
		log,
		role: "run",
		doors: sending,
		leavesAt: desk.clock.now,
	});
	const canEdit = (channel: string) => doors.some(({ door }) => door.channel === channel && door.can.edit);
	return { delivery, parts: { db, sealing, clock, canEdit, timers: handlers(sealing), wake: delivery.wake } };
}

async function runAt(desk: Desk, name: string, at: Date): Promise<void> {
	const [last] = await desk.db.rows<{ id: number }>(sql`SELECT coalesce(max(id), 0) AS id FROM outbox`);
	const { delivery, parts } = await openSending(desk, at);
	try {
		const done = await runJob(name, parts);
		let sent = await countSince(desk, last!.id, at);
		for (let waitedMs = 0; sent.open > 0 && waitedMs < longestWaitMs; waitedMs += 100) {
			delivery.wake();
			await sleep(100);
			sent = await countSince(desk, last!.id, at);
		}
		if (sent.open > 0) remark(`${sent.open} messages are still not sent; the running bot goes on with them`);
		const { planned, unknown, failed } = sent;
		await print(
			JSON.stringify({ job: name, at: at.toISOString(), ...done, planned, sent: sent.sent, unknown, failed }),
		);
	} finally {
		await delivery.close();
	}
}

export default command({
	help: `
npm run --silent clbot -- run <job> --at <ISO time>    runs one scheduled job as if it were that time

That time is now for the job and for the sending of what it plans. Waits until that is sent and prints what was done as
one JSON object. A job takes each of its slots once: what has happened already does not happen again.
Jobs: ${jobs.map((job) => job.name).join(", ")}

  --at TIME    with its offset, such as 2026-12-11T18:30:00+07:00; without it, the clock's time

Example:  npm run --silent clbot -- run meeting-reminders --at 2026-12-11T18:30:00+07:00`,
	options: { at: { type: "string" } },
	words: [1, 1],
	async run({ words: [name], options }, open) {
		if (!jobs.some((job) => job.name === name)) {
			throw new OperatorError(
				`there is no job «${name}»; there are ${jobs.map((job) => job.name).join(", ")}`,
			);
		}
		const at = options.at === undefined ? undefined : new Date(options.at);
		if (at && (Number.isNaN(at.getTime()) || !/(Z|[+-]\d\d:?\d\d)$/.test(options.at ?? ""))) {
			throw new OperatorError("--at must be an ISO time with its offset, such as 2026-12-11T18:30:00+07:00");
		}
		const desk = await open();
		await runAt(desk, name!, at ?? desk.clock.now());
		return 0;
	},
});
