/**
 * A Zalo Bot Platform of our own, over real HTTP, with its quirks: one event a poll and no acknowledgement, an
 * idle poll that ends with 408, refusals under HTTP 200, what nobody polls for is lost.
 * In a test: `await startFakeZalo()`. As a process: `node --import tsx test/fakes/zalo.ts --port N`, with
 *   POST /control/updates {"events": […]} or {"count": 1000, "chats": 100, "text": "xin chào"}
 *   POST /control/latency {"ms": 50}   POST /control/fault a Fault   POST /control/record {"on": false}
 *   POST /control/shape {"shape": "wrapped"}   GET /control/stats   GET /control/sent?chat=…
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
import { FakeZaloBot, type ZaloEvent } from "./zaloBot.ts";

export const fakeZaloToken = "12345689:fake-zalo-token-abcdefghijklmnop";

export interface FakeZaloOptions {
	port?: number;
	/** With a list any other token is refused with 401; without one every token is a bot. */
	tokens?: string[];
	latencyMs?: number;
}

export interface ZaloStats {
	calls: Record<string, number>;
	sends: number;
	/** Events nobody has polled yet, and those lost because nobody was there. */
	waiting: number;
	lost: number;
	firstSendAtMs: number;
	lastSendAtMs: number;
}

type Helpers = Pick<
	FakeZaloBot,
	"userSays" | "userSendsPhoto" | "userSaysHidden" | "userMentionsInGroup" | "sentTo"
>;

export interface FakeZalo extends Helpers {
	/** For ZALO_API_ROOT. */
	root: string;
	port: number;
	bot(token?: string): FakeZaloBot;
	fault(fault: Fault): void;
	clearFaults(): void;
	setLatency(ms: number): void;
	stats(): ZaloStats;
	waitFor: typeof waitFor;
	close(): Promise<void>;
}

type Payload = Record<string, unknown>;

class Refused extends Error {
	readonly code: number;
	constructor(code: number, description: string) {
		super(description);
		this.code = code;
	}
}

const methods: Record<string, (bot: FakeZaloBot, payload: Payload) => unknown> = {
	getMe: () => ({ id: "1459232241454765289", account_name: "bot.test", account_type: "BASIC" }),
	setWebhook: (bot, { url, secret_token: secret }) => {
		if (typeof secret !== "string" || secret.length < 8) throw new Refused(400, "Invalid secret_token");
		bot.webhook = { url: String(url), secret };
		return { url, updated_at: Date.now(), verification: { url, ...bot.verification } };
	},
	deleteWebhook: (bot) => {
		bot.webhook = undefined;
		return { url: "", updated_at: Date.now() };
	},
	getWebhookInfo: (bot) => ({ url: bot.webhook?.url ?? "", updated_at: Date.now() }),
	sendMessage: (bot, { chat_id: chat, text, ...rest }) => {
		if (typeof text !== "string" || text === "" || text.length > 2000) throw new Refused(400, "Invalid text");
		if (Object.keys(rest).length > 0) throw new Refused(400, `Unexpected ${Object.keys(rest)}`);
		if (typeof chat !== "string" || bot.gone.has(chat)) throw new Refused(410, "The chat_id is invaild");
		const { messageId, atMs } = bot.record(chat, text);
		return { message_id: messageId, date: atMs };
	},
};

class Server {
	readonly faults = new Faults();
	readonly bots = new Map<string, FakeZaloBot>();
	readonly stats = { calls: {} as Record<string, number>, sends: 0, firstSendAtMs: 0, lastSendAtMs: 0 };
	latencyMs: number;
	private readonly tokens: string[] | undefined;

	constructor({ tokens, latencyMs = 0 }: FakeZaloOptions) {
		this.tokens = tokens;
		this.latencyMs = latencyMs;
	}

	bot(token = this.tokens?.[0] ?? this.bots.keys().next().value ?? fakeZaloToken): FakeZaloBot {
		const known = this.bots.get(token);
		if (known) return known;
		const made = new FakeZaloBot(token);
		this.bots.set(token, made);
		return made;
	}

	async handle(request: Request, response: Response) {
		const url = request.url ?? "/";
		if (url.startsWith("/control/")) return control(this, request, response);
		const [, token, method] = /^\/bot([^/]+)\/(\w+)/.exec(url) ?? [];
		const body = await readBody(request);
		if (!token?.includes(":") || !method) return refuse(response, 404, "Not Found");
		if (this.tokens && !this.tokens.includes(token)) return refuse(response, 401, "Unauthorized");
		const payload = body.length > 0 ? (JSON.parse(body.toString("utf8")) as Payload) : {};
		this.call(this.bot(token), method, payload, request, response);
	}

	private call(bot: FakeZaloBot, method: string, payload: Payload, request: Request, response: Response) {
		const fault = this.faults.take(method, payload.chat_id as string | undefined);
		if (fault?.kind === "drop-before") return request.socket.destroy();
		if (fault?.kind === "hang") return;
		if (fault?.kind === "html") {
			response.writeHead(fault.status ?? 502, { "content-type": "text/html" });
			return response.end("<html>error code: 1010</html>");
		}
		if (fault?.kind === "error") return refuse(response, fault.code ?? 403, fault.description ?? "Error");
		this.stats.calls[method] = (this.stats.calls[method] ?? 0) + 1;
		if (method === "getUpdates") return poll(bot, payload, response);
		const act = () => {
			const run = methods[method];
			if (!run) return refuse(response, 400, "Bad Request");
			try {
				const result = run(bot, payload);
				if (method === "sendMessage") this.countSend();
				if (fault?.kind === "drop-after") return request.socket.destroy();
				if (fault?.kind === "hang-after") return;
				answerJson(response, 200, { ok: true, result });
			} catch (error) {
				if (!(error instanceof Refused)) throw error;
				refuse(response, error.code, error.message);
			}
		};
		if (this.latencyMs > 0) setTimeout(act, this.latencyMs);
		else act();
	}

	private countSend() {
		this.stats.sends++;
		this.stats.firstSendAtMs ||= Date.now();
		this.stats.lastSendAtMs = Date.now();
	}
}

function poll(bot: FakeZaloBot, payload: Payload, response: Response) {
	if (bot.webhook) return refuse(response, 400, "Webhook is active");
	const end = bot.getUpdates(Number(payload.timeout ?? 30), (event) => {
		if (event) answerJson(response, 200, { ok: true, result: event });
		else refuse(response, 408, "Request timeout");
	});
	response.on("close", end);
}

/** Under HTTP 200, as has been seen: who looks at the status alone takes it for a success. */
function refuse(response: Response, code: number, description: string) {
	answerJson(response, 200, { ok: false, error_code: code, description });
}

async function control(server: Server, request: Request, response: Response) {
	const url = new URL(request.url ?? "/", "http://fake");
	const bot = server.bot(url.searchParams.get("token") ?? undefined);
	const body = await readBody(request);
	const payload = body.length > 0 ? (JSON.parse(body.toString("utf8")) as Payload) : {};
	const route = url.pathname.slice("/control/".length);
	if (route === "stats") return answerJson(response, 200, statsOf(server, bot));
	if (route === "sent") {
		const chat = url.searchParams.get("chat");
		return answerJson(response, 200, chat === null ? bot.sent : bot.sentTo(chat));
	}
	if (route === "updates") {
		const { events = [], count = 0, chats = 1, text = "xin chào" } = payload;
		const put = (event: ZaloEvent) => void (bot.webhook ? bot.push(event) : bot.load(event));
		for (const event of events as ZaloEvent[]) put(event);
		for (let at = 0; at < Number(count); at++) {
			put(bot.event("message.text.received", `chat${at % Number(chats)}`, { text }));
		}
	} else if (route === "latency") server.latencyMs = Number(payload.ms);
	else if (route === "fault") server.faults.add(payload as unknown as Fault);
	else if (route === "record") bot.keepsTexts = payload.on !== false;
	else if (route === "shape") bot.shape = payload.shape === "wrapped" ? "wrapped" : "bare";
	else return answerJson(response, 404, { ok: false });
	answerJson(response, 200, { ok: true, waiting: bot.waiting });
}

const statsOf = (server: Server, bot: FakeZaloBot): ZaloStats => ({
	...server.stats,
	waiting: bot.waiting,
	lost: bot.lost,
});

export async function startFakeZalo(options: FakeZaloOptions = {}): Promise<FakeZalo> {
	const server = new Server(options);
	const { port, close } = await listen((request, response) => {
		server.handle(request, response).catch(() => request.socket.destroy());
	}, options.port);
	const first = () => server.bot();
	return {
		root: `http://127.0.0.1:${port}`,
		port,
		bot: (token) => server.bot(token),
		fault: (fault) => server.faults.add(fault),
		clearFaults: () => server.faults.clear(),
		setLatency: (ms) => (server.latencyMs = ms),
		stats: () => statsOf(server, first()),
		waitFor,
		close,
		userSays: (chat, text) => first().userSays(chat, text),
		userSendsPhoto: (chat, caption) => first().userSendsPhoto(chat, caption),
		userSaysHidden: (chat) => first().userSaysHidden(chat),
		userMentionsInGroup: (group, text) => first().userMentionsInGroup(group, text),
		sentTo: (chat) => first().sentTo(chat),
	};
}

if (process.argv[1] === import.meta.filename) {
	const { port } = await startFakeZalo({ port: portArgument() });
	console.log(port);
}
