import type { Command } from "./cli/command.ts";
import { print, remark } from "./cli/command.ts";
import { type Desk, openDesk } from "./cli/desk.ts";
import { tableText } from "./cli/text.ts";
import { OperatorError } from "./platform/config.ts";
import { redact } from "./platform/log.ts";

/** The operator's commands; `src/cli/<name>.ts` is each one's file, loaded only when it is called. */
const commands: Record<string, string> = {
	migrate: "brings the database to this release's schema",
	seed: "demo people, or a whole province of clubs for measuring",
	import: "brings clubs and members from a sheet, CSV or .xlsx",
	people: "lists everyone: name, year of birth, phone, club, roles, channels",
	invite: "makes a person's one-time code, with which she links her chat",
	officer: "names an officer, or ends that",
	run: "runs one scheduled job as if it were a given time",
	units: "merges, moves and renames units by a sheet, and takes that back",
	check: "looks whether what must always be true of the data is true",
	trace: "shows a message's or a receipt's whole way on one page",
	misunderstood: "lists what people wrote and the bot made nothing of",
	stuck: "lists the turns that were set aside, and puts them back",
	pause: "stops all sending, and takes that back",
};

const overview = () => `npm run --silent clbot -- <command>

${tableText(Object.entries(commands).map(([name, what]) => [`  ${name}`, what]))}

Each tells more with --help. Commands work beside a running bot, on the database of the same settings
(DATABASE_URL, CLBOT_KEY; or the embedded one in CLBOT_DATA). Results go to stdout, everything else to stderr.`;

const deadlineMs = 9_500;
let desk: Promise<Desk> | undefined;
let isLeaving = false;

/** Whatever ends the command, the embedded server must learn that one of its users is gone. */
async function leave(code: number): Promise<void> {
	if (isLeaving) return;
	isLeaving = true;
	setTimeout(() => process.exit(code || 1), deadlineMs).unref();
	await desk?.then((opened) => opened.close()).catch(() => {});
	process.exit(code);
}

/** One line for the operator. What libraries say at length ends with the cause. */
function lineOf(error: unknown): string {
	if (error instanceof OperatorError) return error.message;
	if (!(error instanceof Error)) return redact(String(error));
	if (["debug", "trace"].includes(process.env.LOG_LEVEL ?? "")) return redact(error.stack ?? error.message);
	const said = error.message.trim().split("\n").at(-1) || error.name;
	return `${redact(said.trim())} (LOG_LEVEL=debug shows where)`;
}

async function main([name = "--help", ...args]: string[]): Promise<number> {
	const wantsHelp = (word: string) => word === "--help" || word === "-h";
	if (wantsHelp(name) || (name === "help" && args.length === 0)) {
		await print(overview());
		return 0;
	}
	if (!Object.hasOwn(commands, name)) {
		throw new OperatorError(`there is no command «${name}»; there are ${Object.keys(commands).join(", ")}`);
	}
	const { default: command } = (await import(`./cli/${name}.ts`)) as { default: Command };
	if (args.some(wantsHelp)) {
		await print(command.help);
		return 0;
	}
	const open = () => {
		desk ??= openDesk(process.env);
		return desk;
	};
	return (await command.run(args, open)) ?? 0;
}

process.on("SIGINT", () => void leave(130));
process.on("SIGTERM", () => void leave(143));
// `people | head` closes the pipe: enough was read.
process.stdout.on("error", (error: NodeJS.ErrnoException) => void leave(error.code === "EPIPE" ? 0 : 1));
main(process.argv.slice(2)).then(leave, (error: unknown) => {
	if (!isLeaving) remark(lineOf(error));
	return leave(1);
});
