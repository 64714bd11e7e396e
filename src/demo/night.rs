//! The night of 6 to 7 April: what came after midnight, and is open at 02:14.

mod dispatches;
mod emergency;
mod issues;
mod papers;
mod runs;

use super::book::Book;
use super::meetings;
use super::people::Crew as People;
use super::transfers::Places;

/// Writes the night into the book.
pub(super) fn write(book: &mut Book, places: &Places, people: &People) {
    papers::write(book);
    issues::write(book);
    runs::write(book, places, people);
    emergency::write(book);
    dispatches::write(book);
    meetings::ahead(book);
}
