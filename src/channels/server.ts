import Fastify, { type FastifyInstance } from "fastify";
import { OperatorError } from "../platform/config.ts";
import { type Database, sql } from "../platform/database.ts";
import type { Door } from "./door.ts";

interface Webhook {
	path: "/webhooks/telegram" | "/webhooks/zalo";
	deliver(headers: Record<string, string | string[] | undefined>, body: unknown): Promise<{ status: number }>;
}

interface Ports {
	db: Database;
	doors: Door[];
	webhooks: Webhook[];
	/** Adds the pages for staff, and the practice page where it is on. */
	pages: (app: FastifyInstance) => void;
}

/** An update of either platform is a few kilobytes; anything near this is none of theirs. */
const bodyLimit = 1_048_576;

/** The HTTP side of the bot: webhooks, health, the pages for staff and the practice page. */
export function makeServer({ db, doors, webhooks, pages }: Ports): FastifyInstance {
	const app = Fastify({ bodyLimit, forceCloseConnections: true });
	app.register(async (scope) => {
		// The doors parse bodies themselves: what is no JSON is theirs to refuse, and an empty probe is no error.
		scope.removeAllContentTypeParsers();
		scope.addContentTypeParser("*", { parseAs: "string" }, (_, body, done) => done(null, body));
		for (const { path, deliver } of webhooks) {
			scope.post(path, async (request, reply) => {
				const { status } = await deliver(request.headers, request.body ?? "");
				return reply.code(status).send();
			});
		}
	});
	app.get("/healthz", async () => ({ alive: true }));
	app.get("/readyz", async (_, reply) => {
		const states = Object.fromEntries(doors.map((door) => [door.channel, door.state()]));
		const database = await db.rows(sql`SELECT 1`).then(
			() => "open",
			() => "silent",
		);
		return reply.code(database === "open" ? 200 : 503).send({ database, doors: states });
	});
	pages(app);
	return app;
}

/** @throws OperatorError where the port is taken or may not be used */
export async function listen(app: FastifyInstance, host: string, port: number): Promise<void> {
	try {
		await app.listen({ host, port });
	} catch (error) {
		const code = (error as NodeJS.ErrnoException).code;
		if (code === "EADDRINUSE")
			throw new OperatorError(`PORT: ${port} is taken by another program; set PORT to a free one`);
		if (code === "EACCES")
			throw new OperatorError(`PORT: ${port} may not be used by this user; set PORT above 1023`);
		if (code === "EADDRNOTAVAIL") throw new OperatorError(`HOST: ${host} is no address of this machine`);
		throw error;
	}
}
