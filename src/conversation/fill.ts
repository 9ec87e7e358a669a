import type { Ask, Context, Form, Offer } from "./dialogue.ts";
import { say } from "./say.ts";
import type { OpenForm } from "./session.ts";
import type { Write } from "./turn.ts";

/** Where a form stands, found from its answers alone. */
export type Step =
	/** Something is missing, wrong or several fit: this is asked, of that slot. */
	| { kind: "ask"; slot: string; ask: Ask; writes: Write[] }
	/** Everything is there and waits for the yes. */
	| { kind: "confirm"; ask: Ask; answers: Record<string, unknown>; writes: Write[] }
	/** Everything is there and needs no yes. */
	| { kind: "ready"; answers: Record<string, unknown>; writes: Write[] }
	| { kind: "end"; ask: Ask; writes: Write[] };

const confirmOffers = (form: Form): Offer[] => [
	{ label: form.yes ?? say("common.yes-save"), does: { do: "yes" } },
	{ label: say("common.edit"), does: { do: "edit" } },
];

/** How often wrong answers may lead to asking again within one look: each drops at least one answer. */
const mostRounds = 50;

/**
 * Reads the kept answers anew and finds the first thing that is missing. Answers that do not hold any more are dropped
 * from `open`, which is the only thing this changes.
 */
export async function nextStep(form: Form, open: OpenForm, context: Context): Promise<Step> {
	const writes: Write[] = [];
	let trouble: Ask["say"] | undefined;
	for (let round = 0; round < mostRounds; round++) {
		const found = await readSlots(form, open, context);
		if ("wrong" in found) {
			const wasSaid = found.slot in open.answers;
			for (const name of [found.slot, ...(found.redo ?? [])]) delete open.answers[name];
			if (!found.forgiven) open.wrong = { ...open.wrong, [found.slot]: (open.wrong?.[found.slot] ?? 0) + 1 };
			writes.push(...(found.writes ?? []));
			trouble ??= found.wrong;
			// What she named and we do not know must not silently become what is taken where nothing is named.
			if (wasSaid && form.slots[found.slot]!.otherwise)
				return { kind: "ask", slot: found.slot, ask: { say: trouble }, writes };
			continue;
		}
		if ("end" in found)
			return { kind: "end", ask: { say: found.end }, writes: [...writes, ...(found.writes ?? [])] };
		if ("ask" in found)
			return { kind: "ask", slot: found.slot, ask: withTrouble(found.ask, trouble), writes };
		const misfit = form.check?.(found.answers, context);
		if (misfit) {
			for (const name of misfit.redo) delete open.answers[name];
			trouble ??= misfit.wrong;
			continue;
		}
		const readBack = form.readBack?.(found.answers, context);
		if (!readBack) return { kind: "ready", answers: found.answers, writes };
		return {
			kind: "confirm",
			ask: { say: readBack, offers: confirmOffers(form) },
			answers: found.answers,
			writes,
		};
	}
	throw new Error(`form ${form.name} asks itself in circles`);
}

/** What is wrong with the last answer says already what to do; the plain question would only repeat it. */
const withTrouble = (ask: Ask, trouble: Ask["say"] | undefined): Ask =>
	trouble ? { ...ask, say: trouble } : ask;

type Found =
	| { answers: Record<string, unknown> }
	| { slot: string; ask: Ask }
	| { slot: string; wrong: Ask["say"]; redo?: string[]; writes?: Write[]; forgiven?: true }
	| { end: Ask["say"]; writes?: Write[] };

async function readSlots(form: Form, open: OpenForm, context: Context): Promise<Found> {
	const answers: Record<string, unknown> = {};
	for (const [name, slot] of Object.entries(form.slots)) {
		if (slot.needed && !slot.needed(answers, context)) continue;
		const answered = open.answers[name];
		const raw = answered?.raw ?? slot.otherwise?.(answers, context);
		if (raw === undefined) return { slot: name, ask: slot.ask(answers, context) };
		const { turn } = context;
		const read = await slot.read(raw, answers, context, {
			at: new Date(answered?.at ?? open.startedAt),
			eventId: answered?.eventId ?? turn.eventId,
			wrongBefore: open.wrong?.[name] ?? 0,
		});
		if ("end" in read) return read;
		if ("wrong" in read) return { slot: name, ...read };
		if ("which" in read) {
			const offers = read.offers.map(
				({ label, raw }): Offer => ({ label, does: { do: "answer", slot: name, raw } }),
			);
			return { slot: name, ask: { say: read.which, offers } };
		}
		answers[name] = read.value;
	}
	return { answers };
}

/** Puts understood slots into the form's own; a slot with several sources takes an object of them. */
export function takeUnderstood(
	form: Form,
	understood: Record<string, unknown>,
): Record<string, OpenForm["answers"][string]["raw"]> {
	const taken: Record<string, OpenForm["answers"][string]["raw"]> = {};
	for (const [name, slot] of Object.entries(form.slots)) {
		const sources = slot.from ?? [name];
		const given = sources.filter((source) => understood[source] !== undefined);
		if (given.length === 0) continue;
		taken[name] =
			sources.length === 1
				? (understood[sources[0]!] as never)
				: (Object.fromEntries(given.map((source) => [source, understood[source]])) as never);
	}
	return taken;
}
