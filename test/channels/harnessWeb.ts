import { webDoor } from "../../src/channels/web/door.ts";
import { systemClock } from "../../src/platform/clock.ts";
import { testDatabase } from "../database.ts";
import { type Harness, keptLog, type Running, type Shown } from "./harness.ts";

/** The practice page: its platform is the database itself, so there is nothing that could be away from it alone. */
export const web: Harness = {
	name: "practice page",
	async start(): Promise<Running> {
		const { db, sealing, close } = await testDatabase();
		const doors: ReturnType<typeof webDoor>[] = [];
		const make = () => {
			doors.push(webDoor({ db, sealing, clock: systemClock() }));
			return doors.at(-1)!;
		};
		const first = make();
		const seen = new Map<string, Shown[]>();
		const current = () => doors.at(-1)!.port;
		/** The page reads history after each send; here it is read before each look. */
		const look = async (chat: string) => {
			const shown: (Shown & { id: string })[] = [];
			for (const message of await current().history(chat, 0)) {
				if (message.from === "person") continue;
				const one = {
					id: message.platformId!,
					text: message.text,
					buttons: message.choices?.map((choice) => choice.label) ?? [],
				};
				const before = shown.findIndex((other) => other.id === message.replaces);
				if (before >= 0) shown[before] = { ...one, id: shown[before]!.id };
				else shown.push(one);
			}
			seen.set(
				chat,
				shown.map(({ text, buttons }) => ({ text, buttons })),
			);
		};
		const send = first.send.bind(first);
		first.send = async (chat, message) => {
			const outcome = await send(chat, message);
			await look(chat);
			return outcome;
		};
		return {
			door: first,
			restarted: make,
			secrets: [],
			log: keptLog().lines,
			says: async (chat, text) => void (await current().say(chat, { kind: "text", text })),
			chooses: async (chat, choice) =>
				void (await current().say(chat, { kind: "choice", choice: choice.id })),
			sendsPhoto: async (chat, caption) =>
				void (await current().say(chat, { kind: "media", media: "photo", caption })),
			shown: (chat) => seen.get(chat) ?? [],
			faults: [],
			async stop() {
				for (const door of doors) await door.close();
				await close();
			},
		};
	},
};
