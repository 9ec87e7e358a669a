/**
 * A Telegram Bot API of our own, over real HTTP. In a test: `await startFakeTelegram()`. As a process:
 * `node --import tsx test/fakes/telegram.ts --port N`, which prints its port and obeys the routes under /control:
 *   POST /control/updates  {"updates": […]} or {"count": 1000, "chats": 100, "firstChat": 1, "text": "xin chào"}
 *   POST /control/latency  {"ms": 50}      POST /control/rate   {"perSec": 30}   (0: none)
 *   POST /control/fault    a Fault         POST /control/record {"on": false}    POST /control/reset
 *   GET  /control/stats    GET  /control/sent?chat=1
 * Every route takes ?token=; without it the first bot is meant.
 */
import {
	answerJson,
	type Fault,
	Faults,
	listen,
	portArgument,
	type Request,
	type Response,
	readBody,
	waitFor,
} from "./httpServer.ts";
import { FakeBot, type NewUpdate } from "./telegramBot.ts";
import { type Files, isSend, methods, type Payload, Refused, readMultipart } from "./telegramMethods.ts";

export const fakeToken = "7000000001:AAFakeTokenForTests_0123456789abcdefg";

export interface FakeTelegramOptions {
	port?: number;
	/** With a list any other token is refused with 401; without one every token is a bot. */
	tokens?: string[];
	latencyMs?: number;
	/** Sends a second over a sliding second; more are refused with 429. 0 for no limit. */
	ratePerSec?: number;
}

export interface Stats {
	/** Calls answered, by method. */
	calls: Record<string, number>;
	sends: number;
	refused429: number;
	inFlight: number;
	inFlightMax: number;
	firstSendAtMs: number;
	lastSendAtMs: number;
	/** The most sends within any clock second. */
	busiestSecond: number;
	/** Updates not yet acknowledged. */
	waiting: number;
}

type Bots = Pick<
	FakeBot,
	| "userSays"
	| "userSends"
	| "userEdits"
	| "userTaps"
	| "userBlocks"
	| "userUnblocks"
	| "addedToGroup"
	| "sentTo"
>;

/** The helpers of a bot, which here mean the first one, and what concerns the server as a whole. */
export interface FakeTelegram extends Bots {
	/** For TELEGRAM_API_ROOT. */
	root: string;
	port: number;
	bot(token?: string): FakeBot;
	fault(fault: Fault): void;
	clearFaults(): void;
	setLatency(ms: number): void;
	setRate(perSec: number): void;
	stats(): Stats;
	waitFor: typeof waitFor;
	close(): Promise<void>;
}

const emptyStats = (): Stats => ({
	calls: {},
	sends: 0,
	refused429: 0,
	inFlight: 0,
	inFlightMax: 0,
	firstSendAtMs: 0,
	lastSendAtMs: 0,
	busiestSecond: 0,
	waiting: 0,
});

class Server {
	readonly faults = new Faults();
	readonly bots = new Map<string, FakeBot>();
	latencyMs: number;
	ratePerSec: number;
	stats = emptyStats();
	private readonly tokens: string[] | undefined;
	private recent: number[] = [];
	private second = { at: 0, sends: 0 };

	constructor({ tokens, latencyMs = 0, ratePerSec = 0 }: FakeTelegramOptions) {
		this.tokens = tokens;
		this.latencyMs = latencyMs;
		this.ratePerSec = ratePerSec;
	}

	bot(token = this.tokens?.[0] ?? this.bots.keys().next().value ?? fakeToken): FakeBot {
		const known = this.bots.get(token);
		if (known) return known;
		const made = new FakeBot(token);
		this.bots.set(token, made);
		return made;
	}

	handle(request: Request, response: Response) {
		const url = request.url ?? "/";
		if (url.startsWith("/control/")) return void control(this, request, response);
		const [, token, method] = /^\/bot([^/]+)\/(\w+)/.exec(url) ?? [];
		if (!token || !method || !/^\d+:/.test(token)) return envelope(response, 404, "Not Found");
		if (this.tokens && !this.tokens.includes(token)) return envelope(response, 401, "Unauthorized");
		this.stats.inFlightMax = Math.max(this.stats.inFlightMax, ++this.stats.inFlight);
		response.on("close", () => this.stats.inFlight--);
		readBody(request).then(
			(body) => this.call(this.bot(token), method, body, request, response),
			() => undefined,
		);
	}

	private call(bot: FakeBot, method: string, body: Buffer, request: Request, response: Response) {
		const { payload, files } = parsed(body, request.headers["content-type"] ?? "");
		const chat = payload.chat_id === undefined ? undefined : String(payload.chat_id);
		const fault = this.faults.take(method, chat);
		if (fault?.kind === "drop-before") return request.socket.destroy();
		if (fault?.kind === "hang") return;
		if (fault?.kind === "html") {
			response.writeHead(fault.status ?? 502, { "content-type": "text/html" });
			return response.end("<html><h1>Bad Gateway</h1></html>");
		}
		if (fault?.kind === "error") {
			const { code = 500, description = "Internal Server Error", retryAfterSec } = fault;
			return envelope(response, code, description, retryAfterSec);
		}
		if (method === "getUpdates") return this.poll(bot, payload, response);
		const act = () => this.act(bot, method, payload, files, response, fault);
		if (this.latencyMs > 0) setTimeout(act, this.latencyMs);
		else act();
	}

	private act(
		bot: FakeBot,
		method: string,
		payload: Payload,
		files: Files,
		response: Response,
		fault?: Fault,
	) {
		const run = methods[method];
		if (!run) return envelope(response, 404, "Not Found: method not found");
		this.stats.calls[method] = (this.stats.calls[method] ?? 0) + 1;
		if (isSend(method)) {
			if (this.isTooFast()) {
				this.stats.refused429++;
				return envelope(response, 429, "Too Many Requests: retry after 1", 1);
			}
			this.countSend();
		} else if (bot.keepsTexts) bot.calls.push({ method, payload, atMs: Date.now() });
		try {
			const result = run(bot, payload, files);
			if (fault?.kind === "drop-after") return response.socket?.destroy();
			if (fault?.kind === "hang-after") return;
			answerJson(response, 200, { ok: true, result });
		} catch (error) {
			if (!(error instanceof Refused)) throw error;
			envelope(response, error.code, error.message);
		}
	}

	private poll(bot: FakeBot, payload: Payload, response: Response) {
		const offset = Number(payload.offset ?? 0);
		const limit = Number(payload.limit ?? 100);
		const end = bot.getUpdates(offset, limit, Number(payload.timeout ?? 0), (status, result) => {
			if (status === 200) answerJson(response, 200, { ok: true, result });
			else envelope(response, status, String(result));
		});
		response.on("close", end);
	}

	private isTooFast(): boolean {
		if (this.ratePerSec <= 0) return false;
		const now = performance.now();
		while (this.recent.length > 0 && this.recent[0]! <= now - 1000) this.recent.shift();
		if (this.recent.length >= this.ratePerSec) return true;
		this.recent.push(now);
		return false;
	}

	private countSend() {
		const { stats, second } = this;
		const now = Date.now();
		stats.sends++;
		stats.firstSendAtMs ||= now;
		stats.lastSendAtMs = now;
		const at = Math.floor(now / 1000);
		if (second.at !== at) this.second = { at, sends: 1 };
		else second.sends++;
		stats.busiestSecond = Math.max(stats.busiestSecond, this.second.sends);
	}
}

function envelope(response: Response, code: number, description: string, retryAfterSec?: number) {
	const parameters = retryAfterSec === undefined ? undefined : { retry_after: retryAfterSec };
	answerJson(response, code, { ok: false, error_code: code, description, parameters });
}

function parsed(body: Buffer, contentType: string): { payload: Payload; files: Files } {
	if (contentType.startsWith("multipart/")) return readMultipart(body, contentType);
	const payload = body.length > 0 ? (JSON.parse(body.toString("utf8")) as Payload) : {};
	return { payload, files: new Map() };
}

async function control(server: Server, request: Request, response: Response) {
	const url = new URL(request.url ?? "/", "http://fake");
	const bot = server.bot(url.searchParams.get("token") ?? undefined);
	const { payload } = parsed(await readBody(request), "");
	const route = url.pathname.slice("/control/".length);
	if (route === "stats") return answerJson(response, 200, { ...server.stats, waiting: bot.waiting });
	if (route === "sent") {
		const chat = url.searchParams.get("chat");
		return answerJson(response, 200, chat === null ? bot.sent : bot.sentTo(chat));
	}
	if (route === "updates") {
		const { updates, count = 0, chats = 1, firstChat = 1, text = "xin chào" } = payload;
		for (const update of (updates as NewUpdate[] | undefined) ?? []) bot.push(update);
		for (let at = 0; at < Number(count); at++) {
			bot.userSays(Number(firstChat) + (at % Number(chats)), String(text));
		}
	} else if (route === "latency") server.latencyMs = Number(payload.ms);
	else if (route === "rate") server.ratePerSec = Number(payload.perSec);
	else if (route === "fault") server.faults.add(payload as unknown as Fault);
	else if (route === "record") bot.keepsTexts = payload.on !== false;
	else if (route === "reset") {
		server.stats = { ...emptyStats(), inFlight: server.stats.inFlight };
		server.faults.clear();
		bot.sent.length = 0;
		bot.calls.length = 0;
		bot.sentByChat.clear();
	} else return answerJson(response, 404, { ok: false });
	answerJson(response, 200, { ok: true, waiting: bot.waiting });
}

export async function startFakeTelegram(options: FakeTelegramOptions = {}): Promise<FakeTelegram> {
	const server = new Server(options);
	const { port, close } = await listen((request, response) => server.handle(request, response), options.port);
	const first = () => server.bot();
	return {
		root: `http://127.0.0.1:${port}`,
		port,
		bot: (token) => server.bot(token),
		fault: (fault) => server.faults.add(fault),
		clearFaults: () => server.faults.clear(),
		setLatency: (ms) => (server.latencyMs = ms),
		setRate: (perSec) => (server.ratePerSec = perSec),
		stats: () => ({ ...server.stats, waiting: first().waiting }),
		waitFor,
		close,
		userSays: (chat, text) => first().userSays(chat, text),
		userSends: (chat, content) => first().userSends(chat, content),
		userEdits: (chat, text) => first().userEdits(chat, text),
		userTaps: (chat, data, messageId) => first().userTaps(chat, data, messageId),
		userBlocks: (chat) => first().userBlocks(chat),
		userUnblocks: (chat) => first().userUnblocks(chat),
		addedToGroup: (chat) => first().addedToGroup(chat),
		sentTo: (chat) => first().sentTo(chat),
	};
}

if (process.argv[1] === import.meta.filename) {
	const { port } = await startFakeTelegram({ port: portArgument() });
	console.log(port);
}
