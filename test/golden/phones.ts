/** The phones of a story: the real doors, each at its platform (the practice page, or a fake of Telegram or Zalo over HTTP). */

import { rm } from "node:fs/promises";
import type { Door } from "../../src/channels/door.ts";
import { webDoor } from "../../src/channels/web/door.ts";
import type { Body } from "../../src/conversation/message.ts";
import type { Clock } from "../../src/platform/clock.ts";
import type { Database } from "../../src/platform/database.ts";
import type { Sealing } from "../../src/platform/sealing.ts";
import { keptLog } from "../channels/harness.ts";
import { telegramAt } from "../channels/harnessTelegram.ts";
import { tempFolder, zaloAt } from "../channels/harnessZalo.ts";
import { waitFor } from "../fakes/httpServer.ts";
import { startFakeTelegram } from "../fakes/telegram.ts";
import { startFakeZalo } from "../fakes/zalo.ts";
import type { Channel, Written } from "./script.ts";

/** A message as the phone shows it, its choices apart from its words. */
export interface Shown {
	text: string;
	choices: { id: string; number: number; label: string }[];
}

export interface Phones {
	/** The bot's own id at its platform. */
	bot: string;
	/** The id of the phone that is the nth of the story. */
	chat(nth: number): string;
	/** A new door, as after a start. */
	door(): Door;
	/** `taps` is the choice that a tapped label belongs to. */
	does(chat: string, what: Written, taps: Shown["choices"][number] | undefined): Promise<void>;
	/** Everything the bot said in this chat, in order; an edited message once more. */
	shown(chat: string): Promise<Shown[]>;
	close(): Promise<void>;
}

interface Ports {
	db: Database;
	sealing: Sealing;
	clock: Clock;
}

const impossible = (channel: Channel, what: Written) =>
	new Error(`nobody can do this on ${channel}: ${JSON.stringify(what)}`);

function web(ports: Ports): Phones {
	let port = webDoor(ports).port;
	const bodyOf = (what: Written, taps: Shown["choices"][number] | undefined): Body => {
		if (what.kind === "text") return { kind: "text", text: what.text };
		if (what.kind === "edit") return { kind: "text", text: what.text, edited: true };
		if (what.kind === "tap") return { kind: "choice", choice: taps!.id };
		if (what.media === "contact" || what.media === "hidden") throw impossible("web", what);
		return { kind: "media", media: what.media, caption: what.caption };
	};
	return {
		bot: "practice",
		chat: (nth) => `phone-${nth}`,
		door() {
			const made = webDoor(ports);
			port = made.port;
			return made;
		},
		does: async (chat, what, taps) => void (await port.say(chat, bodyOf(what, taps))),
		shown: async (chat) => {
			const all = await port.history(chat, 0);
			return all
				.filter(({ from }) => from === "bot")
				.map(({ text, choices }) => ({ text, choices: choices ?? [] }));
		},
		close: async () => undefined,
	};
}

const telegramMedia = {
	photo: { photo: [{ file_id: "1" }] },
	voice: { voice: { file_id: "1", duration: 7 } },
	sticker: { sticker: { file_id: "1" } },
	file: { document: { file_id: "1" } },
	location: { location: { latitude: 19.8, longitude: 105.7 } },
	video: { video: { file_id: "1" } },
	contact: { contact: { phone_number: "+84900000099", first_name: "Test" } },
};

async function telegram({ clock }: Ports): Promise<Phones> {
	const fake = await startFakeTelegram();
	const { log } = keptLog();
	return {
		bot: "7000000001",
		chat: (nth) => String(1_000 + nth),
		door: () => telegramAt(fake.root, log, { now: clock.now }),
		async does(chat, what, taps) {
			if (what.kind === "text") fake.userSays(chat, what.text);
			else if (what.kind === "edit") fake.userEdits(chat, what.text);
			else if (what.kind === "tap") fake.userTaps(chat, taps!.id);
			else if (what.media === "hidden") throw impossible("telegram", what);
			else fake.userSends(chat, { ...telegramMedia[what.media], caption: what.caption });
		},
		shown: async (chat) =>
			fake.sentTo(chat).map(({ text, buttons }) => ({
				text,
				choices: buttons
					.flat()
					.map(({ text: label, callback_data: id }) => ({ id, number: Number(id.split(":").at(-1)), label })),
			})),
		close: () => fake.close(),
	};
}

/** The numbered lines at a message's end, up to `0.` where there is one: how choices look where there are no buttons. */
function cutChoices(text: string): Shown {
	const lines = text.split("\n");
	const choices: Shown["choices"] = [];
	while (lines.length > 0) {
		const [, number, label] = /^(\d+)\. (.+)$/.exec(lines.at(-1)!) ?? [];
		if (!label) break;
		choices.unshift({ id: number!, number: Number(number), label });
		lines.pop();
	}
	return { text: lines.join("\n"), choices };
}

async function zalo({ clock }: Ports): Promise<Phones> {
	const fake = await startFakeZalo();
	const folder = await tempFolder();
	const { log } = keptLog();
	const bot = () => fake.bot();
	return {
		bot: "12345689",
		chat: (nth) => `zalo-${nth}`,
		door: () => zaloAt(fake.root, folder, log, { now: clock.now }),
		async does(chat, what, taps) {
			await waitFor(() => bot().isPolled);
			if (what.kind === "text") return fake.userSays(chat, what.text);
			if (what.kind === "tap") return fake.userSays(chat, String(taps!.number));
			if (what.kind === "edit") throw impossible("zalo", what);
			if (what.media === "photo") return fake.userSendsPhoto(chat, what.caption ?? "");
			if (what.media === "hidden") return fake.userSaysHidden(chat);
			if (what.media !== "voice" && what.media !== "sticker") throw impossible("zalo", what);
			return bot().push(bot().event(`message.${what.media}.received`, chat, {}));
		},
		shown: async (chat) => fake.sentTo(chat).map(({ text }) => cutChoices(text)),
		async close() {
			await fake.close();
			await rm(folder, { recursive: true, force: true });
		},
	};
}

export const phonesOn = async (channel: Channel, ports: Ports): Promise<Phones> =>
	channel === "web" ? web(ports) : channel === "telegram" ? telegram(ports) : zalo(ports);
