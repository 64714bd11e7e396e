//! Names of the figures.

use chrono::NaiveDate;

/// Names of the figures.
#[derive(Debug)]
pub struct Figures {
    /// Heads the figures of a period; without a first day, of everything until its last day.
    pub heading: fn(Option<NaiveDate>, NaiveDate) -> String,
    /// Names of figures without a point in their stable name, and of their parts.
    names: &'static [(&'static str, &'static str)],
    /// Beginnings of the names of figures of which any value may follow, and what stands before the value.
    parts: &'static [(&'static str, &'static str)],
    /// Names of such values.
    values: &'static [(&'static str, &'static str)],
    /// Words of the trends.
    pub trends: super::trends::Trends,
    /// Median and longest time from receipt to signature of an urgency.
    time_to_sign: [fn(&str) -> String; 2],
    /// Words of the times of steps.
    times: super::times::Times,
    /// Between an urgency and its step.
    between: &'static str,
    /// Names of urgencies.
    urgencies: &'static [(&'static str, &'static str)],
}

impl Figures {
    /// What people call the figure with this stable name; the stable name itself where nothing is known of it.
    pub fn name(&self, stable: &str) -> String {
        let find = |table: &[(&str, &'static str)], name: &str| {
            table.iter().find(|(known, _)| *known == name).map(|(_, text)| *text)
        };
        if let Some(name) = find(self.names, stable) {
            return name.to_owned();
        }
        let step = stable.strip_prefix("step_times.").and_then(|rest| rest.split_once('.'));
        if let Some((urgency, part)) = step
            && let Some(part) = self.times.part(part)
        {
            return format!("{}{}{part}", find(self.urgencies, urgency).unwrap_or(urgency), self.between);
        }
        let time = stable.strip_prefix("time_to_sign.").and_then(|rest| rest.split_once('.'));
        let part = self.parts.iter().find_map(|(prefix, words)| Some((stable.strip_prefix(prefix)?, words)));
        match time {
            None if part.is_some() => part.map_or_else(String::new, |(value, words)| {
                format!("{words}{}", find(self.values, value).unwrap_or(value))
            }),
            Some((urgency, which)) => {
                let urgency = find(self.urgencies, urgency).unwrap_or(urgency);
                self.time_to_sign[usize::from(which.starts_with("max"))](urgency)
            }
            None => stable.to_owned(),
        }
    }
}

pub(super) const ZH_CN: Figures = Figures {
    heading: |from, to| match from {
        Some(from) => format!("{from} 至 {to} 数据"),
        None => format!("截至 {to} 数据"),
    },
    names: &[
        ("documents_handled", "处理上级文件"),
        ("documents_completed", "其中已办结"),
        ("daily_bulletins", "《防控简报》(期)"),
        ("info_reports", "报送信息"),
        ("info_reports.practice", "　经验类"),
        ("info_reports.problem", "　问题建议类"),
        ("info_reports.adopted", "　获采用"),
        ("activities", "领导调研和公务活动"),
        ("meetings", "指挥部会议"),
        ("inspections", "督查次数"),
        ("inspection_bulletins", "《督查简报》(期)"),
        ("findings", "发现问题"),
        ("findings.closed", "　已整改销号"),
        ("recommendations", "提出建议"),
        ("bus_routes", "高峰检查公交线路"),
        ("bus_routes.lines", "　线路"),
        ("bus_routes.fed_back", "　已反馈交通部门(次)"),
        ("supervised", "督办件"),
        ("supervised.state_council", "　国务院大督查"),
        ("supervised.city_party", "　市委督查室"),
        ("supervised.city_government", "　市政府督查室"),
        ("special_reports", "督查专报"),
        ("feedback_on_time_percent", "按时反馈率(%,按原定时限)"),
        ("feedback.owed", "　应反馈"),
        ("feedback.on_time", "　按时反馈"),
        ("feedback.extended", "　曾延期"),
        ("feedback.solved", "　已办结"),
        ("volunteers", "志愿者"),
        ("volunteers.en", "　英语"),
        ("volunteers.ja", "　日语"),
        ("volunteers.ru", "　俄语"),
        ("volunteers.ko", "　韩语"),
        ("volunteers.fr", "　法语"),
        ("volunteers.de", "　德语"),
        ("interpreters", "聘请翻译"),
        ("ports", "值守口岸"),
        ("service_cases", "获致谢的服务个案"),
        ("online_items", "网络宣传(条)"),
        ("posters", "海报"),
        ("handbooks", "英文手册"),
        ("recommendations_adopted", "　获采纳"),
        ("publications", "宣传(件)"),
        ("trainings", "培训"),
        ("requests", "诉求"),
        ("requests.medical", "　医疗"),
        ("requests.interpreting", "　翻译"),
        ("requests.living", "　生活"),
        ("requests.owed", "　应首次响应"),
        ("requests.on_time", "　按时响应"),
        ("requests.resolved", "　已解决"),
        ("tasks", "任务"),
        ("tasks.done", "　已完成"),
        ("dispatches", "发出通知"),
        ("dispatches.receipts_owed", "　应回执"),
        ("dispatches.receipts_on_time", "　按时回执"),
        ("emergencies", "紧急信息"),
        ("emergencies.phone_owed", "　应电话报"),
        ("emergencies.phoned_on_time", "　按时电话报"),
        ("emergencies.writing_owed", "　应书面报"),
        ("emergencies.written_on_time", "　按时书面报"),
    ],
    parts: &[
        ("volunteers.", "　"),
        ("publications.channel.", "　渠道:"),
        ("publications.language.", "　语种:"),
        ("publications.form.", "　形式:"),
    ],
    values: &[
        ("website", "网站"),
        ("wechat", "微信"),
        ("weibo", "微博"),
        ("online", "网络"),
        ("poster", "海报"),
        ("handbook", "手册"),
        ("zh", "中文"),
        ("en", "英文"),
        ("ja", "日文"),
        ("ko", "韩文"),
        ("ru", "俄文"),
        ("fr", "法文"),
        ("de", "德文"),
    ],
    trends: super::trends::ZH_CN,
    time_to_sign: [
        |urgency| format!("{urgency}签收用时中位数(分钟)"),
        |urgency| format!("{urgency}签收用时最长(分钟)"),
    ],
    times: super::times::ZH_CN,
    between: "",
    urgencies: &[
        ("flash", "特提"),
        ("immediate", "特急"),
        ("priority", "加急"),
        ("routine_urgent", "平急"),
        ("routine", "平件"),
    ],
};

pub(super) const EN: Figures = Figures {
    heading: |from, to| match from {
        Some(from) => format!("Figures from {from} to {to}"),
        None => format!("Figures as of {to}"),
    },
    names: &[
        ("documents_handled", "Papers from above"),
        ("documents_completed", "  completed"),
        ("daily_bulletins", "Daily bulletins"),
        ("info_reports", "Information reports"),
        ("info_reports.practice", "  on practice"),
        ("info_reports.problem", "  on problems, with suggestions"),
        ("info_reports.adopted", "  adopted above"),
        ("activities", "Field visits and official activities"),
        ("meetings", "Headquarters meetings"),
        ("inspections", "Inspections"),
        ("inspection_bulletins", "Inspection bulletins"),
        ("findings", "Findings"),
        ("findings.closed", "  rectified and closed"),
        ("recommendations", "Recommendations"),
        ("bus_routes", "Bus routes checked at the peaks"),
        ("bus_routes.lines", "  lines"),
        ("bus_routes.fed_back", "  told to the transport bureau"),
        ("supervised", "Supervised items"),
        ("supervised.state_council", "  State Council inspection"),
        ("supervised.city_party", "  city Party committee"),
        ("supervised.city_government", "  city government"),
        ("special_reports", "Special reports"),
        ("feedback_on_time_percent", "Feedback on time, % (by the original due time)"),
        ("feedback.owed", "  owed"),
        ("feedback.on_time", "  on time"),
        ("feedback.extended", "  extended"),
        ("feedback.solved", "  solved"),
        ("volunteers", "Volunteers"),
        ("volunteers.en", "  English"),
        ("volunteers.ja", "  Japanese"),
        ("volunteers.ru", "  Russian"),
        ("volunteers.ko", "  Korean"),
        ("volunteers.fr", "  French"),
        ("volunteers.de", "  German"),
        ("interpreters", "Hired interpreters"),
        ("ports", "Ports watched"),
        ("service_cases", "Service cases closed with thanks"),
        ("online_items", "Items online"),
        ("posters", "Posters"),
        ("handbooks", "Handbooks in English"),
        ("recommendations_adopted", "  adopted"),
        ("publications", "Publications"),
        ("trainings", "Trainings"),
        ("requests", "Guests' requests"),
        ("requests.medical", "  medical"),
        ("requests.interpreting", "  interpreting"),
        ("requests.living", "  living needs"),
        ("requests.owed", "  first responses owed"),
        ("requests.on_time", "  first responses on time"),
        ("requests.resolved", "  met"),
        ("tasks", "Tasks"),
        ("tasks.done", "  done"),
        ("dispatches", "Dispatches sent"),
        ("dispatches.receipts_owed", "  receipts owed"),
        ("dispatches.receipts_on_time", "  receipts on time"),
        ("emergencies", "Emergencies"),
        ("emergencies.phone_owed", "  telephone reports owed"),
        ("emergencies.phoned_on_time", "  telephone reports on time"),
        ("emergencies.writing_owed", "  written reports owed"),
        ("emergencies.written_on_time", "  written reports on time"),
    ],
    parts: &[
        ("volunteers.", "  "),
        ("publications.channel.", "  by channel: "),
        ("publications.language.", "  by language: "),
        ("publications.form.", "  by form: "),
    ],
    values: &[
        ("zh", "Chinese"),
        ("en", "English"),
        ("ja", "Japanese"),
        ("ko", "Korean"),
        ("ru", "Russian"),
        ("fr", "French"),
        ("de", "German"),
    ],
    trends: super::trends::EN,
    time_to_sign: [
        |urgency| format!("Minutes to sign, {urgency}: median"),
        |urgency| format!("Minutes to sign, {urgency}: longest"),
    ],
    times: super::times::EN,
    between: ": ",
    urgencies: &[
        ("flash", "flash"),
        ("immediate", "immediate"),
        ("priority", "priority"),
        ("routine_urgent", "routine urgent"),
        ("routine", "routine"),
    ],
};
