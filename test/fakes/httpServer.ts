/** What both fakes share: a real HTTP server, its body, its answers and its faults. */
import http from "node:http";
import type { AddressInfo } from "node:net";

export type Request = http.IncomingMessage;
export type Response = http.ServerResponse;

/**
 * - `drop-before`: the connection breaks and nothing happened · `drop-after`: it happened, then it breaks
 * - `hang`: nothing happens and no answer comes · `hang-after`: it happens and no answer comes
 * - `html`: an answer that is not the platform's own, with `status`
 * - `error`: the platform's own envelope with `code`
 */
export interface Fault {
	kind: "drop-before" | "drop-after" | "hang" | "hang-after" | "html" | "error";
	/** Only this method; all but getUpdates without it. */
	method?: string;
	chat?: string;
	/** How many calls; 1 without it. */
	times?: number;
	/** So many calls pass before. */
	skip?: number;
	code?: number;
	status?: number;
	description?: string;
	retryAfterSec?: number;
}

export class Faults {
	private list: Fault[] = [];

	add(fault: Fault) {
		this.list.push({ times: 1, skip: 0, ...fault });
	}

	clear() {
		this.list = [];
	}

	/** The fault of this call, used up by one. */
	take(method: string, chat?: string): Fault | undefined {
		if (this.list.length === 0) return undefined;
		const fits = (fault: Fault) =>
			(fault.method ? fault.method === method : method !== "getUpdates") &&
			(fault.chat === undefined || fault.chat === chat);
		const fault = this.list.find(fits);
		if (!fault) return undefined;
		if (fault.skip! > 0) {
			fault.skip!--;
			return undefined;
		}
		if (--fault.times! <= 0) this.list.splice(this.list.indexOf(fault), 1);
		return fault;
	}
}

export function readBody(request: Request): Promise<Buffer> {
	return new Promise((resolve, reject) => {
		const chunks: Buffer[] = [];
		request.on("data", (chunk: Buffer) => chunks.push(chunk));
		request.on("end", () => resolve(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)));
		request.on("error", reject);
	});
}

export function answerJson(response: Response, status: number, value: unknown) {
	const text = JSON.stringify(value);
	response.writeHead(status, {
		"content-type": "application/json",
		"content-length": Buffer.byteLength(text),
	});
	response.end(text);
}

export interface RunningServer {
	port: number;
	close(): Promise<void>;
}

export async function listen(
	handle: (request: Request, response: Response) => void,
	port = 0,
): Promise<RunningServer> {
	const server = http.createServer({ keepAliveTimeout: 60_000 }, handle);
	await new Promise<void>((resolve, reject) => {
		server.once("error", reject);
		server.listen(port, "127.0.0.1", 4096, resolve);
	});
	return {
		port: (server.address() as AddressInfo).port,
		close: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
}

/** Waits until `check` gives something other than undefined and false. */
export async function waitFor<T>(check: () => T | undefined | false, limitMs = 10_000): Promise<T> {
	const until = Date.now() + limitMs;
	for (;;) {
		const value = check();
		if (value !== undefined && value !== false) return value;
		if (Date.now() > until) throw new Error(`waited ${limitMs} ms for: ${check}`);
		await new Promise((resolve) => setTimeout(resolve, 5));
	}
}

/** The port after `--port`, for a fake that runs as a process of its own. */
export const portArgument = () => Number(process.argv[process.argv.indexOf("--port") + 1] ?? 0) || 0;
