import { OperatorError } from "../src/platform/config.ts";
import type { Log } from "../src/platform/log.ts";
import { openQueues, type Queues } from "../src/platform/queues.ts";
import { announcements } from "./announcements.ts";
import { composeNotices } from "./compose-notices.ts";
import type { Done, Job, Parts } from "./job.ts";
import { ladder } from "./ladder.ts";
import { meetingReminders } from "./meeting-reminders.ts";
import { missedMeetings } from "./missed-meetings.ts";
import { morningTasks } from "./morning-tasks.ts";
import { retention } from "./retention.ts";
import { timers } from "./timers.ts";
import { unitChanges } from "./unit-changes.ts";

export type { Parts } from "./job.ts";

/** Everything that happens by itself. */
export const jobs: Job[] = [
	meetingReminders,
	missedMeetings,
	ladder,
	morningTasks,
	composeNotices,
	announcements,
	timers,
	unitChanges,
	retention,
];

/** @throws OperatorError for a name that no job has */
export async function runJob(name: string, parts: Parts): Promise<Done> {
	const job = jobs.find((one) => one.name === name);
	if (!job)
		throw new OperatorError(
			`run: no job is called ${name}; there are: ${jobs.map((one) => one.name).join(", ")}`,
		);
	return job.run(parts);
}

/** Opens the schedulers of all jobs, on Redis where one is set, else on the same PostgreSQL. */
export function openJobs(
	parts: Parts,
	queue: { databaseUrl: string; redisUrl?: string; log: Log },
): Promise<Queues> {
	return openQueues({
		...queue,
		jobs,
		async run(name) {
			const done = await runJob(name, parts);
			if (Object.values(done).some((count) => count > 0))
				queue.log.info({ job: name, ...done }, "a job did something");
		},
	});
}
