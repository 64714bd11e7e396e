//! Words of intake: progress, watched folders and the notes beside files, column maps, clearances.

/// Words of intake.
#[derive(Debug)]
pub struct Intake {
    /// How far it is: rows, refused, rows a second.
    pub progress: fn(rows: u64, refused: usize, rate: u64) -> String,
    /// Stopped by the operator: rows kept, rows left in the file being read, files not begun.
    pub stopped: fn(kept: u64, left: u64, files: usize) -> String,
    /// Follows on a refusal for a marking: the other way than the 机要 channel.
    pub clearance: &'static str,
    /// The same for a line of text.
    pub clearance_text: &'static str,
    /// A column map was saved: its name and the file.
    pub map_saved: fn(name: &str, file: &str) -> String,
    /// There is no column map of this name.
    pub unknown_map: fn(&str) -> String,
    /// A column map of this name is there already.
    pub map_exists: fn(&str) -> String,
    /// The configuration at this place (file and line) leaves no room for a further column map.
    pub map_no_room: fn(&str) -> String,
    /// A name that a column map cannot have.
    pub map_name: fn(&str) -> String,
    /// `--save-map` wants headings and fields, not a name.
    pub map_to_save: &'static str,
    /// Watched folders.
    pub watch: Watch,
    /// Clearances.
    pub clear: Clear,
}

/// Words of a watched folder.
#[derive(Debug)]
pub struct Watch {
    /// It waits for files in this folder.
    pub begun: fn(&str) -> String,
    /// It was stopped; files that wait.
    pub ended: fn(usize) -> String,
    /// A file was taken in and moved: file, sentence of the counts, where it is now.
    pub done: fn(file: &str, counts: &str, now: &str) -> String,
    /// A file was refused whole and moved.
    pub quarantined: fn(file: &str, now: &str) -> String,
    /// A file with a marking was left where it is; the note beside it.
    pub left: fn(file: &str, note: &str) -> String,
    /// A file could not be taken or moved just now; why. It is tried again.
    pub again: fn(file: &str, why: &str) -> String,
    /// The folder is gone.
    pub gone: fn(&str) -> String,
    /// The note beside a file that was refused whole.
    pub note_refused: fn(file: &str, reasons: &str) -> String,
    /// The note beside a file some rows of which were refused.
    pub note_partly: fn(file: &str, counts: &str, reasons: &str) -> String,
    /// The note beside a file with a marking.
    pub note_classified: fn(counts: &str, reasons: &str) -> String,
}

/// Words of clearances.
#[derive(Debug)]
pub struct Clear {
    /// The first officer has said so: place, and until when a second one may.
    pub proposed: fn(place: &str, until: &str) -> String,
    /// The second officer has said so too.
    pub confirmed: fn(place: &str, until: &str) -> String,
    /// It was cleared before.
    pub stands: fn(place: &str) -> String,
    /// Nothing there looks classified.
    pub not_marked: fn(place: &str) -> String,
}

pub(super) const ZH_CN: Intake = Intake {
    progress: |rows, refused, rate| format!("{rows} 行  拒收 {refused}  {rate} 行/秒"),
    stopped: |kept, left, files| {
        let left = if left > 0 { format!(",至少还有 {left} 行未登记") } else { String::new() };
        let files = if files > 0 { format!(",另有 {files} 个文件未读") } else { String::new() };
        format!("已中止:{kept} 行已入库{left}{files}。再次执行同一命令即可续上,已入库的不会重复登记。")
    },
    clearance: "涉密内容请走机要渠道。确属误判的,由两名值班员先后各持原文办理:dutydesk clear 文件:行号 --reason 理由\
                (整份文件不写行号);24 小时内再登记即可。",
    clearance_text: "涉密内容请走机要渠道。确属误判的,由两名值班员先后各持原文办理:dutydesk clear --text - --reason 理由;\
                     24 小时内再登记即可。",
    map_saved: |name, file| format!("已存入 {file},以后用 --map {name}。"),
    unknown_map: |name| format!("配置中没有表头对照“{name}”([intake.maps.{name}]),未登记。"),
    map_exists: |name| format!("已有表头对照“{name}”,未作覆盖。请另取名称,或改写配置文件。"),
    map_no_room: |place| {
        format!(
            "{place}: 此处用花括号写成一行,后面不能再接 [intake.maps] 一节。对照未存,文件未改,未登记。\
             请改用 [intake.maps.名称] 分节书写后重试。"
        )
    },
    map_name: |name| format!("表头对照不能叫“{name}”:不能为空,不能含 = , 或换行。"),
    map_to_save: "--save-map 要与写明表头和字段的 --map 同用,如 --map 事项=title --save-map 区府。",
    watch: Watch {
        begun: |dir| format!("正在守候 {dir}:写完的文件随到随登。Ctrl-C 结束。"),
        ended: |files| match files {
            0 => "已停止守候,没有遗留文件。".to_owned(),
            _ => format!("已停止守候,还有 {files} 个文件未登记,仍在原处;再次守候时续办。"),
        },
        done: |file, counts, now| format!("{file}:{counts} → {now}"),
        quarantined: |file, now| format!("{file}:整份拒收 → {now}"),
        left: |file, note| {
            format!("{file}:带有密级标志,未保存任何内容,文件原封未动。请交机要部门;说明见 {note}")
        },
        again: |file, why| format!("{file}:暂未登记({why})。文件仍在原处,稍后再试。"),
        gone: |dir| format!("目录 {dir} 不在了,不再守候。已登记的均已入库;请恢复目录后重新守候。"),
        note_refused: |file, reasons| {
            format!(
                "{file} 整份未能登记。\n\n原因:\n{reasons}\n\n文件未作改动,一行也没有入库。\n改正后再放进守候目录,\
                 即会重新登记;不再需要时可连同本说明删除。\n"
            )
        },
        note_partly: |file, counts, reasons| {
            format!(
                "{file}:{counts}\n\n下列各行未能登记(文件:行号 原因):\n{reasons}\n\n其余各行均已入库,文件未作改动。\n\
                 改正这些行后把文件再放进守候目录:已入库的行不会重复登记。\n"
            )
        },
        note_classified: |counts, reasons| {
            format!(
                "本文件带有密级标志。{counts}\n\n{reasons}\n\n带密级标志的内容一概没有保存,文件原封未动,仍在此处。\n\
                 1. 涉密的:请立即按机要渠道移交,并从此目录取走。\n2. 确属误判的:由两名值班员先后各持原文执行\n\
                 \x20  dutydesk clear 文件:行号 --reason 理由(整份文件不写行号),\n   然后删除本说明,文件即重新登记。\n"
            )
        },
    },
    clear: Clear {
        proposed: |place, until| {
            format!("{place}:已提请核放,未保存内容。须由另一名值班员在 {until} 前持原文再办一次。")
        },
        confirmed: |place, until| format!("{place}:已由两人核放。请在 {until} 前登记。"),
        stands: |place| format!("{place}:早已核放,可以登记。"),
        not_marked: |place| format!("{place}:没有因密级标志被拒收的内容,无需核放。请核对文件和行号。"),
    },
};

pub(super) const EN: Intake = Intake {
    progress: |rows, refused, rate| format!("{rows} rows  {refused} refused  {rate}/s"),
    stopped: |kept, left, files| {
        let left = if left > 0 { format!(", at least {left} are left") } else { String::new() };
        let files = if files > 0 { format!(", {files} file(s) were not begun") } else { String::new() };
        format!(
            "stopped: {kept} rows are in the store{left}{files}. Run the same command again to go on; what is there is \
             not taken twice."
        )
    },
    clearance: "What is classified belongs to the 机要 channel. If it merely looks so, two officers, one after the other \
                and each with the content in hand, run dutydesk clear FILE:ROW --reason REASON (no row for a whole \
                file); then take it in again within 24 hours.",
    clearance_text: "What is classified belongs to the 机要 channel. If it merely looks so, two officers, one after the \
                     other, run dutydesk clear --text - --reason REASON; then take it in again within 24 hours.",
    map_saved: |name, file| format!("saved in {file}; use it as --map {name}."),
    unknown_map: |name| {
        format!("there is no column map `{name}` ([intake.maps.{name}]). Nothing was taken in.")
    },
    map_no_room: |place| {
        format!(
            "{place}: written in braces, so no section [intake.maps] can follow. The map was not saved, the file was \
             left as it is, nothing was taken in. Write it as a section [intake.maps.NAME] and try again."
        )
    },
    map_exists: |name| {
        format!(
            "there is a column map `{name}` already; it was left alone. Choose another name, or edit the file."
        )
    },
    map_name: |name| format!("a column map cannot be called `{name}`: not empty, no = , or line break."),
    map_to_save: "--save-map needs a --map with headings and fields, e.g. --map Matter=title --save-map county.",
    watch: Watch {
        begun: |dir| {
            format!("waiting for files in {dir}; each is taken in once it is complete. Ctrl-C ends.")
        },
        ended: |files| match files {
            0 => "stopped waiting; no file is left over.".to_owned(),
            _ => format!(
                "stopped waiting; {files} file(s) are where they were and will be taken in next time."
            ),
        },
        done: |file, counts, now| format!("{file}: {counts} -> {now}"),
        quarantined: |file, now| format!("{file}: refused whole -> {now}"),
        left: |file, note| {
            format!(
                "{file} bears a classification marking; nothing of that was kept, and the file was left alone. Hand it \
                 over to the 机要 office; see {note}"
            )
        },
        again: |file, why| {
            format!("{file} was not taken in yet ({why}). It is where it was and is tried again.")
        },
        gone: |dir| {
            format!(
                "the folder {dir} is gone. What was taken in is in the store; bring it back and start again."
            )
        },
        note_refused: |file, reasons| {
            format!(
                "{file} was refused whole.\n\nWhy:\n{reasons}\n\nThe file was not changed, and no row of it is in the \
                 store.\nCorrect it and put it into the watched folder again, or delete it and this note.\n"
            )
        },
        note_partly: |file, counts, reasons| {
            format!(
                "{file}: {counts}\n\nThese rows were not taken (file:row, why):\n{reasons}\n\nAll others are in the \
                 store; the file was not changed.\nCorrect the rows and put the file into the watched folder again: \
                 what is there is not taken twice.\n"
            )
        },
        note_classified: |counts, reasons| {
            format!(
                "This file bears a classification marking. {counts}\n\n{reasons}\n\nNothing of what is marked was kept; \
                 the file was not changed and is still here.\n1. If it is classified: hand it over by the 机要 channel \
                 now, and take it out of this folder.\n2. If it merely looks so: two officers, one after the other and \
                 each with the content in hand, run\n   dutydesk clear FILE:ROW --reason REASON (no row for a whole \
                 file),\n   then delete this note, and the file is taken in again.\n"
            )
        },
    },
    clear: Clear {
        proposed: |place, until| {
            format!(
                "{place}: proposed; no content was kept. Another officer must do the same with it in hand before {until}."
            )
        },
        confirmed: |place, until| format!("{place}: cleared by two officers. Take it in before {until}."),
        stands: |place| format!("{place}: was cleared before and may come in."),
        not_marked: |place| {
            format!(
                "{place}: nothing there was refused for a marking, so there is nothing to clear. Check file and row."
            )
        },
    },
};
