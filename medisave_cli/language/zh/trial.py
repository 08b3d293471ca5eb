"""What a trial of one place's file tells."""

WORDS = {
    "title": "试一试：{name}",
    "faults": "有 {count} 处要改，改好再看它改变什么",
    "clean": "没有要改的；{count} 种情形的答案变了",
    "lint": "检查",
    "changes": "改变了什么",
    "no_change": "没有答案变化",
    "shows": "各部分显示在哪里",
    "from_to": "{what}：{old} → {new}",
    "detail": "{status}：材料、步骤等细节变了（{places}）",
    "nothing": "没有提到",
    "no_rule": "没有规定",
    "said": "{verdict}（{rules}，{grade}）",
    "at_check": "答案里",
    "at_more": "只在 --more 里",
    "at_place": "只在 medisave place 里",
    "at_nowhere": "哪里都不显示",
    "at_guide": "medisave {topic}",
    "in": "：{statuses}",
    "no_file": "{name}还没有文件：先运行 medisave policy new {code}",
    "at_arrivals": "medisave transfer 别处 → 这里",
}
