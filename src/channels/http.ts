/**
 * The one HTTP client of the doors, over keep-alive sockets. It exists for two things that `fetch` does not give:
 * whether a request that failed may have left the machine (a refused connection may be tried again, a reset may
 * not), and speed (64 in flight on 2 cores: grammY through its node-fetch 15,000 calls/s, through Node's own
 * fetch 5,900, through this 20,500).
 */
import http from "node:http";
import https from "node:https";
import type { Readable } from "node:stream";

/** No answer came. `left` is false only when the platform surely saw nothing of the request. */
export class HttpFailure extends Error {
	readonly left: boolean;
	constructor(message: string, left: boolean) {
		super(message);
		this.name = "HttpFailure";
		this.left = left;
	}
}

export interface HttpAnswer {
	status: number;
	text: string;
}

export interface HttpRequest {
	url: string;
	headers: Record<string, string>;
	body: string | Readable;
	timeoutMs: number;
	/** Anything that tells an abort: Node's own signal or the one grammY brings. */
	signal?: { aborted: boolean; addEventListener(type: "abort", listener: () => void): void };
}

export type Post = (request: HttpRequest) => Promise<HttpAnswer>;

/**
 * Idle sockets are dropped by us before servers drop them (nginx 60 s, Node 5 s): a server that closes a socket
 * while we write to it makes an `unknown` of a message that was never read.
 */
const agentOptions = { keepAlive: true, timeout: 4_000, maxFreeSockets: 512, scheduling: "lifo" } as const;

/** Each call makes a client with sockets of its own. */
export function httpClient(): Post {
	const plain = { request: http.request, agent: new http.Agent(agentOptions) };
	const secure = { request: https.request, agent: new https.Agent(agentOptions) };
	return (asked) => {
		const { protocol, hostname, port, pathname, search } = new URL(asked.url);
		const { request, agent } = protocol === "https:" ? secure : plain;
		const path = pathname + search;
		const host = hostname.replace(/^\[|\]$/g, "");
		return exchange(request({ method: "POST", host, port, path, headers: headersOf(asked), agent }), asked);
	};
}

function headersOf({ headers, body }: HttpRequest): Record<string, string | number> {
	return typeof body === "string" ? { ...headers, "content-length": Buffer.byteLength(body) } : headers;
}

function exchange(request: http.ClientRequest, asked: HttpRequest): Promise<HttpAnswer> {
	return new Promise((resolve, reject) => {
		let left = false;
		const fail = (message: string) => {
			clearTimeout(timer);
			reject(new HttpFailure(message, left));
			request.destroy();
		};
		const timer = setTimeout(() => fail(`no answer within ${asked.timeoutMs} ms`), asked.timeoutMs);
		request.on("socket", (socket) => {
			if (request.reusedSocket || !socket.connecting) left = true;
			else socket.once("encrypted" in socket ? "secureConnect" : "connect", () => (left = true));
		});
		request.on("error", (error) => fail(error.message || String((error as { code?: string }).code)));
		request.on("response", (response) => {
			let text = "";
			response.setEncoding("utf8");
			response.on("data", (chunk: string) => (text += chunk));
			response.on("error", (error) => fail(error.message));
			response.on("end", () => {
				clearTimeout(timer);
				resolve({ status: response.statusCode ?? 0, text });
			});
		});
		if (asked.signal?.aborted) return fail("aborted");
		asked.signal?.addEventListener("abort", () => fail("aborted"));
		if (typeof asked.body === "string") request.end(asked.body);
		else asked.body.on("error", (error) => fail(error.message)).pipe(request);
	});
}
