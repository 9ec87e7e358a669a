import { anybody, type Dialogue, type Reply, reply } from "../conversation/dialogue.ts";
import { type Say, say } from "../conversation/say.ts";
import { type Topic, topicOf } from "./talk.ts";

const answers: Record<Topic, Say> = {
	despair: say("smalltalk.despair"),
	lonely: say("smalltalk.lonely"),
	tired: say("smalltalk.tired"),
	cross: say("smalltalk.cross"),
	eaten: say("smalltalk.eaten"),
	age: say("smalltalk.age"),
	machine: say("smalltalk.machine"),
	how: say("smalltalk.how"),
	well: say("smalltalk.well"),
	forecast: say("smalltalk.forecast"),
	hot: say("smalltalk.hot"),
	cold: say("smalltalk.cold"),
	rain: say("smalltalk.rain"),
	fine: say("smalltalk.fine"),
	night: say("smalltalk.night"),
	bye: say("smalltalk.bye"),
	wish: say("smalltalk.wish"),
	joke: say("smalltalk.joke"),
	glad: say("smalltalk.glad"),
	praise: say("smalltalk.praise"),
};

const isTopic = (word: unknown): word is Topic => typeof word === "string" && Object.hasOwn(answers, word);

/** Answered in a line or two. Who does not want to live any more is told at once whom to call. */
const smalltalk = reply(
	"smalltalk",
	anybody,
	({ topic }): Reply => {
		const about = isTopic(topic) ? topic : "machine";
		return { says: [answers[about]], ...(about === "despair" ? { person: true } : {}) };
	},
	(text) => {
		const topic = topicOf(text);
		return topic ? { topic } : undefined;
	},
);

export const dialogues: Dialogue[] = [smalltalk];
