//! What the panes, the band and the preview are told.

use dutydesk::view::{Only, Sort};

use super::*;

/// Five papers of different urgency; their serial numbers rise with the time they came.
fn five() -> (Desk, Vec<Id>) {
    let mut desk = Desk::new();
    let papers = [
        ("关于盐田港口接待方案的请示", Urgency::Routine),
        ("重庆航班入境人员转运通知", Urgency::Flash),
        ("疫情防控简报", Urgency::Priority),
        ("盐田区核酸检测安排", Urgency::Immediate),
        ("值班表", Urgency::Routine),
    ];
    let ids =
        (1..).zip(papers).map(|(serial, (title, urgency))| desk.received(serial, title, urgency)).collect();
    (desk, ids)
}

const BY_URGENCY: [&str; 5] = [
    "重庆航班入境人员转运通知",
    "盐田区核酸检测安排",
    "疫情防控简报",
    "关于盐田港口接待方案的请示",
    "值班表",
];

#[test]
fn the_most_urgent_comes_first_and_a_window_is_a_part_of_that() {
    let (desk, _) = five();
    let reader = desk.reader();
    assert_eq!(titles(&documents(&reader, list(9))), BY_URGENCY);
    let window = documents(&reader, ListQuery { offset: 1, ..list(2) });
    assert_eq!((titles(&window), window.total, window.offset), (BY_URGENCY[1..3].to_vec(), 5, 1));
    let beyond = documents(&reader, ListQuery { offset: 99, ..list(2) });
    assert_eq!((titles(&beyond), beyond.offset), (BY_URGENCY[3..].to_vec(), 3));
}

#[test]
fn other_orders() {
    let (desk, ids) = five();
    let unit = policy().units.first().expect("a unit in the configuration").clone();
    desk.act(
        ids[4],
        DocumentCommand::Assign { lead: unit, assists: vec![], instruction: None, dispatch: None },
    );
    let reader = desk.reader();
    let first = |sort| documents(&reader, ListQuery { sort, ..list(1) }).rows.remove(0).title;
    assert_eq!(first(Sort::Newest), "值班表");
    assert_eq!(first(Sort::Due), "重庆航班入境人员转运通知");
    let grouped = documents(&reader, ListQuery { sort: Sort::Group, ..list(9) });
    assert_eq!(grouped.rows.last().unwrap().title, "值班表");
}

#[test]
fn closed_papers_follow_the_open_ones_when_asked_for() {
    let (desk, ids) = five();
    for id in [ids[1], ids[2]] {
        desk.act(id, give_back());
    }
    let reader = desk.reader();
    let open = documents(&reader, list(9));
    assert_eq!(titles(&open), ["盐田区核酸检测安排", "关于盐田港口接待方案的请示", "值班表"]);
    let all = documents(&reader, ListQuery { all: true, ..list(9) });
    let expected = [titles(&open), vec!["疫情防控简报", "重庆航班入境人员转运通知"]].concat();
    assert_eq!((titles(&all), all.total), (expected, 5));
    let across = documents(&reader, ListQuery { all: true, offset: 2, ..list(2) });
    assert_eq!(titles(&across), ["值班表", "疫情防控简报"]);
    let newest = documents(&reader, ListQuery { all: true, sort: Sort::Newest, ..list(2) });
    assert_eq!(titles(&newest), ["值班表", "盐田区核酸检测安排"]);
}

#[test]
fn the_window_follows_its_anchor() {
    let (desk, ids) = five();
    let reader = desk.reader();
    let anchored = |id, above| documents(&reader, ListQuery { anchor: Some((id, above)), ..list(2) });
    let window = anchored(ids[0], 1);
    assert_eq!((window.anchor_at, window.offset, titles(&window)), (Some(3), 2, BY_URGENCY[2..4].to_vec()));
    let top = anchored(ids[1], 5);
    assert_eq!((top.anchor_at, top.offset), (Some(0), 0));
    let filtered =
        documents(&reader, ListQuery { filter: "盐".into(), anchor: Some((ids[0], 0)), ..list(9) });
    assert_eq!((filtered.anchor_at, filtered.total), (Some(1), 2));
    desk.act(ids[3], give_back());
    let closed = ListQuery { all: true, anchor: Some((ids[3], 0)), ..list(9) };
    assert_eq!(documents(&reader, closed).anchor_at, Some(4));
}

#[test]
fn an_anchor_that_has_left_says_by_whose_hand() {
    let (desk, ids) = five();
    desk.act(ids[3], give_back());
    let reader = desk.reader();
    let query = ListQuery { anchor: Some((ids[3], 0)), offset: 1, ..list(2) };
    let window = documents(&reader, query.clone());
    let gone = window.anchor_gone.clone().expect("it has gone");
    assert_eq!((gone.stream, gone.state, gone.changed.by.as_str()), (stream(ids[3]), "returned", "甲"));
    assert_eq!((window.anchor_at, window.offset), (None, 1));
    let hidden = documents(&reader, ListQuery { filter: "简报".into(), anchor: Some((ids[0], 0)), ..query });
    assert_eq!((hidden.anchor_at, hidden.anchor_gone), (None, None));
}

#[test]
fn a_filter_finds_characters_pinyin_and_initials() {
    let (desk, ids) = five();
    desk.act(ids[4], DocumentCommand::Sign);
    let reader = desk.reader();
    for (filter, expected) in [
        ("盐", [BY_URGENCY[1], BY_URGENCY[3]].as_slice()),
        ("盐田", &[BY_URGENCY[1], BY_URGENCY[3]]),
        ("盐田港", &[BY_URGENCY[3]]),
        ("ytgk", &[BY_URGENCY[3]]),
        ("cq", &[BY_URGENCY[0]]),
        ("zq", &[BY_URGENCY[0]]),
        ("yantian", &[BY_URGENCY[1], BY_URGENCY[3]]),
        ("2020-0001", &[BY_URGENCY[4]]),
        ("〔2020〕3号", &[BY_URGENCY[2]]),
        ("广东 简报", &[BY_URGENCY[2]]),
        ("没有的", &[]),
        ("…", &[]),
        ("\" OR *", &[]),
    ] {
        let window = documents(&reader, ListQuery { filter: filter.into(), ..list(9) });
        assert_eq!((titles(&window), window.total), (expected.to_vec(), expected.len()), "{filter}");
    }
}

#[test]
fn a_filter_over_everything_finds_what_is_closed() {
    let (desk, ids) = five();
    desk.act(ids[3], give_back());
    let reader = desk.reader();
    let open = documents(&reader, ListQuery { filter: "盐田".into(), ..list(9) });
    assert_eq!(titles(&open), [BY_URGENCY[3]]);
    let all = documents(&reader, ListQuery { filter: "盐田".into(), all: true, ..list(9) });
    assert_eq!(titles(&all), [BY_URGENCY[3], BY_URGENCY[1]]);
}

#[test]
fn the_band_counts_what_counts_now() {
    let (desk, ids) = five();
    let reader = desk.reader();
    let before = overview(&reader, night());
    assert_eq!((before.seq, before.as_of), (5, Some(night())));
    assert_eq!(before.open_by_urgency, [1, 1, 1, 0, 2]);
    assert_eq!((before.open_by_pane, before.unacknowledged_by_pane), ([5, 0, 0, 0], [5, 0, 0, 0]));
    assert_eq!(before.overdue_by_pane, [0; 4]);
    let next = before.next_to_lose.expect("a deadline");
    assert_eq!((next.stream, next.due.kind), (stream(ids[1]), "sign"));

    desk.act(ids[1], DocumentCommand::Sign);
    let until = night() + TimeDelta::hours(1);
    desk.act(ids[2], DocumentCommand::Notice(NoticeCommand::Shelve { until, reason: None, wake: None }));
    let after = overview(&reader, night());
    assert_eq!((after.unacknowledged_by_pane[0], after.shelved), (3, 1));
    let silence = policy().limits.flash.ack_silences.max(TimeDelta::hours(1));
    let late = overview(&reader, night() + silence + TimeDelta::minutes(1));
    assert_eq!((late.unacknowledged_by_pane[0], late.shelved), (5, 0));
    assert!(late.overdue_by_pane[0] >= 2, "{late:?}");
}

#[test]
fn what_was_missed_hides_nothing_that_can_be_saved_soon_but_whatever_is_far_away() {
    let mut desk = Desk::new();
    let flash = desk.received(1, "封闭卡口", Urgency::Flash);
    let routine = desk.received(2, "清明安排", Urgency::Routine);
    desk.act(flash, DocumentCommand::Sign);
    desk.act(flash, DocumentCommand::TellLeader { leader: None, words: None });
    let next = |minutes| {
        let band = overview(&desk.reader(), night() + TimeDelta::minutes(minutes));
        band.next_to_lose.map(|next| (next.stream, next.due.kind))
    };
    assert_eq!(next(0), Some((stream(flash), "dispatch")));
    assert_eq!(next(45), Some((stream(flash), "dispatch")), "missed, and nothing else is near");
    let paper = desk.reader().entity(stream(routine)).unwrap().expect("a paper");
    let (soon, _) = paper.state.next_due().expect("a deadline");
    let near = (soon - night()).num_minutes() - 30;
    assert_eq!(next(near), Some((stream(routine), "sign")));
}

#[test]
fn what_is_overdue_is_counted_as_it_is_listed_at_any_time() {
    let (desk, ids) = five();
    desk.act(ids[0], DocumentCommand::Sign);
    desk.act(ids[3], give_back());
    let reader = desk.reader();
    let mut counts = Vec::new();
    for hours in (-30..240).step_by(5) {
        let now = night() + TimeDelta::hours(hours);
        let list = ListQuery { only: Only::Overdue, ..list(9) };
        let query = Query::Pane { pane: PaneKind::Documents, list, ticket: 3 };
        let Answer::Pane { rows: PaneRows::Documents(window), .. } = answer(&reader, now, &query) else {
            panic!("not a window of papers")
        };
        let counted = overview(&reader, now).overdue_by_pane[0];
        assert_eq!(counted as usize, window.total, "{now}");
        counts.push(counted);
    }
    assert!(counts.is_sorted() && counts[0] == 0 && counts.last() == Some(&4), "{counts:?}");
}

#[test]
fn the_band_tells_what_others_did_but_not_oneself() {
    let (desk, ids) = five();
    let reader = desk.reader();
    committed(desk.store.submit(Submission { officer: officer("乙"), ..of(ids[0], take()) }));
    desk.act(ids[1], DocumentCommand::Sign);
    let recent = overview(&reader, night()).recent;
    assert_eq!(recent.iter().map(|item| item.seq).collect::<Vec<_>>(), [7, 5, 4, 3, 2]);
    assert!(recent.iter().all(|item| item.by == "甲"));
}

#[test]
fn the_preview_has_the_whole_history() {
    let (desk, ids) = five();
    desk.act(ids[0], DocumentCommand::Sign);
    let reader = desk.reader();
    let query = Query::Detail { stream: stream(ids[0]), ticket: 8 };
    let Answer::Detail { ticket: 8, detail: Some(detail) } = answer(&reader, night(), &query) else {
        panic!("no detail")
    };
    assert_eq!(detail.timeline.iter().map(|item| item.version).collect::<Vec<_>>(), [1, 2, 3, 4]);
    assert_eq!((detail.entity.version, detail.due.map(|due| due.kind)), (4, Some("dispatch")));
    let missing = Query::Detail { stream: Stream::new(Kind::Run, ids[0]), ticket: 1 };
    assert!(matches!(answer(&reader, night(), &missing), Answer::Detail { detail: None, .. }));
}

#[test]
fn a_list_can_be_narrowed() {
    let (desk, ids) = five();
    desk.act(ids[1], DocumentCommand::Sign);
    committed(desk.store.submit(Submission { officer: officer("乙"), ..of(ids[0], take()) }));
    let reader = desk.reader();
    let narrowed = |only, filter: &str| {
        let list = ListQuery { only, filter: filter.into(), ..list(9) };
        titles(&documents(&reader, list)).into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(narrowed(Only::Unacknowledged, ""), BY_URGENCY[1..]);
    assert_eq!(narrowed(Only::HeldBy("乙".to_owned()), ""), [BY_URGENCY[3]]);
    assert_eq!(narrowed(Only::Unacknowledged, "盐"), [BY_URGENCY[1], BY_URGENCY[3]]);
    assert!(narrowed(Only::Overdue, "").is_empty());
}

#[test]
fn all_that_match_can_be_marked() {
    let (desk, ids) = five();
    let list = ListQuery { filter: "盐田".into(), ..list(1) };
    let query = Query::Matching { pane: PaneKind::Documents, list };
    let Answer::Matching { rows, .. } = answer(&desk.reader(), night(), &query) else { panic!("no rows") };
    let targets: Vec<_> = rows.iter().map(|row| (row.stream, row.version, row.title.as_str())).collect();
    assert_eq!(targets, [(stream(ids[3]), 1, BY_URGENCY[1]), (stream(ids[0]), 1, BY_URGENCY[3])]);
}

#[test]
fn papers_are_looked_up_by_number_id_and_start_of_id() {
    let (desk, ids) = five();
    desk.act(ids[2], DocumentCommand::Sign);
    let reader = desk.reader();
    let id = ids[2].to_string();
    for text in ["2020-0001", &id, &id.to_lowercase(), &id[..20], &stream(ids[2]).to_string()] {
        assert_eq!(reader.lookup(text, 9).unwrap(), [stream(ids[2])], "{text}");
    }
    assert_eq!(reader.lookup(&id[..6], 9).unwrap().len(), 5);
    assert!(reader.lookup("2020-0009", 9).unwrap().is_empty());
    assert_eq!(reader.last_entry_of(stream(ids[2])).unwrap(), Some((6, "甲".to_owned())));
    assert_eq!(reader.search("yantian", 9).unwrap().len(), 2);
}
