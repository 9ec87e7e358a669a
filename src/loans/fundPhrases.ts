import {
	all,
	any,
	type Heard,
	money,
	nobody,
	not,
	type PhraseBook,
	says,
	short,
	somebody,
	words,
} from "../conversation/understanding/index.ts";
import { amount, given } from "../conversation/understanding/slots.ts";
import { bank, fund, howMuch, ifOnly, notDone, owe, pay } from "../conversation/understanding/vocabulary.ts";
import { english } from "../language/english.ts";
import { fundSource, spentOn } from "./fundWords.ts";
import {
	bareSum,
	fundIn,
	fundOut,
	fundOutClear,
	fundState,
	fundWord,
	notFund,
	notOurs2,
	promise,
	purposeSaid,
	question,
	someDayComes,
	words3,
} from "./talk.ts";

const spent = words("chi|đã chi|mới chi|vừa chi");
/** `chi 420 nghìn mua phông bạt`: the sum right behind the word, which is otherwise chị or gì. */
const spends = (m: Heard): boolean =>
	m.at(spent).some((each) => each.start <= 2 && m.all("sum").some((sum) => sum.start === each.next));

/** The club's own fund: what is in it, what comes in, what goes out other than as a loan. */
export const fundPhrases: PhraseBook = {
	"fund.balance": {
		says: [
			says(74, words(english("any money in the fund|money left in the fund|state of the fund"))),
			says(
				74,
				words(english("in the fund|fund have|fund balance|fund has")),
				any(howMuch, words(english("balance"))),
			),
			says(74, fund, howMuch, not(any(pay, owe, fundOutClear))),
			says(75, words("tồn quỹ|số dư quỹ|quỹ còn|tiền quỹ còn"), not(money)),
			says(73, fundState, howMuch, not(owe)),
			says(
				76,
				words("quỹ"),
				words(
					"còn bao nhiêu|có bao nhiêu|bao nhiêu tiền|bn|mấy triệu|bao nhiêu tiền quỹ|còn nhiều không|còn tiền không|có mấy|còn mấy",
				),
				not(any(owe, words("trả|đóng|nộp"))),
			),
		],
		never: [
			bank,
			notFund,
			words(
				"tối đa|vay được|muốn vay|cần vay|xin vay|cho vay bao nhiêu|nợ quỹ|thiếu quỹ|đóng quỹ bao nhiêu|phải đóng",
			),
			money,
		],
	},
	"fund.contribute": {
		by: ["secretary", "coordinator"],
		says: [
			says(
				80,
				words(english("to the fund|for the fund|into the fund")),
				words(english("gave|got|received|contributed|donated|paid|collected|put")),
				bareSum,
			),
			says(80, fundIn, fundWord, any(bareSum)),
			says(64, words("ghi thu quỹ|thu quỹ|nhập quỹ|góp quỹ|đóng quỹ"), any(short(6), somebody)),
			says(79, words("thu quỹ|hội phí|vào quỹ|đóng quỹ|nộp quỹ"), bareSum),
		],
		never: [
			notDone,
			bank,
			ifOnly,
			notOurs2,
			notFund,
			question,
			promise,
			someDayComes,
			words("chi quỹ|trích quỹ|lấy quỹ|rút quỹ|từ quỹ|xuất quỹ|chưa đóng|chưa nộp|phải đóng|vay"),
			all(howMuch, not(money)),
			all(words("trả|gốc|lãi|nợ"), not(words("hội phí|đóng quỹ|góp quỹ"))),
			(m) => m.has(words3) && !m.has(fund),
		],
		slots: (m) => given({ amount: amount(m), ...fundSource(m, fundIn), date: m.day("past") }),
	},
	"fund.spend": {
		by: ["secretary", "coordinator"],
		says: [
			says(81, words(english("from the fund")), words(english("spent|paid|took|bought")), bareSum),
			says(62, words(english("fund expense|record an expense")), short(7)),
			says(81, fundOutClear, bareSum),
			says(78, fundOut, fund, bareSum),
			says(77, spends, purposeSaid, nobody),
			says(62, words("ghi chi quỹ|chi quỹ|ghi chi tiền quỹ|ghi khoản chi|nhập khoản chi"), short(7)),
			says(64, fundOutClear, not(howMuch)),
		],
		never: [
			notDone,
			bank,
			ifOnly,
			notOurs2,
			question,
			promise,
			someDayComes,
			words("vay|trả nợ|chi trả|nợ"),
			all(howMuch, not(money)),
		],
		slots: (m) => given({ amount: amount(m), purpose: spentOn(m, fundOut), date: m.day("past") }),
	},
};
