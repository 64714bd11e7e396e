//! Puts the words of a language into the commands, and says in that language what is wrong with a command line.

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Command, CommandFactory};

use super::args::Line;
use crate::i18n::Strings;

/// The tree of commands with all its words in one language.
pub(super) fn command(strings: &'static Strings) -> Command {
    let help = &strings.cli.help;
    let command = Line::command().about(help.about).after_help(help.closing);
    localised(command, "", strings)
}

fn localised(mut command: Command, path: &str, strings: &'static Strings) -> Command {
    let help = &strings.cli.help;
    let names: Vec<String> = command.get_arguments().map(|arg| arg.get_id().to_string()).collect();
    for (place, name) in names.into_iter().enumerate() {
        let (own, everywhere) = (help.entry(&format!("{path}.{name}")), help.option(&name));
        command = command.mut_arg(&name, |arg| {
            let heading = match everywhere {
                Some(_) => help.everywhere,
                None if arg.is_positional() => help.arguments,
                None => help.options,
            };
            let values = arg.get_action().takes_values();
            let arg = arg.help_heading(heading).display_order(place);
            // The possible values are in the words, with what they mean.
            let arg = if values { arg.hide_possible_values(true) } else { arg };
            match own.or(everywhere) {
                Some(words) => arg.help(words),
                None => arg,
            }
        });
    }
    let below: Vec<String> = command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    for name in below {
        let path = if path.is_empty() { name.clone() } else { format!("{path} {name}") };
        command = command.mut_subcommand(&name, |sub| {
            let sub = match help.entry(&path) {
                Some(about) => sub.about(about),
                None => sub,
            };
            localised(sub, &path, strings)
        });
    }
    let usage = format!("{{about-with-newline}}\n{} {{usage}}\n\n{{all-args}}{{after-help}}\n", help.usage);
    command.subcommand_help_heading(help.commands).help_template(usage)
}

/// What else people call the lists. What they write alike is found without this.
const OTHER_NAMES: [(&str, &[&str]); 13] = [
    ("documents", &["papers", "paper", "incoming", "docs", "文电", "来文", "公文", "收文"]),
    ("inspections", &["visits", "督查", "检查"]),
    ("findings", &["issues", "problems", "问题"]),
    ("supervised", &["supervision", "督办", "督办件"]),
    ("runs", &["transfers", "transfer", "转运"]),
    ("arrivals", &["flights", "ships", "到达", "抵达", "航班"]),
    ("volunteers", &["people", "interpreters", "志愿者"]),
    ("requests", &["needs", "诉求", "请求"]),
    ("bulletins", &["reports", "简报", "日报"]),
    ("shifts", &["roster", "rota", "班次", "排班"]),
    ("clearances", &["released", "核放", "误判"]),
    ("messages", &["outbox", "outgoing", "外发", "消息"]),
    ("log", &["journal", "entries", "history", "日志"]),
];

/// What is wrong with the command line, in one to three lines.
pub(super) fn wrong(error: &clap::Error, strings: &Strings) -> Vec<String> {
    let said = &strings.cli.usage;
    let context = |kind| error.get(kind).map(plain).unwrap_or_default();
    let argument = context(ContextKind::InvalidArg);
    let first = match error.kind() {
        ErrorKind::UnknownArgument => (said.unknown_option)(&argument),
        ErrorKind::InvalidSubcommand => (said.unknown_command)(&context(ContextKind::InvalidSubcommand)),
        ErrorKind::InvalidValue if context(ContextKind::InvalidValue).is_empty() => (said.missing)(&argument),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            (said.bad_value)(&context(ContextKind::InvalidValue), &argument)
        }
        ErrorKind::MissingRequiredArgument => (said.missing)(&argument),
        ErrorKind::ArgumentConflict => (said.conflict)(&argument, &context(ContextKind::PriorArg)),
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            said.missing_command.to_owned()
        }
        _ => said.other.to_owned(),
    };
    let meant = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue];
    // The last of several is the nearest.
    let nearest = |value: &ContextValue| match value {
        ContextValue::Strings(all) => all.last().cloned(),
        other => Some(plain(other)).filter(|word| !word.is_empty()),
    };
    let meant = meant.into_iter().find_map(|kind| error.get(kind).and_then(nearest));
    // What a list is also called is known; that a word looks like another is a guess.
    let written = context(ContextKind::InvalidValue);
    let called = OTHER_NAMES.iter().find(|(_, others)| others.contains(&written.as_str()));
    let called = called.filter(|_| argument.contains("WHAT")).map(|(name, _)| (*name).to_owned());
    let meant = called.or(meant);
    let choices = Some(context(ContextKind::ValidValue)).filter(|list| !list.is_empty());
    std::iter::once(first)
        .chain(meant.map(|word| (said.suggestion)(&word)))
        .chain(choices.map(|list| (said.choices)(&list)))
        .chain([said.see_help.to_owned()])
        .collect()
}

fn plain(value: &ContextValue) -> String {
    match value {
        ContextValue::String(text) => text.clone(),
        ContextValue::Strings(all) => all.join(", "),
        ContextValue::Number(number) => number.to_string(),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Lang;

    fn unexplained(command: &Command, path: &str, found: &mut Vec<String>) {
        let silent = command.get_arguments().filter(|arg| arg.get_help().is_none());
        found.extend(silent.map(|arg| format!("{path}.{}", arg.get_id())));
        for sub in command.get_subcommands() {
            let path = format!("{path} {}", sub.get_name());
            if sub.get_about().is_none() {
                found.push(path.clone());
            }
            unexplained(sub, path.trim(), found);
        }
    }

    #[test]
    fn every_verb_is_told() {
        for lang in [Lang::ZhCn, Lang::En] {
            let words = lang.strings().cli.help.entry("do.verb").unwrap_or_default();
            for verb in crate::verb::Verb::ALL {
                assert!(words.contains(verb.name()), "{lang:?} {}", verb.name());
            }
        }
    }

    #[test]
    fn every_command_and_argument_is_explained_in_every_language() {
        for lang in [Lang::ZhCn, Lang::En] {
            let command = command(lang.strings());
            command.clone().debug_assert();
            let mut found = Vec::new();
            unexplained(&command, "", &mut found);
            assert_eq!(found, Vec::<String>::new(), "{lang:?}");
        }
    }
}
