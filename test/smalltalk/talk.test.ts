import { describe, expect, test } from "vitest";
import { topicOf } from "../../src/smalltalk/talk.ts";

describe("what is written for company's sake", () => {
	test.each([
		["cháu ăn cơm chưa", "eaten"],
		["chau an com chua", "eaten"],
		["mời cháu xơi cơm", "eaten"],
		["hom nay troi nong qua", "hot"],
		["lạnh quá", "cold"],
		["trời mưa to quá cháu ạ", "rain"],
		["trời hôm nay mát nhỉ", "fine"],
		["mai có mưa không", "forecast"],
		["cháu bao nhiêu tuổi, có người yêu chưa", "age"],
		["chau que o dau", "machine"],
		["khoẻ không", "how"],
		["bà vẫn khoẻ", "well"],
		["chuc chau ngu ngon", "night"],
		["ba di ngu day", "night"],
		["bà đi ăn cơm đây", "bye"],
		["chúc cháu ngày mới tốt lành", "wish"],
		["ba buon qua", "lonely"],
		["ở nhà một mình buồn lắm", "lonely"],
		["buồn cười quá", "glad"],
		["buồn ngủ quá", "tired"],
		["chau gioi lam", "praise"],
		["ke chuyen cuoi di", "joke"],
		["đồ ngu", "cross"],
		["khổ quá cháu ơi bà không thiết sống nữa đâu", "despair"],
	])("%s is %s", (text, topic) => expect(topicOf(text)).toBe(topic));
});

test.each([
	"trời mưa to quá đường vào xóm ngập hết rồi",
	"trời mưa to quá không biết đê sông Mã có sao không",
	"bà buồn vì chưa trả được nợ",
	"nóng muốn chết",
	"con gà đẻ trứng",
	"bao giờ họp",
	"",
])("«%s» is more than that, or nothing of it", (text) => expect(topicOf(text)).toBeUndefined());
