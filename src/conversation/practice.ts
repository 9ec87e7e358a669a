import { anybody, type Dialogue, type Reply, reply } from "./dialogue.ts";
import { sendsTo115 } from "./present.ts";
import { comeBack, type Draft } from "./run.ts";
import { type Say, say } from "./say.ts";
import { makeScene, repeatOpen, type Stage, titleOf } from "./scene.ts";
import type { Practising, Question, Session } from "./session.ts";
import type { Speaker } from "./speaker.ts";
import type { Turn } from "./turn.ts";

/** What a turn came to, and to whom it is said. */
export interface Conversed {
	draft: Draft;
	speaker: Speaker;
	/** What stands open after it, as it is shown: in practice that of the practice. */
	question: Question | undefined;
}

export type Converse = (turn: Turn, stage: Stage) => Promise<Conversed>;

/** What somebody wants of the real club: a code, quiet, her data, a person. It is never played. */
const neverPlayed = /^(people\.link|stop|resume|privacy\..*)$/;

/** Everything works as ever, without knowing of practice, save for what is never played. */
function practiceStage(stage: Stage, real: Turn): Stage {
	const personToCall: Stage["personToCall"] = (context, isBeside) =>
		stage.personToCall({ ...context, turn: real, speaker: real.speaker }, isBeside);
	const instead = (one: Dialogue): Dialogue => {
		if (one.name === "human")
			return reply(one.name, anybody, (_, context) => personToCall(context), one.hears);
		if (!neverPlayed.test(one.name)) return one;
		const answer = (): Reply => ({ says: [say("practice.not-here")] });
		return reply(one.name, anybody, answer, one.hears);
	};
	const dialogues = new Map([...stage.dialogues].map(([name, one]) => [name, instead(one)]));
	return { ...stage, dialogues, personToCall };
}

const without = ({ practice: _, ...session }: Session): Session => session;

const isEnd = ({ body, speaker, writtenAt }: Turn, stage: Stage): boolean =>
	body.kind === "text" &&
	stage.understand(body.text, {
		role: speaker.roles.length > 0 ? "secretary" : "member",
		now: writtenAt,
	}).intent === "practice.end";

/** What was open before comes back, as after any aside. */
async function back(real: Turn, stage: Stage, says: Say[]): Promise<Conversed> {
	const scene = makeScene(real, stage);
	const { draft, context } = scene;
	draft.says.push(...says);
	await repeatOpen(scene);
	comeBack((name) => titleOf(stage, name), draft, context);
	return { draft, speaker: context.speaker, question: draft.session.question };
}

const isUrgent = ({ draft, speaker, question }: Conversed): boolean =>
	sendsTo115(draft.says, question, speaker);

/** The hour is over and she may not know it: what would be written down is not taken from a message meant for practice. */
async function expired(real: Turn, stage: Stage, converse: Converse): Promise<Conversed> {
	const taken = await converse(real, stage);
	const { draft } = taken;
	if (draft.session.practice) return taken;
	const opens = JSON.stringify(draft.session.form) !== JSON.stringify(real.session.form);
	if ((draft.writes.length > 0 || opens) && !isUrgent(taken))
		return back(real, stage, [say("practice.expired"), say("practice.say-again")]);
	return { ...taken, draft: { ...draft, says: [say("practice.expired"), ...draft.says] } };
}

/** What was saved in practice was not saved: the exercise is over, and so is the practice that was begun for it. */
function exerciseOver(practice: Practising, { draft }: Conversed, stage: Stage): Say[] | undefined {
	const saved = draft.saved ?? practice.saved;
	if (!saved || draft.session.form || draft.session.question) return undefined;
	const form = stage.dialogues.get(saved);
	const wasReadBack = draft.saved !== undefined && form?.kind === "form" && form.readBack !== undefined;
	const what = say(saved === "meeting.report" ? "practice.a-report" : "practice.a-task");
	return [
		...(wasReadBack ? [] : draft.says),
		say(practice.isExercise ? "practice.over" : "practice.again", { what }),
	];
}

const marked = ([first, ...others]: Say[]): Say[] =>
	first ? [say("practice.marked", { first }), ...others] : [];

/** There is nothing to take back where nothing was written. */
const played = (one: Say): Say => (one.key === "common.undo-nothing" ? say("practice.nothing-kept") : one);

async function practised(
	practice: Practising,
	real: Turn,
	speaker: Speaker,
	stage: Stage,
	converse: Converse,
): Promise<Conversed> {
	// No chat has the number 0: what this one saved in earnest is not found, and cannot be undone in play.
	const turn: Turn = { ...real, chat: { ...real.chat, id: 0 }, session: practice.session, speaker };
	const inner = await converse(turn, practiceStage(stage, real));
	const { draft } = inner;
	const keep = (kept: Practising): Session => ({ ...real.session, practice: kept });
	if (draft.session.practice) {
		const session = keep(draft.session.practice);
		return { ...inner, question: undefined, draft: { ...draft, writes: [], session } };
	}
	// Nobody is told how quickly that went who may have been in earnest.
	const urgent = isUrgent(inner);
	const over = urgent ? undefined : exerciseOver(practice, inner, stage);
	if (over && practice.isExercise) return back(real, stage, marked(over));
	const says = urgent ? [say("practice.if-real"), ...draft.says] : (over ?? draft.says).map(played);
	const { saved: _, ...going } = practice;
	const saved = over || urgent ? undefined : (draft.saved ?? practice.saved);
	const session = keep({ ...going, session: draft.session, ...(saved ? { saved } : {}) });
	return { ...inner, draft: { ...draft, says: marked(says), writes: [], session } };
}

/**
 * A turn of a chat that practises: the same dialogues among the sample people, with nothing written and every answer
 * marked, until it is over.
 */
export async function practise(
	practice: Practising,
	turn: Turn,
	stage: Stage,
	converse: Converse,
): Promise<Conversed> {
	const session = without(turn.session);
	const real: Turn = { ...turn, session };
	const { question } = session;
	const end = new Date(practice.until);
	// What came by itself after the hour was said in earnest, and so is the answer to it.
	if (question?.from === "notice" && new Date(question.askedAt) > end) return converse(real, stage);
	const speaker = await stage.amongSamples(turn);
	if (!speaker || isEnd(turn, stage)) return back(real, stage, [say("practice.ended")]);
	return turn.writtenAt > end
		? expired(real, stage, converse)
		: practised(practice, real, speaker, stage, converse);
}
