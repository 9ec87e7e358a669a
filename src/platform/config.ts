import path from "node:path";
import { z } from "zod";

/** A setting, a port, a token that is wrong: one line for the operator, exit code 1, no stack. */
export class OperatorError extends Error {}

const flag = z.enum(["0", "1"]).transform((value) => value === "1");
const token = z
	.string()
	.trim()
	.regex(/^\d+:[\w-]+$/, "is no bot token: it looks like 12345:abc-DEF, copy it whole");
const root = z
	.url({ protocol: /^https?$/, error: "must be an http(s) address" })
	.transform((url) => url.replace(/\/+$/, ""));
const count = z.coerce.number("must be a number").int("must be a whole number").positive("must be above 0");
const mode = z.enum(["polling", "webhook"]).default("polling");

const settings = z.object({
	DATABASE_URL: z
		.url({ protocol: /^postgres(ql)?$/, error: "must be postgresql://user:password@host/database" })
		.optional(),
	REDIS_URL: z.url({ protocol: /^rediss?$/, error: "must be redis://host:port" }).optional(),
	CLBOT_DATA: z.string().default(".clbot"),
	CLBOT_ROLE: z.enum(["all", "gateway", "worker"]).default("all"),
	CLBOT_DEMO: flag.optional(),
	CLBOT_KEY: z
		.string()
		.regex(/^[0-9a-f]{64}$/i, "must be 64 hex digits; make one with: openssl rand -hex 32")
		.optional(),
	CLBOT_NOW: z.iso
		.datetime({ offset: true, error: "must be an ISO time such as 2027-02-05T21:00:00+07:00" })
		.transform((text) => new Date(text))
		.optional(),
	HOST: z.string().default("127.0.0.1"),
	PORT: z.coerce.number("must be a number").int().min(0).max(65535, "must be a port, 0–65535").default(3000),
	PUBLIC_URL: root.optional(),
	TELEGRAM_BOT_TOKEN: token.optional(),
	TELEGRAM_API_ROOT: root.default("https://api.telegram.org"),
	TELEGRAM_MODE: mode,
	TELEGRAM_RATE: count.default(30),
	ZALO_BOT_TOKEN: token.optional(),
	ZALO_API_ROOT: root.default("https://bot-api.zaloplatforms.com"),
	ZALO_MODE: mode,
	ZALO_RATE: count.default(10),
	ZALO_MONTHLY_QUOTA: count.optional(),
	WEBHOOK_SECRET: z
		.string()
		.regex(/^[\w-]{8,256}$/, "must be 8–256 letters, digits, _ or -")
		.optional(),
	ADMIN_PASSWORD: z.string().min(8, "must have 8 characters at least").optional(),
	LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "silent"]).default("info"),
	NODE_ENV: z.string().default("development"),
});

export type Config = z.infer<typeof settings>;

/** What makes sense alone but not together; the first contradiction as `NAME: remedy`, or nothing. */
function contradiction(config: Config): string | undefined {
	const production = config.NODE_ENV === "production";
	if (config.DATABASE_URL && !config.CLBOT_KEY)
		return "CLBOT_KEY: must be set when DATABASE_URL is; make one with: openssl rand -hex 32";
	if (config.CLBOT_NOW && production)
		return "CLBOT_NOW: is for trying things out and refused in production; unset it";
	if (config.TELEGRAM_BOT_TOKEN && config.TELEGRAM_MODE === "webhook" && !config.PUBLIC_URL)
		return "PUBLIC_URL: TELEGRAM_MODE=webhook needs the public https address of this bot";
	if (config.ZALO_BOT_TOKEN && config.ZALO_MODE === "webhook" && !config.PUBLIC_URL)
		return "PUBLIC_URL: ZALO_MODE=webhook needs the public https address of this bot";
	return undefined;
}

/**
 * The settings (README) from the environment, checked whole before anything starts. An empty value counts as unset.
 * @throws OperatorError one line that names the setting and the remedy
 */
export function readConfig(env: NodeJS.ProcessEnv): Config {
	const given = Object.fromEntries(
		Object.entries(env).filter(([, value]) => value !== undefined && value !== ""),
	);
	const read = settings.safeParse(given);
	if (!read.success) {
		const issue = read.error.issues[0]!;
		const detail =
			issue.code === "invalid_value" ? `must be one of ${issue.values.join(", ")}` : issue.message;
		throw new OperatorError(`${issue.path.join(".")}: ${detail}`);
	}
	const wrong = contradiction(read.data);
	if (wrong) throw new OperatorError(wrong);
	return { ...read.data, CLBOT_DATA: path.resolve(read.data.CLBOT_DATA) };
}
