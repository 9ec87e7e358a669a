import { type Api, GrammyError } from "grammy";
import { OperatorError } from "../../platform/config.ts";
import { type DoorLog, messageOf } from "../log.ts";
import { within } from "../pause.ts";

export interface Command {
	/** Latin letters, digits and underscores, without the slash. */
	command: string;
	description: string;
}

export const whereFrom = "copy it from @BotFather (/mybots, API Token)";

/**
 * A wrong token ends the start; a network that does not answer does not, since it may come back.
 * @returns the name under which Telegram knows the bot, where it answered
 */
export async function checkToken(api: Api, limitMs: number): Promise<string | undefined> {
	try {
		return (await within(limitMs, api.getMe()))?.username;
	} catch (error) {
		if (!(error instanceof GrammyError)) return undefined;
		const { error_code: refused } = error;
		if (refused === 401 || refused === 404) {
			throw new OperatorError(`TELEGRAM_BOT_TOKEN is refused by Telegram (${refused}): ${whereFrom}`);
		}
		return undefined;
	}
}

export async function publishCommands(
	api: Api,
	{ vi, en }: { vi: Command[]; en: Command[] },
	log: DoorLog,
	redact: (text: string) => string,
) {
	try {
		await api.setMyCommands(vi);
		await api.setMyCommands(en, { language_code: "en" });
	} catch (error) {
		log.warn({ why: redact(messageOf(error)) }, "telegram: the menu of commands could not be set");
	}
}
