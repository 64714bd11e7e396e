//! Terms of a filter as conditions in SQL, on the columns of `item` and on the tokens of the full-text tables.

use chrono::{DateTime, Utc};
use rusqlite::types::Value;

use super::super::projection::{Facet, NEVER, millis};
use super::super::schema::{SEARCH_ALL, SEARCH_OPEN};
use crate::domain::Urgency;
use crate::filter::{Bounds, Field, Filter, Term, Wanted};
use crate::grams::query_bigrams;
use crate::pinyin::{query_initials, query_syllables_expr};
use crate::view::PaneKind;

/// What every row fulfils, and what none does. A bare `1` or `0` would leave the planner without a use for the index
/// that it is told to walk along.
const EVERYBODY: &str = "state >= ''";
const NOBODY: &str = "state < ''";

/// Conditions that a row of `item` must fulfil.
#[derive(Debug, Default)]
pub(super) struct Terms {
    /// In SQL, beginning with ` AND` if there is any. Where it asks the full text, `{table}` stands for the table.
    sql: String,
    /// Values of its parameters, which are numbered from [`Terms::FIRST`] on.
    values: Vec<Value>,
}

impl Terms {
    /// Number of the first parameter; those before it belong to whoever uses the conditions.
    const FIRST: usize = 3;

    /// What a filter asks of a pane at a time. The state of volunteers follows from their engagements and is not
    /// asked here.
    pub(super) fn of(filter: &Filter, pane: PaneKind, now: DateTime<Utc>) -> Self {
        let mut terms = Self::default();
        for term in &filter.terms {
            if pane == PaneKind::Volunteers && term.field == Field::State {
                continue;
            }
            terms.add(term, pane, filter, now);
        }
        terms
    }

    /// Whether every row fulfils them.
    pub(super) const fn is_empty(&self) -> bool {
        self.sql.is_empty()
    }

    /// The conditions on rows that are open, or on any.
    pub(super) fn sql(&self, open: bool) -> String {
        self.sql.replace("{table}", if open { SEARCH_OPEN } else { SEARCH_ALL })
    }

    /// All parameters: the pane, a full-text expression if whoever uses the conditions has one, and their own.
    pub(super) fn values(&self, pane: PaneKind, expression: Option<&str>) -> Vec<Value> {
        let mut values = vec![Value::from(i64::try_from(pane.index()).unwrap_or(0))];
        if expression.is_some() || !self.values.is_empty() {
            values.push(expression.map_or(Value::Null, |text| text.to_owned().into()));
        }
        values.extend(self.values.iter().cloned());
        values
    }

    fn add(&mut self, term: &Term, pane: PaneKind, filter: &Filter, now: DateTime<Utc>) {
        let any: Vec<String> =
            term.any.iter().map(|wanted| self.one(term.field, wanted, pane, filter, now)).collect();
        let not = if term.not { "NOT " } else { "" };
        self.sql.push_str(&format!(" AND {not}({})", any.join(" OR ")));
    }

    /// A parameter with this value.
    fn bind(&mut self, value: impl Into<Value>) -> String {
        self.values.push(value.into());
        format!("?{}", Self::FIRST + self.values.len() - 1)
    }

    fn matching(&mut self, expression: String) -> String {
        let expression = self.bind(expression);
        format!("entity IN (SELECT rowid FROM {{table}} WHERE {{table}} MATCH {expression})")
    }

    /// Rows that have this value, some value or none among the tokens of a field.
    fn facet(&mut self, facet: Facet, wanted: &Wanted) -> String {
        match wanted {
            Wanted::Is(value) => self.matching(format!("facets : \"{}\"", facet.token(value))),
            Wanted::Nothing => format!("NOT {}", self.facet(facet, &Wanted::Something)),
            _ => self.matching(format!("facets : \"{}\" *", facet.tag())),
        }
    }

    /// The same for a column of text.
    fn column(&mut self, column: &str, empty: &str, wanted: &Wanted) -> String {
        match wanted {
            Wanted::Is(value) => {
                let value = self.bind(value.clone());
                format!("{column} IS {value}")
            }
            Wanted::Nothing => format!("{column} IS {empty}"),
            _ => format!("{column} IS NOT {empty}"),
        }
    }

    fn one(
        &mut self,
        field: Field,
        wanted: &Wanted,
        pane: PaneKind,
        filter: &Filter,
        now: DateTime<Utc>,
    ) -> String {
        let by_unit = matches!(pane, PaneKind::Documents | PaneKind::Issues);
        match field {
            Field::Kind => self.column("kind", "NULL", wanted),
            Field::State => self.column("state", "NULL", wanted),
            Field::Unit if by_unit => {
                // A dispatch is grouped by the recipient that presses, and concerns them all.
                let party = self.column("party", "''", wanted);
                match self.facet(Facet::Recipient, wanted) {
                    received if *wanted == Wanted::Nothing => format!("({party} AND {received})"),
                    received => format!("({party} OR {received})"),
                }
            }
            Field::Port if pane == PaneKind::Transfers => self.column("party", "''", wanted),
            Field::Unit | Field::Port => nothing_has_it(wanted),
            Field::Holder => self.column("holder", "NULL", wanted),
            Field::Urgency if pane == PaneKind::Documents => match wanted {
                Wanted::Is(name) => {
                    let place = Urgency::ALL.iter().position(|urgency| urgency.name() == name);
                    let place = self.bind(place.and_then(|at| i64::try_from(at).ok()).unwrap_or(-1));
                    // Emergencies come before every paper, but have no urgency.
                    format!("(rank = {place} AND kind <> 'emergency')")
                }
                Wanted::Nothing => NOBODY.to_owned(),
                _ => EVERYBODY.to_owned(),
            },
            Field::Urgency => nothing_has_it(wanted),
            Field::Due | Field::Received => self.time(field, wanted, filter, now),
            Field::Attention => {
                let now = self.bind(millis(now));
                match wanted {
                    Wanted::Is(name) if name == "shelved" => {
                        format!("(silent_until > {now} AND shelved = 1)")
                    }
                    Wanted::Is(name) if name == "acknowledged" => {
                        format!("(silent_until > {now} AND shelved = 0)")
                    }
                    Wanted::Is(_) | Wanted::Nothing => format!("silent_until <= {now}"),
                    _ => format!("silent_until > {now}"),
                }
            }
            Field::Flag => match wanted {
                Wanted::Is(name) if name == "no" => "flagged = 0".to_owned(),
                Wanted::Nothing => "flagged = 0".to_owned(),
                _ => "flagged = 1".to_owned(),
            },
            Field::Issuer if pane != PaneKind::Documents => nothing_has_it(wanted),
            Field::Issuer => match wanted {
                Wanted::Is(text) => self.issuer(text),
                Wanted::Nothing => self.facet(Facet::Missing, &Wanted::Is("issuer".to_owned())),
                _ => format!("NOT {}", self.facet(Facet::Missing, &Wanted::Is("issuer".to_owned()))),
            },
            Field::No => match wanted {
                Wanted::Numbers(from, last) => {
                    let (from, last) = (self.bind(i64::from(*from)), self.bind(i64::from(*last)));
                    format!(
                        "EXISTS (SELECT 1 FROM numbered m WHERE m.entity = item.entity AND
                         CAST(substr(m.number, instr(m.number, '-') + 1) AS INTEGER) BETWEEN {from} AND {last})"
                    )
                }
                wanted => self.facet(Facet::Number, wanted),
            },
            Field::Type => self.facet(Facet::Type, wanted),
            Field::Handling => self.facet(Facet::Handling, wanted),
            Field::Language => self.facet(Facet::Language, wanted),
            Field::Severity => self.facet(Facet::Severity, wanted),
            Field::Incomplete => self.facet(Facet::Missing, wanted),
        }
    }

    /// A time in these bounds; a deadline of [`NEVER`] is none.
    fn time(&mut self, field: Field, wanted: &Wanted, filter: &Filter, now: DateTime<Utc>) -> String {
        let column = if field == Field::Due { "due" } else { "at" };
        let span = match wanted {
            Wanted::Time(span) => span,
            Wanted::Nothing => return format!("{column} = {NEVER}"),
            _ => return format!("{column} < {NEVER}"),
        };
        let Bounds { from, until } = span.at(now, filter.zone(), field == Field::Due);
        let mut parts = vec![format!("{column} < {NEVER}")];
        if let Some(from) = from {
            parts.push(format!("{column} >= {}", self.bind(millis(from))));
        }
        if let Some(until) = until {
            parts.push(format!("{column} < {}", self.bind(millis(until))));
        }
        if from.is_none() && until.is_none() {
            // A time that means nothing now, such as a day that there is not.
            return NOBODY.to_owned();
        }
        format!("({})", parts.join(" AND "))
    }

    /// Part of the name of who issued it. By its sound it is found like other words, so that such a match may lie in
    /// the title.
    fn issuer(&mut self, text: &str) -> String {
        let body = Some(query_bigrams(text)).filter(|expression| !expression.is_empty());
        let latin = text.is_ascii();
        let sounds = [("initials", query_initials(text)), ("syllables", query_syllables_expr(text))];
        let columns = [("issuer", body)].into_iter().chain(sounds.into_iter().filter(|_| latin));
        let parts: Vec<String> = columns
            .filter_map(|(column, expression)| Some(format!("{column} : ({})", expression?)))
            .collect();
        if parts.is_empty() { NOBODY.to_owned() } else { self.matching(parts.join(" OR ")) }
    }
}

/// A field that no row of the pane has.
fn nothing_has_it(wanted: &Wanted) -> String {
    if *wanted == Wanted::Nothing { EVERYBODY } else { NOBODY }.to_owned()
}
