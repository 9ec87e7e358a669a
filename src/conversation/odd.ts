import { clean, fold } from "../language/index.ts";
import { type Say, say } from "./say.ts";

/** A message of more letters than this is read by nobody as one wish. */
const longest = 1_000;

const daysIn = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** With a slash only what cannot be a reading or a count: 30/2, 31/4. */
const slashed = /(?<![\d/.])(30|31)\s?\/\s?(\d{1,2})(?:\/\d{2,4})?(?![\d/])/;
const worded = /\b(?:ngay|hom|bua)\s+(\d{1,3})\s+(?:thang|thg)\s+(\d{1,2})\b/;
const lunar = /\b(am|am lich|al)\b/;

/** The day of a message that no calendar has, as typed: `30/2`. The moon's months are not looked at. */
export function noSuchDay(text: string): string | undefined {
	const folded = fold(clean(text));
	const found = worded.exec(folded) ?? slashed.exec(folded);
	if (!found || lunar.test(folded)) return undefined;
	const [day, month] = [Number(found[1]), Number(found[2])];
	if (found[0].includes("/") && (month < 1 || month > 12)) return undefined;
	return day >= 1 && day <= (daysIn[month - 1] ?? 0) ? undefined : `${day}/${month}`;
}

const noWords = /^[^\p{L}\p{N}]*$/u;
const bank = /\b(so du|sd:|gd:|vnd|otp|ma xac (thuc|nhan))/;
const account = /\b(tk|tai khoan|stk|vcb|bidv|agribank|vietinbank|otp)\b/;
const chain =
	/\b(gui|chuyen|chia se|forward)( tiep)? (tin|thu|loi|bai|tin nhan)( nhan)? nay (cho|den|toi|di)\b|\bcho \d+ (nguoi|ban)\b.*\bmay man\b/;
const noTime = /(?<!\d)(2[4-9]|[3-9]\d)\s?[:h]\s?[0-5]\d(?!\d)/;
/** More digits than a sum or a telephone has, or a reading with one digit too many. */
const noNumber = /(?<!\d)(\d{4,5}\s?\/\s?\d{2,4}|\d{2,3}\s?\/\s?\d{4,5}|\d{13,})(?![\d/])/;

/** What is odd about a message of which nothing was made: said instead of an example, for no other words would help. */
export function oddity(text: string): Say | undefined {
	const cleaned = clean(text);
	if (noWords.test(cleaned)) return say("common.odd-no-words");
	const folded = fold(cleaned.slice(0, longest));
	if (bank.test(folded) && account.test(folded)) return say("common.odd-bank");
	if (chain.test(folded)) return say("common.odd-chain");
	if (cleaned.length > longest) return say("common.odd-long");
	const time = noTime.exec(folded);
	if (time) return say("common.odd-time", { time: time[0] });
	const number = noNumber.exec(folded);
	return number ? say("common.odd-number", { number: number[0].slice(0, 20) }) : undefined;
}
