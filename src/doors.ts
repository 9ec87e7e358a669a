import path from "node:path";
import type { Door } from "./channels/door.ts";
import { telegramDoor } from "./channels/telegram/door.ts";
import { webDoor } from "./channels/web/door.ts";
import { zaloDoor } from "./channels/zalo/door.ts";
import { zaloQuota } from "./channels/zalo/quota.ts";
import type { Clock } from "./platform/clock.ts";
import type { Config } from "./platform/config.ts";
import type { Database } from "./platform/database.ts";
import type { Log } from "./platform/log.ts";
import type { Sealing } from "./platform/sealing.ts";
import { remember } from "./platform/settings.ts";

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

/** A door with the limits of its platform. */
export interface OpenDoor {
	door: Door;
	/** Unasked sends a second. */
	ratePerSec: number;
	/** Whether a monthly quota still has room for what nobody waits for. */
	leavesRoom?(): Promise<boolean>;
}

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
				named: (name) => remember(db, "telegram-link", `https://t.me/${name}`),
			})
		: undefined;
	const zaloToken = config.ZALO_BOT_TOKEN;
	const quota = zaloQuota(db, clock, log, zaloToken?.split(":")[0] ?? "", config.ZALO_MONTHLY_QUOTA);
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
				meter: quota,
			})
		: undefined;
	const web = hasPractice ? webDoor({ db, sealing, clock }) : undefined;
	const doors: OpenDoor[] = [];
	if (telegram) doors.push({ door: telegram, ratePerSec: config.TELEGRAM_RATE });
	if (zalo) doors.push({ door: zalo, ratePerSec: config.ZALO_RATE, leavesRoom: quota.leavesRoom });
	if (web) doors.push({ door: web, ratePerSec: practiceRate });
	const webhooks = [
		...(telegram ? [{ path: "/webhooks/telegram" as const, deliver: telegram.webhook }] : []),
		...(zalo ? [{ path: "/webhooks/zalo" as const, deliver: zalo.webhook }] : []),
	];
	return { doors, webhooks, web };
}

/** Nobody limits the practice page; this only keeps an announcement's progress visible. */
const practiceRate = 200;
