//! Which characters are read how, and which syllables there are.

use pinyin::ToPinyin;

/// Every syllable of Mandarin without tone, `ü` written `v`, sorted.
static SYLLABLES: &[&str] = &[
    "a", "ai", "an", "ang", "ao", "ba", "bai", "ban", "bang", "bao", "bei", "ben", "beng", "bi", "bian",
    "biang", "biao", "bie", "bin", "bing", "bo", "bu", "ca", "cai", "can", "cang", "cao", "ce", "cei", "cen",
    "ceng", "cha", "chai", "chan", "chang", "chao", "che", "chen", "cheng", "chi", "chong", "chou", "chu",
    "chua", "chuai", "chuan", "chuang", "chui", "chun", "chuo", "ci", "cong", "cou", "cu", "cuan", "cui",
    "cun", "cuo", "da", "dai", "dan", "dang", "dao", "de", "dei", "den", "deng", "di", "dia", "dian", "diao",
    "die", "din", "ding", "diu", "dong", "dou", "du", "duan", "dui", "dun", "duo", "e", "ei", "en", "eng",
    "er", "fa", "fan", "fang", "fei", "fen", "feng", "fiao", "fo", "fou", "fu", "ga", "gai", "gan", "gang",
    "gao", "ge", "gei", "gen", "geng", "gong", "gou", "gu", "gua", "guai", "guan", "guang", "gui", "gun",
    "guo", "ha", "hai", "han", "hang", "hao", "he", "hei", "hen", "heng", "hong", "hou", "hu", "hua", "huai",
    "huan", "huang", "hui", "hun", "huo", "ji", "jia", "jian", "jiang", "jiao", "jie", "jin", "jing",
    "jiong", "jiu", "ju", "juan", "jue", "jun", "ka", "kai", "kan", "kang", "kao", "ke", "kei", "ken",
    "keng", "kong", "kou", "ku", "kua", "kuai", "kuan", "kuang", "kui", "kun", "kuo", "la", "lai", "lan",
    "lang", "lao", "le", "lei", "len", "leng", "li", "lia", "lian", "liang", "liao", "lie", "lin", "ling",
    "liu", "lo", "long", "lou", "lu", "luan", "lun", "luo", "lv", "lve", "ma", "mai", "man", "mang", "mao",
    "me", "mei", "men", "meng", "mi", "mian", "miao", "mie", "min", "ming", "miu", "mo", "mou", "mu", "na",
    "nai", "nan", "nang", "nao", "ne", "nei", "nen", "neng", "ni", "nia", "nian", "niang", "niao", "nie",
    "nin", "ning", "niu", "nong", "nou", "nu", "nuan", "nun", "nuo", "nv", "nve", "o", "ou", "pa", "pai",
    "pan", "pang", "pao", "pei", "pen", "peng", "pi", "pian", "piao", "pie", "pin", "ping", "po", "pou",
    "pu", "qi", "qia", "qian", "qiang", "qiao", "qie", "qin", "qing", "qiong", "qiu", "qu", "quan", "que",
    "qun", "ran", "rang", "rao", "re", "ren", "reng", "ri", "rong", "rou", "ru", "rua", "ruan", "rui", "run",
    "ruo", "sa", "sai", "san", "sang", "sao", "se", "sen", "seng", "sha", "shai", "shan", "shang", "shao",
    "she", "shei", "shen", "sheng", "shi", "shou", "shu", "shua", "shuai", "shuan", "shuang", "shui", "shun",
    "shuo", "si", "song", "sou", "su", "suan", "sui", "sun", "suo", "ta", "tai", "tan", "tang", "tao", "te",
    "tei", "teng", "ti", "tian", "tiao", "tie", "ting", "tong", "tou", "tu", "tuan", "tui", "tun", "tuo",
    "wa", "wai", "wan", "wang", "wei", "wen", "weng", "wo", "wu", "xi", "xia", "xian", "xiang", "xiao",
    "xie", "xin", "xing", "xiong", "xiu", "xu", "xuan", "xue", "xun", "ya", "yan", "yang", "yao", "ye", "yi",
    "yin", "ying", "yo", "yong", "you", "yu", "yuan", "yue", "yun", "za", "zai", "zan", "zang", "zao", "ze",
    "zei", "zen", "zeng", "zha", "zhai", "zhan", "zhang", "zhao", "zhe", "zhei", "zhen", "zheng", "zhi",
    "zhong", "zhou", "zhu", "zhua", "zhuai", "zhuan", "zhuang", "zhui", "zhun", "zhuo", "zi", "zong", "zou",
    "zu", "zuan", "zui", "zun", "zuo",
];

/// Characters with more than one living reading, the usual one first, sorted by character.
///
/// A dictionary lists far more (共 as *hong*, 方 as *pang*), which would only grow the index and let queries find what
/// nobody meant. Names of places, countries and families, and words of office prose, decide what stands here.
static SEVERAL: &[(char, &[&str])] = &[
    ('万', &["wan", "mo"]),
    ('乐', &["le", "yue"]),
    ('乘', &["cheng", "sheng"]),
    ('了', &["le", "liao"]),
    ('什', &["shi", "shen"]),
    ('仇', &["chou", "qiu"]),
    ('仔', &["zi", "zai"]),
    ('传', &["chuan", "zhuan"]),
    ('伯', &["bo", "bai"]),
    ('伺', &["si", "ci"]),
    ('似', &["si", "shi"]),
    ('佛', &["fo", "fu"]),
    ('便', &["bian", "pian"]),
    ('俞', &["yu", "shu"]),
    ('六', &["liu", "lu"]),
    ('券', &["quan", "xuan"]),
    ('刹', &["cha", "sha"]),
    ('剥', &["bo", "bao"]),
    ('勒', &["le", "lei"]),
    ('区', &["qu", "ou"]),
    ('单', &["dan", "shan", "chan"]),
    ('卡', &["ka", "qia"]),
    ('厦', &["xia", "sha"]),
    ('参', &["can", "shen", "cen"]),
    ('召', &["zhao", "shao"]),
    ('叶', &["ye", "xie"]),
    ('合', &["he", "ge"]),
    ('吓', &["xia", "he"]),
    ('员', &["yuan", "yun"]),
    ('咖', &["ka", "ga"]),
    ('咽', &["yan", "ye"]),
    ('嚼', &["jiao", "jue"]),
    ('圈', &["quan", "juan"]),
    ('埔', &["pu", "bu"]),
    ('堡', &["bao", "pu", "bu"]),
    ('塞', &["sai", "se"]),
    ('壳', &["ke", "qiao"]),
    ('奇', &["qi", "ji"]),
    ('契', &["qi", "xie"]),
    ('娜', &["na", "nuo"]),
    ('宓', &["mi", "fu"]),
    ('宿', &["su", "xiu"]),
    ('尉', &["wei", "yu"]),
    ('尾', &["wei", "yi"]),
    ('屏', &["ping", "bing"]),
    ('属', &["shu", "zhu"]),
    ('差', &["cha", "chai", "ci"]),
    ('巷', &["xiang", "hang"]),
    ('度', &["du", "duo"]),
    ('弄', &["nong", "long"]),
    ('弹', &["dan", "tan"]),
    ('强', &["qiang", "jiang"]),
    ('扎', &["zha", "za"]),
    ('折', &["zhe", "she"]),
    ('拓', &["tuo", "ta"]),
    ('择', &["ze", "zhai"]),
    ('提', &["ti", "di"]),
    ('数', &["shu", "shuo"]),
    ('曝', &["pu", "bao"]),
    ('曾', &["zeng", "ceng"]),
    ('朝', &["chao", "zhao"]),
    ('期', &["qi", "ji"]),
    ('术', &["shu", "zhu"]),
    ('朴', &["pu", "piao"]),
    ('杉', &["shan", "sha"]),
    ('枸', &["gou", "ju"]),
    ('柏', &["bai", "bo"]),
    ('查', &["cha", "zha"]),
    ('栖', &["qi", "xi"]),
    ('校', &["xiao", "jiao"]),
    ('模', &["mo", "mu"]),
    ('歙', &["she", "xi"]),
    ('殷', &["yin", "yan"]),
    ('氏', &["shi", "zhi"]),
    ('汤', &["tang", "shang"]),
    ('沈', &["shen", "chen"]),
    ('没', &["mei", "mo"]),
    ('泊', &["bo", "po"]),
    ('泌', &["mi", "bi"]),
    ('洗', &["xi", "xian"]),
    ('洞', &["dong", "tong"]),
    ('浒', &["hu", "xu"]),
    ('浚', &["jun", "xun"]),
    ('涌', &["yong", "chong"]),
    ('熟', &["shu", "shou"]),
    ('爪', &["zhao", "zhua"]),
    ('率', &["lv", "shuai"]),
    ('田', &["tian", "dian"]), // dian: the old reading, shared with 佃
    ('畜', &["chu", "xu"]),
    ('番', &["fan", "pan"]),
    ('盖', &["gai", "ge"]),
    ('盛', &["sheng", "cheng"]),
    ('省', &["sheng", "xing"]),
    ('着', &["zhe", "zhao", "zhuo"]),
    ('石', &["shi", "dan"]),
    ('祭', &["ji", "zhai"]),
    ('种', &["zhong", "chong"]),
    ('秘', &["mi", "bi"]),
    ('称', &["cheng", "chen"]),
    ('粘', &["zhan", "nian"]),
    ('系', &["xi", "ji"]),
    ('约', &["yue", "yao"]),
    ('给', &["gei", "ji"]),
    ('绿', &["lv", "lu"]),
    ('缪', &["miao", "mou"]),
    ('翟', &["zhai", "di"]),
    ('脉', &["mai", "mo"]),
    ('臂', &["bi", "bei"]),
    ('色', &["se", "shai"]),
    ('茄', &["qie", "jia"]),
    ('茜', &["qian", "xi"]),
    ('莎', &["sha", "suo"]),
    ('莞', &["guan", "wan"]),
    ('落', &["luo", "la"]),
    ('蔓', &["man", "wan"]),
    ('薄', &["bo", "bao"]),
    ('藏', &["cang", "zang"]),
    ('虹', &["hong", "jiang"]),
    ('蚌', &["bang", "beng"]),
    ('血', &["xue", "xie"]),
    ('行', &["xing", "hang"]),
    ('覃', &["qin", "tan"]),
    ('见', &["jian", "xian"]),
    ('觉', &["jue", "jiao"]),
    ('角', &["jiao", "jue"]),
    ('解', &["jie", "xie"]),
    ('识', &["shi", "zhi"]),
    ('说', &["shuo", "shui"]),
    ('调', &["diao", "tiao"]),
    ('贾', &["jia", "gu"]),
    ('车', &["che", "ju"]),
    ('轧', &["zha", "ya", "ga"]),
    ('还', &["hai", "huan"]),
    ('迫', &["po", "pai"]),
    ('遗', &["yi", "wei"]),
    ('都', &["du", "dou"]),
    ('重', &["zhong", "chong"]),
    ('钥', &["yao", "yue"]),
    ('铅', &["qian", "yan"]),
    ('长', &["chang", "zhang"]),
    ('阿', &["a", "e"]),
    ('降', &["jiang", "xiang"]),
    ('隗', &["wei", "kui"]),
    ('隽', &["jun", "juan"]),
    ('露', &["lu", "lou"]),
    ('颈', &["jing", "geng"]),
    ('食', &["shi", "si"]),
];

/// How `c` may be read: plain lower-case letters without tone (`ü` is `v`), no reading twice, the usual one first.
/// Empty for anything but a Han character.
pub fn readings(c: char) -> impl Iterator<Item = &'static str> {
    let several = match SEVERAL.binary_search_by_key(&c, |entry| entry.0) {
        Ok(at) => SEVERAL[at].1,
        Err(_) => &[],
    };
    let single =
        if several.is_empty() { c.to_pinyin().and_then(|reading| spelt(reading.plain())) } else { None };
    several.iter().copied().chain(single)
}

/// The spelling used here, if the reading is one that can be typed.
fn spelt(reading: &'static str) -> Option<&'static str> {
    match reading {
        "lü" => Some("lv"),
        "nü" => Some("nv"),
        "lüe" => Some("lve"),
        "nüe" => Some("nve"),
        _ => reading.is_ascii().then_some(reading),
    }
}

/// Whether `letters` is a whole syllable.
pub(super) fn is_syllable(letters: &str) -> bool {
    SYLLABLES.binary_search(&letters).is_ok()
}

/// Whether some syllable starts with `letters` (or is it).
pub(super) fn starts_syllable(letters: &str) -> bool {
    let at = SYLLABLES.partition_point(|s| *s < letters);
    SYLLABLES.get(at).is_some_and(|s| s.starts_with(letters))
}

#[cfg(test)]
mod tests {
    use pinyin::ToPinyinMulti;

    use super::*;

    #[test]
    fn tables_are_sorted_and_agree_with_the_dictionary() {
        assert!(SYLLABLES.is_sorted() && SEVERAL.is_sorted_by_key(|entry| entry.0));
        for (c, ours) in SEVERAL {
            let known: Vec<&str> =
                c.to_pinyin_multi().into_iter().flatten().filter_map(|p| spelt(p.plain())).collect();
            for reading in *ours {
                // The dictionary knows only today's readings; people still type this old one.
                let old = (*c, *reading) == ('田', "dian");
                assert!(is_syllable(reading) && (old || known.contains(reading)), "{c} {reading} {known:?}");
            }
        }
    }

    #[test]
    fn readings_of_one_and_of_several() {
        assert_eq!(readings('盐').collect::<Vec<_>>(), ["yan"]);
        assert_eq!(readings('重').collect::<Vec<_>>(), ["zhong", "chong"]);
        assert_eq!(readings('女').collect::<Vec<_>>(), ["nv"]);
        assert_eq!(readings('a').count(), 0);
        assert!(starts_syllable("t") && starts_syllable("tian") && !starts_syllable("ydg"));
    }
}
