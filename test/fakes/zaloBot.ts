/** One bot at the fake Zalo: its events, who polls or gets them by webhook, and what it said. */
import { randomBytes } from "node:crypto";
import { httpClient } from "../../src/channels/http.ts";

export interface ZaloSent {
	messageId: string;
	chat: string;
	text: string;
	atMs: number;
}

export interface ZaloEvent {
	event_name: string;
	message?: Record<string, unknown>;
}

interface Poll {
	timer: NodeJS.Timeout;
	answer(event: ZaloEvent | undefined): void;
}

const post = httpClient();
const newId = () => randomBytes(10).toString("hex");

/** So long after a poll its poller is still counted as there; what comes later is lost, as with the real one. */
const pollerGraceMs = 3_000;

export class FakeZaloBot {
	readonly token: string;
	readonly sent: ZaloSent[] = [];
	readonly sentByChat = new Map<string, ZaloSent[]>();
	/** `chat_id`s that Zalo answers with 410. */
	readonly gone = new Set<string>();
	/** The status of every delivery to the webhook, in order. */
	readonly deliveries: { event: unknown; status: number }[] = [];
	webhook: { url: string; secret: string } | undefined;
	/** Real deliveries are bare; the documents show them wrapped. */
	shape: "bare" | "wrapped" = "bare";
	/** What setWebhook says of whether it reached the address. */
	verification = { ok: true, outcome: "webhook.ok", hint: "Your endpoint responded successfully." };
	keepsTexts = true;
	/** Events that nobody was there to hear. */
	lost = 0;
	last: ZaloEvent | undefined;
	private queue: ZaloEvent[] = [];
	private polls: Poll[] = [];
	private polledAtMs = 0;
	private delivering: Promise<void> = Promise.resolve();

	constructor(token: string) {
		this.token = token;
	}

	get waiting(): number {
		return this.queue.length;
	}

	get isPolled(): boolean {
		return this.polls.length > 0;
	}

	push(event: ZaloEvent): Promise<void> {
		this.last = event;
		if (this.webhook) {
			this.delivering = this.delivering.then(() => this.deliver(event));
			return this.delivering;
		}
		const poll = this.polls.shift();
		if (poll) {
			clearTimeout(poll.timer);
			this.polledAtMs = Date.now();
			poll.answer(event);
		} else if (Date.now() - this.polledAtMs < pollerGraceMs) this.queue.push(event);
		else this.lost++;
		return Promise.resolve();
	}

	/** Waits though nobody polls: for benchmarks, where it is loaded before. */
	load(event: ZaloEvent) {
		this.queue.push(event);
	}

	/** One event or none. Two pollers steal from each other. */
	getUpdates(timeoutSec: number, answer: Poll["answer"]): () => void {
		this.polledAtMs = Date.now();
		const event = this.queue.shift();
		if (event) {
			answer(event);
			return () => undefined;
		}
		const end = () => {
			clearTimeout(poll.timer);
			this.polledAtMs = Date.now();
			this.polls = this.polls.filter((other) => other !== poll);
		};
		const expire = () => {
			end();
			answer(undefined);
		};
		const poll: Poll = { answer, timer: setTimeout(expire, timeoutSec * 1000) };
		this.polls.push(poll);
		return end;
	}

	/** Once: whether Zalo tries again is not documented. */
	private async deliver(event: ZaloEvent) {
		const { url, secret } = this.webhook!;
		const body = JSON.stringify(this.shape === "bare" ? event : { ok: true, result: event });
		const headers = { "content-type": "application/json", "x-bot-api-secret-token": secret };
		const status = await post({ url, headers, body, timeoutMs: 20_000 }).then(
			(answer) => answer.status,
			() => 0,
		);
		this.deliveries.push({ event, status });
	}

	record(chat: string, text: string): ZaloSent {
		const sent = { messageId: newId(), chat, text, atMs: Date.now() };
		if (!this.keepsTexts) return sent;
		this.sent.push(sent);
		const earlier = this.sentByChat.get(chat);
		if (earlier) earlier.push(sent);
		else this.sentByChat.set(chat, [sent]);
		return sent;
	}

	sentTo(chat: string): ZaloSent[] {
		return this.sentByChat.get(chat) ?? [];
	}

	event(name: string, chat: string, content: object, chatType = "PRIVATE"): ZaloEvent {
		const from = { id: chat, display_name: "Test", is_bot: false };
		const base = { from, chat: { id: chat, chat_type: chatType }, message_id: newId(), date: Date.now() };
		return { event_name: name, message: { ...base, ...content } };
	}

	/** Resolves when it is handed to a poll, kept for the next one, or the webhook has answered. */
	userSays(chat: string, text: string): Promise<void> {
		return this.push(this.event("message.text.received", chat, { text, message_type: "CHAT_MESSAGE" }));
	}

	userSendsPhoto(chat: string, caption: string): Promise<void> {
		const photo = { photo_url: "https://photo-stal-1.zdn.vn/x.jpg", message_type: "CHAT_PHOTO" };
		return this.push(this.event("message.image.received", chat, { ...photo, caption }));
	}

	/** What a person of a protected group writes arrives as this, without its content. */
	userSaysHidden(chat: string): Promise<void> {
		return this.push(this.event("message.unsupported.received", chat, {}));
	}

	userMentionsInGroup(group: string, text: string): Promise<void> {
		return this.push(this.event("message.text.received", group, { text }, "GROUP"));
	}
}
