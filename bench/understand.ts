/**
 * How fast messages are understood: those of the corpora, mixed, with their role, clock and what was awaited, on one core.
 * Prints one JSON object. `slowest` quotes the corpora, which nobody wrote about herself.
 */
import { understand } from "../src/features.ts";
import { corpus, type Line } from "../test/understanding/corpus.ts";
import { usageOf } from "./parts/usage.ts";

const messageCount = Number(process.env.BENCH_MESSAGES ?? 20_000);
const warmUpCount = 10_000;
/** Prime to the number of lines, so that a walk in such steps meets every line and no two of a kind in a row. */
const step = 7_919;

const lines = ["dev.jsonl", "second.jsonl", "third.jsonl"].flatMap(corpus);
const contexts = new Map(
	lines.map(({ role, now, expecting }, at) => [
		lines[at]!,
		{ role, now: new Date(now), ...(expecting ? { expecting } : {}) },
	]),
);

function* mixed(count: number): Generator<Line> {
	for (let at = 0; at < count; at++) yield lines[(at * step) % lines.length]!;
}

for (const line of mixed(warmUpCount)) understand(line.text, contexts.get(line)!);

const tookUs: number[] = [];
const shortestUs = new Map<Line, number>();
const usedBefore = process.cpuUsage();
const beganMs = performance.now();
for (const line of mixed(messageCount)) {
	const startedMs = performance.now();
	understand(line.text, contexts.get(line)!);
	const us = (performance.now() - startedMs) * 1_000;
	tookUs.push(us);
	// the best of several readings: a pause of the collector is no property of a message
	shortestUs.set(line, Math.min(us, shortestUs.get(line) ?? us));
}
const messagesPerSec = Math.round((messageCount * 1_000) / (performance.now() - beganMs));
const used = process.cpuUsage(usedBefore);
/** Time of the processor, other threads of this process included: where others use the machine the clock tells less. */
const cpuUsPerMessage = Math.round((used.user + used.system) / messageCount);

tookUs.sort((one, other) => one - other);
const quantile = (share: number) => Math.round(tookUs[Math.floor((tookUs.length - 1) * share)]!);
const slowest = [...shortestUs]
	.sort(([, one], [, other]) => other - one)
	.slice(0, 5)
	.map(([{ text }]) => text.slice(0, 40));
const { rssMb } = usageOf(process.pid);
process.stdout.write(
	`${JSON.stringify({
		bench: "understand",
		messages: messageCount,
		messagesPerSec,
		cpuUsPerMessage,
		p50Us: quantile(0.5),
		p99Us: quantile(0.99),
		maxUs: quantile(1),
		rssMb,
		slowest,
		node: process.version,
	})}\n`,
);
