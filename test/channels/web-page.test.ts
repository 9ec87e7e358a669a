import { get } from "node:http";
import { type FastifyInstance, fastify } from "fastify";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
	type PracticeMessage,
	type PracticePerson,
	type PracticePort,
	practicePage,
} from "../../src/channels/web/routes.ts";
import type { Body } from "../../src/conversation/message.ts";

const sen: PracticePerson = {
	id: "p12",
	name: "Lê Thị Sen",
	age: 74,
	roles: ["hội viên"],
	club: "CLB Thôn Mẫu 2",
	place: "xã An Mẫu",
	hasPhone: true,
};

/** A bot that keeps what it is told and answers nothing. */
class FakePort implements PracticePort {
	said: Array<{ chat: string; body: Body }> = [];
	messages: PracticeMessage[] = [];
	listeners = new Set<(chat: string, seq: number) => void>();
	failure: Error | undefined;

	async people() {
		return [sen];
	}
	async history(_chat: string, afterSeq: number) {
		return this.messages.filter(({ seq }) => seq > afterSeq);
	}
	async say(chat: string, body: Body) {
		if (this.failure) throw this.failure;
		this.said.push({ chat, body });
		return { seq: this.said.length };
	}
	subscribe(listener: (chat: string, seq: number) => void) {
		this.listeners.add(listener);
		return () => {
			this.listeners.delete(listener);
		};
	}
	tell(chat: string, seq: number) {
		for (const listener of this.listeners) listener(chat, seq);
	}
}

let app: FastifyInstance;
let port: FakePort;

beforeEach(() => {
	app = fastify();
	port = new FakePort();
	practicePage(app, port);
});
afterEach(() => app.close());

const say = (chat: string, payload: object) =>
	app.inject({ method: "POST", url: `/practice/chats/${chat}/messages`, payload });

describe("the page", () => {
	test("is served at / and loads nothing from elsewhere", async () => {
		const page = await app.inject("/");
		expect(page.statusCode).toBe(200);
		expect(page.headers["content-type"]).toBe("text/html; charset=utf-8");
		expect(page.headers["content-security-policy"]).toContain("default-src 'self'; img-src 'self' data:");
		expect(page.body).toContain("mọi người ở đây đều không có thật.");
		expect(page.body).not.toMatch(/https?:\/\//);
	});

	test("finds every file that it and its modules name", async () => {
		const page = await app.inject("/");
		const waiting = [...page.body.matchAll(/(?:href|src)="(\/practice\/[^"]+)"/g)].map((found) => found[1]!);
		const served = new Set<string>();
		for (let url = waiting.pop(); url !== undefined; url = waiting.pop()) {
			if (served.has(url)) continue;
			served.add(url);
			const file = await app.inject(url);
			expect(file.statusCode, url).toBe(200);
			for (const [, name] of file.body.matchAll(/from "\.\/(\w+\.js)"/g)) waiting.push(`/practice/${name}`);
		}
		expect(served.size).toBe(8);
	});

	test("writes nothing as HTML", async () => {
		for (const name of ["page", "people", "log", "compose", "chats", "api"]) {
			const { body } = await app.inject(`/practice/${name}.js`);
			expect(body, name).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|document\.write/);
		}
	});

	test("leaves the headers and errors of other routes alone", async () => {
		app.get("/healthz", async () => ({ ok: true }));
		const health = await app.inject("/healthz");
		expect(health.headers["content-security-policy"]).toBeUndefined();
	});
});

describe("people and messages", () => {
	test("people are given as the port gives them", async () => {
		expect((await app.inject("/practice/people")).json()).toEqual([sen]);
	});

	test("only what is new is given", async () => {
		port.messages = [1, 2, 3].map((seq) => ({
			seq,
			from: "bot",
			at: "2026-12-11T11:30:00Z",
			text: `${seq}`,
		}));
		const fetched = async (query: string) => {
			const answer = await app.inject(`/practice/chats/p12/messages${query}`);
			return answer.json<PracticeMessage[]>().map(({ seq }) => seq);
		};
		expect(await fetched("")).toEqual([1, 2, 3]);
		expect(await fetched("?after=2")).toEqual([3]);
	});

	test.each([
		[{ text: "ba con no\nbao nhieu" }, { kind: "text", text: "ba con no\nbao nhieu" }],
		[{ choice: "q1:yes" }, { kind: "choice", choice: "q1:yes" }],
		[{ media: "voice" }, { kind: "media", media: "voice" }],
	])("%j is said to the bot", async (payload, body) => {
		const answer = await say("stranger-00ff", payload);
		expect(answer.statusCode).toBe(202);
		expect(answer.json()).toEqual({ seq: 1 });
		expect(port.said).toEqual([{ chat: "stranger-00ff", body }]);
	});

	test("4,000 letters of any kind fit, one more does not", async () => {
		expect((await say("p12", { text: "ữ".repeat(4000) })).statusCode).toBe(202);
		const long = await say("p12", { text: "a".repeat(4001) });
		expect(long.statusCode).toBe(400);
		expect(long.json()).toEqual({ error: "Tin dài quá 4.000 chữ, mời chia làm hai tin." });
	});
});

describe("what is refused", () => {
	test.each([
		["nothing", {}],
		["two things at once", { text: "a", choice: "b" }],
		["an empty text", { text: " \n" }],
		["a text that is none", { text: 7 }],
		["an unknown medium", { media: "hologram" }],
		["an unknown key", { text: "a", kind: "reach" }],
		["an empty choice", { choice: "" }],
	])("%s, in one sentence", async (_what, payload) => {
		const answer = await say("p12", payload);
		expect(answer.statusCode).toBe(400);
		expect(answer.json().error).toMatch(/^\p{Lu}[^.]*(\.\d+[^.]*)*\.$/u);
		expect(port.said).toEqual([]);
	});

	test.each(["P12", "a_b", "a".repeat(65), "a%20b", "a%00"])("the chat %s", async (chat) => {
		expect((await say(chat, { text: "a" })).statusCode).toBe(400);
		expect((await app.inject(`/practice/chats/${chat}/messages`)).statusCode).toBe(400);
		expect((await app.inject(`/practice/events?chats=p1,${chat}`)).statusCode).toBe(400);
	});

	test("a place in the chat that is no number", async () => {
		for (const after of ["-1", "x", "1.5"]) {
			const answer = await app.inject(`/practice/chats/p12/messages?after=${after}`);
			expect(answer.statusCode).toBe(400);
			expect(answer.json()).toEqual({ error: "Số thứ tự của tin không đúng." });
		}
	});

	test("a form of another site, which needs no leave of this one to be sent", async () => {
		const answer = await app.inject({
			method: "POST",
			url: "/practice/chats/p12/messages",
			headers: { "content-type": "text/plain" },
			payload: '{"text":"a"}',
		});
		expect(answer.statusCode).toBe(400);
		expect(port.said).toEqual([]);
	});

	test("a fault of ours is told without its cause", async () => {
		port.failure = new Error("relation messages does not exist");
		const broken = await say("p12", { text: "a" });
		expect(broken.statusCode).toBe(500);
		expect(broken.json()).toEqual({ error: "Máy đang bận, chưa làm được. Mời thử lại sau một lát." });
		port.failure = Object.assign(new Error("no p99"), { statusCode: 404 });
		expect((await say("p99", { text: "a" })).json()).toEqual({ error: "Trang tập không có người này." });
	});
});

describe("events", () => {
	const listenTo = async (chats: string) => {
		const address = await app.listen({ port: 0 });
		const answer = await fetch(`${address}/practice/events?chats=${chats}`);
		const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader();
		const until = async (piece: string) => {
			let heard = "";
			while (!heard.includes(piece)) {
				const { done, value } = await reader.read();
				if (done) return `${heard}(end)`;
				heard += value;
			}
			return heard;
		};
		return { answer, until };
	};

	test("tell of the chats asked for, and of no others", async () => {
		const { answer, until } = await listenTo("p12,p13");
		expect(answer.headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
		port.tell("p99", 5);
		port.tell("p13", 6);
		const heard = await until('"seq":6}\n\n');
		expect(heard).toContain('event: message\ndata: {"chat":"p13","seq":6}\n\n');
		expect(heard).not.toContain("p99");
	});

	test("stop costing anything once the page is gone", async () => {
		const address = await app.listen({ port: 0 });
		// Not `fetch`: after an abort it opens a connection anew, which then sits there unused.
		const asked = get(`${address}/practice/events?chats=p12`);
		asked.on("response", (answer) => answer.on("error", () => {}));
		await expect.poll(() => port.listeners.size).toBe(1);
		asked.destroy();
		await expect.poll(() => port.listeners.size).toBe(0);
	});

	test("do not keep the server from closing", async () => {
		const { until } = await listenTo("p12");
		await app.close();
		expect(await until("never")).toContain("(end)");
		expect(port.listeners.size).toBe(0);
	});
});
