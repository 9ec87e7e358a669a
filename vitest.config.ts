import { defineConfig } from "vitest/config";

const isLong = process.env.CLBOT_LONG === "1";

export default defineConfig({
	test: {
		include: ["test/**/*.test.ts"],
		globalSetup: ["test/server.ts"],
		testTimeout: isLong ? 900_000 : 60_000,
		hookTimeout: 60_000,
		// Two workers: the tests share two cores with the database server and the fakes.
		maxWorkers: 2,
		reporters: process.env.CI ? ["default", "./test/closing.ts"] : ["default"],
	},
});
