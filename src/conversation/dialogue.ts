import type { Reader } from "../platform/database.ts";
import type { Attachment } from "./message.ts";
import type { Say } from "./say.ts";
import type { Does, Json, Practising } from "./session.ts";
import type { Speaker } from "./speaker.ts";
import type { Turn, Write } from "./turn.ts";

/** What a dialogue may look at while it decides. */
export interface Context {
	turn: Turn;
	speaker: Speaker;
	now: Date;
	/** Today in Vietnam. */
	today: string;
	read: Reader;
	/** Keeps a value out of the clear in the database. */
	seal(value: Json): Buffer;
	/** What was sealed, in the clear again: for the answer, never for the log. */
	open<T>(sealed: Buffer): T;
	/** The same for the same text, useless without the key. */
	fingerprint(text: string): string;
	/** The link of a page that is opened once, for staff only. */
	pageUrl(token: string): string;
}

/** A choice as a dialogue offers it; the engine numbers it and adds `0. Cần giúp`. */
export interface Offer {
	label: Say;
	does: Does;
}

export interface Ask {
	say: Say;
	offers?: Offer[];
	/** No way to help beside it: danger, emergencies, and wherever a number is awaited. */
	bare?: true;
}

/** What a dialogue answers. With offers it is a question. */
export interface Reply {
	says: Say[];
	offers?: Offer[];
	bare?: true;
	/** Somebody to call is named after it. */
	person?: true;
	attachment?: Attachment;
	writes?: Write[];
	/** From here on the chat is among the sample people. */
	practice?: Pick<Practising, "until" | "isExercise">;
}

export type Read<V> =
	| { value: V }
	/**
	 * What is wrong with the answer; it is asked again. `redo` drops another slot's answer as well; `forgiven` is no
	 * answer at all, and is not counted as a wrong one.
	 */
	| { wrong: Say; redo?: string[]; writes?: Write[]; forgiven?: true }
	/** Several fit: which one? Each offer's raw is read by the same slot. */
	| { which: Say; offers: { label: Say; raw: Json }[] }
	/** Nothing more to be done here: the form ends with these words. */
	| { end: Say; writes?: Write[] };

/** How an answer was given: a consent is evidence, and a third wrong year is one too many. */
export interface Said {
	/** When it was said; of what nobody said, when the form was opened. */
	at: Date;
	eventId: string;
	/** How many answers to this slot were wrong before. */
	wrongBefore: number;
}

/**
 * One thing a form needs. It knows how to ask for itself and how to read an answer into a whole value, looking things
 * up if it must. `Before` are the answers of the slots above it.
 */
export interface Slot<V, Before = Record<string, unknown>> {
	/** Which understood slots fill it; with several the raw answer is an object of those that were given. */
	from?: string[];
	/** What `understand` is told to expect when it was asked; `text` takes the words as they are. */
	expecting?: string;
	/** Reads plain words as well, where `understand` makes nothing of them. */
	takesWords?: true;
	/** Each answer is laid behind those before it, and `raw` is the list of all: a list pasted in several messages. */
	gathers?: true;
	ask(before: Before, context: Context): Ask;
	read(raw: Json, before: Before, context: Context, said: Said): Read<V> | Promise<Read<V>>;
	/** The answer where nobody gave one: the slot is not asked for. */
	otherwise?(before: Before, context: Context): Json | undefined;
	/** False where the answers above make it needless. */
	needed?(before: Before, context: Context): boolean;
}

/**
 * What the bare words say beside what `understand` found: further slots, or all of them where it found nothing
 * (`slots` is undefined then, and so is the result for words that mean something else).
 */
export type Hears = (
	text: string,
	slots: Record<string, Json> | undefined,
) => Record<string, Json> | undefined;

/** Who may: true, or the sentence that says kindly who may instead. */
export type May = (context: Context) => true | Say;

interface FormParts<Answers> {
	may: May;
	slots: { [Name in keyof Answers]: Slot<Answers[Name], Answers> };
	/** What does not fit together, and which answers to ask for again. Pure. */
	check?(answers: Answers, context: Context): { wrong: Say; redo: (keyof Answers & string)[] } | undefined;
	/** Reads everything back; without it the form saves at once. Pure. */
	readBack?(answers: Answers, context: Context): Say | undefined;
	/** The words of the yes, where `Đúng, ghi` does not say what it does. */
	yes?: Say;
	/** The answer that `Sửa` asks for anew, where it cannot be corrected by a word or a number. */
	edit?: keyof Answers & string;
	/** What `Sửa` says where nothing is asked for anew, and `common.edit-how` would not tell enough. */
	editHow?: Say;
	hears?: Hears;
	/** What is written. `key` is unique to this run of the form. Pure. */
	save(answers: Answers, context: Context, key: string): Write[];
	done(answers: Answers, context: Context, key: string): Reply;
	/** What is asked right after it was saved: a form with what is known of it already. Pure. */
	next?(answers: Answers, context: Context): { form: Form; slots: Record<string, Json> } | undefined;
	/** What is said when it is let go, where `không ghi gì cả` would be wrong: something before it was saved. */
	dropped?: Say;
	/** How the form is named when it is set aside or offered again: `báo cáo buổi họp`. */
	title: Say;
}

/** A form can be undone within a day, or says why it cannot: there is no third. */
type Undoing<Answers> =
	/** `values` are what undo will need; null where nothing was saved that could be taken back. */
	| {
			undo: {
				values(answers: Answers, key: string): Json | null;
				/** Why it cannot be taken back any more, looked up; undefined where it can. */
				refuses?(values: Json, context: Context): Promise<Say | undefined>;
				writes(values: Json, context: Context): Write[];
				done: Say;
			};
	  }
	| { final: string };

export type FormSpec<Answers> = FormParts<Answers> & Undoing<Answers>;

/** A form whose answers are of unknown shape: as the engine sees all of them. */
export type Form = { kind: "form"; name: string } & FormSpec<Record<string, unknown>>;

export interface Responder {
	kind: "reply";
	name: string;
	may: May;
	answer(slots: Record<string, Json>, context: Context): Reply | Promise<Reply>;
	hears?: Hears;
}

export type Dialogue = Form | Responder;

/** Declares a dialogue that asks for what it needs, reads it back, and saves it. `name` is the intent that opens it. */
export const form = <Answers>(name: string, spec: FormSpec<Answers>): Form =>
	({ kind: "form", name, ...spec }) as unknown as Form;

/** Declares a dialogue that answers at once. */
export const reply = (name: string, may: May, answer: Responder["answer"], hears?: Hears): Responder => ({
	kind: "reply",
	name,
	may,
	answer,
	hears,
});

export const anybody: May = () => true;
