/** The fund's loans: what is owed is the sum of the ledger's entries, never a number of its own. */
export { dialogues } from "./dialogues.ts";
export {
	contributedBy,
	type OpenLoan,
	openLoansOf,
	pauseLoans,
	resumeLoans,
	takeoverWrite,
	undoTakeover,
} from "./pause.ts";
export { phrases } from "./phrases.ts";
export { remindDue } from "./remind.ts";
