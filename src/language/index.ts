/** Vietnamese as the members write it: text in, values out. Nothing here knows of clubs, and nothing reads a clock. */
export { type DayPhrase, type Direction, daysBetween, resolveDay } from "./dayPhrases.ts";
export { dayText, lunarText, timeText } from "./dayText.ts";
export { fold } from "./fold.ts";
export { type LunarDay, toLunar, toSolar } from "./lunar.ts";
export { bareVnd, parseMoney, parseNumber } from "./money.ts";
export { genderOf, peopleIn, stripKin } from "./names.ts";
export { moneyText, moneyWords, numberWords } from "./numberWords.ts";
export { parseDay } from "./readDay.ts";
export { parseReading } from "./readings.ts";
export { type Resolved, type RosterPerson, resolvePerson } from "./resolvePerson.ts";
export { parseTime } from "./times.ts";
export { clean, normalizeDigits, tokenize } from "./tokens.ts";
