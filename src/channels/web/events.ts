import type { FastifyReply } from "fastify";
import type { PracticePort } from "./port.ts";

/** Proxies and phones drop a connection on which nothing is heard for half a minute. */
const HEARTBEAT_MS = 15_000;

/** A reader that takes nothing for so long is gone, whatever its socket says. */
const MOST_UNREAD_BYTES = 64 * 1024;

/**
 * The open event streams. An event carries no text, only which chat has something new: the page
 * fetches what it lacks, so an event lost in a reconnect costs nothing.
 */
export const eventStreams = (port: PracticePort) => {
	const open = new Set<() => void>();

	const serve = (reply: FastifyReply, chats: ReadonlySet<string>): void => {
		const stream = reply.raw;
		const write = (piece: string) => {
			if (stream.writableLength > MOST_UNREAD_BYTES) stream.destroy();
			else stream.write(piece);
		};
		// Subscribed before the head is written: the page fetches on `open`, and what comes after it is told.
		const unsubscribe = port.subscribe((chat, seq) => {
			if (chats.has(chat)) write(`event: message\ndata: ${JSON.stringify({ chat, seq })}\n\n`);
		});
		const heartbeat = setInterval(() => write(": still here\n\n"), HEARTBEAT_MS);
		heartbeat.unref();
		const end = () => {
			clearInterval(heartbeat);
			unsubscribe();
			open.delete(end);
			stream.end();
		};
		open.add(end);
		stream.on("close", end);
		stream.on("error", end);

		reply.hijack();
		stream.writeHead(200, {
			"content-type": "text/event-stream; charset=utf-8",
			"cache-control": "no-store",
			"x-accel-buffering": "no",
		});
		write("retry: 2000\n\n");
	};

	/** A stream never ends by itself, and the server does not close while one is open. */
	const endAll = () => {
		for (const end of [...open]) end();
	};

	return { serve, endAll };
};
