import type { Say } from "./say.ts";

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** What somebody answered to one slot, as it was understood: read anew by the slot each time, so a changed form can. */
export interface Answered {
	raw: Json;
	/** When and with which event it was said: a consent is evidence. */
	at: string;
	eventId: string;
}

export interface OpenForm {
	name: string;
	/** Makes its effects happen once: `form:run` is the key of what it saves. */
	run: string;
	answers: Record<string, Answered>;
	/** What was asked last: a slot, or `confirm`. Never a position: what comes next follows from the answers. */
	asked?: string;
	/** How many answers to a slot were wrong so far. */
	wrong?: Record<string, number>;
	startedAt: string;
}

/** What choosing an option does. */
export type Does =
	| { do: "answer"; slot: string; raw: Json }
	| { do: "intent"; intent: string; slots: { [key: string]: Json } }
	| { do: "yes" }
	| { do: "edit" }
	| { do: "help" }
	| { do: "resume" }
	| { do: "drop" }
	/** An offer that is declined; nothing was begun. */
	| { do: "leave" }
	| { do: "person" };

export interface Option {
	label: Say;
	does: Does;
	/** 0 is the way to help; the others count from 1. */
	number: number;
}

/** The one open question of a chat: only its options can be meant by a bare digit. */
export interface Question {
	id: string;
	/** The words it was asked in, to ask it again. */
	text: Say[];
	options: Option[];
	askedAt: string;
	/** A question that came by itself belongs to no form. */
	from: "form" | "notice" | "reply";
	/** The key of the outgoing row that carries it, where it may still wait to be sent: nobody answers what has not left. */
	sentAs?: string;
}

/** A chat that practises: what it is in the middle of there. */
export interface Practising {
	/** ISO time after which it is over by itself. */
	until: string;
	/** Begun for one exercise, with which it ends. */
	isExercise: boolean;
	/** The form that was gone through to its end, while what follows it is still open. */
	saved?: string;
	session: Session;
}

/** What a chat is in the middle of. Sealed in the chat's row; every part is optional, so that old ones stay readable. */
export interface Session {
	form?: OpenForm;
	/** Questions that came by themselves and wait until what is open is done. */
	parked?: Question[];
	/** Forms set aside while something else was asked, the latest last. */
	aside?: OpenForm[];
	/** Points of a message that wait until its first one is done; `day` is the day it was said on. */
	later?: { intent: string; slots: { [key: string]: Json }; words: string; day: string }[];
	question?: Question;
	/** How many messages in a row were not understood. */
	misses?: number;
	/** How she writes, other than the table has it (as one who calls the bot `cháu`); as long as something is open. */
	address?: { you: string; me: string };
	/** The chat is among the sample people; everything else here waits, as it was, until that is over. */
	practice?: Practising;
	/** Her last messages, the newest last: what she may hand on when she asks for a human. */
	recent?: string[];
}

export const emptySession: Session = {};
