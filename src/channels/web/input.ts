import { z } from "zod";
import type { Body, Media } from "../../conversation/message.ts";

/** What the page may send. Every refusal is one sentence that a person can act on. */

const media = ["photo", "voice", "sticker", "file", "location", "video", "other"] as const satisfies Media[];

const chatId = z.string().regex(/^[a-z0-9-]{1,64}$/, "Không rõ là máy của ai, mời chọn lại một người.");

const needOne = "Mỗi lần gửi một thứ: một tin chữ, một lựa chọn, hoặc một tệp.";

const said = z
	.strictObject(
		{
			text: z
				.string(needOne)
				.max(4000, "Tin dài quá 4.000 chữ, mời chia làm hai tin.")
				.refine((text) => text.trim() !== "", "Tin chưa có chữ nào, mời gõ rồi gửi.")
				.optional(),
			choice: z.string(needOne).min(1, needOne).max(64, "Lựa chọn này không còn dùng được.").optional(),
			media: z.enum(media, "Trang tập chưa gửi thử được thứ này.").optional(),
		},
		needOne,
	)
	.refine((body) => Object.values(body).filter((value) => value !== undefined).length === 1, needOne);

const whichMessages = z.object({
	after: z.coerce
		.number("Số thứ tự của tin không đúng.")
		.int()
		.min(0)
		.max(Number.MAX_SAFE_INTEGER)
		.default(0),
});

/** Fifty is far above what one keeps open, and keeps the address of the request short. */
const whichChats = z.object({
	chats: z
		.string("Chưa chọn người nào để nghe tin.")
		.transform((list) => list.split(","))
		.pipe(z.array(chatId).min(1).max(50, "Mở cùng lúc nhiều nhất 50 người.")),
});

/** An input that the person can put right; its message is the sentence to show. */
export class Refused extends Error {}

const parse = <T>(schema: z.ZodType<T>, value: unknown): T => {
	const result = schema.safeParse(value);
	if (result.success) return result.data;
	throw new Refused(result.error.issues[0]?.message ?? needOne);
};

export const readChat = (params: unknown): string => parse(z.object({ chat: chatId }), params).chat;

export const readAfter = (query: unknown): number => parse(whichMessages, query).after;

export const readChats = (query: unknown): ReadonlySet<string> => new Set(parse(whichChats, query).chats);

export const readBody = (raw: unknown): Body => {
	const body = parse(said, raw);
	if (body.text !== undefined) return { kind: "text", text: body.text };
	if (body.choice !== undefined) return { kind: "choice", choice: body.choice };
	return { kind: "media", media: body.media ?? "other" };
};
