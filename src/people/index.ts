/** Persons, their accounts and consents, roles and units: what the features above may use. */
export { actingFor } from "./acting.ts";
export { addressFor, called, givenName, heardAddress, titleOf } from "./address.ts";
export { type Callable, callableFor, personToCall, phoneText } from "./callable.ts";
export { codeDays, codeDigits, codeShape, codeWrites, makeCode, mostWrongYears } from "./codes.ts";
export { type Basis, type Consenting, consentSlot, consentWrite, type Purpose } from "./consent.ts";
export { dialogues, linked } from "./dialogues.ts";
export { greet, help, notUnderstood } from "./help.ts";
export { lookWrite } from "./look.ts";
export { memberMeant } from "./memberMeant.ts";
export { digitsPrint, endPage, makePage, type NewPage, type PagePurpose, pageMinutes } from "./pages.ts";
export { phrases } from "./phrases.ts";
export { handOverHeld, heldForGood, heldReasons } from "./relink.ts";
export { announcesTo, boardOf, keepsMeetings, officeOf } from "./roles.ts";
export { alike, type Member, properName, rosterOf, toldApart } from "./roster.ts";
export { whoIs } from "./whoIs.ts";
