import type { PhraseBook } from "../conversation/understanding/index.ts";

export const phrases: PhraseBook = {};
