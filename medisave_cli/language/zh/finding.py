"""What may be meant by a person's own words."""

WORDS = {
    "nothing": "没有看懂“{typed}”是哪种情形；换个说法，或从 medisave statuses 里选",
    "is_a_topic": "“{typed}”问的是：{choice}",
    "unclear": "“{typed}”可能是：{choices}。请选一个",
    "status": "{label}（-s {id}）",
    "topic": "{label}（medisave {id}）",
    "title": "“{typed}”问的是什么",
    "lead_sure": "看懂了：",
    "lead_choose": "可能是下面几种，请选一种：",
    "lead_none": "没有看懂。换个说法，或用 medisave statuses 看全部情形。",
    "ask_status": "medisave check -c 城市 -s {id}{stated}",
    "ask_topic": "medisave {id} -c 城市",
}
