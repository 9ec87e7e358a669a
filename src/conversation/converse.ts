import { sql } from "../platform/database.ts";
import { begin, choose } from "./act.ts";
import { tapped } from "./choose.ts";
import { hear } from "./hear.ts";
import { takeUpLater } from "./later.ts";
import type { Media } from "./message.ts";
import { type Conversed, practise } from "./practice.ts";
import { outgoing } from "./present.ts";
import { comeBack, respond } from "./run.ts";
import { say } from "./say.ts";
import { dropLost, makeScene, repeatOpen, type Scene, type Stage, titleOf } from "./scene.ts";
import type { TakeTurn, Turn, TurnResult } from "./turn.ts";

const cannotRead: Record<Media, Parameters<typeof say>[0]> = {
	photo: "common.media-photo",
	voice: "common.media-voice",
	sticker: "common.media-sticker",
	file: "common.media-file",
	location: "common.media-location",
	video: "common.media-video",
	other: "common.media-other",
};

/** What cannot be read gets a kind word, a person to call, and the open question once more; a sticker only the word. */
async function kindly(sentence: ReturnType<typeof say>, scene: Scene): Promise<void> {
	const { stage, draft, context } = scene;
	draft.says.push(sentence);
	if (sentence.key !== "common.media-sticker")
		respond(await stage.personToCall(context, true), draft, context);
	await repeatOpen(scene);
}

const mostRemembered = 5;
const longestRemembered = 300;

const remembered = (recent: string[] = [], text: string): string[] =>
	[...recent, text.slice(0, longestRemembered)].slice(-mostRemembered);

async function act(turn: Turn, scene: Scene): Promise<void> {
	const { stage, draft, context } = scene;
	const { body } = turn;
	switch (body.kind) {
		case "text":
			return hear(body.text, scene);
		case "choice":
			return choose(tapped(body.choice, draft.session.question), scene);
		case "start":
			if (body.code) return begin(stage.code.intent, { [stage.code.slot]: body.code }, scene);
			respond(await stage.greet(context), draft, context);
			return repeatOpen(scene);
		case "media":
			return body.caption ? hear(body.caption, scene) : kindly(say(cannotRead[body.media]), scene);
		case "contact":
			// Only what the platform says to be the sender's own number speaks for her.
			return body.own
				? begin(stage.code.intent, { [stage.code.slot]: { contact: body.phone } }, scene)
				: kindly(say("common.contact"), scene);
		case "unsupported":
			return kindly(say("common.unsupported"), scene);
		case "group":
		case "reach":
			return;
	}
}

const bareAnswer = /^\s*(\d{1,2}[.)!]*|đúng|dung|ừ|vâng|ok)\s*$/iu;
const isAnswer = ({ body }: Turn): boolean =>
	body.kind === "choice" || (body.kind === "text" && bareAnswer.test(body.text));

/** A turn in earnest, or one among the sample people that does not know it. */
async function converse(turn: Turn, stage: Stage): Promise<Conversed> {
	const { body } = turn;
	const scene = makeScene(turn, stage);
	const { draft, context } = scene;
	if (!(dropLost(scene) && isAnswer(turn))) await act(turn, scene);
	if (body.kind === "text") draft.session.recent = remembered(draft.session.recent, body.text);
	const { speaker } = context;
	// Whatever was open waits until the practice is over.
	if (draft.session.practice) return { draft, speaker, question: undefined };
	await takeUpLater(scene);
	comeBack((name) => titleOf(stage, name), draft, context);
	if (!draft.session.form && !draft.session.question) delete draft.session.address;
	return { draft, speaker, question: draft.session.question };
}

/** Makes the conversation: one message and the chat's session in; what is said, written and kept out. */
export function makeConverse(stage: Stage): TakeTurn {
	return async (turn): Promise<TurnResult> => {
		const { body, session } = turn;
		// A door answers a group by itself and leaves it.
		if (body.kind === "group") return { session, reply: null, writes: [] };
		if (body.kind === "reach") {
			const statement = sql`UPDATE chat SET reachable = ${body.reachable} WHERE id = ${turn.chat.id}`;
			return { session, reply: null, writes: [{ statement }] };
		}
		const { draft, speaker, question } = session.practice
			? await practise(session.practice, turn, stage, converse)
			: await converse(turn, stage);
		return {
			session: draft.session,
			reply: outgoing(draft.says, question, speaker, draft.attachment),
			writes: draft.writes,
		};
	};
}
