import { makeGateway } from "./conversation/gateway.ts";
import { doorRow, makeInbox } from "./conversation/inbox.ts";
import type { Outgoing } from "./conversation/message.ts";
import type { WhoIs } from "./conversation/speaker.ts";
import type { TakeTurn, Turn } from "./conversation/turn.ts";
import { openDelivery } from "./delivery/delivery.ts";
import type { OpenDoor } from "./doors.ts";
import type { Clock } from "./platform/clock.ts";
import type { Database } from "./platform/database.ts";
import type { Log } from "./platform/log.ts";
import { makeNudge } from "./platform/nudge.ts";
import type { Sealing } from "./platform/sealing.ts";

interface Parts {
	db: Database;
	sealing: Sealing;
	clock: Clock;
	log: Log;
	role: "all" | "gateway" | "worker";
	doors: OpenDoor[];
	whoIs: WhoIs;
	takeTurn: TakeTurn;
	apology: (turn: Turn) => Outgoing;
}

export interface Bot {
	/** Begins to receive. */
	open(): Promise<void>;
	/** Rows were planned by something other than a turn. */
	wake(): void;
	/** Takes every turn that waits and resolves when this process has none in hand. */
	drain(): Promise<void>;
	/** Stops receiving, finishes what is in hand, sends what is claimed. */
	close(): Promise<void>;
}

const lookEveryMs = 1_000;

/** Puts the corridor together: doors → inbox → turns → outbox → doors. */
export async function assemble(parts: Parts): Promise<Bot> {
	const { db, sealing, clock, log, role, whoIs, takeTurn, apology } = parts;
	const doors = await Promise.all(
		parts.doors.map(async (one) => ({ ...one, doorId: await doorRow(db, one.door.channel, one.door.bot) })),
	);
	const delivery = await openDelivery({
		db,
		sealing,
		clock,
		log,
		role,
		doors: doors.map(({ door, doorId, ratePerSec, leavesRoom }) => ({
			doorId,
			ratePerSec,
			leavesRoom,
			send: door.send.bind(door),
		})),
	});
	const gateway = makeGateway({
		db,
		sealing,
		clock,
		log,
		whoIs,
		takeTurn,
		apology,
		answering: delivery.sender.answers,
	});
	const nudge = await makeNudge(db, {
		inbox: () => role !== "worker" && gateway.wake(),
		outbox: () => delivery.wake(),
	});
	const inbox = makeInbox({
		db,
		sealing,
		clock,
		arrived() {
			gateway.wake();
			nudge("inbox");
		},
	});
	const looking = role === "worker" ? undefined : setInterval(() => gateway.wake(), lookEveryMs);

	return {
		async open() {
			if (role === "worker") return;
			for (const { door, doorId } of doors) await door.open((events) => inbox.take(doorId, events));
			gateway.wake();
		},
		wake() {
			delivery.wake();
			nudge("outbox");
		},
		drain: gateway.drain,
		async close() {
			clearInterval(looking);
			if (role !== "worker") await Promise.all(doors.map(({ door }) => door.close()));
			await gateway.stop();
			await delivery.close();
		},
	};
}
