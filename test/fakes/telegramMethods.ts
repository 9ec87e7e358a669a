/** What the methods of the fake Telegram do, with the refusals of the real one word for word. */
import { atSec, type FakeBot, type Sent } from "./telegramBot.ts";

export type Payload = Record<string, unknown>;
export type Files = Map<string, { name: string; bytes: number }>;

export class Refused extends Error {
	readonly code: number;
	constructor(code: number, description: string) {
		super(description);
		this.code = code;
	}
}

const bad = (description: string) => new Refused(400, `Bad Request: ${description}`);

type Method = (bot: FakeBot, payload: Payload, files: Files) => unknown;

export const methods: Record<string, Method> = {
	getMe: (bot) => ({ id: bot.id, is_bot: true, first_name: "Bot", username: "test_bot" }),
	setWebhook: (bot, { url, secret_token }) => {
		bot.setWebhook({ url: String(url), secret: String(secret_token ?? "") });
		return true;
	},
	deleteWebhook: (bot) => {
		bot.setWebhook(undefined);
		return true;
	},
	getWebhookInfo: (bot) => ({ url: bot.webhook?.url ?? "", pending_update_count: bot.waiting }),
	answerCallbackQuery: () => true,
	setMyCommands: () => true,
	sendChatAction: () => true,
	leaveChat: () => true,
	sendMessage: (bot, payload) => {
		const text = textOf(payload.text, 4096);
		return said(bot, payload, { method: "sendMessage", messageId: ++bot.messageId, text });
	},
	editMessageText: editText,
	sendPhoto: (bot, payload, files) => sendFile(bot, payload, files, "photo"),
	sendDocument: (bot, payload, files) => sendFile(bot, payload, files, "document"),
};

/** Methods whose calls are kept in `bot.sent`; those of the others are in `bot.calls`. */
export const isSend = (method: string) => /^(send(Message|Photo|Document)|editMessageText)$/.test(method);

function textOf(value: unknown, maxLength: number): string {
	const text = typeof value === "string" ? value : "";
	if (text.trim() === "") throw bad("message text is empty");
	if (text.length > maxLength) throw bad("message is too long");
	return text;
}

function editText(bot: FakeBot, payload: Payload) {
	const text = textOf(payload.text, 4096);
	const messageId = Number(payload.message_id);
	const earlier = bot.sentTo(String(payload.chat_id)).filter((sent) => sent.messageId === messageId);
	const last = earlier.at(-1);
	if (!last) throw bad("message to edit not found");
	if (last.file) throw bad("there is no text in the message to edit");
	const isSame = last.text === text && JSON.stringify(last.buttons) === JSON.stringify(buttonsOf(payload));
	if (isSame) {
		const same = "specified new message content and reply markup are exactly the same as a current content";
		throw bad(`message is not modified: ${same} and reply markup of the message`);
	}
	return said(bot, payload, { method: "editMessageText", messageId, text });
}

function sendFile(bot: FakeBot, payload: Payload, files: Files, field: "photo" | "document") {
	const file = files.get(String(payload[field]).replace("attach://", ""));
	if (!file) throw bad("wrong file identifier/HTTP URL specified");
	const caption = typeof payload.caption === "string" ? payload.caption : "";
	if (caption.length > 1024) throw bad("message caption is too long");
	const method = field === "photo" ? "sendPhoto" : "sendDocument";
	return said(bot, payload, { method, messageId: ++bot.messageId, text: caption, file });
}

function said(bot: FakeBot, payload: Payload, what: Pick<Sent, "method" | "messageId" | "text" | "file">) {
	const chat = String(payload.chat_id);
	if (bot.deleted.has(chat)) throw bad("chat not found");
	if (bot.blocked.has(chat)) throw new Refused(403, "Forbidden: bot was blocked by the user");
	const buttons = buttonsOf(payload);
	for (const { text, callback_data: data } of buttons.flat()) {
		const bytes = Buffer.byteLength(data ?? "");
		if (bytes < 1 || bytes > 64) throw bad("BUTTON_DATA_INVALID");
		if (!text) throw bad("text buttons are unallowed in the inline keyboard");
	}
	bot.record({ ...what, chat, buttons, atMs: Date.now() });
	const message = { message_id: what.messageId, date: atSec(), chat: { id: Number(chat), type: "private" } };
	return { ...message, text: what.text };
}

function buttonsOf({ reply_markup: markup }: Payload): Sent["buttons"] {
	const parsed = typeof markup === "string" ? JSON.parse(markup) : markup;
	return (parsed as { inline_keyboard?: Sent["buttons"] } | undefined)?.inline_keyboard ?? [];
}

/** The fields and files of a multipart body. */
export function readMultipart(body: Buffer, contentType: string): { payload: Payload; files: Files } {
	const payload: Payload = {};
	const files: Files = new Map();
	const boundary = /boundary=(.+)$/.exec(contentType)?.[1] ?? "";
	for (const part of body.toString("latin1").split(`--${boundary}`)) {
		const at = part.indexOf("\r\n\r\n");
		if (at < 0) continue;
		const head = Buffer.from(part.slice(0, at), "latin1").toString("utf8");
		const content = part.slice(at + 4).replace(/\r\n$/, "");
		const name = /[; ]name="([^"]*)"/.exec(head)?.[1] ?? "";
		const file = /filename="?([^"\r\n]*)"?/.exec(head)?.[1];
		if (file === undefined) payload[name] = Buffer.from(content, "latin1").toString("utf8");
		else files.set(name, { name: file, bytes: content.length });
	}
	return { payload, files };
}
