"""``policy sweep``: every answer at a glance."""

WORDS = {
    "title": "各地各情形的回答",
    "subtitle": "{day} 的规定，共 {count} 条；没有说明任何事实时",
    "place": "地方",
    "status": "情形",
    "money": "哪一类",
    "verdict": "结论",
    "lean": "倾向",
    "grade": "等级",
    "rule": "依据的规定",
}
