"""Every source, and what cites it."""

WORDS = {
    "title": "依据",
    "cited": "引用 {n} 处",
    "each": "{grade} {n}",
    "counted": "共 {n} 条：{each}。",
    "none": "没有匹配的依据。",
    "original_title": "原标题",
    "issuer": "谁说的",
    "number": "文号",
    "date": "日期",
    "in_effect_from": "施行",
    "how_sure": "可靠程度",
    "link": "链接",
    "how_read": "怎样读到的",
    "last_checked": "核对于",
    "filed_under": "收录在",
    "cited_by": "引用它的",
}
