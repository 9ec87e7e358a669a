import { inEnglish } from "../language/english.ts";
import { clean, fold, peopleIn, resolvePerson, tokenize } from "../language/index.ts";
import type { SpokenFor } from "./speaker.ts";

/** Whom a member's message is about, where it says so. */
export interface Named {
	/** The words for a slot `member`: an own person's full name, or what was typed for somebody else. */
	member: string;
	/** The one for whom this chat speaks; undefined where it is somebody else's book that was named. */
	person: SpokenFor | undefined;
	/** The message without the name, as one would write it of oneself: `bà 145/90`. */
	without: string;
}

/** Not talked about: greeted, thanked, told, or saying her own name (`cô Mai ơi`, `nhờ cô Mai`, `em Thu đây`, `em là Thu`). */
const after = /^\s*(ơi|oi|đây|day|à|ạ,)(\s|[,.!?]|$)/iu;
const before =
	/(^|\s)(với|cùng|chào|chao|nhờ|nho|hỏi|báo|bao|gặp|gap|gọi|goi|gửi|gui|thưa|thua|cảm ơn|cam on|là|la|bảo|con dâu|con gái|con trai|nhà|ở)\s*$/iu;
/** Somebody of the family, said by one who speaks for herself alone. */
const kin =
	/(^|\s)(me|bo|chong|vo|con trai|con gai|con dau|con re|anh trai|chi gai|em trai|em gai)( nha)? (toi|tui|em|minh|chau|bac|ta)(?! (bao|noi|hoi|ke|nho|nhac))(\s|[,.?!]|$)/;
/** Whoever lives next door has no book here, whosever phone it is. */
const neighbour = /(^|\s)((ba|ong|co|chu|bac|nha) )?hang xom(?!\S)/;

/** Folding must not move a letter, for the name is cut out where it was found. */
const sameLength = (text: string) => (fold(text).length === text.length ? fold(text) : "");

/**
 * `understand` names nobody for a member, for there is no roster that she may search. Whose book is meant is decided
 * here, among those for whom the chat speaks: anybody else is named as such, so that no dialogue takes a neighbour's
 * debt or reading for her own.
 */
export function namedIn(text: string, persons: readonly SpokenFor[]): Named | undefined {
	const cleaned = clean(text);
	const tokens = inEnglish(tokenize(cleaned));
	const roster = persons.map(({ personId, fullName }) => ({ id: String(personId), fullName }));
	const spokenOf = peopleIn(tokens).flatMap((found) => {
		const [first, last] = [tokens[found.start]!, tokens[found.next - 1]!];
		if (after.test(cleaned.slice(last.end)) || before.test(cleaned.slice(0, first.start))) return [];
		const own = resolvePerson(found.name, roster);
		// An English name without a title may be anything that has a capital.
		if (first.end === first.start && own.kind === "none") return [];
		const id = own.kind === "one" ? own.person.id : own.kind === "several" ? own.people[0]?.id : undefined;
		const name = found.kin === undefined ? first.start : tokens[found.start + 1]!.start;
		return [
			{
				name: found.name,
				person: persons.find((one) => String(one.personId) === id),
				cut: [name, last.end] as const,
			},
		];
	});
	const chosen = spokenOf.find(({ person }) => !person) ?? spokenOf[0];
	if (chosen) {
		const without = `${cleaned.slice(0, chosen.cut[0])}${cleaned.slice(chosen.cut[1])}`
			.replace(/ {2,}/g, " ")
			.trim();
		return { member: chosen.person?.fullName ?? chosen.name, person: chosen.person, without };
	}
	const folded = sameLength(cleaned);
	const isHelper = persons.some((one) => one.relation === "helper");
	const relative = neighbour.exec(folded) ?? (isHelper ? null : kin.exec(folded));
	if (!relative) return undefined;
	const [from, to] = [relative.index, relative.index + relative[0].length];
	const without = `${cleaned.slice(0, from)} bà ${cleaned.slice(to)}`.replace(/ {2,}/g, " ").trim();
	return { member: cleaned.slice(from, to).trim(), person: undefined, without };
}
