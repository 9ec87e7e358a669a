import fs from "node:fs";
import path from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { dropDemos } from "./demo.ts";
import { play } from "./play.ts";
import { readStory, rewritten } from "./script.ts";

/** `GOLDEN=write` puts what the bot says into the stories: every line of it is then to be read as a secretary would. */
const isWriting = process.env.GOLDEN === "write";
/** `STORY=no` plays the stories whose file has `no` in its name. */
const wanted = process.env.STORY ?? "";

const folder = import.meta.dirname;
const files = fs
	.readdirSync(folder)
	.filter((file) => file.endsWith(".md") && file !== "README.md" && file.includes(wanted));
const textOf = (file: string) => fs.readFileSync(path.join(folder, file), "utf8");
const stories = files.map((file) => readStory(file, textOf(file)));

afterAll(dropDemos);

const playAll = () => {
	const all = stories.flatMap((story) =>
		story.channels.map((channel) => ({ story, channel, title: story.title })),
	);
	test.for(all)("$title, on $channel", async ({ story, channel }) => {
		const { troubles } = await play(story, channel);
		// One readable text; the comparison itself would only repeat it.
		if (troubles.length > 0) expect.fail(`\n${troubles.join("\n\n")}\n`);
	});
};

const writeAll = () => {
	test.for(stories)("$title is written anew", async (story) => {
		const said = new Map<number, string[]>();
		for (const channel of story.channels) {
			const played = await play(story, channel, true);
			expect(played.troubles).toEqual([]);
			for (const [line, texts] of played.said) if (!said.has(line)) said.set(line, texts);
		}
		fs.writeFileSync(path.join(folder, story.file), rewritten(textOf(story.file), said));
	});
};

describe.concurrent(
	isWriting ? "the stories, written anew" : "the stories, word for word",
	isWriting ? writeAll : playAll,
);
