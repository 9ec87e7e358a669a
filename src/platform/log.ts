import pino from "pino";

export type Log = pino.Logger;

/** Everything that says who somebody is, how she is or what she wrote; a log never needs it. */
const personal = [
	"text",
	"body",
	"phone",
	"name",
	"fullName",
	"systolic",
	"diastolic",
	"token",
	"code",
	"session",
	"url",
];

/**
 * Bot tokens stand in the path of every API address, and errors of libraries quote addresses; phones and readings
 * come along in messages of errors. What looks like one is blanked wherever it stands.
 */
export const redact = (text: string): string =>
	text
		.replace(/\b\d{5,}:[\w-]{8,}/g, "[token]")
		.replace(/(?:\+?84|0)(?:[\s.-]?\d){8,10}\b/g, "[phone]")
		.replace(/\b\d{2,3}\s?\/\s?\d{2,3}\b/g, "[reading]");

function safeError(error: unknown) {
	if (!(error instanceof Error)) return { message: redact(String(error)) };
	const code = "code" in error ? String(error.code) : undefined;
	return { type: error.name, message: redact(error.message), code, stack: redact(error.stack ?? "") };
}

/** One JSON line an event on stderr: stdout belongs to the person at the terminal. */
export function makeLog(level: string): Log {
	return pino(
		{
			level,
			base: undefined,
			serializers: { err: safeError, error: safeError },
			redact: { paths: personal.flatMap((key) => [key, `*.${key}`]), censor: "[redacted]" },
			hooks: {
				logMethod(args, method) {
					const safe = args.map((arg) => (typeof arg === "string" ? redact(arg) : arg));
					method.apply(this, safe as Parameters<typeof method>);
				},
			},
		},
		pino.destination({ dest: 2, sync: true }),
	);
}
