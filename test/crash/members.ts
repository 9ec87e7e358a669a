/** People whose chats are linked and who agreed to their readings being kept, and what they write. */
import { seedScale } from "../../prisma/demo/scale.ts";
import { type Database, sql } from "../../src/platform/database.ts";
import type { Sealing } from "../../src/platform/sealing.ts";

export interface Linked {
	chatId: number;
	externalId: string;
	personId: number;
}

/** Two in five of a club's 55 members have a chat, some of them on its board. */
const plainChatsAClub = 10;

/** At least `count` chats on Telegram whose person holds no role, so that a reading can only be her own. */
export async function linkedChats(
	db: Database,
	sealing: Sealing,
	bot: string,
	count: number,
): Promise<Linked[]> {
	const clubs = Math.ceil(count / plainChatsAClub);
	await seedScale(db, { clubs, today: new Date(), sealing, bot });
	const rows = await db.rows<Linked>(sql`
		SELECT c.id AS "chatId", c.external_id AS "externalId", ap.person_id AS "personId"
		FROM chat c JOIN door d ON d.id = c.door_id JOIN account a ON a.chat_id = c.id
		JOIN account_person ap ON ap.account_id = a.id
		WHERE d.bot = ${bot} AND NOT EXISTS (SELECT 1 FROM role_grant g WHERE g.person_id = ap.person_id)
		ORDER BY c.id LIMIT ${count}`);
	if (rows.length < count) throw new Error(`only ${rows.length} chats for ${count}`);
	return rows;
}

/** A reading that nobody worries about; the nth differs from those around it. */
export const pressureText = (n: number): string => `huyết áp ${112 + (n % 17)}/${70 + (n % 13)}`;

/** What Telegram would hand on for a text in a private chat. */
export const textUpdate = (externalId: string, text: string, messageId: number) => ({
	message: {
		message_id: messageId,
		date: Math.floor(Date.now() / 1000),
		chat: { id: Number(externalId), type: "private", first_name: "Test" },
		from: { id: Number(externalId), is_bot: false, first_name: "Test", language_code: "vi" },
		text,
	},
});
