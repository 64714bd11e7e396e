//! Text as tokens of a full-text index: pairs of neighbouring characters where words are not parted by blanks.
//!
//! A run of Han, kana or hangul gives its overlapping pairs and then its last character alone; a word of other
//! letters or digits is one token. 关于盐田15号 is `关于 于盐 盐田 田 15 号`. Every character of a run starts some token, so a
//! query of one character is a prefix query; two or more are a phrase. No sentinel behind the last character is
//! needed, as a lone character is a token like any other.
//!
//! The table must be made with [`TOKENIZE`]: it splits at the blanks written here and never inside a token.

use crate::text::{fold, is_cjk};

/// The tokenizer for a table filled with [`bigrams`]: it knows Han characters as letters, and drops accents, so that
/// `Sao Tome` finds São Tomé.
pub const TOKENIZE: &str = "unicode61 remove_diacritics 2";

/// A stretch of text that is cut into tokens in one way.
#[derive(Debug, PartialEq, Eq)]
enum Run {
    Cjk(Vec<char>),
    Word(String),
}

fn runs(text: &str) -> Vec<Run> {
    let mut out: Vec<Run> = Vec::new();
    let mut joined = false;
    for c in text.chars().map(fold) {
        let cjk = is_cjk(c);
        match out.last_mut() {
            Some(Run::Cjk(run)) if joined && cjk => run.push(c),
            Some(Run::Word(word)) if joined && !cjk && c.is_alphanumeric() => word.push(c),
            _ if cjk => out.push(Run::Cjk(vec![c])),
            _ if c.is_alphanumeric() => out.push(Run::Word(c.into())),
            _ => {}
        }
        joined = c.is_alphanumeric() || cjk;
    }
    out
}

/// The tokens of `text`, separated by blanks.
#[must_use]
pub fn bigrams(text: &str) -> String {
    let mut tokens = Vec::new();
    for run in runs(text) {
        push_run(&mut tokens, run, true);
    }
    tokens.join(" ")
}

/// Pairs of a run; its last character alone if the run `ends` here, or has no other.
fn push_run(tokens: &mut Vec<String>, run: Run, ends: bool) {
    match run {
        Run::Word(word) => tokens.push(word),
        Run::Cjk(run) => {
            tokens.extend(run.windows(2).map(|pair| pair.iter().collect::<String>()));
            if let (true, Some(last)) = (ends || run.len() == 1, run.last()) {
                tokens.push(last.to_string());
            }
        }
    }
}

/// The FTS5 expression that finds `query` in a column of [`bigrams`]; empty if there is nothing to look for.
///
/// Parts separated by blanks must all be found; what stands together in a part must stand together in the text, signs
/// aside. The last word of a part may be unfinished.
#[must_use]
pub fn query_bigrams(query: &str) -> String {
    let parts = query.split_whitespace().filter_map(|part| {
        let mut runs = runs(part);
        let last = runs.pop()?;
        let mut tokens = Vec::new();
        for run in runs {
            push_run(&mut tokens, run, true);
        }
        let unfinished = !matches!(&last, Run::Cjk(run) if run.len() > 1);
        push_run(&mut tokens, last, false);
        Some(format!("\"{}\"{}", tokens.join(" "), if unfinished { " *" } else { "" }))
    });
    parts.collect::<Vec<_>>().join(" AND ")
}

#[cfg(test)]
mod tests {
    use rusqlite::Connection;

    use super::*;
    use crate::pinyin::{index_terms, query_initials, query_syllables_expr};

    const TEXTS: [&str; 4] = [
        "关于盐田港口接待方案的请示，粤外办〔2020〕15号",
        "西安代表团经重庆长安路到访",
        "São Tomé 大使 Zhang 访粤",
        "䶮先生、𠮷先生，ｶﾅ",
    ];

    fn found(column: &str, expression: &str) -> Vec<i64> {
        let db = Connection::open_in_memory().unwrap();
        db.execute_batch(&format!(
            "create virtual table t using fts5(body, initials, syllables, tokenize = '{TOKENIZE}')"
        ))
        .unwrap();
        for (id, text) in (0i64..).zip(TEXTS) {
            let terms = index_terms(text);
            db.execute(
                "insert into t(rowid, body, initials, syllables) values (?1, ?2, ?3, ?4)",
                (id, bigrams(text), terms.initials, terms.syllables),
            )
            .unwrap();
        }
        let mut rows = db.prepare("select rowid from t where t match ?1 order by rowid").unwrap();
        let ids = rows.query_map([format!("{column} : ({expression})")], |row| row.get(0)).unwrap();
        ids.map(Result::unwrap).collect()
    }

    #[test]
    fn tokens_are_exactly_these() {
        assert_eq!(bigrams("关于盐田15号"), "关于 于盐 盐田 田 15 号");
        assert_eq!(bigrams("ＡB-c"), "ab c");
        assert_eq!(query_bigrams("盐"), "\"盐\" *");
        assert_eq!(query_bigrams("盐田港 zh"), "\"盐田 田港\" AND \"zh\" *");
        assert_eq!(query_bigrams("第15号文"), "\"第 15 号文\"");
        assert_eq!(query_bigrams("〔〕"), "");
    }

    #[test]
    fn characters_are_found_by_one_two_and_more() {
        for (query, want) in [
            ("港", vec![0]),
            ("示", vec![0]),
            ("口", vec![0]),
            ("港口", vec![0]),
            ("盐田港口接", vec![0]),
            ("粤外办〔2020〕15号", vec![0]),
            ("15", vec![0]),
            ("粤", vec![0, 2]),
            ("访 代表", vec![1]),
            ("zha", vec![2]),
            ("sao tom", vec![2]),
            ("䶮先", vec![3]),
            ("𠮷先生", vec![3]),
            ("田盐", vec![]),
            ("港接", vec![]),
        ] {
            assert_eq!(found("body", &query_bigrams(query)), want, "{query}");
        }
    }

    #[test]
    fn sounds_are_found_by_initials_and_syllables() {
        for (query, want) in [
            ("ytgk", vec![0]),
            ("jqcal", vec![]),
            ("jcqcal", vec![1]),
            ("jzq", vec![1]),
            ("cqca", vec![1]),
            ("15h", vec![0]),
        ] {
            assert_eq!(found("initials", &query_initials(query).unwrap()), want, "{query}");
        }
        for (query, want) in [
            ("yantian", vec![0]),
            ("xian", vec![1, 3]),
            ("chongqingchangan", vec![1]),
            ("gangk", vec![0]),
            ("tianyan", vec![]),
        ] {
            assert_eq!(found("syllables", &query_syllables_expr(query).unwrap()), want, "{query}");
        }
    }
}
