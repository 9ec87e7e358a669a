/** The tree of units: its other names, and mergers by sheet. */
export { applyChanges, type ChangePreview, keepChange, previewChange, undoChange } from "./change.ts";
export { dialogues } from "./dialogues.ts";
export { type Found, type FoundUnit, findUnits, placesOf } from "./find.ts";
export { phrases } from "./phrases.ts";
export { type ChangeRow, type Fault, fullName, type UnitStep } from "./rules.ts";
