import type { Database } from "../../platform/database.ts";
import { setting } from "../../platform/settings.ts";
import type { Links } from "../../roster/slips/paper.ts";

/**
 * Where the bot is found, for the QR on a slip: Zalo's address follows from the token (docs/sources.md, Platforms),
 * Telegram's name is kept when its door opens.
 */
export const botLinks = async (
	db: Database,
	tokens: { zalo: string | undefined; telegram: string | undefined },
): Promise<Links> => ({
	zalo: tokens.zalo && `https://bot.zaloplatforms.com/bots/${tokens.zalo.split(":")[0]}`,
	telegram: tokens.telegram ? await setting(db, "telegram-link") : undefined,
});
