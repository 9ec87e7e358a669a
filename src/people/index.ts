/** Persons, their accounts and consents, roles and units: what the features above may use. */
export { actingFor } from "./acting.ts";
export { called, givenName } from "./address.ts";
export { callableFor, personToCall, phoneText } from "./callable.ts";
export { codeDays, codeDigits, codeShape, makeCode } from "./codes.ts";
export { type Consenting, consentSlot, consentWrite } from "./consent.ts";
export { dialogues, linked } from "./dialogues.ts";
export { greet, help, notUnderstood } from "./help.ts";
export { lookWrite } from "./look.ts";
export { phrases } from "./phrases.ts";
export { announcesTo, boardOf, keepsMeetings, officeOf } from "./roles.ts";
export { alike, type Member, properName, rosterOf, toldApart } from "./roster.ts";
export { whoIs } from "./whoIs.ts";
