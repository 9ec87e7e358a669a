import { redact } from "../platform/log.ts";
import { timeText } from "./text.ts";

/** The state of a message that came in, as far as it is told: its body is sealed and stays so. */
export interface Received {
	receivedAt: Date;
	failures: number;
	cause: string | null;
	setAsideAt: Date | null;
	doneAt: Date | null;
}

/** The state of a message that goes out. */
export interface Sending {
	id: bigint;
	key: string;
	kind: string;
	lane: number;
	state: string;
	notBefore: Date;
	until: Date | null;
	held: string | null;
	plannedAt: Date;
	claimedAt: Date | null;
	claimedBy: number | null;
	attempts: number;
	platformIds: string[];
	why: string | null;
	settledAt: Date | null;
}

/** Errors of libraries may quote what was said. */
const causeText = (cause: string | null): string => redact(cause ?? "no cause was kept").replace(/\s+/g, " ");

const secondsText = (from: Date, to: Date): string =>
	`${((to.getTime() - from.getTime()) / 1_000).toFixed(1)} s`;

export function turnText({ receivedAt, failures, cause, setAsideAt, doneAt }: Received): string {
	const failed =
		failures > 0 ? `, failed ${failures === 1 ? "once" : `${failures} times`}: ${causeText(cause)}` : "";
	if (doneAt) return `done ${timeText(doneAt)} (${secondsText(receivedAt, doneAt)})${failed}`;
	if (setAsideAt) return `set aside ${timeText(setAsideAt)}${failed}`;
	return `waits${failed}`;
}

const triesText = (attempts: number): string => (attempts === 1 ? "1 attempt" : `${attempts} attempts`);

function stateText({ state, settledAt, attempts, platformIds, why, notBefore, held }: Sending): string {
	const reason = why ? `: ${causeText(why)}` : "";
	const ids = platformIds.length > 0 ? ` as ${platformIds.join(", ")}` : "";
	if (state === "planned") {
		const heldBy = held ? ` (held: ${held})` : "";
		return `planned for ${timeText(notBefore)}${heldBy}${attempts > 0 ? `, after ${triesText(attempts)}${reason}` : ""}`;
	}
	if (state === "claimed") return "claimed, on its way";
	return `${state} ${timeText(settledAt)}${ids}, ${triesText(attempts)}${reason}`;
}

/** One line of a chat's page. */
export const sentLine = (row: Sending): string => `${row.key} (${row.kind}): ${stateText(row)}`;

/** Everything about one message. @param holders the living processes by id */
export function sentLines(row: Sending, holders: Map<number, string>): string[] {
	const { claimedBy, claimedAt } = row;
	const holder = claimedBy === null ? "" : (holders.get(claimedBy) ?? "a process that is gone");
	return [
		`message   ${row.key} (outbox ${row.id}): ${row.kind}, lane ${row.lane}`,
		`  planned ${timeText(row.plannedAt)}, not before ${timeText(row.notBefore)}${row.until ? `, lapses ${timeText(row.until)}` : ""}`,
		...(claimedAt
			? [
					`  claimed ${timeText(claimedAt)}${claimedBy === null ? "" : ` by process ${claimedBy} (${holder})`}`,
				]
			: []),
		`  ${stateText(row)}`,
	];
}
