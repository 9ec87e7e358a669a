import type { Sealing } from "../platform/sealing.ts";
import type { Context, Dialogue, Form, Reply } from "./dialogue.ts";
import { askAgain } from "./present.ts";
import { advance, type Draft } from "./run.ts";
import type { Say } from "./say.ts";
import type { Role, Understood } from "./understanding/index.ts";

/** What the conversation is given by the features, once at the start. */
export interface Stage {
	dialogues: Map<string, Dialogue>;
	understand(text: string, context: { role: Role; now: Date; expecting?: string }): Understood;
	sealing: Sealing;
	/** What works for this person, with a way to a human; also what `0. Cần giúp` leads to where nothing is open. */
	help(context: Context): Reply | Promise<Reply>;
	notUnderstood(context: Context, misses: number): Reply | Promise<Reply>;
	greet(context: Context): Reply | Promise<Reply>;
	/** @param isBeside after something else that one can do: `hoặc gọi…` */
	personToCall(context: Context, isBeside?: boolean): Reply | Promise<Reply>;
	/** A message that is a code by its look alone, and the dialogue that it opens. */
	code: { looksLike: RegExp; intent: string; slot: string };
}

/** One turn in the making. */
export interface Scene {
	stage: Stage;
	draft: Draft;
	context: Context;
}

export function openForm({ stage, draft }: Scene): Form | undefined {
	const found = draft.session.form && stage.dialogues.get(draft.session.form.name);
	return found?.kind === "form" ? found : undefined;
}

export function titleOf(stage: Stage, name: string): Say | undefined {
	const found = stage.dialogues.get(name);
	return found?.kind === "form" ? found.title : undefined;
}

/** Ends an aside: whatever was open before it is asked again. */
export async function repeatOpen(scene: Scene): Promise<void> {
	const { draft, context } = scene;
	const form = openForm(scene);
	if (form) await advance(form, draft, context);
	else draft.says.push(...askAgain(draft.session, context));
}
