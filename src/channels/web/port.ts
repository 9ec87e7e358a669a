import type { Attachment, Body, Choice } from "../../conversation/message.ts";

/** One of the demo people, as the list of the page shows them. */
export interface PracticePerson {
	id: string;
	name: string;
	age: number;
	/** In Vietnamese, the weightiest first: "chủ nhiệm", "hội viên"… */
	roles: string[];
	/** None for officers, who sit at the place alone. */
	club?: string;
	/** The commune or province. */
	place: string;
	/** Without one nobody can be them here: they are shown, and cannot be chosen. */
	hasPhone: boolean;
}

/** One message of a chat, of either side. `seq` grows within its chat. */
export interface PracticeMessage {
	seq: number;
	from: "person" | "bot";
	/** ISO time at which it was said. */
	at: string;
	text: string;
	choices?: Choice[];
	attachment?: Attachment;
	/** The web door's own id of a sent message; a later one may name it in `replaces`. */
	platformId?: string;
	replaces?: string;
}

/** What the page needs of the bot. An error that carries `statusCode: 404` is told as "no such person". */
export interface PracticePort {
	people(): Promise<PracticePerson[]>;
	/** Messages with a greater `seq`, oldest first. A chat never used is an empty one. */
	history(chat: string, afterSeq: number): Promise<PracticeMessage[]>;
	/** Resolves once the message is kept; `seq` is its place in the chat. */
	say(chat: string, body: Body): Promise<{ seq: number }>;
	/** Called after a message of either side can be read by `history`; gives back the way to stop. */
	subscribe(listener: (chat: string, seq: number) => void): () => void;
}
