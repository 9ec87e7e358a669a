import fs from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { type SayKey, speak } from "../src/conversation/say.ts";
import { addressFor, wishes } from "../src/people/address.ts";
import {
	filesIn,
	functionsOf,
	memberName,
	type Node,
	nodesOf,
	readSource,
	root,
	rootName,
	type Source,
} from "./source.ts";

const code = /\.(ts|js|mjs)$/;
const sources = [...filesIn("src", code), ...filesIn("jobs", code)].map(readSource);
const demo = filesIn("prisma/demo", code).map(readSource);
const tests = filesIn("test", /\.ts$/).map(readSource);
const everything = [...sources, ...demo];
const byFile = new Map(everything.map((source) => [source.file, source]));

/** `src/health/rules.ts` → `health`; the files beside the folders of `src`, and the operator's commands → `main`. */
function folderOf(file: string): string {
	if (!file.startsWith("src/")) return file.split("/")[0]!;
	const folder = /^src\/([^/]+)\//.exec(file)?.[1] ?? "main";
	return folder === "cli" ? "main" : folder;
}

/** `file:line what` for every node that a check does not like. */
function complaints(of: Source[], check: (node: Node, source: Source) => string | undefined): string[] {
	return of.flatMap((source) =>
		[...nodesOf(source.tree)].flatMap((node) => {
			const what = check(node, source);
			return what ? `${source.file}:${source.lineAt(node.start)} ${what}` : [];
		}),
	);
}

/** The features in the order of `src/features.ts`: a feature may use those before it. */
const features = (() => {
	const list =
		/const features: Feature\[\] = \[([^\]]*)\]/.exec(byFile.get("src/features.ts")!.text)?.[1] ?? "";
	return list
		.split(",")
		.map((name) => name.trim())
		.filter(Boolean);
})();

/** Who may stand on whom: a folder imports from lower floors, and from itself. */
const floors: Record<string, number> = {
	language: 0,
	platform: 0,
	conversation: 1,
	delivery: 2,
	people: 3,
	notices: 4,
	...Object.fromEntries(features.filter((name) => name !== "people").map((name) => [name, 5])),
	jobs: 6,
	channels: 6,
	prisma: 6,
	main: 7,
};

/** Why one file may not import another, if so. */
function forbidden(from: string, to: string, isType: boolean): string | undefined {
	const [own, other] = [folderOf(from), folderOf(to)];
	if (own === other || other === "locales") return undefined;
	if (own === "delivery" && other === "conversation") {
		return isType && to.endsWith("/message.ts")
			? undefined
			: "delivery may use only the types of conversation/message.ts";
	}
	const [ownFloor, otherFloor] = [floors[own], floors[other]];
	if (ownFloor === undefined || otherFloor === undefined)
		return `no floor is named for ${ownFloor === undefined ? own : other}`;
	const isEarlier = features.indexOf(other) < features.indexOf(own);
	if (features.includes(own) && features.includes(other)) {
		if (!isEarlier) return `${other} does not come before ${own} in src/features.ts`;
		return to.endsWith("/index.ts") ? undefined : `of another feature only its index.ts may be used`;
	}
	return otherFloor < ownFloor ? undefined : `${own} stands no higher than ${other}`;
}

/** Walks what a file pulls in when it runs; a type pulls in nothing. */
function* reachedFrom(file: string, seen = new Set<string>()): Generator<string> {
	for (const { to, isType } of byFile.get(file)?.imports ?? []) {
		if (isType || seen.has(to)) continue;
		seen.add(to);
		yield to;
		yield* reachedFrom(to, seen);
	}
}

describe("the house stands", () => {
	test("nothing imports upward, and a feature knows of another only what it offers", () => {
		const wrong = everything.flatMap(({ file, imports }) =>
			imports.flatMap(({ to, isType, line }) => {
				const why = forbidden(file, to, isType);
				return why ? `${file}:${line} ${to}: ${why}` : [];
			}),
		);
		expect(wrong).toEqual([]);
	});

	test("no file needs itself to be loaded", () => {
		const circles = everything.filter(({ file }) => [...reachedFrom(file)].includes(file));
		expect(circles.map(({ file }) => file)).toEqual([]);
	});

	test("phrases and rules are pure: they reach no store and no database", () => {
		const pure = sources.filter(({ file }) => /\/(phrases|rules)\.ts$/.test(file));
		const wrong = pure.flatMap(({ file }) => {
			const stores = [...reachedFrom(file)].filter((to) => /\/(store|platform\/database)\.ts$/.test(to));
			return stores.map((to) => `${file}:1 reaches ${to}`);
		});
		expect(wrong).toEqual([]);
	});
});

describe("every file is small enough to be read", () => {
	test("no file is over 400 lines", () => {
		expect(
			everything.filter(({ lines }) => lines > 400).map(({ file, lines }) => `${file}:${lines} lines`),
		).toEqual([]);
	});

	test("no function is over 70 lines, those within it not counted", () => {
		const long = everything.flatMap((source) =>
			functionsOf(source)
				.filter(({ ownLines }) => ownLines > 70)
				.map(({ line, ownLines }) => `${source.file}:${line} ${ownLines} lines`),
		);
		expect(long).toEqual([]);
	});

	test("half of the files are 90 lines or shorter", () => {
		const lines = sources.map((source) => source.lines).sort((a, b) => a - b);
		expect(lines[Math.floor(lines.length / 2)]).toBeLessThanOrEqual(90);
	});
});

const isCallOf = (node: Node, object: string, name: string): boolean => {
	const callee = node.callee as Node | undefined;
	return node.type === "CallExpression" && memberName(callee) === name && rootName(callee!) === object;
};

const modelNames = filesIn("prisma", /\.prisma$/).flatMap((file) =>
	[...fs.readFileSync(path.join(root, file), "utf8").matchAll(/^model (\w+)/gm)].map(
		([, name]) => name![0]!.toLowerCase() + name!.slice(1),
	),
);
const writing =
	/^(create|createMany|createManyAndReturn|update|updateMany|updateManyAndReturn|upsert|delete|deleteMany)$/;

/** `prisma.person.update(…)`, whatever the client is called, and `$executeRaw` in either form. */
function writesThroughPrisma(node: Node): boolean {
	const name = memberName(node);
	if (name?.startsWith("$executeRaw")) return true;
	const model = memberName(node.object as Node | undefined);
	return name !== undefined && writing.test(name) && model !== undefined && modelNames.includes(model);
}

describe("what is never written", () => {
	test("the time is handed in: only platform/clock.ts reads the machine's", () => {
		const others = sources.filter(({ file }) => file !== "src/platform/clock.ts");
		const wrong = complaints(others, (node) => {
			const isNow =
				node.type === "NewExpression" &&
				rootName(node.callee as Node) === "Date" &&
				(node.arguments as Node[]).length === 0;
			return isNow ? "new Date()" : isCallOf(node, "Date", "now") ? "Date.now()" : undefined;
		});
		expect(wrong).toEqual([]);
	});

	test("no type is `any`", () => {
		expect(complaints(everything, (node) => (node.type === "TSAnyKeyword" ? "any" : undefined))).toEqual([]);
	});

	test("Prisma reads and never writes", () => {
		expect(
			complaints(everything, (node) => (writesThroughPrisma(node) ? "writes through Prisma" : undefined)),
		).toEqual([]);
	});

	test("what the bot has to say goes to the log or to stdout, never to the console", () => {
		const wrong = complaints(sources, (node) =>
			memberName(node) && rootName(node) === "console" ? "console" : undefined,
		);
		expect(wrong).toEqual([]);
	});

	test("no test is left out, and none runs alone", () => {
		const wrong = complaints(tests, (node) => {
			const name = memberName(node);
			const isTest = ["test", "it", "describe"].includes(rootName(node) ?? "");
			return isTest && name && /^(skip|only|todo)$/.test(name) ? `.${name}` : undefined;
		});
		expect(wrong).toEqual([]);
	});
});

type Texts = Map<string, { text: string; at: string }>;

/** Every sentence of a language by its key, and where it stands. */
function textsOf(language: "vi" | "en"): Texts {
	const all: Texts = new Map();
	for (const file of filesIn(`locales/${language}`, /\.json$/)) {
		const lines = fs.readFileSync(path.join(root, file), "utf8").split("\n");
		const texts = JSON.parse(lines.join("\n")) as Record<string, string>;
		for (const [key, text] of Object.entries(texts)) {
			const line = lines.findIndex((each) => each.trimStart().startsWith(`${JSON.stringify(key)}:`)) + 1;
			all.set(`${path.basename(file, ".json")}.${key}`, { text, at: `${file}:${line}` });
		}
	}
	return all;
}

const vi = textsOf("vi");
const en = textsOf("en");
/** The forms of address, and what a locale file must not be asked for: they are there in every sentence. */
const titles = wishes;
const given = ["you", "me"];

/** `{{amountVnd, money}}` → amountVnd, money. */
const placesIn = (text: string) =>
	[...text.matchAll(/\{\{\s*(\w+)\s*(?:,\s*(\w+)\s*)?\}\}/g)].map(([, name, format]) => ({
		name: name!,
		format: format ?? "",
	}));
const namesIn = (text: string) =>
	new Set(
		placesIn(text)
			.map(({ name }) => name)
			.filter((name) => !given.includes(name)),
	);
const missing = (from: Texts, to: Texts) =>
	[...from].filter(([key]) => !to.has(key)).map(([key, { at }]) => `${at} ${key}`);

/** Every text in the code that may be a key or its beginning or end: `${kept}-pulse` is one made of another. */
const written = sources.flatMap((source) => [...nodesOf(source.tree)].map((node) => ({ node, source })));
const literals = new Set(
	written.flatMap(({ node }) =>
		node.type === "Literal" && typeof node.value === "string" ? [node.value] : [],
	),
);
const templates = written
	.filter(({ node }) => node.type === "TemplateLiteral")
	.map(({ node }) => (node.quasis as { value: { cooked: string } }[]).map((part) => part.value.cooked));

function isUsed(key: string): boolean {
	if (literals.has(key)) return true;
	return templates.some(([first = "", ...rest]) => {
		const last = rest.at(-1) ?? "";
		if (/^\w+\./.test(first)) return key.startsWith(first) && key.endsWith(last);
		return (
			first === "" &&
			rest.length === 1 &&
			last !== "" &&
			key.endsWith(last) &&
			literals.has(key.slice(0, -last.length))
		);
	});
}

/** The keys that `say` is called with: `say("a.b")`, `say(late ? "a.b" : "a.c")`. */
function saidKeys({ node }: { node: Node }): Node[] {
	if (node.type !== "CallExpression" || rootName(node.callee as Node) !== "say") return [];
	const branches = (of: Node | undefined): Node[] =>
		of?.type === "ConditionalExpression"
			? [...branches(of.consequent as Node), ...branches(of.alternate as Node)]
			: of
				? [of]
				: [];
	return branches((node.arguments as Node[])[0]).filter(
		(each) => typeof each.value === "string" && /^\w+\.[\w-]+$/.test(each.value),
	);
}

const samples: Record<string, unknown> = {
	money: 1_250_000,
	moneyWords: 1_250_000,
	day: "2027-02-12",
	date: "2027-02-12",
	lunar: "2027-02-12",
	time: "08:00",
};

/** Says a sentence to somebody in a language; what is left open in it, if anything. */
function leftOpen(key: string, text: string, language: "vi" | "en", title: string): string | undefined {
	const values = Object.fromEntries(
		placesIn(text)
			.filter(({ name }) => !given.includes(name))
			.map(({ name, format }) => [name, samples[format] ?? "bà Lan"]),
	);
	const said = speak({ key: key as SayKey, values }, language, addressFor(title));
	return /\{\{|\}\}|undefined|NaN|Invalid/.test(said) || said === key ? said : undefined;
}

describe("every sentence can be said", () => {
	test("in both languages", () => {
		expect([...missing(vi, en), ...missing(en, vi)]).toEqual([]);
	});

	test("with the same places to fill in both", () => {
		const wrong = [...vi].flatMap(([key, { text, at }]) => {
			const [here, there] = [namesIn(text), namesIn(en.get(key)?.text ?? text)];
			const odd = [...here]
				.filter((name) => !there.has(name))
				.concat([...there].filter((name) => !here.has(name)));
			return odd.length > 0 ? `${at} ${key}: ${odd.join(", ")}` : [];
		});
		expect(wrong).toEqual([]);
	});

	test("by somebody: no sentence is left over, and none is missing", () => {
		const idle = [...vi].filter(([key]) => !isUsed(key)).map(([key, { at }]) => `${at} ${key} is never said`);
		const unknown = written.flatMap(({ node, source }) =>
			saidKeys({ node })
				.filter((key) => !vi.has(key.value as string))
				.map((key) => `${source.file}:${source.lineAt(key.start)} ${key.value} is not in locales/vi`),
		);
		expect([...idle, ...unknown]).toEqual([]);
	});

	test.each(titles)("to whom is called %s, with nothing left open", (title) => {
		const wrong = [...vi, ...en].flatMap(([key, { text, at }], index) => {
			const said = leftOpen(key, text, index < vi.size ? "vi" : "en", title);
			return said ? `${at} ${key}: ${said}` : [];
		});
		expect(wrong).toEqual([]);
	});
});
