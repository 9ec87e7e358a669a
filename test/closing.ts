import type { Reporter, TestModule } from "vitest/node";

/** One module's results. A file that could not even be loaded has no tests, and still is a failure. */
function countOf(module: TestModule) {
	const states = [...module.children.allTests()].map((test) => test.result().state);
	const count = (state: string) => states.filter((each) => each === state).length;
	const isBroken = module.state() === "failed" && count("failed") === 0;
	return { passed: count("passed"), failed: count("failed") + (isBroken ? 1 : 0), skipped: count("skipped") };
}

/** Ends a run with its sum alone on a line, which `.ci/run` reads and adds up. */
export default class Closing implements Reporter {
	onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
		const counts = modules.map(countOf);
		const sum = (name: keyof ReturnType<typeof countOf>) => counts.reduce((all, each) => all + each[name], 0);
		// An error that no test caught has failed the run all the same.
		const failed = sum("failed") + errors.length;
		process.stdout.write(`\n${sum("passed")} passed, ${failed} failed, ${sum("skipped")} skipped\n`);
	}
}
