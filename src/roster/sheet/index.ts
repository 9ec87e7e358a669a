/** Sheets of members: read from a file, checked, brought into the database. */
export { headingOf, template } from "./columns.ts";
export { type ImportOptions, type ImportReport, importRows } from "./import.ts";
export { sheetRows, UnreadableSheet } from "./read.ts";
export type { Cell, Fault } from "./rules.ts";
