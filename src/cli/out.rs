//! Standard output: one JSON object, CSV, or lines for people. A reader that goes away ends the program quietly.

use std::io::{self, BufWriter, StdoutLock, Write};

use serde_json::{Map, Value, json};

use crate::text;

/// A JSON object whose keys keep their order.
pub(super) type Fields = Map<String, Value>;

/// Standard output, buffered.
pub(super) struct Out(BufWriter<StdoutLock<'static>>);

impl Out {
    pub(super) fn new() -> Self {
        Self(BufWriter::with_capacity(64 * 1024, io::stdout().lock()))
    }

    /// One line for people; foreign characters that could move the cursor are taken out.
    pub(super) fn line(&mut self, line: &str) -> io::Result<()> {
        writeln!(self.0, "{}", text::sanitize(line))
    }

    /// Bytes as they are: scripts and manual pages.
    pub(super) fn raw(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.0.write_all(bytes)
    }

    /// One JSON object with the schema in front.
    pub(super) fn object(&mut self, fields: Fields) -> io::Result<()> {
        let mut all = Fields::new();
        all.insert("schema".to_owned(), json!(1));
        all.extend(fields);
        serde_json::to_writer(&mut self.0, &all)?;
        writeln!(self.0)
    }

    /// Hands everything to the system; what cannot be handed over is an error, not a silence.
    pub(super) fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// How a list is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Json,
    Csv,
    Lines,
}

/// A list on its way out, item by item, so that its length costs no memory.
pub(super) struct ListOut<'o> {
    out: &'o mut Out,
    form: Form,
    printed: usize,
}

impl<'o> ListOut<'o> {
    /// Begins a list; `columns` are the keys of its items.
    pub(super) fn begin(out: &'o mut Out, form: Form, columns: &[&str]) -> io::Result<Self> {
        match form {
            Form::Json => out.raw(b"{\"schema\":1,\"items\":[")?,
            Form::Csv => {
                let header: Vec<Value> = columns.iter().map(|column| json!(column)).collect();
                csv_row(&mut out.0, header.iter())?;
            }
            Form::Lines => {}
        }
        Ok(Self { out, form, printed: 0 })
    }

    pub(super) const fn printed(&self) -> usize {
        self.printed
    }

    /// One item; `line` is how people see it.
    pub(super) fn item(&mut self, fields: &Fields, line: impl FnOnce() -> String) -> io::Result<()> {
        match self.form {
            Form::Json => {
                self.out.raw(if self.printed == 0 { b"\n" } else { b",\n" })?;
                serde_json::to_writer(&mut self.out.0, fields)?;
            }
            Form::Csv => csv_row(&mut self.out.0, fields.values())?,
            Form::Lines => self.out.line(&line())?,
        }
        self.printed += 1;
        Ok(())
    }

    /// Ends the list. `total` counts what matches, printed or not.
    pub(super) fn end(self, total: usize) -> io::Result<()> {
        if self.form == Form::Json {
            self.out.raw(format!("\n],\"total\":{total}}}\n").as_bytes())?;
        }
        self.out.flush()
    }
}

/// One row after RFC 4180. Text that a spreadsheet would run as a formula gets an apostrophe in front.
fn csv_row<'v>(to: &mut impl Write, values: impl Iterator<Item = &'v Value>) -> io::Result<()> {
    let mut row = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    row.write_record(values.map(cell)).map_err(io::Error::other)?;
    let bytes = row.into_inner().map_err(|error| io::Error::other(error.to_string()))?;
    to.write_all(&bytes)
}

/// A value as one cell.
pub(super) fn cell(value: &Value) -> String {
    let text = match value {
        Value::Null => return String::new(),
        Value::Bool(flag) => return flag.to_string(),
        Value::Number(number) => return number.to_string(),
        Value::String(text) => text.clone(),
        Value::Array(values) => values.iter().map(cell_text).collect::<Vec<_>>().join(";"),
        Value::Object(_) => value.to_string(),
    };
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text }
}

fn cell_text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spreadsheet_runs_nothing_and_cells_keep_their_bounds() {
        let values =
            [json!("=1+1"), json!("-x"), json!(-3), json!("a,\"b\""), json!(["en", "ja"]), Value::Null];
        let mut bytes = Vec::new();
        csv_row(&mut bytes, values.iter()).expect("memory takes everything");
        assert_eq!(String::from_utf8_lossy(&bytes), "'=1+1,'-x,-3,\"a,\"\"b\"\"\",en;ja,\r\n");
    }
}
