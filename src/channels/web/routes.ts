import { readFile } from "node:fs/promises";
import type { FastifyError, FastifyInstance, FastifyReply } from "fastify";
import { eventStreams } from "./events.ts";
import { Refused, readAfter, readBody, readChat, readChats } from "./input.ts";
import type { PracticePort } from "./port.ts";

export type { PracticeMessage, PracticePerson, PracticePort } from "./port.ts";

/** The page as it lies in this folder, and the address and type of each file. */
const files = [
	{ file: "page.html", url: "/", type: "text/html; charset=utf-8" },
	...["page", "chat"].map((name) => ({
		file: `${name}.css`,
		url: `/practice/${name}.css`,
		type: "text/css; charset=utf-8",
	})),
	...["page", "api", "chats", "people", "log", "compose"].map((name) => ({
		file: `${name}.js`,
		url: `/practice/${name}.js`,
		type: "text/javascript; charset=utf-8",
	})),
];

const headers = {
	"content-security-policy":
		"default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
	"x-content-type-options": "nosniff",
	"referrer-policy": "no-referrer",
};

/** 4,000 characters, each written as a six-byte escape, and room for the rest. */
const BODY_LIMIT = 32 * 1024;

/** The sentence and status of what went wrong; only our own faults are logged. */
const explain = (error: FastifyError): { status: number; sentence: string } => {
	if (error instanceof Refused) return { status: 400, sentence: error.message };
	if (error.statusCode === 404) return { status: 404, sentence: "Trang tập không có người này." };
	if (error.statusCode === 413) return { status: 413, sentence: "Tin dài quá, mời chia làm hai tin." };
	if (error.statusCode !== undefined && error.statusCode < 500)
		return { status: error.statusCode, sentence: "Trang tập không đọc được tin vừa gửi, mời thử lại." };
	return { status: 500, sentence: "Máy đang bận, chưa làm được. Mời thử lại sau một lát." };
};

/**
 * The practice page and its API. It lets anybody be anybody: only on a database marked demo.
 * Its headers, errors and streams are its own and touch no other route of `app`.
 */
export const practicePage = (app: FastifyInstance, port: PracticePort): void => {
	app.register(async (page) => {
		page.addHook("onRequest", async (_request, reply) => {
			reply.headers(headers);
		});
		page.setErrorHandler((error: FastifyError, request, reply: FastifyReply) => {
			const { status, sentence } = explain(error);
			if (status === 500) request.log.error({ err: error }, "practice page");
			return reply.code(status).send({ error: sentence });
		});
		await serveFiles(page);
		serveApi(page, port);
	});
};

/** Read once: what is served is what stood there at the start, as with the rest of the program. */
const serveFiles = async (page: FastifyInstance): Promise<void> => {
	for (const { file, url, type } of files) {
		const content = await readFile(new URL(file, import.meta.url));
		page.get(url, async (_request, reply) =>
			reply.header("cache-control", "no-cache").type(type).send(content),
		);
	}
};

const serveApi = (page: FastifyInstance, port: PracticePort): void => {
	const streams = eventStreams(port);
	page.addHook("preClose", async () => streams.endAll());

	page.get("/practice/people", async (_request, reply) => {
		reply.header("cache-control", "no-store");
		return port.people();
	});

	page.get("/practice/chats/:chat/messages", async (request, reply) => {
		reply.header("cache-control", "no-store");
		return port.history(readChat(request.params), readAfter(request.query));
	});

	page.post("/practice/chats/:chat/messages", { bodyLimit: BODY_LIMIT }, async (request, reply) => {
		const { seq } = await port.say(readChat(request.params), readBody(request.body));
		return reply.code(202).send({ seq });
	});

	page.get("/practice/events", (request, reply) => {
		streams.serve(reply, readChats(request.query));
	});
};
