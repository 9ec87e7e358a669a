import { type ParseArgsConfig, parseArgs } from "node:util";
import { OperatorError } from "../platform/config.ts";
import type { OpenDesk } from "./desk.ts";

type Options = NonNullable<ParseArgsConfig["options"]>;
type Values<O extends Options> = ReturnType<
	typeof parseArgs<{ options: O; allowPositionals: true }>
>["values"];

/** One command of the operator: a file of this folder that exports it by default, and a line in `src/cli.ts`. */
export interface Command {
	/** What `--help` prints: what it does, its options, an example. */
	help: string;
	/** @returns the exit code; nothing is 0 */
	run(args: string[], open: OpenDesk): Promise<number | undefined>;
}

interface Declared<O extends Options> {
	help: string;
	options: O;
	/** How many words beside the options, at least and at most. */
	words: readonly [number, number];
	/** Checks what was given before it opens the desk, so that a slip costs no start of a database. */
	run(given: { words: string[]; options: Values<O> }, open: OpenDesk): Promise<number | undefined>;
}

function parse<O extends Options>(args: string[], options: O) {
	try {
		return parseArgs({ args, options, allowPositionals: true });
	} catch (error) {
		const [first] = (error as Error).message.split(/\. |\n/);
		throw new OperatorError(`${first}; --help lists what there is`);
	}
}

/** Declares a command: options and words are checked before it runs. */
export const command = <const O extends Options>({ help, options, words, run }: Declared<O>): Command => ({
	help: help.trim(),
	async run(args, open) {
		const { values, positionals } = parse(args, options);
		const [least, most] = words;
		if (positionals.length < least) throw new OperatorError("something is missing; --help shows how");
		if (positionals.length > most)
			throw new OperatorError(`«${positionals[most]}» is one word too many; --help shows how`);
		return run({ words: positionals, options: values }, open);
	},
});

/** The result: nothing else may stand on stdout. Resolves when it is written. */
export const print = (text: string): Promise<void> =>
	new Promise((resolve, reject) => {
		process.stdout.write(`${text}\n`, (error) => (error ? reject(error) : resolve()));
	});

/** Progress and remarks. */
export const remark = (text: string): void => {
	process.stderr.write(`clbot: ${text}\n`);
};
