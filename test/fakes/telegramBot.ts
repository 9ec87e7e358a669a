/** One bot at the fake Telegram: its updates, who polls or gets them by webhook, and what it said. */
import type { Update } from "grammy/types";
import { httpClient } from "../../src/channels/http.ts";

/** An update as a test writes it: everything but its id. */
export type NewUpdate = Record<string, unknown>;

export interface Sent {
	method: "sendMessage" | "editMessageText" | "sendPhoto" | "sendDocument";
	messageId: number;
	chat: string;
	text: string;
	/** By row. */
	buttons: { text: string; callback_data: string }[][];
	file?: { name: string; bytes: number };
	atMs: number;
}

interface Poll {
	limit: number;
	timer: NodeJS.Timeout;
	answer(status: number, result: unknown): void;
}

export const isPrivate = (chat: string) => !chat.startsWith("-");
export const atSec = () => Math.floor(Date.now() / 1000);

const post = httpClient();

export class FakeBot {
	readonly token: string;
	readonly id: number;
	readonly sent: Sent[] = [];
	readonly sentByChat = new Map<string, Sent[]>();
	/** What was done besides sending: every call of the other methods, in order. */
	readonly calls: { method: string; payload: Record<string, unknown>; atMs: number }[] = [];
	readonly blocked = new Set<string>();
	readonly deleted = new Set<string>();
	webhook: { url: string; secret: string } | undefined;
	keepsTexts = true;
	messageId = 0;
	private updates: Update[] = [];
	private updateId = 1000;
	private poll: Poll | undefined;
	private delivering = false;

	constructor(token: string) {
		this.token = token;
		this.id = Number(token.split(":")[0]);
	}

	/** The update's id; the same update is given again until an offset beyond it is asked for. */
	push(update: NewUpdate): number {
		const id = ++this.updateId;
		this.updates.push({ update_id: id, ...update } as unknown as Update);
		this.wake();
		return id;
	}

	/** The same update once more, as Telegram does after a webhook answered too slowly. */
	redeliver(update: Update) {
		this.updates.push(update);
		this.wake();
	}

	get waiting(): number {
		return this.updates.length;
	}

	get isPolled(): boolean {
		return this.poll !== undefined;
	}

	/** Answers a long poll: at once where something waits, else when it comes or the time is up. */
	getUpdates(offset: number, limit: number, timeoutSec: number, answer: Poll["answer"]): () => void {
		if (this.webhook) {
			answer(409, "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook first");
			return () => undefined;
		}
		if (this.poll) {
			const earlier = this.endPoll()!;
			const only = "make sure that only one bot instance is running";
			earlier.answer(409, `Conflict: terminated by other getUpdates request; ${only}`);
		}
		if (offset > 0) this.updates = this.updates.filter(({ update_id }) => update_id >= offset);
		if (this.updates.length > 0 || timeoutSec <= 0) {
			answer(200, this.updates.slice(0, limit));
			return () => undefined;
		}
		const timer = setTimeout(() => this.endPoll()?.answer(200, []), timeoutSec * 1000);
		const poll: Poll = { limit, answer, timer };
		this.poll = poll;
		return () => {
			if (this.poll === poll) this.endPoll();
		};
	}

	private endPoll(): Poll | undefined {
		const { poll } = this;
		clearTimeout(poll?.timer);
		this.poll = undefined;
		return poll;
	}

	private wake() {
		if (this.webhook) void this.deliver();
		else if (this.poll) {
			const { limit, answer } = this.endPoll()!;
			answer(200, this.updates.slice(0, limit));
		}
	}

	setWebhook(webhook: FakeBot["webhook"]) {
		this.webhook = webhook;
		if (webhook) {
			this.endPoll()?.answer(409, "Conflict: terminated by setWebhook request");
			void this.deliver();
		}
	}

	/** One after the other, each again until it is answered with 200. */
	private async deliver() {
		if (this.delivering) return;
		this.delivering = true;
		while (this.webhook && this.updates.length > 0) {
			const update = this.updates[0]!;
			const { url, secret } = this.webhook;
			const headers = {
				"content-type": "application/json",
				"x-telegram-bot-api-secret-token": secret,
			};
			const status = await post({ url, headers, body: JSON.stringify(update), timeoutMs: 10_000 }).then(
				(answer) => answer.status,
				() => 0,
			);
			if (status === 200) this.updates.splice(this.updates.indexOf(update), 1);
			else await new Promise((resolve) => setTimeout(resolve, 100));
		}
		this.delivering = false;
	}

	record(sent: Sent) {
		if (!this.keepsTexts) return;
		this.sent.push(sent);
		const earlier = this.sentByChat.get(sent.chat);
		if (earlier) earlier.push(sent);
		else this.sentByChat.set(sent.chat, [sent]);
	}

	sentTo(chat: string | number): Sent[] {
		return this.sentByChat.get(String(chat)) ?? [];
	}

	userSays(chat: string | number, text: string): number {
		return this.push({ message: { ...this.message(chat), text } });
	}

	/** Anything else a person may send, for example `{ photo: [] }` or `{ contact: {…} }`. */
	userSends(chat: string | number, content: object): number {
		return this.push({ message: { ...this.message(chat), ...content } });
	}

	userEdits(chat: string | number, text: string): number {
		const edited = { ...this.message(chat), text, edit_date: atSec() };
		return this.push({ edited_message: edited });
	}

	/** A tap on a button of the last message, or of another. */
	userTaps(chat: string | number, data: string, messageId = this.messageId): number {
		const message = { ...this.message(chat), message_id: messageId };
		const tap = { id: `tap${this.updateId + 1}`, from: message.from, message, chat_instance: "1", data };
		return this.push({ callback_query: tap });
	}

	userBlocks(chat: string | number): number {
		this.blocked.add(String(chat));
		return this.memberChanged(chat, "private", "kicked");
	}

	userUnblocks(chat: string | number): number {
		this.blocked.delete(String(chat));
		return this.memberChanged(chat, "private", "member");
	}

	addedToGroup(chat: string | number): number {
		return this.memberChanged(chat, "group", "member");
	}

	private memberChanged(chat: string | number, type: string, status: string): number {
		const from = { id: Math.abs(Number(chat)), is_bot: false, first_name: "Test" };
		const user = { id: this.id, is_bot: true, first_name: "Bot" };
		const was = { user, status: status === "member" ? "left" : "member" };
		const change = { chat: { id: Number(chat), type }, from, date: atSec(), old_chat_member: was };
		return this.push({ my_chat_member: { ...change, new_chat_member: { user, status } } });
	}

	private message(chat: string | number) {
		const id = Number(chat);
		const type = isPrivate(String(chat)) ? "private" : "group";
		const from = { id: Math.abs(id), is_bot: false, first_name: "Test", language_code: "vi" };
		return {
			message_id: ++this.messageId,
			date: atSec(),
			chat: { id, type, first_name: "Test", title: "Test" },
			from,
		};
	}
}
