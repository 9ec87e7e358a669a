/**
 * Letters that stand for words in messages, and words of Thanh Hóa and Nghệ An that stand for the common ones.
 * A token keeps its own spelling too: `a` may be anh or nothing at all.
 */
const short: Record<string, string> = {
  ko: "không", k: "không", kg: "không", hok: "không", hk: "không", hong: "không", hông: "không", khum: "không", kô: "không", nỏ: "không", nỏa: "không", chẳng: "không", chả: "không",
  dc: "được", đc: "được", dk: "được", đk: "được", vs: "với", j: "gì", z: "vậy", zậy: "vậy", v: "vậy", r: "rồi", rùi: "rồi", oy: "rồi",
  bjo: "bây_giờ", bgio: "bây_giờ", bh: "bây_giờ", e: "em", a: "anh", c: "chị", ô: "ông", ng: "người", ngừi: "người", ngài: "người", mng: "mọi_người",
  tui: "tôi", tau: "tôi", toi: "tôi", mik: "mình", chừ: "giờ", mơi: "mai", bựa: "bữa", mần: "làm", nớ: "đó", rứa: "thế", răng: "sao", mô: "đâu", cấy: "cái",
  trc: "trước", ms: "mới", cx: "cũng", nhìu: "nhiều", bít: "biết", lm: "làm", ak: "ạ", uh: "ừ", ừm: "ừ", um: "ừ", trịu: "triệu", gưi: "gửi", gởi: "gửi", tv: "tình_nguyện_viên", trôốc: "đầu", trốc: "đầu",
};

export const shorthand = new Map<string, string[]>(Object.entries(short).map(([from, to]) => [from, [to]]));
shorthand.set("ni", ["này", "nay"]);
shorthand.set("chi", ["chị", "gì"]);
shorthand.set("hnay", ["hôm_nay"]);
