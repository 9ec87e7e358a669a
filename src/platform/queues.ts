import { createPostgresBackend, createRedisBackend, type Job, runMigrations, withBackend } from "bullmq";
import { Redis } from "ioredis";
import pg from "pg";
import { OperatorError } from "./config.ts";
import { type Log, redact } from "./log.ts";

/** When a job runs: a cron pattern in Vietnam's time, or every so many milliseconds. */
export type Schedule = { pattern: string } | { everyMs: number };

export interface Scheduled {
	name: string;
	schedule: Schedule;
}

export interface Queues {
	/** Puts back whatever scheduler is missing; somebody may have emptied the queue. */
	ensure(): Promise<void>;
	/** Takes everything out of the queue, schedulers too: only for the tests that show it does no harm. */
	empty(): Promise<void>;
	close(): Promise<void>;
}

interface Ports {
	databaseUrl: string;
	redisUrl?: string;
	log: Log;
	jobs: Scheduled[];
	/** A job carries its name and nothing else: every fact is in the database. */
	run(name: string): Promise<void>;
}

const queueName = "clbot";
const timeZone = "Asia/Ho_Chi_Minh";
/** How soon a missing scheduler is noticed. */
const ensureEveryMs = 60_000;
const keep = {
	removeOnComplete: 100,
	removeOnFail: 500,
	attempts: 3,
	backoff: { type: "exponential" as const, delay: 2_000 },
};

async function migratePostgres(url: string): Promise<void> {
	const client = new pg.Client({ connectionString: url });
	await client.connect();
	try {
		await runMigrations(client);
	} finally {
		await client.end();
	}
}

/** @throws OperatorError where nobody answers: BullMQ itself would wait for ever, without a word */
async function connectRedis(url: string): Promise<Redis> {
	const connection = new Redis(url, { maxRetriesPerRequest: null, lazyConnect: true, connectTimeout: 5_000 });
	let why = "no answer";
	connection.on("error", (error: Error) => {
		why = redact(error.message);
	});
	try {
		await connection.connect();
		return connection;
	} catch {
		connection.disconnect();
		throw new OperatorError(
			`REDIS_URL: no Redis at ${new URL(url).host} (${why}); start it or correct the address`,
		);
	}
}

/** The same queue on Redis where one is named, else on the PostgreSQL that is there anyway. */
async function makeBackend(databaseUrl: string, redisUrl: string | undefined) {
	if (redisUrl) {
		const connection = await connectRedis(redisUrl);
		const { Queue, Worker } = withBackend(createRedisBackend);
		return {
			queue: new Queue(queueName, { connection }),
			worker: (work: (job: Job) => Promise<void>) =>
				new Worker(queueName, work, { connection, concurrency: 4 }),
			close: async () => void (await connection.quit().catch(() => connection.disconnect())),
		};
	}
	await migratePostgres(databaseUrl);
	const connection = { connectionString: databaseUrl, max: 2, application_name: "clbot queue" };
	const { Queue, Worker } = withBackend(createPostgresBackend);
	return {
		queue: new Queue(queueName, { connection }),
		worker: (work: (job: Job) => Promise<void>) =>
			new Worker(queueName, work, { connection, concurrency: 4 }),
		close: async () => {},
	};
}

/** Opens the schedulers of all jobs and the worker that runs them. */
export async function openQueues({ databaseUrl, redisUrl, log, jobs, run }: Ports): Promise<Queues> {
	const { queue, worker: makeWorker, close } = await makeBackend(databaseUrl, redisUrl);
	const lost = (error: Error) => log.warn({ err: error }, "the queue is not reachable; it is tried again");
	queue.on("error", lost);
	const ensure = async () => {
		const there = new Set((await queue.getJobSchedulers()).map((one) => one.key));
		for (const { name, schedule } of jobs) {
			if (there.has(name)) continue;
			const repeat =
				"pattern" in schedule ? { pattern: schedule.pattern, tz: timeZone } : { every: schedule.everyMs };
			await queue.upsertJobScheduler(name, repeat, { name, opts: keep });
		}
		for (const name of there)
			if (!jobs.some((one) => one.name === name)) await queue.removeJobScheduler(name);
	};
	await ensure();
	const worker = makeWorker(async (job) => run(job.name));
	worker.on("error", lost);
	worker.on("failed", (job, error) => log.error({ err: error, job: job?.name }, "a job failed"));
	const ensuring = setInterval(() => ensure().catch(lost), ensureEveryMs);
	return {
		ensure,
		async empty() {
			for (const { name } of jobs) await queue.removeJobScheduler(name);
			await queue.obliterate({ force: true });
		},
		async close() {
			clearInterval(ensuring);
			await worker.close();
			await queue.close();
			await close();
		},
	};
}
