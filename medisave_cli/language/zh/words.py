"""What each key and value of the policy files means: the frame around their own lines."""

WORDS = {
    "title": "规则文件里的词",
    "about": "每个键写在哪一节、是什么意思；缩进的是它能取的值",
    "needed": "{line}（必填）",
    "value": "{value}：{means}",
    "no_such_near": "没有“{typed}”这个词，是不是 {near}？",
    "no_such": "没有“{typed}”这个词；不写词就全列出",
}
