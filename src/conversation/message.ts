/**
 * What comes in and what goes out, in the words of no channel. A door turns its platform's
 * updates into `Incoming` and an `Outgoing` into its platform's calls; nothing else crosses.
 */

/** A photo, a voice message…: things the bot cannot read and says so kindly. */
export type Media = "photo" | "voice" | "sticker" | "file" | "location" | "video" | "other";

export type Body =
	| { kind: "text"; text: string; edited?: true }
	/** A tapped button. `choice` is the `id` of the `Choice` that was shown. */
	| { kind: "choice"; choice: string }
	/** The first message of a chat on Telegram, with the code of a deep link where there is one. */
	| { kind: "start"; code?: string }
	/** A shared contact; `own` only when the platform says that it is the sender's. */
	| { kind: "contact"; phone: string; own: boolean }
	| { kind: "media"; media: Media; caption?: string }
	/** Zalo hides the content of some people's messages by law (docs/sources.md, Platforms). */
	| { kind: "unsupported" }
	/** The person blocked the bot, or came back. Changes the account, gets no answer. */
	| { kind: "reach"; reachable: boolean }
	/** The bot was added to a group: it says once that it speaks in private, and leaves. */
	| { kind: "group" };

export interface Incoming {
	/** The platform's own id of this event; with channel and bot the key that makes it happen once. */
	eventId: string;
	/** The chat's id at the platform. Every chat is private, save in `group`. */
	chat: string;
	/** When the person wrote it, as far as the platform tells (Telegram: whole seconds). */
	writtenAt: Date;
	body: Body;
}

export interface Choice {
	/** Unique to its question, so that a button of an old question is known as old. At most 64 bytes. */
	id: string;
	label: string;
	/** What is typed for it where there are no buttons; 0 is always the way to help. */
	number: number;
}

export interface Attachment {
	kind: "photo" | "document";
	name: string;
	mime: string;
	/** Base64: an outgoing message is sealed and kept as JSON. */
	data: string;
}

export interface Outgoing {
	text: string;
	choices?: Choice[];
	attachment?: Attachment;
	/** The platform's id of an earlier message that this one replaces, where the door can edit. */
	replaces?: string;
}

/** What a door can do. Features never ask which channel it is, only what it can. */
export interface Capabilities {
	buttons: boolean;
	edit: boolean;
	/** Files and pictures as uploads. */
	files: boolean;
	contactShare: boolean;
	/** A code can ride on the link that opens the chat. */
	startPayload: boolean;
	/** The longest text of one piece, in UTF-16 units. */
	maxText: number;
}
