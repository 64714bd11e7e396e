//! 诉求: what a guest needs. The kind is proposed from the words, so that a call at night is three fields.

use super::fields::{Field, Shape, Usual};
use super::values::{Problem, Value, Values};
use super::{Around, Sort};
use crate::config::Config;
use crate::domain::request::{Need, RequestCommand, RequestKind};
use crate::domain::{Command, Id, Kind};

pub(super) struct Sorted;

const KINDS: &[&str] = &["medical", "interpreting", "living"];

/// What is said of ill people, and of those who are not understood; all else is a need of living.
const ILL: [&str; 16] = [
    "医", "药", "发烧", "发热", "咳", "疼", "痛", "晕", "胸闷", "呼吸", "流血", "孕", "不适", "doctor",
    "fever", "sick",
];
const NOT_UNDERSTOOD: [&str; 7] = ["翻译", "语言", "听不懂", "沟通", "口译", "interpret", "translat"];

const FIELDS: &[Field] = &[
    Field::needed("gist", Shape::Line),
    Field::needed("site", Shape::Place),
    Field::asked("language", Shape::Language),
    Field::needed("kind", Shape::Choice(KINDS)),
    Field::extra("guest", Shape::Line),
    Field { extra: true, ..Field::needed("raised_at", Shape::When).usually(Usual::Now) },
];

impl Sort for Sorted {
    fn makes(&self) -> Kind {
        Kind::Request
    }

    fn fields(&self) -> &'static [Field] {
        FIELDS
    }

    fn proposes(&self, values: &Values, _: &Around<'_>) -> Vec<(&'static str, Value)> {
        let Some(gist) = values.text("gist").map(str::to_lowercase) else { return Vec::new() };
        let says = |words: &[&str]| words.iter().any(|word| gist.contains(word));
        let kind = match () {
            () if says(&ILL) => RequestKind::Medical,
            () if says(&NOT_UNDERSTOOD) => RequestKind::Interpreting,
            () => RequestKind::Living,
        };
        vec![("kind", Value::Choice(kind.name()))]
    }

    fn command(&self, values: &Values, id: Id, around: &Around<'_>) -> Result<Command, Problem> {
        let need = Need {
            kind: values.needed_choice("kind", RequestKind::from_name)?,
            gist: values.needed_text("gist")?,
            site: site(around.config, values.needed_text("site")?),
            guest: values.owned("guest"),
            language: values.language("language").map(str::to_owned),
            raised_at: values.needed_time("raised_at")?,
        };
        Ok(Command::Request { id, act: RequestCommand::Raise(Box::new(need)) })
    }
}

/// The id of the site that is called so; a place that the configuration does not know stays in its words.
fn site(config: &Config, said: String) -> String {
    let named = config.sites.iter().find(|site| {
        [&site.id, &site.name_zh, &site.name_en].into_iter().any(|name| name.eq_ignore_ascii_case(&said))
    });
    named.map_or(said, |site| site.id.clone())
}
