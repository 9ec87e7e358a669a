/** What a PDF of ours shows, read back through the tables of its own fonts: a line for each piece of text. */
import { inflateSync } from "node:zlib";

type Glyphs = Map<string, string>;

function objectsOf(raw: string): Map<number, string> {
	const found = raw.matchAll(/(\d+) 0 obj\n([\s\S]*?)\nendobj/g);
	return new Map([...found].map(([, id, body]) => [Number(id), body!]));
}

function streamOf(body: string | undefined): string {
	const data = /stream\n([\s\S]*?)\nendstream/.exec(body ?? "")?.[1];
	if (data === undefined) return "";
	return body!.includes("FlateDecode") ? inflateSync(Buffer.from(data, "latin1")).toString("latin1") : data;
}

/** Which letters each glyph of a font stands for. */
function glyphsOf(table: string): Glyphs {
	const glyphs: Glyphs = new Map();
	for (const [, first, list] of table.matchAll(/<([0-9a-f]{4})> <[0-9a-f]{4}> \[([^\]]*)\]/gi)) {
		const from = Number.parseInt(first!, 16);
		for (const [index, [, units]] of [...list!.matchAll(/<([0-9a-f ]*)>/gi)].entries()) {
			const codes = (units!.replace(/ /g, "").match(/.{4}/g) ?? []).map((unit) => Number.parseInt(unit, 16));
			glyphs.set((from + index).toString(16).padStart(4, "0"), String.fromCharCode(...codes));
		}
	}
	return glyphs;
}

export function pdfWords(pdf: Buffer): string {
	const raw = pdf.toString("latin1");
	const objects = objectsOf(raw);
	const fonts = new Map<string, Glyphs>();
	for (const [, name, id] of raw.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
		const table = /\/ToUnicode (\d+) 0 R/.exec(objects.get(Number(id)) ?? "")?.[1];
		fonts.set(name!, glyphsOf(streamOf(objects.get(Number(table)))));
	}
	let glyphs: Glyphs = new Map();
	return [...objects.values()]
		.map(streamOf)
		.filter((content) => content.includes(" Tf"))
		.flatMap((content) => [...content.matchAll(/\/(F\d+) [\d.]+ Tf|<([0-9a-f]+)>|\bET\b/g)])
		.map(([, font, hex]) => {
			if (font) glyphs = fonts.get(font) ?? glyphs;
			if (!font && !hex) return "\n";
			return (hex?.match(/.{4}/g) ?? []).map((glyph) => glyphs.get(glyph) ?? "?").join("");
		})
		.join("");
}
