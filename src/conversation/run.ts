import { sql } from "../platform/database.ts";
import type { Ask, Context, Form, Reply } from "./dialogue.ts";
import { nextStep, type Step } from "./fill.ts";
import { questionOf } from "./present.ts";
import { type Say, say } from "./say.ts";
import type { Json, OpenForm, Session } from "./session.ts";
import type { Write } from "./turn.ts";

/** What a turn has come to so far: words in order, writes, and the session as it will stand. */
export interface Draft {
	says: Say[];
	writes: Write[];
	session: Session;
	attachment?: Reply["attachment"];
	/** The form that was saved. */
	saved?: string;
	/** How many forms this turn opened: two of a kind are two runs. */
	opened?: number;
}

export function open(form: Form, draft: Draft, context: Context): OpenForm {
	const before = draft.opened ?? 0;
	draft.opened = before + 1;
	const turn = context.turn.inboxId.toString(36);
	return {
		name: form.name,
		run: before === 0 ? turn : `${turn}.${before}`,
		answers: {},
		startedAt: context.now.toISOString(),
	};
}

/**
 * Keeps an answer with the moment and the event that gave it; objects are laid over what was there, and what is
 * gathered behind it.
 */
export function keep(form: Form, into: OpenForm, slot: string, raw: Json, context: Context): void {
	const before = into.answers[slot]?.raw;
	const isPart = (value: unknown): value is { [key: string]: Json } =>
		typeof value === "object" && value !== null && !Array.isArray(value);
	const laid = isPart(before) && isPart(raw) ? { ...before, ...raw } : raw;
	const merged = form.slots[slot]?.gathers ? [...(Array.isArray(before) ? before : []), raw] : laid;
	into.answers[slot] = {
		raw: merged,
		at: context.turn.writtenAt.toISOString(),
		eventId: context.turn.eventId,
	};
}

function ask(draft: Draft, context: Context, asked: string, what: Ask): void {
	draft.says.push(what.say);
	draft.session.form!.asked = asked;
	draft.session.question = questionOf(what, "form", context);
}

/** Whoever lost the office while a form lay open sees and saves nothing of it any more, and is told so. */
export function isBarred(form: Form, draft: Draft, context: Context): boolean {
	const may = form.may(context);
	if (may === true) return false;
	draft.says.push(say("common.barred", { title: form.title, why: may }));
	close(draft);
	return true;
}

/** Goes on with the open form: asks for what is missing, reads back, or saves. */
export async function advance(form: Form, draft: Draft, context: Context): Promise<void> {
	if (!isBarred(form, draft, context)) await goOn(form, draft, context);
}

async function goOn(form: Form, draft: Draft, context: Context): Promise<void> {
	const step = await nextStep(form, draft.session.form!, context);
	draft.writes.push(...step.writes);
	switch (step.kind) {
		case "ask":
			return ask(draft, context, step.slot, step.ask);
		case "confirm":
			return ask(draft, context, "confirm", step.ask);
		case "end":
			draft.says.push(step.ask.say);
			return close(draft);
		case "ready":
			return finish(form, step, draft, context);
	}
}

/** A session is kept as JSON: what it gives back is compared as such. */
const isSame = (say: Say, shown: Say | undefined) => JSON.stringify(say) === JSON.stringify(shown);

/** The yes to what was read back: everything is read once more, and saved if it still says the same; else read back anew. */
export async function confirm(form: Form, draft: Draft, context: Context): Promise<void> {
	if (isBarred(form, draft, context)) return;
	const readBack = draft.session.question?.text.at(-1);
	const step = await nextStep(form, draft.session.form!, context);
	if (step.kind !== "confirm" || !isSame(step.ask.say, readBack)) return goOn(form, draft, context);
	draft.writes.push(...step.writes);
	await finish(form, step, draft, context);
}

async function finish(
	form: Form,
	step: Step & { answers: Record<string, unknown> },
	draft: Draft,
	context: Context,
): Promise<void> {
	const key = `${form.name}:${draft.session.form!.run}`;
	const writes = form.save(step.answers, context, key);
	draft.writes.push(...writes);
	draft.saved = form.name;
	const undoable = "undo" in form ? form.undo.values(step.answers, key) : null;
	if (undoable !== null) draft.writes.push(remember(form.name, undoable, key, context));
	close(draft);
	respond(form.done(step.answers, context, key), draft, context);
	const next = form.next?.(step.answers, context);
	if (!next) return;
	park(draft.session);
	draft.session.form = open(next.form, draft, context);
	for (const [slot, raw] of Object.entries(next.slots))
		keep(next.form, draft.session.form, slot, raw, context);
	// What was just saved may be what makes this form hers: a phone that was linked by it.
	await goOn(next.form, draft, context);
}

function remember(form: string, values: Json, key: string, context: Context): Write {
	const { turn, speaker, now } = context;
	return {
		statement: sql`
			INSERT INTO saved (key, chat_id, person_id, form, values, saved_at)
			VALUES (${key}, ${turn.chat.id}, ${speaker.persons[0]?.personId ?? null}, ${form}, ${context.seal(values)}, ${now})`,
		expects: 1,
	};
}

function close(draft: Draft): void {
	if (draft.session.question?.from === "form") delete draft.session.question;
	delete draft.session.form;
}

/** Adds a dialogue's reply; one with offers becomes the open question. */
export function respond(reply: Reply, draft: Draft, context: Context): void {
	draft.says.push(...reply.says);
	draft.writes.push(...(reply.writes ?? []));
	if (reply.attachment) draft.attachment = reply.attachment;
	if (reply.practice) {
		const { address } = draft.session;
		draft.session.practice = { ...reply.practice, session: address ? { address } : {} };
	}
	const last = reply.says.at(-1);
	if (!reply.offers || !last) return;
	const { offers, bare } = reply;
	park(draft.session);
	draft.session.question = questionOf({ say: last, offers, bare }, "reply", context, reply.says.slice(0, -1));
}

/** A question that came by itself steps back for another one and is asked again after it. */
export function park(session: Session): void {
	if (session.question?.from === "notice") session.parked = [...(session.parked ?? []), session.question];
	delete session.question;
}

/**
 * When nothing is open any more, what was put off comes back: first a question that came by itself, then a form that
 * was set aside, which is offered and not forced.
 */
export function comeBack(titleOf: (name: string) => Say | undefined, draft: Draft, context: Context): void {
	const { session } = draft;
	if (session.form || session.question) return;
	const parked = session.parked?.shift();
	if (session.parked?.length === 0) delete session.parked;
	if (parked) {
		session.question = { ...parked, askedAt: context.now.toISOString() };
		draft.says.push(...parked.text);
		return;
	}
	const waiting = session.aside?.at(-1);
	const title = waiting && titleOf(waiting.name);
	if (!title) {
		delete session.aside;
		return;
	}
	const offers = [
		{ label: say("common.resume"), does: { do: "resume" as const } },
		{ label: say("common.drop"), does: { do: "drop" as const } },
	];
	const asking = { say: say("common.resume-offer", { title }), offers };
	draft.says.push(asking.say);
	session.question = questionOf(asking, "reply", context);
}
