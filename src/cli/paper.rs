//! `completions` and `man`: what packagers ask for.

use std::io;
use std::path::Path;

use clap::Command;
use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, roman};

use super::help;
use super::out::Out;
use super::problem::{Exit, Problem};
use crate::i18n::Strings;

pub(super) fn completions(strings: &'static Strings, shell: clap_complete::Shell) -> Result<Exit, Problem> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut help::command(strings), "dutydesk", &mut script);
    print(&script)
}

/// The manual page on standard output, or the pages of all commands in a directory.
pub(super) fn man(strings: &'static Strings, dir: Option<&Path>) -> Result<Exit, Problem> {
    let mut command = help::command(strings);
    command.build();
    let Some(dir) = dir else {
        let page = page(&command, strings, true)?;
        return print(&page);
    };
    std::fs::create_dir_all(dir).map_err(Problem::file(dir))?;
    write_pages(&command, "dutydesk", dir, strings)?;
    Ok(Exit::Ok)
}

fn print(bytes: &[u8]) -> Result<Exit, Problem> {
    let mut out = Out::new();
    out.raw(bytes)?;
    out.flush()?;
    Ok(Exit::Ok)
}

fn write_pages(command: &Command, name: &str, dir: &Path, strings: &'static Strings) -> Result<(), Problem> {
    let first = name == "dutydesk";
    let path = dir.join(format!("{name}.1"));
    std::fs::write(&path, page(command, strings, first)?).map_err(Problem::file(&path))?;
    for sub in command.get_subcommands().filter(|sub| !sub.is_hide_set()) {
        write_pages(sub, &format!("{name}-{}", sub.get_name()), dir, strings)?;
    }
    Ok(())
}

/// One page; the first one tells of environment, files and exit codes as well.
fn page(command: &Command, strings: &'static Strings, first: bool) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let man =
        Man::new(command.clone()).title(command.get_display_name().unwrap_or("dutydesk")).manual("dutydesk");
    if !first {
        man.render(&mut bytes)?;
        return Ok(bytes);
    }
    man.render_title(&mut bytes)?;
    man.render_name_section(&mut bytes)?;
    man.render_synopsis_section(&mut bytes)?;
    man.render_description_section(&mut bytes)?;
    man.render_options_section(&mut bytes)?;
    let mut roff = Roff::new();
    roff.control("SH", [strings.cli.help.commands]);
    for sub in command.get_subcommands() {
        roff.control("TP", []);
        roff.text([bold(sub.get_name())]);
        roff.text([roman(sub.get_about().map(ToString::to_string).unwrap_or_default())]);
    }
    for (heading, paragraphs) in strings.cli.help.manual {
        roff.control("SH", [*heading]);
        for paragraph in *paragraphs {
            roff.text([roman(*paragraph)]);
            roff.control("PP", []);
        }
    }
    roff.to_writer(&mut bytes)?;
    Ok(bytes)
}
