import { createRequire } from "node:module";
import { type SayKey, say, speak } from "../../conversation/say.ts";
import { momentOf } from "../../platform/clock.ts";
import type { SlipSheet } from "./make.ts";
import { drawQr } from "./qr.ts";

/** Where the bot is found; none where the settings name none. */
export interface Links {
	/** Opens the bot on Zalo. */
	zalo?: string | undefined;
	/** `https://t.me/name`: a code rides on it. */
	telegram?: string | undefined;
}

type Pdf = PDFKit.PDFDocument;

const fontFile = (name: string) =>
	createRequire(import.meta.url).resolve(`@expo-google-fonts/be-vietnam-pro/${name}`);
const fonts = {
	plain: fontFile("400Regular/BeVietnamPro_400Regular.ttf"),
	bold: fontFile("700Bold/BeVietnamPro_700Bold.ttf"),
};

/** Points, 72 to an inch; A4 is 595 × 842. Two slips share a sheet, cut apart in the middle. */
const page = { width: 595.28, height: 841.89, margin: 34 };
const slipHeight = page.height / 2;
const left = page.margin;
const width = page.width - 2 * page.margin;
/** Nothing is smaller: it is read at arm's length, without glasses. */
const small = 12;
const line = 16;
const qrSize = 82;

/** Paper is for the people of a village: always Vietnamese, and it addresses nobody. */
const text = (key: SayKey, values: Record<string, unknown> = {}) =>
	speak(say(key, values), "vi", { you: "", me: "" });

interface Place {
	at: number;
	font?: keyof typeof fonts;
	size?: number;
	x?: number;
	wide?: number;
	align?: "left" | "right" | "center";
}

/** Writes at a place and gives the height that it took. */
function write(
	pdf: Pdf,
	words: string,
	{ at, font = "plain", size = small, x = left, wide = width, align }: Place,
) {
	pdf.font(font).fontSize(size);
	const options = { width: wide, lineGap: -size * 0.1, ...(align ? { align } : {}) };
	const height = pdf.heightOfString(words, options);
	pdf.text(words, x, at, options);
	return height;
}

function dots(pdf: Pdf, from: number, to: number, at: number): void {
	pdf.moveTo(from, at).lineTo(to, at).lineWidth(0.7).dash(1.2, { space: 2 }).stroke("#555555").undash();
}

function label(pdf: Pdf, key: SayKey, x: number, at: number): number {
	const words = text(key);
	write(pdf, words, { at, x, wide: width });
	return x + pdf.widthOfString(words) + 4;
}

/** A box to tick with its word. @returns where it ends */
function tickBox(pdf: Pdf, key: SayKey, x: number, at: number): number {
	pdf
		.rect(x, at + 2, 12, 12)
		.lineWidth(1)
		.stroke("#000000");
	return label(pdf, key, x + 17, at) + 14;
}

/** One consent with its own yes, no, signature and day: the two are never bundled (Law 91/2025, art. 9). */
function consent(pdf: Pdf, key: SayKey, top: number): number {
	const inner = left + 8;
	const said = write(pdf, text(key), { at: top + 5, x: inner, wide: width - 16 });
	const at = top + said + 12;
	const afterYes = tickBox(pdf, "slips.paper-agree", inner, at);
	const afterNo = tickBox(pdf, "slips.paper-disagree", afterYes, at);
	const signFrom = label(pdf, "slips.paper-sign", afterNo, at);
	const dayAt = left + width - 128;
	dots(pdf, signFrom, dayAt - 8, at + 14);
	const dayFrom = label(pdf, "slips.paper-date", dayAt, at);
	const part = (left + width - 8 - dayFrom) / 3.6;
	dots(pdf, dayFrom, dayFrom + part, at + 14);
	write(pdf, "/", { at, x: dayFrom + part, wide: 10 });
	dots(pdf, dayFrom + part + 7, dayFrom + 2 * part + 7, at + 14);
	write(pdf, "/", { at, x: dayFrom + 2 * part + 7, wide: 10 });
	dots(pdf, dayFrom + 2 * part + 14, left + width - 8, at + 14);
	const bottom = at + line + 8;
	pdf
		.roundedRect(left, top, width, bottom - top, 5)
		.lineWidth(0.8)
		.stroke("#777777");
	return bottom + 6;
}

/** The code as large as the paper allows, and beside it what the phone's camera can read. */
function codeBlock(pdf: Pdf, code: string, until: string, links: Links, top: number): number {
	const squares: { link: string; key: SayKey }[] = [];
	if (links.zalo) squares.push({ link: links.zalo, key: "slips.paper-zalo" });
	if (links.telegram) squares.push({ link: `${links.telegram}?start=${code}`, key: "slips.paper-telegram" });
	const squareWidth = 110;
	const wide = width - squares.length * squareWidth - (squares.length > 0 ? 10 : 0);
	let at = top + write(pdf, text("slips.paper-code"), { at: top, wide });
	at += write(pdf, `${code.slice(0, 4)} ${code.slice(4)}`, { at, font: "bold", size: 32, wide });
	at += write(pdf, text("slips.paper-how"), { at, wide });
	at += write(pdf, text("slips.paper-until", { until }), { at: at + 2, font: "bold", wide });
	for (const [index, { link, key }] of squares.entries()) {
		const x = left + width - (squares.length - index) * squareWidth;
		drawQr(pdf, link, x + (squareWidth - qrSize) / 2, top, qrSize);
		write(pdf, text(key), { at: top + qrSize + 3, x: x - 6, wide: squareWidth + 12, align: "center" });
	}
	return Math.max(at, squares.length > 0 ? top + qrSize + 3 + line : 0) + 8;
}

function slip(pdf: Pdf, sheet: SlipSheet, one: SlipSheet["slips"][number], links: Links, top: number): void {
	let at = top + 22;
	write(pdf, text("slips.paper-title"), { at, font: "bold", size: 14, wide: 130 });
	const office = text("slips.paper-office", { club: sheet.club, office: sheet.office }).replace(/ · $/, "");
	at +=
		Math.max(20, write(pdf, office, { at: at + 2, x: left + 130, wide: width - 130, align: "right" })) + 2;
	const number = text("slips.paper-number", { number: one.number });
	pdf.font("plain").fontSize(small);
	const numberWide = pdf.widthOfString(number) + 8;
	const nameWide = width - numberWide - 8;
	// A long name on two lines would push the last line off the paper.
	const wanted = pdf.font("bold").fontSize(18).widthOfString(one.name);
	const size = Math.max(small, Math.floor(18 * Math.min(1, nameWide / wanted)));
	write(pdf, one.name, { at: at + 18 - size, font: "bold", size, wide: nameWide });
	write(pdf, number, { at: at + 6, x: left + width - numberWide, wide: numberWide, align: "right" });
	at += 26;
	at = codeBlock(pdf, one.code, sheet.until, links, at);
	at = consent(pdf, "slips.paper-membership", at);
	at = consent(pdf, "slips.paper-health", at);
	at += write(pdf, `${text("slips.paper-change")} ${text("slips.paper-safe")}`, { at }) + 8;
	const relayFrom = label(pdf, "slips.paper-relay", left, at);
	const signAt = left + width - 170;
	dots(pdf, relayFrom, signAt - 8, at + 14);
	dots(pdf, label(pdf, "slips.paper-relay-sign", signAt, at), left + width, at + 14);
}

/** Where to cut: dashes across the middle of the sheet. */
function cutLine(pdf: Pdf): void {
	pdf
		.moveTo(0, slipHeight)
		.lineTo(page.width, slipHeight)
		.lineWidth(0.6)
		.dash(5, { space: 5 })
		.stroke("#999999")
		.undash();
}

/**
 * The slips of a club as a PDF to be printed on A4, two to a sheet, in the order of the book. The same sheet and links
 * give the same bytes. The year of birth is not on it: together with the code it lets somebody in.
 */
export async function slipsPdf(sheet: SlipSheet, links: Links, compress = true): Promise<Buffer> {
	// Loaded when it is needed: with its fonts it takes as much memory as ten clubs' chats.
	const { default: PDFDocument } = await import("pdfkit");
	const pdf = new PDFDocument({
		size: "A4",
		margin: 0,
		compress,
		autoFirstPage: false,
		lang: "vi",
		info: {
			Title: `${text("slips.paper-title")}, ${sheet.club}`,
			CreationDate: momentOf(sheet.madeOn, "00:00"),
		},
	});
	pdf.registerFont("plain", fonts.plain);
	pdf.registerFont("bold", fonts.bold);
	const pieces: Buffer[] = [];
	pdf.on("data", (piece: Buffer) => pieces.push(piece));
	const written = new Promise((resolve, reject) => pdf.once("end", resolve).once("error", reject));
	for (const [index, one] of sheet.slips.entries()) {
		const isUpper = index % 2 === 0;
		if (isUpper) {
			pdf.addPage();
			cutLine(pdf);
		}
		slip(pdf, sheet, one, links, isUpper ? 0 : slipHeight);
	}
	if (sheet.slips.length === 0) pdf.addPage();
	pdf.end();
	await written;
	return Buffer.concat(pieces);
}
