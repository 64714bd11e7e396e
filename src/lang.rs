//! The languages of the interface. Their words are in `i18n`; the choice between them is needed below it too.

use std::ffi::OsString;

/// A language of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Lang {
    /// 简体中文
    #[default]
    ZhCn,
    /// English
    En,
}

impl Lang {
    /// Tag (BCP 47).
    pub const fn tag(self) -> &'static str {
        match self {
            Self::ZhCn => "zh-CN",
            Self::En => "en",
        }
    }

    /// The language of a tag or a locale such as `zh_CN.UTF-8`; none for others.
    pub fn from_tag(tag: &str) -> Option<Self> {
        match tag.split(['-', '_', '.', '@']).next().map(str::to_ascii_lowercase).as_deref() {
            Some("zh") => Some(Self::ZhCn),
            Some("en") => Some(Self::En),
            _ => None,
        }
    }

    /// The language of the locale: the first of `LC_ALL`, `LC_MESSAGES` and `LANG` that is set decides, and Chinese
    /// stands in for a locale of neither language. `env` gives the value of an environment variable.
    pub fn of_locale(env: impl Fn(&str) -> Option<OsString>) -> Self {
        let set =
            ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(env).find(|value| !value.is_empty());
        set.and_then(|locale| Self::from_tag(locale.to_str()?)).unwrap_or_default()
    }

    /// The other one.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::ZhCn => Self::En,
            Self::En => Self::ZhCn,
        }
    }
}
