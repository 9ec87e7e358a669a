import type { PhraseBook } from "../conversation/understanding/index.ts";
import { fundPhrases } from "./fundPhrases.ts";
import { loanPhrases } from "./loanPhrases.ts";

/** All that is said of loans and of the fund. */
export const phrases: PhraseBook = { ...loanPhrases, ...fundPhrases };
