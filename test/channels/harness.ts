/**
 * What the conformance suite needs of a door and of the platform behind it. A new door writes one `Harness`
 * and adds it to the list in conformance.test.ts; what its platform cannot do it leaves out.
 */
import type { Door } from "../../src/channels/door.ts";
import type { Choice, Incoming } from "../../src/conversation/message.ts";
import type { Outcome } from "../../src/delivery/outcome.ts";
import { waitFor } from "../fakes/httpServer.ts";

/** One message as the person's phone shows it. An edited one stands where it stood. */
export interface Shown {
	text: string;
	/** The words of the buttons under it. */
	buttons: string[];
}

export interface FaultCase {
	name: string;
	/** Makes the next send fail so. */
	arrange(): void | Promise<void>;
	/** `kind` and, where the platform says it, `retryAfterSec`. */
	expected: Partial<Outcome>;
}

export interface Running {
	door: Door;
	/** Another door for the same bot, as after a restart of the process. */
	restarted(): Door;
	/** Never to be seen in an outcome or in the log. */
	secrets: string[];
	/** Everything the doors have logged. */
	log: string[];
	says(chat: string, text: string): void | Promise<void>;
	chooses(chat: string, choice: Choice): void | Promise<void>;
	sendsPhoto(chat: string, caption: string): void | Promise<void>;
	sendsHidden?(chat: string): void | Promise<void>;
	blocks?(chat: string): void | Promise<void>;
	addsToGroup?(chat: string): void | Promise<void>;
	/** The platform delivers once more what it delivered last. */
	repeats?(): void | Promise<void>;
	shown(chat: string): Shown[];
	faults: FaultCase[];
	/** The platform is not to be reached until the second call. */
	goesDown?(): Promise<void>;
	comesBack?(): Promise<void>;
	stop(): Promise<void>;
}

export interface Harness {
	name: string;
	start(): Promise<Running>;
}

/** A log that keeps every line as the text it would be written as. */
export function keptLog() {
	const lines: string[] = [];
	const keep = (fields: object, message: string) => lines.push(JSON.stringify({ ...fields, message }));
	return { lines, log: { info: keep, warn: keep, error: keep } };
}

/** A `take` that keeps what it is given, refuses on demand, and can be held. */
export function inbox() {
	const given: Incoming[] = [];
	const box = {
		/** All that was ever offered, refused or not. */
		given,
		/** By event id, in the order in which each was first accepted. */
		accepted: new Map<string, Incoming>(),
		refusals: 0,
		hold: Promise.resolve() as Promise<void>,
		async take(events: Incoming[]) {
			given.push(...events);
			await box.hold;
			if (box.refusals > 0) {
				box.refusals--;
				throw new Error("the database is away");
			}
			for (const event of events) {
				if (!box.accepted.has(event.eventId)) box.accepted.set(event.eventId, event);
			}
		},
		events: () => [...box.accepted.values()],
		texts: (chat: string) =>
			box
				.events()
				.flatMap((event) => (event.chat === chat && event.body.kind === "text" ? event.body.text : [])),
		waitForCount: (count: number) => waitFor(() => box.accepted.size >= count && box.events()),
	};
	return box;
}
