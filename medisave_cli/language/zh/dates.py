"""Dates that are none."""

WORDS = {
    "none": "{name} 的日期“{typed}”不存在，请写成 2026-11-22",
    "ambiguous": "{name} 的日期“{typed}”分不清年月日，请写成 2026-11-22",
    "too_far": "开始日期 {day} 太远，请填 {first} 到 {last} 年之间的日期",
}
