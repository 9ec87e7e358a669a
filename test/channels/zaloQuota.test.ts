import { afterEach, beforeEach, expect, test } from "vitest";
import { zaloQuota } from "../../src/channels/zalo/quota.ts";
import { doorRow } from "../../src/conversation/inbox.ts";
import { handClock, plusMinutes } from "../../src/platform/clock.ts";
import { makeLog } from "../../src/platform/log.ts";
import { type TestDatabase, testDatabase } from "../database.ts";

const clock = handClock(new Date("2026-12-30T09:00:00+07:00"));
let it: TestDatabase;
beforeEach(async () => {
	it = await testDatabase();
	await doorRow(it.db, "zalo", "42");
	clock.set(new Date("2026-12-30T09:00:00+07:00"));
});
afterEach(() => it.close());

const quotaOf = (perMonth: number | undefined) => zaloQuota(it.db, clock, makeLog("silent"), "42", perMonth);

test("both directions use up the month, and at 95 % only what somebody waits for is sent", async () => {
	const quota = quotaOf(20);
	for (let count = 0; count < 18; count++) await quota.count(count % 2 ? "in" : "out");
	expect(await quota.leavesRoom()).toBe(true);
	await quota.count("out");
	clock.set(plusMinutes(clock.now(), 1));
	expect(await quota.leavesRoom()).toBe(false);
});

test("a new month in Vietnam begins anew", async () => {
	const quota = quotaOf(1);
	await quota.count("out");
	expect(await quota.leavesRoom()).toBe(false);
	clock.set(new Date("2027-01-01T00:01:00+07:00"));
	expect(await quota.leavesRoom()).toBe(true);
});

test("without a quota everything is counted and nothing waits", async () => {
	const quota = quotaOf(undefined);
	for (let count = 0; count < 5; count++) await quota.count("in");
	expect(await quota.leavesRoom()).toBe(true);
});
