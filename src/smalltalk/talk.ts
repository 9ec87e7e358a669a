import { makeUnderstand, only, type PhraseBook, says, words } from "../conversation/understanding/index.ts";
import { polite } from "../conversation/understanding/vocabulary.ts";
import { english } from "../language/english.ts";

/** Whoever speaks, when, and how very: said or not, the rest means the same. */
const around = words(
	...polite.phrases,
	"hôm nay|sáng nay|trưa nay|chiều nay|tối nay|đêm qua|dạo này|đợt này|bữa nay|bữa ni|hôm ni|mấy hôm nay|lâu nay|bây giờ|giờ|năm nay|nay",
	"thật|ghê|kinh|cực|rất|hơi|cũng|vẫn|còn|đang|có|không|chưa|của|ở|bà con|ông bà|mẹ|bố|u|tui|tau|mi|robot|nàng|trời ơi|ôi|ui|ơ|haizz|hic|huhu|thấy|hay",
);

const weatherWords = (own: string): string =>
	`${own}|trời|thời tiết|to|nhỏ|như thiêu|chịu không nổi|chịu không được|không chịu được|ngoài đồng|ngoài trời|trong nhà`;

/** What says it, what may stand beside it, and how one says it in English. */
const topic = (weight: number, said: string, beside: string, inEnglish?: string) => ({
	says: [
		says(
			weight,
			only(words(said, ...(inEnglish ? [english(inEnglish)] : [])), words(...around.phrases, beside)),
		),
	],
});

/**
 * What one talks about for company's sake. A message is small talk only where all of it is: whoever tells of a flood
 * behind the weather is not answered with the weather. Nothing here is heard before everything else has been tried.
 */
const book = {
	// The one thing that is heard in whatever stands around it.
	despair: {
		says: [
			says(
				90,
				words(
					"không muốn sống|chẳng muốn sống|chả muốn sống|không thiết sống|chẳng thiết sống|chả thiết sống|muốn chết quách|chết quách|chết cho xong|chết cho rồi|chết cho nhẹ nợ|sống làm gì nữa|chán sống",
					english("want to die|kill myself"),
				),
			),
			...topic(90, "muốn chết|sống làm gì|sống để làm gì", "chỉ|buồn|chán|khổ|già").says,
		],
	},
	lonely: topic(
		60,
		"buồn|buồn quá|buồn lắm|cô đơn|hiu quạnh|lủi thủi|tủi thân|đơn chiếc|lẻ loi|một mình|nặng lòng|chán quá|chán lắm|nhớ nhà|nhớ con|nhớ cháu quá|nhớ ông ấy|nhớ bà ấy|nhớ các con|nhớ con cháu|không có ai nói chuyện|chẳng có ai nói chuyện|không ai nói chuyện|không có ai chơi|chẳng ai hỏi thăm|không ai hỏi thăm|không ai thăm|chẳng ai thăm|con cái đi xa|con cháu đi xa|con cái đi làm ăn xa|con cháu đi làm ăn xa|các con đi làm ăn xa|các con đi làm xa|con cháu đi làm xa|con cái ở xa|con cháu ở xa|các con đi xa",
		"nhà|ở nhà|sống|lòng|ai|nói chuyện|tâm sự|chơi|cùng|nhớ|chồng|vợ|các con|con cháu|nội|ngoại|vắng|trống vắng|đi xa|làm ăn|chẳng|chả|suốt|mãi|hoài|một|vì",
		"lonely|sad|alone",
	),
	tired: topic(
		60,
		"buồn ngủ|không ngủ được|mất ngủ|khó ngủ|ngủ không được|trằn trọc|mệt mỏi|mỏi quá|uể oải|tired|can't sleep",
		"mệt|quá|cả đêm|suốt đêm|đêm|đêm nào",
	),
	cross: topic(
		45,
		"ngu|ngu thế|đồ ngu|ngu quá|máy ngu|dốt|dốt thế|ngốc|vô dụng|dở hơi|chán cháu|chán máy|chán mày|nói nhiều|lắm lời|phiền phức|bực mình|bực quá|tức quá|chẳng được tích sự gì|chẳng giúp được gì|không giúp được gì|không hiểu gì cả",
		"đồ|sao|mày|như|bò|lợn|chẳng|hiểu",
		"stupid",
	),
	eaten: topic(
		60,
		"ăn cơm|mời ăn|nước chè|chè xanh|ăn cơm chưa|ăn chưa|ăn gì chưa|ăn sáng chưa|ăn trưa chưa|ăn tối chưa|xơi cơm chưa|ăn cơm rồi chưa|ăn cơm không|ăn gì không|uống nước chưa|uống gì chưa|mời xơi cơm|xơi cơm|mời ăn cơm|vào ăn cơm|ăn cơm với|ăn cơm cùng|uống nước chè|uống chè|uống nước|mời nước|ăn trầu|ăn cơm chưa đấy|cơm nước gì chưa|cơm chưa",
		"ăn|cơm|uống|mời|vào|sáng|trưa|tối|nước|chè|xanh|xơi|no|cùng",
		"have you eaten|eaten yet|eaten",
	),
	age: topic(
		60,
		"bao nhiêu tuổi|mấy tuổi|tuổi gì|bao tuổi|tuổi con gì|sinh năm bao nhiêu|sinh năm nào",
		"người yêu|vợ|chồng|năm",
		"how old are you|how old",
	),
	machine: topic(
		55,
		"người yêu|vợ chưa|chồng chưa|lấy vợ|lấy chồng|gia đình chưa|quê ở đâu|quê đâu|quê mô|nhà ở đâu|ở đâu|ở mô|ở đâu đấy|người hay máy|máy hay người|người thật hay máy|trai hay gái|gái hay trai|nam hay nữ|có phải người không|là người không|là máy à|là máy phải không|làm gì đấy|làm gì thế|làm chi|làm gì|bận không|rảnh không|ngủ chưa|dậy chưa|lương bao nhiêu|có lương không",
		"quê|nhà|lấy|người|máy|thật|trai|gái|phải|làm|đâu|đang|bận|con",
		"are you a robot|are you human|are you a human|are you a machine|robot|human",
	),
	how: topic(
		55,
		"khỏe không|có khỏe không|khỏe chứ|khỏe re không|mạnh khỏe không|sức khỏe thế nào|thế nào|dạo này thế nào|dạo này ra sao|ra sao|có gì mới|gì mới|có gì vui|có gì hay",
		"khỏe|mạnh|sức khỏe|bình thường",
		"how are you",
	),
	well: topic(
		50,
		"khỏe|khoẻ re|khỏe mạnh|mạnh khỏe|vẫn khỏe|bình thường|ổn|ổn cả|bình an",
		"re|cả nhà|người|sức khỏe",
		"i am fine|fine",
	),
	forecast: topic(
		65,
		"thời tiết|dự báo thời tiết|trời có mưa không|có mưa không|mưa không|có nắng không|có bão không|có rét không|có lạnh không|bao giờ mưa|bao giờ hết mưa|bao giờ hết nắng|bao giờ hết rét",
		"mai|ngày mai|mốt|trời|tuần này|tuần sau|cuối tuần|thế nào|ra sao|sao|mưa|nắng|xem",
		"how is the weather|weather today",
	),
	hot: topic(
		50,
		"nóng|nóng quá|oi|oi bức|nóng nực|nắng nóng|nắng to|nắng quá|nắng gắt",
		weatherWords("nóng|nắng"),
		"hot",
	),
	cold: topic(
		50,
		"lạnh|lạnh quá|rét|rét quá|rét buốt|giá lạnh|rét đậm|gió bấc|giá rét",
		weatherWords("gió|mưa"),
		"cold",
	),
	rain: topic(
		50,
		"trời mưa|mưa quá|mưa to|mưa phùn|mưa dầm|mưa suốt|mưa mãi|nồm|trời nồm",
		weatherWords("mưa|gió"),
		"rain|raining",
	),
	fine: topic(
		50,
		"trời đẹp|trời mát|đẹp trời|trời trong|trời quang|nắng đẹp|mát quá|mát mẻ|mát nhỉ|trời ấm|ấm áp|dễ chịu|trời hôm nay đẹp|trời hôm nay mát",
		weatherWords("đẹp|mát|ấm|nắng"),
	),
	night: topic(
		70,
		"ngủ ngon|đi ngủ|ngủ đây|ngủ đi|ngủ sớm|ngủ thôi|mơ đẹp|buổi tối vui vẻ|tối vui vẻ",
		"chúc|ngủ|đi|giấc|sớm|buổi|tối|trước|khuya|muộn",
		"good night|sleep well",
	),
	bye: topic(
		65,
		"tạm biệt|bye|bye bye|bai|bai bai|hẹn gặp lại|gặp lại sau|gặp lại|hẹn mai|đi đây|đi ăn cơm|đi ăn|đi chợ|đi nấu cơm|đi làm đồng|ra đồng|đi nghỉ|đi tắm|nghỉ đây|đi chùa",
		"chào|hẹn|mai|hôm sau|hôm khác|lần sau|sau|nghỉ|phải|trước|nhà",
		"see you|goodbye|good bye",
	),
	wish: topic(
		60,
		"chúc|chúc mừng|năm mới",
		"mừng|năm mới|sức khỏe|mạnh khỏe|khỏe|khỏe mạnh|vui|vui vẻ|ngày|ngày mới|tốt lành|tốt|lành|buổi|sáng|trưa|chiều|tối|an khang|thịnh vượng|tết|hạnh phúc|may mắn|bình an|cuối tuần|gia đình|nhà|luôn|mới|và|mọi người|xinh đẹp|học giỏi|ngoan|một|sinh nhật|vạn sự|như ý|dồi dào",
		"happy new year",
	),
	joke: topic(
		55,
		"kể chuyện|kể chuyện cười|chuyện cười|chuyện vui|chuyện tiếu lâm|kể chuyện vui|đọc thơ|làm thơ|ngâm thơ|hát|hát một bài|hát chèo|hát đi|hát bài|ca một bài|nói chuyện với|nói chuyện đi|nói chuyện chơi|tâm sự|trò chuyện|tán gẫu|kể gì",
		"một|bài|câu|biết|kể|nói chuyện|đọc|hát|vui|cười|nghe|quan họ|cải lương|chèo|chơi",
		"tell me a joke|joke",
	),
	glad: topic(
		50,
		"ha ha|haha|ha ha ha|hahaha|hi hi|hihi|hihihi|he he|hehe|hì hì|hề hề|kaka|haha|vui|vui quá|vui lắm|vui ghê|vui thế|mừng quá|mừng lắm|phấn khởi|buồn cười|sướng quá|đùa|đùa thôi|đùa tí|đùa vui|nói đùa|vui tính",
		"vui|mừng|nói|thôi|tính|trong lòng|lòng|so",
		"happy",
	),
	praise: topic(
		50,
		"giỏi|giỏi quá|giỏi lắm|giỏi thế|ngoan|ngoan quá|ngoan lắm|thông minh|khéo|khéo quá|tốt quá|tốt lắm|tốt bụng|tuyệt|tuyệt vời|hay quá|hay thế|nhanh thế|nhanh quá|dễ thương|đáng yêu|chu đáo|lễ phép|nhiệt tình|được việc|thương cháu|thương quá|yêu cháu|yêu quá|quý cháu|mến cháu|thích cháu|khen cháu|nhớ cháu|cưng",
		"yêu|thương|quý|mến|khen|nhất|làm|tốt|hay|nhanh|nói chuyện|và|đúng",
		"well done|good job|very good|love you",
	),
} satisfies PhraseBook;

export type Topic = keyof typeof book;

const hear = makeUnderstand([book]);

/** Small talk reads no day and no time. */
const noTime = new Date(0);

/** Longer than any small talk. */
const longest = 200;

/** What the message talks about where all of it is small talk; undefined where there is anything else in it. */
export function topicOf(text: string): Topic | undefined {
	if (text.length > longest) return undefined;
	const { intent } = hear(text, { role: "member", now: noTime });
	return intent === "unknown" ? undefined : (intent as Topic);
}
