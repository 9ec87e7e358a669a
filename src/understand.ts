import { understand } from "./features.ts";

/** One JSON object a line in, one a line out, in the same order. A line that is no such object is answered with its error, so that the order holds. */
interface Line {
	id?: unknown;
	role?: unknown;
	now?: unknown;
	text?: unknown;
	expecting?: unknown;
}

const roles = ["member", "secretary", "coordinator"] as const;

function answer(line: string): object {
	let asked: Line;
	try {
		asked = JSON.parse(line) as Line;
	} catch {
		return { intent: "unknown", slots: {}, error: "not JSON" };
	}
	const role = roles.find((each) => each === asked?.role) ?? "member";
	const now = new Date(String(asked?.now));
	if (typeof asked?.text !== "string" || Number.isNaN(now.getTime()))
		return { id: asked?.id, intent: "unknown", slots: {}, error: "text and now are needed" };
	const { intent, slots, ...more } = understand(asked.text, {
		role,
		now,
		...(typeof asked.expecting === "string" ? { expecting: asked.expecting } : {}),
	});
	return { id: asked.id, intent, slots, ...more };
}

/** Lines end with \n only: readline would also cut at U+2028, which may stand inside a JSON text. */
async function* lines(): AsyncGenerator<string> {
	let rest = "";
	process.stdin.setEncoding("utf8");
	for await (const chunk of process.stdin) {
		const parts = (rest + String(chunk)).split("\n");
		rest = parts.pop() ?? "";
		yield* parts;
	}
	yield rest;
}

for await (const line of lines()) {
	if (line.trim() === "") continue;
	if (!process.stdout.write(`${JSON.stringify(answer(line))}\n`))
		await new Promise((drained) => process.stdout.once("drain", drained));
}
