//! English

use super::{Dialogs, Labels, Screen};

const fn parts(minutes: i64) -> (i64, i64, i64) {
    (minutes / 1440, minutes % 1440 / 60, minutes % 60)
}

fn span(minutes: i64) -> String {
    match parts(minutes) {
        (0, 0, 0) => "less than a minute".to_owned(),
        (0, 0, m) => format!("{m} min"),
        (0, h, 0) => format!("{h} h"),
        (0, h, m) => format!("{h} h {m:02} min"),
        (1, 0, _) => "1 day".to_owned(),
        (1, h, _) => format!("1 day {h} h"),
        (d, 0, _) => format!("{d} days"),
        (d, h, _) => format!("{d} days {h} h"),
    }
}

fn short(minutes: i64) -> String {
    match parts(minutes) {
        (0, 0, m) => format!("{m}m"),
        (0, h, m) => format!("{h}h{m:02}"),
        (d, _, _) if d > 999 => "999d+".to_owned(),
        (d, _, _) => format!("{d}d"),
    }
}

pub(in crate::i18n) const EN: Screen = Screen {
    product: "dutydesk",
    panes: ["Papers", "Issues", "Transfers", "Volunteers"],
    weekdays: ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
    date: |month, day, weekday| {
        const MONTHS: [&str; 12] =
            ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
        let month = usize::try_from(month).ok().and_then(|month| MONTHS.get(month.wrapping_sub(1)));
        format!("{weekday} {day} {}", month.copied().unwrap_or_default())
    },
    leader: "Leader",
    primary: "On duty",
    secondary: "Second",
    officer: "You",
    no_shift: "no shift on duty",
    link: ["live", "frozen", "no data", "read only"],
    overdue: "late",
    unacknowledged: "unseen",
    open: "open",
    free: "free",
    shelved: "snoozed",

    next_to_lose: "NEXT TO LOSE",
    nothing_to_lose: "No deadline is near",
    left: |minutes| format!("{} left", span(minutes)),
    late: |minutes| if minutes == 0 { "just late".to_owned() } else { format!("{} late", span(minutes)) },
    left_short: short,
    late_short: |minutes| if minutes == 0 { "now late".to_owned() } else { format!("-{}", short(minutes)) },
    call: |name, phone| if phone.is_empty() { format!("ask {name}") } else { format!("call {name} {phone}") },
    held_by: |name| format!("with {name}"),
    held_by_nobody: "nobody has taken it",

    document_heads: ["Urgency", "Due", "Title", "From", "Number", "State", "With"],
    issue_heads: ["Kind", "Due", "Matter", "Place", "With", "State", "No.", "Sort"],
    run_heads: ["Port", "Arrival", "Pax", "Arrives", "Speak", "Vehicle", "Volunteers", "State", "Trouble"],
    volunteer_heads: ["Name", "Speaks", "State", "Until", "7 d", "On", "Telephone"],
    interpreter: "hired",
    incomplete: "incomplete",

    nothing_open: "Nothing to do",
    no_data: "No data",
    signed_of: |signed, all| format!("signed {signed}/{all}"),
    no_match: |filter| format!("Nothing matches \"{filter}\""),
    reading: "Reading",
    ghost: |by, at, state| format!("{by} dealt with it at {at}, now {state}"),
    filtered: |filter| format!("filter \"{filter}\""),
    marked: |count| format!("{count} marked"),
    sorts: ["by urgency", "by due time", "newest first", "by group"],

    cover: "Language cover",
    uncovered: |hours| format!("none at {hours} h"),
    uncovered_all: "none all day",
    now: "now",
    people: |count| format!("{count} people"),

    preview: "Details",
    preview_empty: "Nothing is selected",
    labels: Labels {
        state: "State",
        urgency: "Urgency",
        deadlines: "Deadlines",
        done_at: |at| format!("done at {at}"),
        issuer: "From",
        number: "Number",
        receipt: "Receipt",
        register: "Register",
        doc_type: "Type",
        received: "Received",
        written: "Dated",
        stated_due: "Due in text",
        source: "Source",
        copies: |count| format!("{count} more {} of it came", if count == 1 { "copy" } else { "copies" }),
        attention: "Notice",
        holder: "Taken by",
        lead: "Lead",
        assist: "Assist",
        proposal: "Proposal",
        instruction: "Instruction",
        backfill: "In writing by",
        answer: "Answer",
        outcome: "Outcome",
        return_reason: "Returned for",
        note: "Remark",
        missing: "To fill in",
        changed: "Last change",
        place: "Place",
        unit: "Unit",
        severity: "Severity",
        evidence: "Evidence",
        detail: "More",
        due: "Due",
        port: "Port",
        site: "Site",
        vehicle: "Vehicle",
        driver: "Driver",
        volunteers: "Volunteers",
        people: "People",
        languages: "Languages",
        phone: "Telephone",
    },
    history: "History",
    more: |lines| if lines == 1 { "1 more line".to_owned() } else { format!("{lines} more lines") },

    dialogs: Dialogs {
        filter: "Filter",
        filter_help: "Chinese, pinyin or initials; Enter keeps it, Esc drops it",
        capture: "New paper",
        capture_help: "Enter records it  Esc keeps a draft  e.g. 特急 市防指 通知 核酸检测 限18:00; or paste a message",
        unsaid: "not said",
        assumed: " (not said)",
        sender: "From",
        kept_whole: |lines, chars| format!("the whole text, {lines} lines, {chars} characters"),
        targets: |title, count| {
            if count > 1 { format!("{title} and {} more", count - 1) } else { title.to_owned() }
        },
        required: "required",
        optional: "optional",
        form_keys: "Enter next  Tab switch  ↑↓ choose  Esc cancel (keeps a draft)",
        last_field_keys: "Enter do it  Tab switch  ↑↓ choose  Esc cancel (keeps a draft)",
        more_fields_keys: "Enter do it  Tab the rest  ↑↓ choose  Esc cancel (kept as a draft)",
        batch: |verb, count| format!("{verb}: {count} items"),
        left_alone: |count| format!("{count} more are left alone, see the end"),
        left_alone_why: ["does not apply", "snoozed, stays so"],
        batch_keys: "Enter do it  Esc cancel",
        conflict: "Somebody was first",
        conflict_of: |verb| format!("Not done: {verb}. Somebody was first"),
        conflict_note: "Nothing of yours was applied. See what was done, then decide whether to do yours again.",
        conflict_state: |seen, found, state| {
            format!("you saw version {seen}, it is at version {found} now: {state}")
        },
        conflict_keys: "Enter understood  j k scroll",
        palette: "Commands",
        help: "Keys and commands",
        nothing_found: "No command matches",
        finder_keys: "↑↓ choose  Enter run  Esc close",
        timeline_keys: "j k scroll  Esc close",
        confirm: "Are you sure?",
        confirm_keys: "y yes  n no",
        yes: "yes",
        no: "no",
        args: [
            "Unit",
            "Until",
            "Words",
            "Reason",
            "Outcome",
            "Leader",
            "Leader's words",
            "Action or info",
            "How given",
            "Assisting",
        ],
        report_args: ["asked", "answered by", "sent to", "unit and post", "read back?", "elements"],
        meeting_args: ["Owner", "Item", "Action items", "Minutes", "New time"],
        visit_args: ["files", "bus feedback", "answered for by"],
        no_choice: "nothing matches; change it, or clear it to see all",
        told: ["To whom", "What to tell"],
        readers: "Readers",
        place: "Where it is",
        good: "Done",
        bad: "Not done",
        alarm: "Alarm",
    },
};
