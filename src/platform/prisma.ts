import type { PrismaClient } from "./generated/client.ts";

/** As many connections as a list or a page reads over at a time. */
const connections = 2;

/**
 * Prisma for reads outside a turn; what writes goes through `Tx`. Loaded only when it is asked for: the bot
 * runs without it and does not pay for its memory.
 */
export async function openPrisma(url: string): Promise<PrismaClient> {
	const [{ PrismaPg }, generated] = await Promise.all([
		import("@prisma/adapter-pg"),
		import("./generated/client.ts"),
	]);
	return new generated.PrismaClient({
		adapter: new PrismaPg({ connectionString: url, max: connections, application_name: "clbot reads" }),
	});
}
