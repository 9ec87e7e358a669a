import { type Clock, systemClock } from "../platform/clock.ts";
import { type Config, readConfig } from "../platform/config.ts";
import type { Database } from "../platform/database.ts";
import type { PrismaClient } from "../platform/generated/client.ts";
import { type Log, makeLog } from "../platform/log.ts";
import { openConfigured } from "../platform/open.ts";
import { openPrisma } from "../platform/prisma.ts";
import { type Sealing, sealingOf } from "../platform/sealing.ts";
import { remark } from "./command.ts";

/** What a command works with: the database of the settings, beside a running bot or alone. */
export interface Desk {
	config: Config;
	log: Log;
	clock: Clock;
	db: Database;
	url: string;
	isEmbedded: boolean;
	sealing: Sealing;
	/** For reads; made the first time it is asked for. */
	prisma(): Promise<PrismaClient>;
	close(): Promise<void>;
}

export type OpenDesk = () => Promise<Desk>;

/** Opens the database of the settings. The last of commands and bot to close the embedded one stops it. */
export async function openDesk(env: NodeJS.ProcessEnv): Promise<Desk> {
	const config = readConfig(env);
	const log = makeLog(config.LOG_LEVEL);
	const { db, url, isEmbedded, close } = await openConfigured(config, log, remark);
	let prisma: Promise<PrismaClient> | undefined;
	return {
		config,
		log,
		clock: systemClock(config.CLBOT_NOW),
		db,
		url,
		isEmbedded,
		sealing: sealingOf(config),
		prisma() {
			prisma ??= openPrisma(url);
			return prisma;
		},
		async close() {
			await (await prisma)?.$disconnect();
			await close();
		},
	};
}
