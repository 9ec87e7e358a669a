import { fold, normalizeDigits } from "../language/index.ts";
import { speak } from "./say.ts";
import type { Option, Question } from "./session.ts";
import type { Turn } from "./turn.ts";

/** What a message means to the open question. */
export type Chosen =
	| { kind: "option"; option: Option; words?: string }
	/** A digit that may have been meant for something older: asked about again, never taken. */
	| { kind: "stale" }
	/** A number that the question does not have. */
	| { kind: "none-such" };

const freshForMs = 60 * 60_000;

/** Telegram tells whole seconds: a stamp on the full second may be up to a second later. */
const latestMs = (writtenAt: Date) => writtenAt.getTime() + (writtenAt.getMilliseconds() === 0 ? 999 : 0);

/** A digit counts only for a question that its writer can have seen, and not after an hour (docs/promises.md 7). */
function isFresh(question: Question, turn: Turn, leftAt: Date | null | undefined): boolean {
	if (leftAt === null || (leftAt && latestMs(turn.writtenAt) < leftAt.getTime())) return false;
	const sawLast = !turn.lastLeftAt || latestMs(turn.writtenAt) >= turn.lastLeftAt.getTime();
	return sawLast && turn.writtenAt.getTime() - Date.parse(question.askedAt) <= freshForMs;
}

/** A tapped button names its question; one of an older question is known as old. */
export function tapped(choice: string, question: Question | undefined): Chosen {
	const [id, number] = choice.split(":");
	const option =
		question?.id === id ? question?.options.find((one) => one.number === Number(number)) : undefined;
	return option ? { kind: "option", option } : { kind: "stale" };
}

const plain = (text: string) =>
	fold(text)
		.replace(/[^\p{L}\p{N}]+/gu, " ")
		.trim();

/** `của bà Sen ạ`: what stands around the words of an option. */
const around = /^(cua|la|cho) | (a|nhe|nha|day|em|chau)$/g;

/** The options whose words contain what was typed, and are the only ones to do so. */
function byWords(text: string, question: Question, turn: Turn): Option | undefined {
	const typed = plain(text).replace(around, "");
	if (typed.length < 3) return undefined;
	const label = (option: Option) => plain(speak(option.label, turn.speaker.language, turn.speaker.address));
	const exact = question.options.filter((option) => label(option) === typed);
	const found =
		exact.length > 0
			? exact
			: question.options.filter((option) => ` ${label(option)} `.includes(` ${typed} `));
	return found.length === 1 ? found[0] : undefined;
}

const bare = /^(\d{1,2})[.)\s!]*$/;
/** `số 1`, `một`, `hai`; a bare `ba` is as often bà. */
const spoken = (text: string): string =>
	fold(text)
		.replace(/^(so|chon) (?=\d)/, "")
		.replace(/^mot$/, "1")
		.replace(/^hai$/, "2");
const withWords = /^(\d)[.,):\s]+(\D.*)$/s;

/**
 * Reads a typed message as an answer to the open question; undefined where it is something else.
 * @param leftAt when a question that came by itself left: null while it has not, undefined for one asked in an answer
 */
export function typed(
	text: string,
	question: Question | undefined,
	turn: Turn,
	leftAt?: Date | null,
): Chosen | undefined {
	if (!question || question.options.length === 0) return undefined;
	const clean = normalizeDigits(text).trim();
	const digit = bare.exec(clean) ?? bare.exec(spoken(clean));
	if (digit) {
		if (!isFresh(question, turn, leftAt)) return { kind: "stale" };
		const option = question.options.find((one) => one.number === Number(digit[1]));
		return option ? { kind: "option", option } : { kind: "none-such" };
	}
	const named = byWords(clean, question, turn);
	return named && { kind: "option", option: named };
}

/** `2 em là Thu con dâu`: a digit with words after it, tried only where the whole means nothing else. */
export function digitWithWords(text: string, question: Question | undefined, turn: Turn): Chosen | undefined {
	const match = question && withWords.exec(normalizeDigits(text).trim());
	const option = match && question.options.find((one) => one.number === Number(match[1]));
	if (!option) return undefined;
	return isFresh(question, turn, undefined)
		? { kind: "option", option, words: match[2]!.trim() }
		: { kind: "stale" };
}
