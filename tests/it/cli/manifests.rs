//! Lists of passengers: little is kept of them, masked, beside the journal, and not for long.

use std::os::unix::fs::PermissionsExt;

use super::Office;

const LIST: &str = "姓名,护照号码,联系电话,语种,国籍\n\
    Marie Dubreuil,FR12345678,13812341234,法语,法国\n\
    张三丰,E87654321,13987654321,,中国\n\
    ,E00000000,,,\n";

#[test]
fn a_list_is_kept_masked_beside_the_journal_and_removed_when_its_time_has_come() {
    let office = Office::new();
    let made = office.at_night(&[
        "record",
        "run",
        "port=盐田港码头",
        "site=haibin",
        "pick_up=04:00",
        "passengers=2",
        "--json",
    ]);
    let id = made.code(0).json()["id"].as_str().expect("an id").to_owned();
    office.write("list.csv", LIST);
    let take = ["intake", "--as", "manifest", "list.csv"];
    office.at_night(&take).code(2);
    let with_run: Vec<&str> = take.iter().copied().chain(["--run", &id, "--json"]).collect();
    let dry: Vec<&str> = with_run.iter().copied().chain(["--dry-run"]).collect();
    assert_eq!(office.at_night(&dry).code(8).json()["people"], 2);
    assert!(office.at_night(&["show", &id, "--json"]).code(0).json().get("manifest").is_none());
    let taken = office.at_night(&with_run).code(8).json();
    assert_eq!((taken["people"].as_u64(), taken["left_out"].as_u64()), (Some(2), Some(1)));

    let shown = office.at_night(&["show", &id]).code(0).out;
    for part in ["张＊", "****4321", "139****4321", "****5678", "法语"] {
        assert!(shown.contains(part), "{part}: {shown}");
    }
    for secret in ["三丰", "Dubreuil", "12345678", "13812341234"] {
        assert!(!shown.contains(secret), "{secret}: {shown}");
    }
    // Neither the journal nor its tables have a name, and nobody else may read the list.
    let store = office.path(".local/share/dutydesk/desk.db");
    let bytes = std::fs::read(&store).expect("a store");
    let wal = std::fs::read(store.with_extension("db-wal")).unwrap_or_default();
    for secret in ["三丰", "Dubreuil", "13812341234"] {
        let found = [&bytes, &wal]
            .into_iter()
            .any(|all| all.windows(secret.len()).any(|part| part == secret.as_bytes()));
        assert!(!found, "{secret}");
    }
    let mut beside = store.clone().into_os_string();
    beside.push(format!(".manifests/{id}.json"));
    let kept = std::fs::read_to_string(&beside).expect("a list");
    assert!(!kept.contains("12345678") && !kept.contains("13812341234"), "{kept}");
    assert_eq!(std::fs::metadata(&beside).expect("a list").permissions().mode() & 0o777, 0o600);

    office.at_night(&["do", "cancel", &id, "--reason", "航班取消"]).code(0);
    let purge = |at: &str| office.run(&["purge", "--json", "--at", at]).code(0).json()["purged"].clone();
    assert_eq!(purge("2020-04-20T12:00:00+08:00"), serde_json::json!([]), "fourteen days are not over");
    assert!(std::fs::exists(&beside).expect("a folder"));
    assert_eq!(purge("2020-04-21T12:00:00+08:00"), serde_json::json!([id]));
    assert!(!std::fs::exists(&beside).expect("a folder"));
    assert_eq!(purge("2020-04-21T13:00:00+08:00"), serde_json::json!([]), "once");
    let shown = office.run(&["show", &id, "--at", "2020-04-21T13:00:00+08:00"]).code(0).out;
    assert!(shown.contains("removed") && !shown.contains("张＊"), "{shown}");
    // A run that is over takes no list, and nothing of it stays behind.
    office
        .run(&["intake", "--as", "manifest", "list.csv", "--run", &id, "--at", "2020-04-22T12:00:00+08:00"])
        .code(7);
    assert!(!std::fs::exists(&beside).expect("a folder"));
    office.run(&["verify"]).code(0);
}

#[test]
fn a_list_that_an_undo_took_out_of_the_journal_is_removed_too() {
    let office = Office::new();
    let made = office.at_night(&[
        "record",
        "run",
        "port=yantian",
        "site=haibin",
        "pick_up=04:00",
        "passengers=2",
        "--json",
    ]);
    let id = made.code(0).json()["id"].as_str().expect("an id").to_owned();
    office.write("list.csv", "姓名,语种\n张三丰,法语\n");
    office.at_night(&["intake", "--as", "manifest", "list.csv", "--run", &id]).code(0);
    office.at_night(&["do", "undo"]).code(0);
    assert_eq!(office.at_night(&["purge", "--json"]).code(0).json()["purged"], serde_json::json!([]));
    let list = office.path(&format!(".local/share/dutydesk/desk.db.manifests/{id}.json"));
    let long_ago = std::time::SystemTime::now() - std::time::Duration::from_secs(7_200);
    std::fs::File::options().write(true).open(&list).expect("a list").set_modified(long_ago).expect("a time");
    assert_eq!(office.at_night(&["purge", "--json"]).code(0).json()["purged"], serde_json::json!([id]));
    assert!(!list.exists());
}
