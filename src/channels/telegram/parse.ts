import type { Chat, Message, Update } from "grammy/types";
import type { Body, Incoming, Media } from "../../conversation/message.ts";

export interface Parsed {
	event?: Incoming;
	/** To be answered at once, so that the button stops turning on the phone. */
	tap?: string;
	/** A group or channel we are in and must leave; `added` only when this update is the adding itself. */
	group?: { chat: string; added: boolean };
}

/** The updates we ask Telegram for; it sends no others. */
export const allowedUpdates = ["message", "edited_message", "callback_query", "my_chat_member"] as const;

/** Pure. What concerns nobody (a pin, a moved live location) comes out empty. */
export function parseUpdate(update: Update, now: Date): Parsed {
	const { message, edited_message: edited, callback_query: tap, my_chat_member: member } = update;
	const event = (chat: Chat | { id: number }, writtenAt: Date, body: Body): Incoming => ({
		eventId: String(update.update_id),
		chat: String(chat.id),
		writtenAt,
		body,
	});
	if (message) {
		if (message.chat.type !== "private") return { group: { chat: String(message.chat.id), added: false } };
		const body = bodyOf(message);
		return body ? { event: event(message.chat, atSec(message.date), body) } : {};
	}
	if (edited) {
		// Live locations come as edits every few seconds; only changed words say something new.
		if (edited.chat.type !== "private" || edited.text === undefined) return {};
		const body: Body = { kind: "text", text: edited.text, edited: true };
		return { event: event(edited.chat, atSec(edited.edit_date ?? edited.date), body) };
	}
	if (tap) {
		const chat = tap.message?.chat ?? tap.from;
		if (tap.data === undefined || ("type" in chat && chat.type !== "private")) return { tap: tap.id };
		return { tap: tap.id, event: event(chat, now, { kind: "choice", choice: tap.data }) };
	}
	if (member) {
		const isIn = !["kicked", "left"].includes(member.new_chat_member.status);
		const writtenAt = atSec(member.date);
		if (member.chat.type === "private") {
			return { event: event(member.chat, writtenAt, { kind: "reach", reachable: isIn }) };
		}
		if (!isIn) return {};
		const group = { chat: String(member.chat.id), added: true };
		return { group, event: event(member.chat, writtenAt, { kind: "group" }) };
	}
	return {};
}

const atSec = (unixSec: number) => new Date(unixSec * 1000);

/** Animations come before documents, and venues before locations: Telegram fills both fields. */
const mediaFields: [keyof Message, Media][] = [
	["photo", "photo"],
	["live_photo", "photo"],
	["voice", "voice"],
	["sticker", "sticker"],
	["animation", "video"],
	["video", "video"],
	["video_note", "video"],
	["document", "file"],
	["audio", "file"],
	["venue", "location"],
	["location", "location"],
	["dice", "other"],
	["poll", "other"],
	["game", "other"],
	["story", "other"],
	["paid_media", "other"],
	["checklist", "other"],
	["rich_message", "other"],
];

function bodyOf(message: Message): Body | undefined {
	const { text, contact, caption } = message;
	if (text !== undefined) {
		const start = /^\/start(?:@\w+)?(?:\s+(\S+))?\s*$/.exec(text);
		if (!start) return { kind: "text", text };
		return start[1] ? { kind: "start", code: start[1] } : { kind: "start" };
	}
	if (contact) {
		const own = contact.user_id !== undefined && contact.user_id === message.from?.id;
		return { kind: "contact", phone: contact.phone_number, own };
	}
	const media = mediaFields.find(([field]) => message[field] !== undefined)?.[1];
	if (!media) return undefined;
	return caption ? { kind: "media", media, caption } : { kind: "media", media };
}
