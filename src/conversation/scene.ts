import { dayOf } from "../platform/clock.ts";
import type { Sealing } from "../platform/sealing.ts";
import type { Context, Dialogue, Form, Reply } from "./dialogue.ts";
import { askAgain } from "./present.ts";
import { advance, type Draft, isBarred } from "./run.ts";
import type { Say } from "./say.ts";
import type { Address, Speaker } from "./speaker.ts";
import type { Turn } from "./turn.ts";
import type { Role, Understood } from "./understanding/index.ts";

/** What a chat is in the middle of, as it may be told to its person. */
export interface Open {
	/** What the open form is called; undefined for a question that belongs to none. */
	title?: Say;
	/** The numbers that answer the open question; none where words are awaited. */
	numbers: number[];
}

/** What the conversation is given by the features, once at the start. */
export interface Stage {
	dialogues: Map<string, Dialogue>;
	understand(text: string, context: { role: Role; now: Date; expecting?: string }): Understood;
	sealing: Sealing;
	/** Where pages are reached, without a slash at its end. */
	publicUrl: string;
	/** What works for this person, with a way to a human; also what `0. Cần giúp` leads to where nothing is open. */
	help(context: Context): Reply | Promise<Reply>;
	/** @param open what was asked and is asked again below; undefined where nothing is open */
	notUnderstood(context: Context, misses: number, open?: Open): Reply | Promise<Reply>;
	greet(context: Context): Reply | Promise<Reply>;
	/** @param isBeside after something else that one can do: `hoặc gọi…` */
	personToCall(context: Context, isBeside?: boolean): Reply | Promise<Reply>;
	/** How a message itself says its writer wants to be spoken to; undefined where it says nothing. */
	heardAddress(text: string, speaker: Speaker): Address | undefined;
	/** The same speaker among the sample people, with the offices that she holds; undefined where there are none. */
	amongSamples(turn: Turn): Promise<Speaker | undefined>;
	/** A message that is a code by its look alone, and the dialogue that it opens. */
	code: { looksLike: RegExp; intent: string; slot: string };
}

/** One turn in the making. */
export interface Scene {
	stage: Stage;
	draft: Draft;
	context: Context;
}

/** One turn at its beginning: who writes, as she wants to be spoken to, and nothing said yet. */
export function makeScene(turn: Turn, stage: Stage): Scene {
	const { body, session } = turn;
	const heard = body.kind === "text" ? stage.heardAddress(body.text, turn.speaker) : undefined;
	const address = heard ?? session.address ?? turn.speaker.address;
	const context: Context = {
		turn,
		speaker: turn.speaker.address.isWished ? turn.speaker : { ...turn.speaker, address },
		now: turn.now,
		today: dayOf(turn.now),
		read: turn.read,
		seal: (value) => stage.sealing.seal(value),
		open: (sealed) => stage.sealing.open(sealed),
		fingerprint: stage.sealing.fingerprint,
		pageUrl: (token) => `${stage.publicUrl}/p/${token}`,
	};
	const draft: Draft = { says: [], writes: [], session: structuredClone(session) };
	if (heard) draft.session.address = heard;
	return { stage, draft, context };
}

export function openForm({ stage, draft }: Scene): Form | undefined {
	const found = draft.session.form && stage.dialogues.get(draft.session.form.name);
	return found?.kind === "form" ? found : undefined;
}

export function whatIsOpen(scene: Scene): Open | undefined {
	const { question } = scene.draft.session;
	const form = openForm(scene);
	if (!form && !question) return undefined;
	const numbers = question?.options.map(({ number }) => number).filter((number) => number > 0) ?? [];
	return { ...(form ? { title: form.title } : {}), numbers };
}

export function titleOf(stage: Stage, name: string): Say | undefined {
	const found = stage.dialogues.get(name);
	return found?.kind === "form" ? found.title : undefined;
}

/**
 * Before anything else: what lay open and is not hers any more is let go, and so is what was set aside.
 * @returns whether the question that she may be answering went with it
 */
export function dropLost(scene: Scene): boolean {
	const { stage, draft, context } = scene;
	const { session } = draft;
	const isHers = (name: string) => {
		const found = stage.dialogues.get(name);
		return !found || found.may(context) === true;
	};
	session.aside = session.aside?.filter((one) => isHers(one.name));
	if (!session.aside?.length) delete session.aside;
	const form = openForm(scene);
	return form !== undefined && isBarred(form, draft, context);
}

/** Ends an aside: whatever was open before it is asked again. */
export async function repeatOpen(scene: Scene): Promise<void> {
	const { draft, context } = scene;
	const form = openForm(scene);
	if (form) await advance(form, draft, context);
	else draft.says.push(...askAgain(draft.session, context));
}
