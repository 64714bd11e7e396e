//! The neutral model of a document: what it says and of what rank each part is, not how a format writes it.

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};

use crate::chart::Chart;
use crate::lang::Lang;

/// A document for people.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// Language of its words.
    pub lang: Lang,
    /// What stands above the title.
    pub head: Head,
    /// 标题
    pub title: String,
    /// A line under the title, e.g. the period; may be empty.
    pub subtitle: String,
    /// The contents, in order.
    pub blocks: Vec<Block>,
    /// Signature and date under the text.
    pub closing: Option<Closing>,
    /// 版记: at the foot of the last page.
    pub imprint: Option<Imprint>,
    /// When it was made (UTC); the only time that a file tells about itself.
    pub made_at: DateTime<Utc>,
}

/// What stands above the title.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Head {
    /// Nothing: a report or a ledger of the house.
    Plain,
    /// 版头: the red head of an issue.
    Red(RedHead),
}

/// 版头 of an issue: the mark of who speaks, the number of the issue, the red rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RedHead {
    /// A mark above everything, e.g. 草稿; none on what was issued.
    pub mark: Option<String>,
    /// 发文机关标志, e.g. 防控简报.
    pub masthead: String,
    /// The line with the number, e.g. 〔2020〕第74期.
    pub issue: String,
    /// Left above the rule: who publishes it.
    pub publisher: String,
    /// Right above the rule: the day.
    pub day: String,
}

/// A part of the contents.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// A heading of level 1 to 4; the writers number them 一、（一）1.（1）.
    Heading {
        /// 1 to 4.
        level: u8,
        /// Its words, without number.
        text: String,
    },
    /// A paragraph. Line ends in it begin a new paragraph.
    Paragraph(String),
    /// One of several points.
    Point(String),
    /// A remark in small letters.
    Note(String),
    /// A table.
    Table(Table),
    /// A picture of a chart; its table where a format has no pictures.
    Picture(Box<Chart>),
}

/// A table.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Table {
    /// Name of the table: caption above it, name of its sheet in a workbook.
    pub caption: String,
    /// Columns.
    pub columns: Vec<Column>,
    /// Rows, each with one cell a column.
    pub rows: Vec<Vec<Cell>>,
    /// What stands instead of the rows where there are none.
    pub empty: String,
}

impl Table {
    /// The values of a chart.
    pub fn of(chart: &Chart) -> Self {
        let caption = if chart.unit.is_empty() {
            chart.title.clone()
        } else {
            format!("{} ({})", chart.title, chart.unit)
        };
        let remarks = if chart.remarks.is_empty() { None } else { Some(Column::new("", 2)) };
        let heads = chart.series.iter().map(|series| Column::new(series.name.clone(), 2));
        let cell = |(at, text): (usize, String)| match text.parse() {
            Ok(number) if at > 0 => Cell::Number(number),
            _ => Cell::text(text),
        };
        Self {
            caption,
            columns: std::iter::once(Column::new(chart.axis.clone(), 3))
                .chain(heads)
                .chain(remarks)
                .collect(),
            rows: chart
                .rows()
                .into_iter()
                .map(|row| row.into_iter().enumerate().map(cell).collect())
                .collect(),
            empty: chart.empty.clone(),
        }
    }
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its head.
    pub head: String,
    /// How wide it is beside the others, in columns of text.
    pub weight: u16,
}

impl Column {
    /// A column.
    pub fn new(head: impl Into<String>, weight: u16) -> Self {
        Self { head: head.into(), weight }
    }
}

/// A cell of a table. Times are local to the office.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Cell {
    /// Nothing.
    #[default]
    Empty,
    /// Text, as it is; never a formula.
    Text(String),
    /// A number.
    Number(f64),
    /// A date.
    Date(NaiveDate),
    /// Date and time of day.
    Time(NaiveDateTime),
    /// How something stands, in words and with a colour that says no more than they do.
    Status(String, Tone),
}

/// The colour of a [`Cell::Status`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Tone {
    /// Over: nothing more to do.
    Done,
    /// On its way.
    Calm,
    /// Near its due time, or behind.
    Near,
    /// Past its due time.
    Late,
}

impl Cell {
    /// A text; an empty one is nothing.
    pub fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() { Self::Empty } else { Self::Text(text) }
    }

    /// A text that may not be there.
    pub fn maybe(text: Option<impl Into<String>>) -> Self {
        text.map_or(Self::Empty, Self::text)
    }

    /// A count.
    pub fn count(count: impl Into<f64>) -> Self {
        Self::Number(count.into())
    }

    /// As people read it: `2020-04-06 18:00`, `3`, `1.5`; empty for nothing.
    pub fn shown(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) | Self::Status(text, _) => text.clone(),
            Self::Number(number) => number.to_string(),
            Self::Date(date) => date.to_string(),
            Self::Time(time) => time.format("%Y-%m-%d %H:%M").to_string(),
        }
    }
}

/// 落款: who signs, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Closing {
    /// Who signs: the office.
    pub office: String,
    /// The date in words.
    pub date: String,
}

/// 版记
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Imprint {
    /// People and units it goes to, a line each, e.g. 签发、核稿, 抄送; may be empty.
    pub lines: Vec<String>,
    /// 印发机关
    pub printer: String,
    /// 印发日期, in words.
    pub printed: String,
}

impl Document {
    /// A plain document without contents yet.
    pub fn plain(lang: Lang, title: impl Into<String>, made_at: DateTime<Utc>) -> Self {
        Self {
            lang,
            head: Head::Plain,
            title: title.into(),
            subtitle: String::new(),
            blocks: Vec::new(),
            closing: None,
            imprint: None,
            made_at,
        }
    }

    /// Adds a heading.
    pub fn heading(&mut self, level: u8, text: impl Into<String>) {
        self.blocks.push(Block::Heading { level, text: text.into() });
    }

    /// Adds a paragraph.
    pub fn paragraph(&mut self, text: impl Into<String>) {
        self.blocks.push(Block::Paragraph(text.into()));
    }

    /// Adds a chart, if there is anything to draw.
    pub fn picture(&mut self, chart: Chart) {
        if !chart.is_empty() {
            self.blocks.push(Block::Picture(Box::new(chart)));
        }
    }

    /// The tables, in order; charts are none of them.
    pub fn tables(&self) -> impl Iterator<Item = &Table> {
        self.blocks.iter().filter_map(|block| match block {
            Block::Table(table) => Some(table),
            _ => None,
        })
    }
}
