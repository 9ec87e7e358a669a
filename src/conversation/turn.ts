import type { Reader, Statement } from "../platform/database.ts";
import type { Body, Outgoing } from "./message.ts";
import type { Session } from "./session.ts";
import type { Speaker } from "./speaker.ts";

/** Everything a turn may know: one message, who wrote it, and what the chat was in the middle of. */
export interface Turn {
	inboxId: number;
	chat: { id: number; doorId: number; channel: string; externalId: string };
	eventId: string;
	body: Body;
	writtenAt: Date;
	/** When the last message to this chat left, if ever: a digit written before it answers something older. */
	lastLeftAt: Date | null;
	session: Session;
	speaker: Speaker;
	now: Date;
	/** Reads committed rows. A turn never writes: it returns what is to be written. */
	read: Reader;
}

/**
 * One write of a turn. `expects` is the number of rows it must touch: anything else means that somebody changed the
 * thing in between, and the turn is taken again on what stands now.
 */
export interface Write {
	statement: Statement;
	expects?: number;
}

export interface TurnResult {
	session: Session;
	/** One message, or silence where an answer would be noise (somebody blocked the bot). */
	reply: Outgoing | null;
	writes: Write[];
}

/** What a conversation is, to the machinery: a message in, a result out. */
export type TakeTurn = (turn: Turn) => Promise<TurnResult>;
