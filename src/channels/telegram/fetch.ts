import type { Readable } from "node:stream";
import type { ApiClientOptions } from "grammy";
import { type HttpRequest, httpClient } from "../http.ts";

/** The answer was not Telegram's own word: a proxy, a blocking page, a gateway that gave up. */
export class NotTelegram extends Error {
	readonly status: number;
	constructor(status: number) {
		super(`an answer (HTTP ${status}) that is not Telegram's`);
		this.name = "NotTelegram";
		this.status = status;
	}
}

interface GrammyRequest {
	headers: Record<string, string>;
	body: string | Readable;
	signal?: HttpRequest["signal"];
}

/**
 * What grammY calls instead of node-fetch: as much of `fetch` as it uses, and no more.
 * @param timeoutMs shorter than grammY's own limit, which cannot tell whether the request had left
 */
export function telegramFetch(timeoutMs: number): NonNullable<ApiClientOptions["fetch"]> {
	const post = httpClient();
	const call = async (url: string, { headers, body, signal }: GrammyRequest) => {
		const { status, text } = await post({ url, headers, body, signal, timeoutMs });
		return { json: async () => envelope(status, text) };
	};
	return call as unknown as NonNullable<ApiClientOptions["fetch"]>;
}

function envelope(status: number, text: string): object {
	try {
		const parsed: unknown = JSON.parse(text);
		if (typeof parsed === "object" && parsed !== null && "ok" in parsed) return parsed;
	} catch {
		// An HTML page: told below with its status.
	}
	throw new NotTelegram(status);
}
