import { phrases as broadcasts } from "./broadcasts/phrases.ts";
import { phrases as common } from "./conversation/phrases.ts";
import { makeUnderstand } from "./conversation/understanding/index.ts";
import { phrases as health } from "./health/phrases.ts";
import { phrases as loans } from "./loans/phrases.ts";
import { phrases as meetings } from "./meetings/phrases.ts";
import { phrases as people } from "./people/phrases.ts";

/** Every phrase book, in the order in which equals win. */
export const phraseBooks = [common, people, health, meetings, loans, broadcasts];

export const understand = makeUnderstand(phraseBooks);
