import type { Capabilities, Incoming, Outgoing } from "../conversation/message.ts";
import type { Outcome } from "../delivery/outcome.ts";

/** Where a door puts what it received. Resolves once it is committed (or was known before); rejects when it is not. */
export type Take = (events: Incoming[]) => Promise<void>;

/** `silent` is a door that should hear its platform and does not; it is named in /readyz. */
export interface DoorState {
	state: "open" | "standby" | "silent";
	why?: string;
}

/**
 * One channel, one bot. The conformance suite in test/channels says in tests what each method owes.
 */
export interface Door {
	readonly channel: "telegram" | "zalo" | "web";
	/** The bot's own id at the platform: ids of chats and events are unique within it only. */
	readonly bot: string;
	readonly can: Capabilities;
	/** Begins to receive. Polling or webhook is the door's own business. */
	open(take: Take): Promise<void>;
	/** Stops receiving and finishes what is in hand. Sending still works after it. */
	close(): Promise<void>;
	/** Sends one message, as several pieces in order where it is too long. Never throws. */
	send(chat: string, message: Outgoing): Promise<Outcome>;
	state(): DoorState;
}
