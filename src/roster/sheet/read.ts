import { Readable } from "node:stream";
import { parse } from "csv-parse";
import { type Say, say } from "../../conversation/say.ts";
import type { Cell } from "./rules.ts";

/** A file that is no sheet at all; nothing of it was read. */
export class UnreadableSheet extends Error {
	readonly why: Say;
	constructor(why: Say) {
		super(why.key);
		this.why = why;
		this.name = "UnreadableSheet";
	}
}

/**
 * A workbook is read as a whole, and unpacked it takes ten times its size in memory: 19 MB, which is a province as
 * Excel saves it, keep the process under 300 MB.
 */
const largestUnpacked = 19_000_000;
const largestWorkbook = 8_000_000;

const startsWith = (bytes: Uint8Array, ...first: number[]) => first.every((byte, at) => bytes[at] === byte);

/** The separator that stands most often outside of quotes in the first lines. */
export function separatorOf(text: string): string {
	const bare = text.replace(/"[^"]*"/g, "");
	const counts = [",", ";", "\t"].map((sign) => ({ sign, count: bare.split(sign).length }));
	return counts.reduce((best, each) => (each.count > best.count ? each : best)).sign;
}

async function* textOf(pieces: AsyncIterable<Uint8Array>, encoding: string): AsyncGenerator<string> {
	const decoder = new TextDecoder(encoding, { fatal: true });
	try {
		for await (const piece of pieces) yield decoder.decode(piece, { stream: true });
		yield decoder.decode();
	} catch (error) {
		if (error instanceof TypeError) throw new UnreadableSheet(say("sheet.not-utf8"));
		throw error;
	}
}

/** What was looked at already, and then the rest. */
async function* rejoin<T>(first: T, rest: AsyncIterator<T>): AsyncGenerator<T> {
	yield first;
	for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
}

async function* csvRows(texts: AsyncIterable<string>): AsyncGenerator<string[]> {
	const all = texts[Symbol.asyncIterator]();
	let head = "";
	// The separator is told by whole lines; one piece of a stream may be a single letter.
	while ((head.match(/\n/g)?.length ?? 0) < 3 && head.length < 65_536) {
		const next = await all.next();
		if (next.done) break;
		head += next.value;
	}
	const lines = head.split(/\r\n|\r|\n/).slice(0, 10);
	const parser = parse({
		delimiter: separatorOf(lines.join("\n")),
		relax_column_count: true,
		relax_quotes: true,
		skip_empty_lines: false,
		info: false,
	});
	const source = Readable.from(rejoin(head, all));
	source.on("error", (error) => parser.destroy(error));
	source.pipe(parser);
	try {
		for await (const record of parser) yield record as string[];
	} catch (error) {
		if ((error as { code?: string }).code?.startsWith("CSV_")) throw new UnreadableSheet(say("sheet.broken"));
		throw error;
	} finally {
		source.destroy();
	}
}

/** What a zip says its parts are unpacked, in bytes: one of a few kilobytes may hold gigabytes. */
function unpackedSize(zip: Buffer): number {
	const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
	let size = 0;
	let at = zip.readUInt32LE(end + 16);
	for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
		size += zip.readUInt32LE(at + 24);
		at += 46 + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
	}
	return size;
}

async function readWorkbook(zip: Buffer) {
	try {
		if (unpackedSize(zip) <= largestUnpacked) {
			// Loaded when it is needed: it would take a tenth of the bot's memory for a page that is opened once a year.
			const { readSheet } = await import("read-excel-file/node");
			return await readSheet(zip);
		}
	} catch {
		throw new UnreadableSheet(say("sheet.broken"));
	}
	throw new UnreadableSheet(say("sheet.too-big"));
}

async function* workbookRows(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Cell[]> {
	const all: Uint8Array[] = [];
	let size = 0;
	for await (const piece of pieces) {
		size += piece.length;
		if (size > largestWorkbook) throw new UnreadableSheet(say("sheet.too-big"));
		all.push(piece);
	}
	const data = await readWorkbook(Buffer.concat(all));
	// Each row is let go as it is handed on: the whole and what is made of it need not stand side by side.
	for (data.reverse(); data.length > 0; ) yield data.pop() as unknown as Cell[];
}

/**
 * The rows of a CSV (UTF-8 or UTF-16, with comma, semicolon or tab) or of the first sheet of an .xlsx, whichever the
 * bytes are; empty rows too, so that they count as in the sheet. A CSV is streamed and never stands in memory.
 * @throws UnreadableSheet while it is read
 */
export async function* sheetRows(source: AsyncIterable<Uint8Array>): AsyncGenerator<readonly Cell[]> {
	const pieces = source[Symbol.asyncIterator]();
	let head: Uint8Array = new Uint8Array();
	while (head.length < 4) {
		const next = await pieces.next();
		if (next.done) break;
		head = Buffer.concat([head, next.value]);
	}
	const all = rejoin(head, pieces);
	if (startsWith(head, 0x50, 0x4b, 3, 4)) yield* workbookRows(all);
	else if (startsWith(head, 0xd0, 0xcf, 0x11, 0xe0)) throw new UnreadableSheet(say("sheet.old-workbook"));
	else yield* csvRows(textOf(all, startsWith(head, 0xff, 0xfe) ? "utf-16le" : "utf-8"));
}
