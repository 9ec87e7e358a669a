import type { Body, Outgoing } from "../../conversation/message.ts";
import type { Clock } from "../../platform/clock.ts";
import type { Database } from "../../platform/database.ts";
import type { Sealing } from "../../platform/sealing.ts";
import type { Door, Take } from "../door.ts";
import { type Piece, sendPieces } from "../pieces.ts";
import { split } from "../split.ts";
import { joinPractice } from "./join.ts";
import { practicePeople } from "./people.ts";
import type { PracticePort } from "./port.ts";
import { makeTalk, type Talk } from "./talk.ts";

interface Ports {
	db: Database;
	sealing: Sealing;
	clock: Clock;
}

const maxText = 4_096;
const retryMs = 500;

const mediaWords: Record<string, string> = {
	photo: "ảnh",
	voice: "tin thoại",
	sticker: "nhãn dán",
	file: "tệp",
	location: "vị trí",
	video: "phim",
};

/** What the person's own bubble shows: the label of a tapped button, or a word for what cannot be shown. */
async function bubbleOf(body: Body, chat: string, talk: Talk): Promise<string> {
	if (body.kind === "text") return body.text;
	if (body.kind === "media") return body.caption ?? `(${mediaWords[body.media] ?? "tin"})`;
	if (body.kind !== "choice") return "";
	const choices = (await talk.history(chat, 0)).flatMap((message) => message.choices ?? []);
	return choices.findLast((choice) => choice.id === body.choice)?.label ?? "";
}

/**
 * The practice page as a door like the others: what is said and sent are rows that any process can write, and the page
 * is told of them by the database, so that a worker's messages arrive at a gateway's page.
 */
export function webDoor({ db, sealing, clock }: Ports): Door & { port: PracticePort } {
	const talk = makeTalk(db, sealing, clock);
	let take: Take | undefined;
	let inHand: Promise<void> = Promise.resolve();

	/** Hands over what persons have said lately; what was taken before is known by its id. In order, one after another. */
	const handOver = () => {
		inHand = inHand.then(async () => {
			const taking = take;
			if (!taking) return;
			try {
				const said = await talk.notTaken();
				await taking(said);
				await talk.markTaken(said.map((event) => event.eventId));
			} catch {
				// The page shows the message; it is handed over as soon as it can be saved.
				setTimeout(handOver, retryMs).unref();
			}
		});
		return inHand;
	};

	const port: PracticePort = {
		people: () => practicePeople(db, clock),
		history: talk.history,
		async say(chat, body) {
			await joinPractice(db, chat, clock.now());
			const { seq } = await talk.keep(chat, { text: await bubbleOf(body, chat, talk), said: body }, null);
			void handOver();
			return { seq };
		},
		subscribe: talk.subscribe,
	};

	return {
		channel: "web",
		bot: "practice",
		can: { buttons: true, edit: true, files: true, contactShare: false, startPayload: false, maxText },
		port,
		async open(taking) {
			take = taking;
			await talk.listen();
			await handOver();
		},
		async close() {
			take = undefined;
			await inHand;
		},
		send(chat: string, { text, choices, attachment, replaces }: Outgoing) {
			const texts = split(text, maxText).filter((piece) => piece.trim() !== "");
			const pieces = texts.map((piece, at): Piece => {
				const isLast = at === texts.length - 1;
				const kept = isLast ? { text: piece, choices, attachment } : { text: piece };
				return async () => (await talk.keep(chat, kept, isLast ? (replaces ?? null) : null)).platformId;
			});
			return sendPieces(pieces, (error) => ({
				kind: "later",
				why: error instanceof Error ? error.message : "not kept",
			}));
		},
		state: () => ({ state: take ? "open" : "standby" }),
	};
}
