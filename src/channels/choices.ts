import type { Choice } from "../conversation/message.ts";
import { split } from "./split.ts";

/** `1. Đúng`, each on a line of its own: how choices look where there are no buttons. */
export const numbered = (choices: readonly Choice[]): string =>
	choices.map(({ number, label }) => `${number}. ${label.replace(/\s+/g, " ").trim()}`).join("\n");

/** The pieces of a text with its choices after it; the choices stay together where they fit into one piece. */
export function numberedPieces(text: string, choices: readonly Choice[], maxLength: number): string[] {
	const lines = numbered(choices);
	if (lines === "") return split(text, maxLength);
	if (text.trim() === "") return split(lines, maxLength);
	const pieces = split(text, maxLength);
	const last = `${pieces.at(-1)}\n${lines}`;
	if (last.length <= maxLength) return [...pieces.slice(0, -1), last];
	return [...pieces, ...split(lines, maxLength)];
}
