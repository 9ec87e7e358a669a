import { type Reader, sql } from "../platform/database.ts";

/** How many people of a subtree can be told by which door, and how many by none. */
export interface Reach {
	clubs: number;
	people: number;
	/** Phones that will get the message: one may speak for several people. */
	chats: number;
	/** People whom none of them speaks for. */
	unreached: number;
	byChannel: Record<string, number>;
}

/** One person of the audience and the chat that tells her; null where somebody has to call. */
export interface Listener {
	personId: number;
	chatId: number | null;
	doorId: number | null;
}

/**
 * Everybody of a subtree today, each with at most one chat: her own before a helper's, then the one last used. A chat that was stopped or
 * cannot be reached is none.
 */
export const listeners = (unitPath: string, today: string) => sql`
	SELECT DISTINCT ON (p.id) p.id AS "personId", pc.chat_id AS "chatId", pc.door_id AS "doorId", d.channel
	FROM person p
	LEFT JOIN person_chat pc ON pc.person_id = p.id
	LEFT JOIN door d ON d.id = pc.door_id
	WHERE p.died_on IS NULL AND (
		EXISTS (SELECT 1 FROM membership m JOIN unit u ON u.id = m.club_id WHERE m.person_id = p.id AND u.path LIKE ${unitPath} || '%'
			AND m.from_day <= ${today} AND (m.to_day IS NULL OR m.to_day >= ${today}))
		OR EXISTS (SELECT 1 FROM role_grant g JOIN unit u ON u.id = g.unit_id WHERE g.person_id = p.id AND u.path LIKE ${unitPath} || '%'
			AND g.from_day <= ${today} AND (g.to_day IS NULL OR g.to_day >= ${today})))
	ORDER BY p.id, (pc.relation = 'self') DESC, pc.used_at DESC, pc.chat_id`;

/** @param except the one who announces: she knows already; and whom it is about, where she must not get it */
export async function reachOf(
	read: Reader,
	unitPath: string,
	today: string,
	...except: number[]
): Promise<Reach> {
	const all = await read.rows<Listener & { channel: string | null }>(listeners(unitPath, today));
	const others = all.filter((one) => !except.includes(one.personId));
	const chats = new Map<number, string>();
	for (const one of others) if (one.chatId !== null) chats.set(one.chatId, one.channel!);
	const byChannel: Record<string, number> = {};
	for (const channel of chats.values()) byChannel[channel] = (byChannel[channel] ?? 0) + 1;
	const [clubs] = await read.rows<{ count: number }>(sql`
		SELECT count(*)::int AS count FROM unit WHERE level = 'club' AND path LIKE ${unitPath} || '%'
			AND valid_from <= ${today} AND (valid_to IS NULL OR valid_to >= ${today})`);
	const unreached = others.filter((one) => one.chatId === null).length;
	return { clubs: clubs!.count, people: others.length, chats: chats.size, unreached, byChannel };
}
