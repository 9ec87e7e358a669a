/** The whole of what we use of the Zalo Bot Platform (docs/sources.md, Platforms). No usable SDK exists. */
import * as z from "zod";
import { HttpFailure, type Post } from "../http.ts";

/**
 * What Zalo answered, or did not. `code` is Zalo's own; undefined where the answer was not Zalo's word or none
 * came, and then `left` says whether the request may have had its effect.
 */
export class ZaloError extends Error {
	readonly code: number | undefined;
	readonly left: boolean;
	constructor(message: string, code: number | undefined, left: boolean) {
		super(message);
		this.name = "ZaloError";
		this.code = code;
		this.left = left;
	}
}

/** Lenient: HTTP 200 with `ok: false` is a refusal, and one method spells its code `errorCode`. */
const envelope = z.looseObject({
	ok: z.boolean(),
	result: z.unknown().optional(),
	error_code: z.coerce.number().nullish(),
	errorCode: z.coerce.number().nullish(),
	description: z.string().nullish(),
});

const sentMessage = z.looseObject({ message_id: z.union([z.string(), z.number()]) });

const webhookSet = z.looseObject({
	verification: z
		.looseObject({ ok: z.boolean(), outcome: z.string().nullish(), hint: z.string().nullish() })
		.nullish(),
});

export interface ZaloClient {
	getMe(): Promise<void>;
	/** One event as Zalo sent it, or null where nobody wrote anything. There is no acknowledgement. */
	getUpdate(timeoutSec: number): Promise<unknown>;
	/** Undefined when Zalo reached the webhook; else what it says of why it did not. */
	setWebhook(url: string, secret: string): Promise<string | undefined>;
	deleteWebhook(): Promise<void>;
	/** The id of the message. No parse_mode: its escaping rules are not documented. */
	sendMessage(chat: string, text: string): Promise<string>;
}

export interface ZaloClientOptions {
	token: string;
	apiRoot: string;
	post: Post;
	/** For every call but a poll. */
	limitMs: number;
	/** A poll may take so much longer than what it asks for. */
	pollGraceMs: number;
}

const idle = 408;

export function zaloClient({ token, apiRoot, post, limitMs, pollGraceMs }: ZaloClientOptions): ZaloClient {
	const root = `${apiRoot.replace(/\/+$/, "")}/bot${token.trim()}`;
	const headers = { "content-type": "application/json" };

	async function call(method: string, body: object, timeoutMs = limitMs): Promise<unknown> {
		const url = `${root}/${method}`;
		const { status, text } = await post({ url, headers, body: JSON.stringify(body), timeoutMs }).catch(
			(error: Error) => {
				throw new ZaloError(error.message, undefined, !(error instanceof HttpFailure && !error.left));
			},
		);
		const { data } = envelope.safeParse(json(text));
		if (!data) throw new ZaloError(`an answer (HTTP ${status}) that is not Zalo's`, ownCode(status), true);
		if (data.ok) return data.result;
		const code = data.error_code ?? data.errorCode ?? (status >= 400 ? status : undefined);
		throw new ZaloError(`${code ?? "no code"}: ${data.description ?? "no word of why"}`, code, true);
	}

	return {
		async getMe() {
			await call("getMe", {});
		},
		async getUpdate(timeoutSec) {
			try {
				const result = await call("getUpdates", { timeout: timeoutSec }, timeoutSec * 1000 + pollGraceMs);
				return (Array.isArray(result) ? result[0] : result) ?? null;
			} catch (error) {
				if (error instanceof ZaloError && error.code === idle) return null;
				throw error;
			}
		},
		async setWebhook(url, secret) {
			const { data } = webhookSet.safeParse(await call("setWebhook", { url, secret_token: secret }));
			const verification = data?.verification;
			if (!verification || verification.ok) return undefined;
			return `${verification.outcome ?? "not reached"}: ${verification.hint ?? ""}`;
		},
		async deleteWebhook() {
			await call("deleteWebhook", {});
		},
		async sendMessage(chat, text) {
			const { data } = sentMessage.safeParse(await call("sendMessage", { chat_id: chat, text }));
			// Zalo said ok; an answer without an id is still a message that arrived.
			return data ? String(data.message_id) : "";
		},
	};
}

/** A proxy that says 429 has surely passed nothing on; of anything else we cannot know. */
const ownCode = (status: number) => (status === 429 ? 429 : undefined);

function json(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
