import { anybody, type Dialogue, type May, reply } from "../conversation/dialogue.ts";
import { say } from "../conversation/say.ts";
import { fold } from "../language/index.ts";
import { sql } from "../platform/database.ts";
import { addressFor, wishes } from "./address.ts";
import { healthConsent } from "./consent.ts";
import { greet } from "./help.ts";

/** Whoever has a linked account; a stranger is told how to join. */
export const linked: May = ({ speaker }) => speaker.persons.length > 0 || say("people.example-stranger");

/** `dừng`: nothing unasked is sent any more, from this message on. */
const stop = reply("stop", linked, (_, { turn, now }) => ({
	says: [say("people.stopped")],
	writes: [{ statement: sql`UPDATE account SET stopped_at = ${now} WHERE chat_id = ${turn.chat.id}` }],
}));

const resume = reply(
	"resume",
	linked,
	(_, { turn }) => ({
		says: [say("people.resumed")],
		writes: [{ statement: sql`UPDATE account SET stopped_at = NULL WHERE chat_id = ${turn.chat.id}` }],
	}),
	(text) =>
		/^(cho |toi |bac |ba |ong |co |em |chi |anh )*(lai )?nhan (lai )?tin\b/.test(fold(text).trim())
			? {}
			: undefined,
);

const language = reply("language", linked, ({ lang }, { turn }) => ({
	says: [say(lang === "en" ? "people.language-en" : "people.language-vi")],
	writes: [
		{
			statement: sql`UPDATE account SET language = ${lang === "en" ? "en" : "vi"} WHERE chat_id = ${turn.chat.id}`,
		},
	],
}));

/** `gọi tôi là cô`: kept with the person, or with the owner of a phone that speaks for somebody else; for good. */
const callMe = reply("address.set", linked, ({ title }, { speaker }) => {
	const word = wishes.find((one) => fold(one) === fold(String(title ?? "")));
	if (!word) return { says: [say("people.call-me-which")] };
	const own = speaker.persons.find((one) => one.relation === "self");
	const statement = own
		? sql`UPDATE person SET called_as = ${word} WHERE id = ${own.personId}`
		: sql`UPDATE account SET holder_title = ${word} WHERE id = ${speaker.accountId}`;
	return { says: [say("people.called-so", { title: word, ...addressFor(word) })], writes: [{ statement }] };
});

const askedWho =
	/(^|\s)(chau|em|may|bot|ai) (la|ten) (ai|gi|la gi)(\s|[,.?!]|$)|^(ai|ai day|ai do|ai the)( a)?[?.!]*$/;

/** `cháu là ai`: whoever asks is greeted with what the bot is, stranger or not. */
const who = reply(
	"people.who",
	anybody,
	(_, context) => greet(context),
	(text) => (askedWho.test(fold(text).trim()) ? {} : undefined),
);

export const dialogues: Dialogue[] = [healthConsent, stop, resume, language, callMe, who];
