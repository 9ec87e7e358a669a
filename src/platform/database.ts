import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import type { Log } from "./log.ts";

// Counts and ids stay far below 2^53, money too; strings for them would leak into every sum.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);
// A DATE is a day in Vietnam and nothing else: a JavaScript Date would give it the process's time zone.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);

/** One statement with its values: what `sql` makes and `Tx` runs. */
export interface Statement {
	text: string;
	values: unknown[];
}

/** Reads rows. A pool, a client and a transaction all are one. */
export interface Reader {
	rows<Row>(statement: Statement): Promise<Row[]>;
}

/** One transaction: the only thing that writes. */
export interface Tx extends Reader {
	/** @returns the number of rows that were changed */
	run(statement: Statement): Promise<number>;
}

export interface Database extends Reader {
	transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
	/** Hears NOTIFY on a channel for as long as the database is open, also after a lost connection. */
	listen(channel: string, heard: (payload: string) => void): Promise<void>;
	/**
	 * Takes a session-wide advisory lock, or gives null where another process holds it. `lost` is called when the
	 * connection that carries it breaks: whoever relied on it must stop at once.
	 */
	holdLock(name: string, lost: () => void): Promise<(() => Promise<void>) | null>;
	close(): Promise<void>;
}

const texts = new WeakMap<TemplateStringsArray, string>();

/** A statement from a template: every `${value}` becomes a parameter, nothing is ever pasted into the text. */
export function sql(parts: TemplateStringsArray, ...values: unknown[]): Statement {
	let text = texts.get(parts);
	if (text === undefined) {
		text = parts.reduce((all, part, index) => `${all}$${index}${part}`);
		texts.set(parts, text);
	}
	return { text, values };
}

const names = new Map<string, string>();

/** Statements come from templates, so there are few; each is prepared once a connection. */
function preparedName(text: string): string {
	let name = names.get(text);
	if (!name) {
		name = `s${names.size}`;
		names.set(text, name);
	}
	return name;
}

async function query(on: pg.Pool | pg.ClientBase, statement: Statement) {
	return on.query({ name: preparedName(statement.text), text: statement.text, values: statement.values });
}

const readerOf = (client: pg.ClientBase): Tx => ({
	rows: async <Row>(statement: Statement) => (await query(client, statement)).rows as Row[],
	run: async (statement) => (await query(client, statement)).rowCount ?? 0,
});

async function transaction<T>(pool: pg.Pool, work: (tx: Tx) => Promise<T>): Promise<T> {
	const client = await pool.connect();
	let broken: Error | undefined;
	try {
		await client.query("BEGIN");
		const result = await work(readerOf(client));
		await client.query("COMMIT");
		return result;
	} catch (error) {
		// A connection that cannot even roll back is thrown away, or the next user inherits its open transaction.
		await client.query("ROLLBACK").catch((lost: Error) => {
			broken = lost;
		});
		throw error;
	} finally {
		client.release(broken);
	}
}

function keepListening(url: string, log: Log) {
	const heard = new Map<string, (payload: string) => void>();
	let client: pg.Client | undefined;
	let started: Promise<void> | undefined;
	let isClosed = false;
	const connect = async () => {
		const next = new pg.Client({ connectionString: url, application_name: "clbot listen" });
		const ended = new Promise<void>((resolve) => next.once("end", resolve));
		next.on("error", () => {});
		next.on("notification", (message) => heard.get(message.channel)?.(message.payload ?? ""));
		await next.connect();
		client = next;
		for (const channel of heard.keys()) await next.query(`LISTEN ${channel}`);
		return { ended };
	};
	// One loop, however often it fails: when each failure began another try, eight seconds without the database made
	// two hundred connections, which then shut everybody else out.
	const keep = async (ended: Promise<void>): Promise<void> => {
		await ended;
		client = undefined;
		await sleep(1_000, undefined, { ref: false });
		if (!isClosed)
			return connect().then(
				(next) => keep(next.ended),
				() => keep(Promise.resolve()),
			);
	};
	const start = async () => {
		try {
			const { ended } = await connect();
			void keep(ended);
		} catch (error) {
			log.warn({ err: error }, "cannot listen yet; looking once a second instead");
			void keep(Promise.resolve());
		}
	};
	return {
		async listen(channel: string, listener: (payload: string) => void) {
			heard.set(channel, listener);
			started ??= start();
			await started;
			await client?.query(`LISTEN ${channel}`);
		},
		async close() {
			isClosed = true;
			await client?.end().catch(() => {});
		},
	};
}

async function holdLock(url: string, name: string, lost: () => void) {
	const client = new pg.Client({ connectionString: url, application_name: "clbot lock", keepAlive: true });
	let isReleased = false;
	client.on("error", () => {});
	client.on("end", () => {
		if (!isReleased) lost();
	});
	await client.connect();
	const { rows } = await client.query("SELECT pg_try_advisory_lock(hashtextextended($1, 7)) AS held", [name]);
	const release = async () => {
		isReleased = true;
		await client.end().catch(() => {});
	};
	if (rows[0].held) return release;
	await release();
	return null;
}

/** Opens the one pool of this process. @param connections how many at most */
export function openDatabase(url: string, log: Log, connections = 12): Database {
	const pool = new pg.Pool({
		connectionString: url,
		max: connections,
		application_name: "clbot",
		connectionTimeoutMillis: 5_000,
		// A server that vanished without a word must not hold a turn for ever.
		query_timeout: 60_000,
		keepAlive: true,
	});
	let isClosing = false;
	pool.on("error", (error) => {
		// The pool's end does not wait for its connections': the embedded server's stop may still reach one of them.
		if (!isClosing) log.warn({ err: error }, "a database connection was lost");
	});
	// The pool listens to its idle connections only: one that breaks between two statements of a transaction would
	// end the process. The next statement on it throws, and that is told where it belongs.
	pool.on("connect", (client) => client.on("error", () => {}));
	const listening = keepListening(url, log);
	return {
		rows: async <Row>(statement: Statement) => (await query(pool, statement)).rows as Row[],
		transaction: (work) => transaction(pool, work),
		listen: listening.listen,
		holdLock: (name, lost) => holdLock(url, name, lost),
		async close() {
			isClosing = true;
			await listening.close();
			await pool.end();
		},
	};
}
