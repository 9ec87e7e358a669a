import path from "node:path";
import type { Door } from "./channels/door.ts";
import { telegramDoor } from "./channels/telegram/door.ts";
import { webDoor } from "./channels/web/door.ts";
import { zaloDoor } from "./channels/zalo/door.ts";
import type { Clock } from "./platform/clock.ts";
import type { Config } from "./platform/config.ts";
import { type Database, sql } from "./platform/database.ts";
import type { Log } from "./platform/log.ts";
import type { Sealing } from "./platform/sealing.ts";

interface Ports {
	config: Config;
	db: Database;
	sealing: Sealing;
	clock: Clock;
	log: Log;
	secret: string;
	hasPractice: boolean;
}

/** The menu beside Telegram's text field: the few things that are asked most. */
const commands = {
	vi: [
		{ command: "start", description: "Bắt đầu, hoặc nhập mã trên phiếu mời" },
		{ command: "no", description: "Tôi còn nợ bao nhiêu" },
		{ command: "hop", description: "Bao giờ họp" },
		{ command: "giup", description: "Cần giúp" },
	],
	en: [
		{ command: "start", description: "Begin, or enter the code of your slip" },
		{ command: "no", description: "What I still owe" },
		{ command: "hop", description: "When the next meeting is" },
		{ command: "giup", description: "Help" },
	],
};

const groupText =
	"Cháu chỉ nhắn riêng với từng người ạ. Bà con mở tin nhắn riêng với cháu nhé, cháu xin phép ra khỏi nhóm.";

/** One month's count of what a Zalo bot received and sent, against its plan's quota. */
const meterOf = (db: Database, clock: Clock, bot: string) => ({
	async count(direction: "in" | "out") {
		const month = new Date(clock.now().getTime() + 7 * 3_600_000).toISOString().slice(0, 7);
		const [incoming, outgoing] = direction === "in" ? [1, 0] : [0, 1];
		await db.rows(sql`
			INSERT INTO door_month (door_id, month, incoming, outgoing)
			SELECT id, ${month}, ${incoming}, ${outgoing} FROM door WHERE channel = 'zalo' AND bot = ${bot}
			ON CONFLICT (door_id, month) DO UPDATE SET incoming = door_month.incoming + excluded.incoming,
				outgoing = door_month.outgoing + excluded.outgoing`);
	},
});

/** Every door that the settings open, with its pace and its webhook. */
export function makeDoors({ config, db, sealing, clock, log, secret, hasPractice }: Ports) {
	const shared = {
		publicUrl: config.PUBLIC_URL,
		secret,
		log,
		holdLock: db.holdLock,
		now: clock.now,
		groupText,
	};
	const telegram = config.TELEGRAM_BOT_TOKEN
		? telegramDoor({
				...shared,
				token: config.TELEGRAM_BOT_TOKEN,
				apiRoot: config.TELEGRAM_API_ROOT,
				mode: config.TELEGRAM_MODE,
				commands,
			})
		: undefined;
	const zaloToken = config.ZALO_BOT_TOKEN;
	const zalo = zaloToken
		? zaloDoor({
				...shared,
				token: zaloToken,
				apiRoot: config.ZALO_API_ROOT,
				mode: config.ZALO_MODE,
				spool: {
					folder: path.join(config.CLBOT_DATA, "spool"),
					seal: (plain) => sealing.seal(plain).toString("base64"),
					open: (sealed) => sealing.open<string>(Buffer.from(sealed, "base64")),
				},
				meter: meterOf(db, clock, zaloToken.split(":")[0]!),
			})
		: undefined;
	const web = hasPractice ? webDoor({ db, sealing, clock }) : undefined;
	const doors: { door: Door; ratePerSec: number }[] = [];
	if (telegram) doors.push({ door: telegram, ratePerSec: config.TELEGRAM_RATE });
	if (zalo) doors.push({ door: zalo, ratePerSec: config.ZALO_RATE });
	if (web) doors.push({ door: web, ratePerSec: practiceRate });
	const webhooks = [
		...(telegram ? [{ path: "/webhooks/telegram" as const, deliver: telegram.webhook }] : []),
		...(zalo ? [{ path: "/webhooks/zalo" as const, deliver: zalo.webhook }] : []),
	];
	return { doors, webhooks, web };
}

/** Nobody limits the practice page; this only keeps an announcement's progress visible. */
const practiceRate = 200;
