import { type Api, InputFile } from "grammy";
import type { InlineKeyboardMarkup } from "grammy/types";
import type { Attachment, Choice, Outgoing } from "../../conversation/message.ts";
import type { Outcome } from "../../delivery/outcome.ts";
import { type Piece, sendPieces } from "../pieces.ts";
import { split } from "../split.ts";
import { cannotEdit, isNotModified, outcomeOf } from "./outcome.ts";

export const maxTextLength = 4096;
const maxCaptionLength = 1024;

/** Up to three answers as short as these stand side by side; anything else gets the width of the phone. */
const shortLabelLength = 10;

/** Sends one message, its pieces in order. Never throws. */
export const sendMessage = (api: Api, chat: string, message: Outgoing): Promise<Outcome> =>
	sendPieces(piecesOf(api, chat, message), outcomeOf);

function piecesOf(api: Api, chat: string, message: Outgoing): Piece[] {
	const { text, attachment } = message;
	const keyboard = keyboardOf(message.choices ?? []);
	const hasText = text.trim() !== "";
	if (attachment && text.length <= maxCaptionLength) {
		return [() => sendFile(api, chat, attachment, hasText ? text : undefined, keyboard)];
	}
	const texts = hasText ? split(text, maxTextLength) : [];
	const only = texts.length === 1 && !attachment ? texts[0] : undefined;
	if (only !== undefined && message.replaces !== undefined && /^\d+$/.test(message.replaces)) {
		const replaced = Number(message.replaces);
		return [() => editText(api, chat, replaced, only, keyboard)];
	}
	const pieces = texts.map(
		(piece, at) => () => sendText(api, chat, piece, at === texts.length - 1 ? keyboard : undefined),
	);
	return attachment ? [() => sendFile(api, chat, attachment), ...pieces] : pieces;
}

async function sendText(api: Api, chat: string, text: string, keyboard?: InlineKeyboardMarkup) {
	const sent = await api.sendMessage(chat, text, { reply_markup: keyboard });
	return String(sent.message_id);
}

async function editText(api: Api, chat: string, id: number, text: string, keyboard?: InlineKeyboardMarkup) {
	try {
		await api.editMessageText(chat, id, text, { reply_markup: keyboard });
		return String(id);
	} catch (error) {
		if (isNotModified(error)) return String(id);
		if (cannotEdit(error)) return sendText(api, chat, text, keyboard);
		throw error;
	}
}

async function sendFile(
	api: Api,
	chat: string,
	{ kind, name, data }: Attachment,
	caption?: string,
	keyboard?: InlineKeyboardMarkup,
) {
	// grammY writes the name unquoted into the header, where a blank or a semicolon would end it.
	const quotedName = `"${name.replace(/["\\\r\n]/g, "_")}"`;
	const file = new InputFile(Buffer.from(data, "base64"), quotedName);
	const options = { caption, reply_markup: keyboard };
	const sent = await (kind === "photo"
		? api.sendPhoto(chat, file, options)
		: api.sendDocument(chat, file, options));
	return String(sent.message_id);
}

/** Undefined without choices: an edited message then loses its buttons. */
export function keyboardOf(choices: readonly Choice[]): InlineKeyboardMarkup | undefined {
	if (choices.length === 0) return undefined;
	const button = ({ id, label }: Choice) => ({ text: label, callback_data: id });
	const answers = choices.filter(({ number }) => number !== 0);
	const help = choices.filter(({ number }) => number === 0);
	const sideBySide = answers.length <= 3 && answers.every(({ label }) => label.length <= shortLabelLength);
	const rows = sideBySide ? [answers.map(button)] : answers.map((choice) => [button(choice)]);
	return {
		inline_keyboard: [...rows, ...help.map((choice) => [button(choice)])].filter((row) => row.length),
	};
}
