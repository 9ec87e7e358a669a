/** Who tells those whom no phone can tell, and the lists by which it is done. */
export { relaysForm } from "./assign.ts";
export { dialogues } from "./dialogues.ts";
export {
	type Errand,
	type Errands,
	endLists,
	handsOf,
	listedFor,
	listsFor,
	openLists,
	tellOthers,
	toldOf,
	toldWith,
} from "./lists.ts";
export { phrases } from "./phrases.ts";
