"""The walk that led to an answer, rule by rule."""

WORDS = {
    "title": "怎么得出来的（由近到远）",
    "allowed": "允许",
    "barred": "不许",
    "open": "没有说定",
    "closed": "所列情形以外不许",
    "decides": "由它决定",
    "rejected": "经核不可信",
    "not_in_force": "当日未施行或已失效",
    "reported": "未证实，不作依据",
    "does_not_apply": "条件不符，往上一级看",
    "leaves_open": "没有说定，往上一级看",
    "not_reached": "更近的规定已经决定",
    "line": "{rule}：{says} → {outcome}",
    "condition": "{text}：{state}",
    "period": "等级 {grade} · 自 {period}",
    "options": "；",
}
