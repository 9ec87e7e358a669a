import { readFile } from "node:fs/promises";
import multipart from "@fastify/multipart";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Clock } from "../../platform/clock.ts";
import type { Database, Tx } from "../../platform/database.ts";
import type { Log } from "../../platform/log.ts";
import type { Sealing } from "../../platform/sealing.ts";
import { UnreadableSheet } from "../../roster/sheet/index.ts";
import { makeSlips, type SlipSheet } from "../../roster/slips/make.ts";
import { type Links, slipsPdf } from "../../roster/slips/paper.ts";
import { speaking } from "./html.ts";
import { readSheet, tellUploaded } from "./sheet.ts";
import { type Page, pageStore } from "./store.ts";
import { busyView, checkedView, digitsView, fileView, goneView, noSlipsView, savedView } from "./views.ts";

interface Ports {
	db: Database;
	sealing: Sealing;
	clock: Clock;
	log: Log;
	/** What the slips lead to. */
	links(): Promise<Links>;
}

const headers = {
	"content-security-policy":
		"default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
	"cache-control": "no-store",
	"x-content-type-options": "nosniff",
	"x-robots-tag": "noindex, nofollow",
	"referrer-policy": "no-referrer",
};

const formLimit = 2_048;
const megabyte = 1_048_576;
const fileLimit = 5 * megabyte;
const tokenShape = /^[\w-]{20,64}$/;

const tokenOf = (request: FastifyRequest): string => {
	const { token } = request.params as { token: string };
	return tokenShape.test(token) ? token : "";
};
const digitsIn = (text: unknown): string =>
	String(text ?? "")
		.replace(/\D/g, "")
		.slice(0, 4);
const typedDigits = (request: FastifyRequest) => digitsIn((request.body as URLSearchParams).get("digits"));
const send = (reply: FastifyReply, status: number, body: string) =>
	reply.code(status).type("text/html; charset=utf-8").send(body);

interface Sent {
	digits: string;
	/** `too big` where it is, undefined where none was chosen. */
	file: Buffer | "too big" | undefined;
}

/** The digits, which stand before the file, and the file. */
async function sentFile(request: FastifyRequest): Promise<Sent> {
	const sent: Sent = { digits: "", file: undefined };
	try {
		for await (const part of request.parts()) {
			if (part.type === "field" && part.fieldname === "digits") sent.digits = digitsIn(part.value);
			else if (part.type === "file") {
				const bytes = await part.toBuffer();
				if (bytes.length > 0) sent.file = bytes;
			}
		}
	} catch (error) {
		if ((error as { code?: string }).code !== "FST_REQ_FILE_TOO_LARGE") throw error;
		sent.file = "too big";
	}
	return sent;
}

/**
 * Pages for staff, for what a chat cannot carry: slips to print, a sheet to hand in. A page is found by its link and
 * opened by four digits, serves once, and says the same to whoever comes with a wrong link as to whoever comes late.
 */
export function staffPages(app: FastifyInstance, ports: Ports): void {
	app.register(async (scope) => {
		scope.addHook("onRequest", async (_, reply) => void reply.headers(headers));
		scope.setErrorHandler((error: { statusCode?: number }, _, reply) => {
			const status = error.statusCode ?? 500;
			if (status >= 500) ports.log.error({ err: error }, "a page for staff");
			return send(reply, status, busyView(speaking("vi")));
		});
		scope.addContentTypeParser(
			"application/x-www-form-urlencoded",
			{ parseAs: "string", bodyLimit: formLimit },
			(_, body, done) => done(null, new URLSearchParams(String(body))),
		);
		await scope.register(multipart, { limits: { fileSize: fileLimit, files: 1, fields: 2, parts: 3 } });
		const css = await readFile(new URL("page.css", import.meta.url));
		scope.get("/p/look/page.css", async (_, reply) => reply.type("text/css; charset=utf-8").send(css));
		serve(scope, ports);
	});
}

function serve(scope: FastifyInstance, ports: Ports): void {
	const { db, sealing, clock } = ports;
	const store = pageStore(db, sealing);

	/** What is answered where the digits did not open the page. */
	async function refuse(reply: FastifyReply, token: string, why: "wrong" | "gone") {
		const language = await store.waiting(token, clock.now());
		const words = speaking(language ?? "vi");
		return why === "gone" || !language
			? send(reply, 404, goneView(words))
			: send(reply, 403, digitsView(words, `/p/${token}`, true));
	}

	/** The codes are made once, with the page's first opening; a download that broke off gives the same ones again. */
	async function sheetOf(tx: Tx, page: Page, now: Date): Promise<SlipSheet> {
		const kept = page.values.sheet as SlipSheet | undefined;
		if (kept) return kept;
		const { clubId } = page.values as { clubId: number };
		const sheet = await makeSlips(tx, clubId, page.personId, now, sealing.fingerprint);
		await store.keep(tx, page, { sheet });
		return sheet;
	}

	async function giveSlips(reply: FastifyReply, page: Page, sheet: SlipSheet) {
		const words = speaking(page.language);
		const pdf = sheet.slips.length > 0 ? await slipsPdf(sheet, await ports.links()) : undefined;
		const noteUnused = (error: unknown) => ports.log.error({ err: error }, "a page was not marked as used");
		// Handed over and not before: whose line broke off in the middle asks for the same page again.
		reply.raw.once(
			"finish",
			() => void db.transaction((tx) => store.use(tx, page, clock.now())).catch(noteUnused),
		);
		if (!pdf) return send(reply, 200, noSlipsView(words));
		const name = `${words("pages.slips-file")}-${sheet.madeOn}.pdf`;
		return reply
			.type("application/pdf")
			.header("content-disposition", `attachment; filename="${name}"`)
			.send(pdf);
	}

	scope.get("/p/:token", async (request, reply) => {
		const token = tokenOf(request);
		const language = token && (await store.waiting(token, clock.now()));
		if (!language) return send(reply, 404, goneView(speaking("vi")));
		return send(reply, 200, digitsView(speaking(language), `/p/${token}`, false));
	});

	scope.post("/p/:token", async (request, reply) => {
		const [token, digits, now] = [tokenOf(request), typedDigits(request), clock.now()];
		const opened = await store.open(token, digits, now, async (tx, page) =>
			page.purpose === "slips" ? sheetOf(tx, page, now) : undefined,
		);
		if (typeof opened === "string") return refuse(reply, token, opened);
		const { value: sheet, page } = opened;
		if (sheet) return giveSlips(reply, page, sheet);
		const address = { path: `/p/${token}`, digits };
		return send(reply, 200, fileView(speaking(page.language), address, String(page.values.area)));
	});

	scope.post("/p/:token/file", { bodyLimit: fileLimit + megabyte }, async (request, reply) => {
		const [token, now] = [tokenOf(request), clock.now()];
		if (!(await store.waiting(token, now))) return refuse(reply, token, "gone");
		const { digits, file } = await sentFile(request);
		const opened = await store.open(token, digits, now, async (tx, page) => {
			if (page.purpose === "upload" && Buffer.isBuffer(file))
				await store.keep(tx, page, { file: file.toString("base64") });
		});
		if (typeof opened === "string") return refuse(reply, token, opened);
		const { page } = opened;
		if (page.purpose !== "upload") return refuse(reply, token, "gone");
		const words = speaking(page.language);
		const address = { path: `/p/${token}`, digits };
		const again = (status: number, why: string) =>
			send(reply, status, fileView(words, address, String(page.values.area), why));
		if (file === undefined) return again(400, words("pages.file-none"));
		if (file === "too big") return again(413, words("pages.file-big"));
		try {
			return send(reply, 200, checkedView(words, address, await readSheet(ports, page, file, now, true)));
		} catch (error) {
			if (!(error instanceof UnreadableSheet)) throw error;
			return again(422, words("pages.file-unreadable", { why: words.of(error.why) }));
		}
	});

	scope.post("/p/:token/save", async (request, reply) => {
		const [token, now] = [tokenOf(request), clock.now()];
		// Its use is taken before anything is written: two taps on one button are one import.
		const opened = await store.open(
			token,
			typedDigits(request),
			now,
			async (tx, page) => page.values.file !== undefined && (await store.use(tx, page, now)),
		);
		if (typeof opened === "string") return refuse(reply, token, opened);
		if (!opened.value) return refuse(reply, token, "gone");
		const { page } = opened;
		try {
			const bytes = Buffer.from(String(page.values.file), "base64");
			const report = await readSheet(ports, page, bytes, now, false);
			await tellUploaded(ports, page, report, now);
			return send(reply, 200, savedView(speaking(page.language), report));
		} catch (error) {
			await store.giveBack(page);
			throw error;
		}
	});
}
