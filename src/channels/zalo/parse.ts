import { createHash } from "node:crypto";
import * as z from "zod";
import type { Body, Incoming } from "../../conversation/message.ts";

const id = z.union([z.string(), z.number()]).transform(String);

/** Lenient: what is missing is looked for below, and one odd field loses no message. */
const message = z.looseObject({
	message_id: id.nullish(),
	/** Milliseconds, other than at Telegram. */
	date: z.coerce.number().nullish(),
	chat: z.looseObject({ id, chat_type: z.string().nullish() }).nullish(),
	from: z.looseObject({ is_bot: z.boolean().nullish() }).nullish(),
	text: z.string().nullish(),
	caption: z.string().nullish(),
});

const update = z.looseObject({ event_name: z.string(), message: message.nullish() });

/** `ignored` says why nobody needs to hear of it; it goes to the log. */
export type Parsed = { event: Incoming } | { ignored: string };

/**
 * Polls bring the event wrapped in `result`, real webhooks bring it bare though the documents show it wrapped.
 * @param now for the rare message without a date
 */
export function parseEvent(body: unknown, now: Date): Parsed {
	const bare = (body as { result?: unknown } | null)?.result ?? body;
	const { data } = update.safeParse(bare);
	if (!data) return { ignored: "not an event we know the shape of" };
	const { event_name: name, message: said } = data;
	const chat = said?.chat?.id;
	// The hidden content of people whom the law protects may come without any message: nobody to answer.
	if (!said || !chat) return { ignored: `${name} without a chat` };
	if (said.from?.is_bot) return { ignored: `${name} of a bot` };
	const meant = said.chat?.chat_type === "GROUP" ? ({ kind: "group" } as const) : bodyOf(name, said);
	if (!meant) return { ignored: name };
	const written = new Date(said.date ?? Number.NaN);
	const writtenAt = Number.isNaN(written.getTime()) ? now : written;
	return { event: { eventId: said.message_id ?? fingerprint(data), chat, writtenAt, body: meant } };
}

function bodyOf(name: string, { text, caption }: z.infer<typeof message>): Body | undefined {
	switch (name) {
		case "message.text.received":
			return typeof text !== "string" ? undefined : { kind: "text", text };
		case "message.image.received":
			return caption ? { kind: "media", media: "photo", caption } : { kind: "media", media: "photo" };
		case "message.sticker.received":
			return { kind: "media", media: "sticker" };
		case "message.voice.received":
			return { kind: "media", media: "voice" };
		case "message.unsupported.received":
			return { kind: "unsupported" };
	}
	return undefined;
}

/** The same event gives the same id, delivered again or not. */
const fingerprint = (event: object) =>
	`sha256:${createHash("sha256").update(JSON.stringify(event)).digest("hex").slice(0, 32)}`;
