import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type SayKey, speak } from "../../src/conversation/say.ts";
import type { TurnResult } from "../../src/conversation/turn.ts";
import { dialogues } from "../../src/features.ts";
import { type Column, columns, type Row, table, type Where, words } from "./expectations.ts";
import { type Secret, type Voice, world } from "./world.ts";

let here: Awaited<ReturnType<typeof world>>;
beforeAll(async () => {
	here = await world(columns);
}, 60_000);
afterAll(() => here.close());

/** Everything that can be read in an answer: words and choices. */
const readIn = ({ reply }: TurnResult): string =>
	[reply?.text ?? "", ...(reply?.choices ?? []).map((choice) => choice.label)].join("\n");

const holds = (text: string, secret: Secret, what: "loan" | "reading" | "phone"): boolean =>
	what === "phone" ? text.replace(/\D/g, "").includes(secret.phone) : text.includes(secret[what]);

const isLooked = ({ writes }: TurnResult, { personId }: Secret): boolean =>
	writes.some(
		({ statement }) => /INSERT INTO look/.test(statement.text) && statement.values.includes(personId),
	);

/** What is shown of somebody and should not be, and what is shown without being written down. */
function troubles(
	result: TurnResult,
	name: string,
	where: Where,
	secret: Secret,
	shows: Row["shows"],
): string[] {
	const text = readIn(result);
	return (["loan", "reading", "phone"] as const).flatMap((what) => {
		if (!holds(text, secret, what)) return [];
		const isFor = where === "here" && shows?.[what]?.includes(name as Column);
		if (!isFor) return [`${name} reads the ${what} of somebody ${where}: ${text}`];
		return what !== "phone" && !isLooked(result, secret)
			? [`${name} reads a ${what} and nobody wrote it down`]
			: [];
	});
}

const slotsFor = ({ fullName, personId, number, club }: Secret, taskId: number) => ({
	member: fullName,
	who: fullName,
	person: fullName,
	absentee: fullName,
	personId,
	personIds: [personId],
	number,
	unit: club,
	scope: club,
	taskId,
});

/** Opens a dialogue about somebody, and says yes to whatever it asks first. */
async function opened(voice: Voice, name: string, secret: Secret): Promise<TurnResult[]> {
	const first = await here.opens(voice, name, slotsFor(secret, here.taskId));
	return first.session.question ? [first, await here.says(voice, "1", first.session)] : [first];
}

const secrets = () => Object.entries(here.secrets) as [Where, Secret][];

test("every dialogue has its row, and no row is left over", () => {
	expect(dialogues.map(({ name }) => name).filter((name) => !table[name])).toEqual([]);
	expect(Object.keys(table).filter((name) => !dialogues.some((one) => one.name === name))).toEqual([]);
});

describe("who may open it", () => {
	test.each(dialogues.map((one) => [one.name, one] as const))("%s", (name, dialogue) => {
		const may = (voice: string) => dialogue.may(here.contextOf(here.voices.get(voice)!)) === true;
		expect(columns.filter(may)).toEqual(columns.filter((column) => table[name]!.may.includes(column)));
		// Whoever has left an office is what she was before it: a member, or somebody with a linked phone.
		const formers = [...here.voices.keys()].filter((voice) => voice.startsWith("former "));
		expect(formers).toHaveLength(9);
		expect(formers.filter((voice) => may(voice) !== may("member"))).toEqual([]);
	});

	test.each(dialogues.map((one) => [one.name, one] as const))(
		"%s: the refusal says who may, and nothing else",
		(_, dialogue) => {
			for (const voice of here.voices.values()) {
				const refusal = dialogue.may(here.contextOf(voice));
				if (refusal === true) continue;
				expect(Object.keys(refusal.values)).toEqual([]);
				const text = speak({ key: refusal.key as SayKey, values: {} }, "vi", voice.speaker.address);
				expect(text.replace("8 số", "")).not.toMatch(/\d/);
			}
		},
	);
});

describe("what is shown of somebody else", () => {
	test.each(dialogues.map(({ name }) => name))("%s", async (dialogue) => {
		const found: string[] = [];
		for (const [name, voice] of here.voices)
			for (const [where, secret] of secrets())
				for (const result of await opened(voice, dialogue, secret))
					found.push(...troubles(result, name, where, secret, table[dialogue]?.shows));
		expect(found).toEqual([]);
	});

	test.each(Object.entries(words))("%s", async (said, shows) => {
		const found: string[] = [];
		for (const [name, voice] of here.voices)
			for (const [where, secret] of secrets()) {
				const result = await here.says(voice, said.replace("NAME", `bà ${secret.fullName}`));
				found.push(...troubles(result, name, where, secret, shows));
			}
		expect(found).toEqual([]);
	});

	test("to the board, what it is for", async () => {
		const secret = here.secrets.here;
		for (const [name, { shows }] of Object.entries(table))
			for (const column of shows?.loan ?? []) {
				const results = await opened(here.voices.get(column)!, name, secret);
				if (name.startsWith("loan."))
					expect(results.some((one) => holds(readIn(one), secret, "loan"))).toBe(true);
			}
		const task = await here.opens(here.voices.get("secretary")!, "tasks.mine", {});
		expect(holds(readIn(task), secret, "phone")).toBe(true);
	});

	test("to herself, all of it", async () => {
		const own = here.herself;
		const { here: secret } = here.secrets;
		expect(readIn(await here.says(own, "tôi còn nợ bao nhiêu"))).toContain(secret.loan);
		expect(readIn(await here.says(own, "huyết áp của tôi tháng này"))).toContain(secret.reading);
	});
});
