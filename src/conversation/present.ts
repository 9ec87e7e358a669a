import type { Ask, Context, Offer } from "./dialogue.ts";
import type { Attachment, Outgoing } from "./message.ts";
import { type Say, say, speak } from "./say.ts";
import type { Option, Question, Session } from "./session.ts";
import type { Speaker } from "./speaker.ts";

/** At most three numbered choices, of which the first is the yes; a list of people or clubs may have ten. */
export function numbered(offers: Offer[], isBare: boolean): Option[] {
	const options = offers.map((offer, index): Option => ({ ...offer, number: index + 1 }));
	if (!isBare) options.push({ label: say("common.need-help"), does: { do: "help" }, number: 0 });
	return options;
}

/** Makes a question of an ask that has offers; without offers there is nothing that a digit could mean. */
export function questionOf(
	ask: Ask,
	from: Question["from"],
	context: Context,
	before: Say[] = [],
): Question | undefined {
	if (!ask.offers) return undefined;
	return {
		id: `q${context.turn.inboxId.toString(36)}`,
		text: [...before, ask.say],
		options: numbered(ask.offers, ask.bare ?? false),
		askedAt: context.now.toISOString(),
		from,
	};
}

export const choicesOf = (
	question: Question,
	speaker: Pick<Speaker, "language" | "address">,
): Outgoing["choices"] =>
	question.options.map((option) => ({
		id: `${question.id}:${option.number}`,
		number: option.number,
		label: speak(option.label, speaker.language, speaker.address),
	}));

/** The sentences as one message to this speaker, with the choices of the question that stands open after it. */
export function outgoing(
	says: Say[],
	question: Question | undefined,
	speaker: Speaker,
	attachment?: Attachment,
): Outgoing {
	const text = says.map((one) => speak(one, speaker.language, speaker.address)).join("\n");
	const message: Outgoing = { text };
	if (question) message.choices = choicesOf(question, speaker);
	if (attachment) message.attachment = attachment;
	return message;
}

/** Asks the open question again, as if it were asked now. */
export function askAgain(session: Session, context: Context): Say[] {
	if (!session.question) return [];
	const { sentAs: _, ...question } = session.question;
	session.question = { ...question, askedAt: context.now.toISOString() };
	return session.question.text;
}

/** An answer that sends somebody to 115 is about a life, whichever feature gives it. */
export function sendsTo115(
	says: readonly Say[],
	question: Question | undefined,
	{ language, address }: Pick<Speaker, "language" | "address">,
): boolean {
	const spoken = [...says, ...(question?.options.map(({ label }) => label) ?? [])];
	return spoken.some((one) => /(gọi|call)( ngay)? 115/i.test(speak(one, language, address)));
}
