import type { Chosen } from "./choose.ts";
import { takeUnderstood } from "./fill.ts";
import { askAgain } from "./present.ts";
import { advance, confirm, keep, open, park, respond } from "./run.ts";
import { say } from "./say.ts";
import { openForm, repeatOpen, type Scene } from "./scene.ts";
import type { Json, Session } from "./session.ts";

/** Opens the dialogue of an intent; a form that was open is set aside, not lost. */
export async function begin(intent: string, slots: Record<string, Json>, scene: Scene): Promise<void> {
	const { stage, draft, context } = scene;
	const dialogue = stage.dialogues.get(intent)!;
	const may = dialogue.may(context);
	if (may !== true) {
		// Whoever was just told that a form is not hers any more has heard it.
		if (!draft.says.some(({ values }) => JSON.stringify(values.why) === JSON.stringify(may)))
			draft.says.push(may);
		return repeatOpen(scene);
	}
	if (dialogue.kind === "reply") {
		supersede(intent, draft.session);
		const reply = await dialogue.answer(slots, context);
		respond(reply, draft, context);
		if (reply.person) respond(await stage.personToCall(context, true), draft, context);
		if (!reply.offers && !reply.practice) await repeatOpen(scene);
		return;
	}
	const { session } = draft;
	if (session.form && session.form.name !== intent) {
		session.aside = [...(session.aside ?? []).filter((one) => one.name !== intent), session.form].slice(-3);
	}
	// Whoever says in words what a choice offers has answered: it is not asked again.
	if (session.question?.options.some(({ does }) => does.do === "intent" && does.intent === intent))
		delete session.question;
	park(session);
	session.form = open(dialogue, draft, context);
	for (const [slot, raw] of Object.entries(takeUnderstood(dialogue, slots)))
		keep(dialogue, session.form, slot, raw, context);
	await advance(dialogue, draft, context);
}

/** Asked anew, a question takes the place of its like: `bà Lan nào?` is over once another's debt is asked for. */
function supersede(intent: string, session: Session): void {
	const isLike = session.question?.options.some(({ does }) => does.do === "intent" && does.intent === intent);
	if (isLike && session.question?.from === "reply") delete session.question;
}

/** `thôi`: the innermost thing that is open is let go, and said so. */
export function drop(scene: Scene): void {
	const { draft } = scene;
	const { session } = draft;
	const words = openForm(scene)?.dropped;
	if (session.form) delete session.form;
	else if (!session.question) session.aside?.pop();
	delete session.question;
	draft.says.push(words ?? say("common.dropped"));
}

/** Does what an option says. `words` are what was typed beside its digit. */
export async function take({ option, words }: Chosen & { kind: "option" }, scene: Scene): Promise<void> {
	const { stage, draft, context } = scene;
	const { session } = draft;
	const form = openForm(scene);
	const { does } = option;
	switch (does.do) {
		case "answer": {
			if (!form || !session.form) return repeatOpen(scene);
			const isObject = typeof does.raw === "object" && does.raw !== null && !Array.isArray(does.raw);
			keep(
				form,
				session.form,
				does.slot,
				words && isObject ? { ...(does.raw as object), words } : does.raw,
				context,
			);
			return advance(form, draft, context);
		}
		case "intent":
			delete session.question;
			return begin(does.intent, words ? { ...does.slots, words } : does.slots, scene);
		case "yes":
			return form ? confirm(form, draft, context) : repeatOpen(scene);
		case "edit":
			if (form?.edit && session.form) {
				delete session.form.answers[form.edit];
				return advance(form, draft, context);
			}
			askAgain(session, context);
			draft.says.push(form?.editHow ?? say("common.edit-how"));
			return;
		case "help":
			park(session);
			return respond(await stage.help(context), draft, context);
		case "person":
			delete session.question;
			respond(await stage.personToCall(context), draft, context);
			return repeatOpen(scene);
		case "resume":
			delete session.question;
			session.form ??= session.aside?.pop();
			return repeatOpen(scene);
		case "drop":
			delete session.question;
			return drop(scene);
		case "leave":
			delete session.question;
			draft.says.push(say("common.fine"));
			return repeatOpen(scene);
	}
}

/** A choice, whether it was tapped or typed: taken, or asked about again where it may have meant something older. */
export async function choose(choice: Chosen, scene: Scene): Promise<void> {
	const { draft, context } = scene;
	if (choice.kind === "option") return take(choice, scene);
	if (choice.kind === "none-such") {
		draft.says.push(say("common.choice-none"), ...askAgain(draft.session, context));
	} else if (draft.session.question) {
		draft.says.push(say("common.choice-stale"), ...askAgain(draft.session, context));
	} else {
		draft.says.push(say("common.choice-past"));
		await repeatOpen(scene);
	}
}
