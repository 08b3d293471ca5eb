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
    "left_over": "多出了这些字：{typed}",
    "missing_both": "缺少参保地和情形，例如：medisave check {given}",
    "missing_place": "缺少参保地：medisave check 城市 {given}，或加 -c 城市",
    "missing_situation": "缺少情形：medisave check {given} 情形，或加 -s 情形；见 medisave statuses",
    "example": "昆山 去世",
    "which_fact": "“{typed}”可能是几个事实：{listed}",
    "which_value": "{fact}：“{typed}”可能是 {listed}",
    "no_line": "没有查到专门说{things}的规定。先问药店、诊所或经办窗口收不收，或打12393。",
    "nothing_in_topic": "没有单列“{typed}”；可以问：{listed}",
}
