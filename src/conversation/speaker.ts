import type { Reader } from "../platform/database.ts";

/** How the bot addresses somebody and what it calls itself (docs/sources.md, Forms of address). */
export interface Address {
	you: string;
	me: string;
	/** She asked to be called so: no way of writing changes it. */
	isWished?: true;
}

/** A person for whom a chat speaks. */
export interface SpokenFor {
	personId: number;
	/** `bà Sen`: how she is named in a sentence. */
	called: string;
	fullName: string;
	relation: "self" | "helper";
	birthYear: number | null;
	clubId: number | null;
	clubName: string | null;
	/** Whether word of money may come to this phone; else it is said to her in person. */
	money: boolean;
	/** The newest consent of each purpose; undefined where she was never asked. */
	consents: { membership?: boolean; health?: boolean };
}

export interface RoleHeld {
	personId: number;
	role: string;
	unitId: number;
	unitName: string;
	unitPath: string;
	level: string;
}

/** Whoever writes in a chat. A stranger has no account and no persons. */
export interface Speaker {
	accountId: number | null;
	language: "vi" | "en";
	address: Address;
	/** The given name of whoever holds the phone, as far as it was told: `Thu`. */
	name: string | null;
	persons: SpokenFor[];
	roles: RoleHeld[];
	stopped: boolean;
}

export const stranger: Speaker = {
	accountId: null,
	language: "vi",
	address: { you: "bác", me: "cháu" },
	name: null,
	persons: [],
	roles: [],
	stopped: false,
};

/** The port that `people` fills: who writes in these chats, asked once a batch. */
export type WhoIs = (reader: Reader, chatIds: number[], today: string) => Promise<Map<number, Speaker>>;
