import type { Config } from "./platform/config.ts";

interface Facts {
	config: Config;
	hasPractice: boolean;
	isEmbedded: boolean;
	url: string;
}

const line = (name: string, isOn: boolean, text: string) =>
	`  ${isOn ? "on " : "off"}  ${name.padEnd(14)} ${text}`;

/** What is on and what is off, and how to turn it on: said once at the end of the start. */
export function summary({ config, hasPractice, isEmbedded, url }: Facts): string {
	const { host, pathname } = new URL(url);
	const isGateway = config.CLBOT_ROLE !== "worker";
	const practice = hasPractice && isGateway;
	const practiceUrl = `http://${config.HOST === "127.0.0.1" ? "localhost" : config.HOST}:${config.PORT}`;
	return [
		`clbot is ready (${config.CLBOT_ROLE}).`,
		line("practice page", practice, practice ? practiceUrl : "set CLBOT_DEMO=1 on an empty or demo database"),
		line(
			"Zalo",
			!!config.ZALO_BOT_TOKEN,
			config.ZALO_BOT_TOKEN ? config.ZALO_MODE : "set ZALO_BOT_TOKEN (README, Connecting Zalo)",
		),
		line(
			"Telegram",
			!!config.TELEGRAM_BOT_TOKEN,
			config.TELEGRAM_BOT_TOKEN
				? config.TELEGRAM_MODE
				: "set TELEGRAM_BOT_TOKEN (README, Connecting Telegram)",
		),
		line(
			"database",
			true,
			isEmbedded
				? `embedded, in ${config.CLBOT_DATA}; DATABASE_URL for a server of your own`
				: `${host}${pathname}`,
		),
		line("queues", true, config.REDIS_URL ? "Redis" : "on the same PostgreSQL; REDIS_URL for Redis"),
	].join("\n");
}
