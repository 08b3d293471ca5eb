"""What each column of an exported policy holds."""

WORDS = {
    "key": "规定、基本情形和每个要紧事实的值：按它连接",
    "rules": "所循的一串规定；循同样规定的地方共用",
    "arrivals": "转入地关于转入的规定",
    "status": "情形的名称",
    "base": "按哪种情形回答",
    "verdict": "eligible、conditional、not_eligible 或 unknown，说的是主要部分能不能取现",
    "lean": "结论是 unknown 时，未证实的说法偏向哪边；不能当真",
    "grade": "A 官方原文，B 官方说法经转引或两处网页一致，C 未证实",
    "options": "钱的每种去向、每个部分的结论",
    "decision_id": "决定所据内容的摘要，与 batch、check 相同",
    "valid_from": "从这一天起，有关规定没有开始或结束的",
    "valid_until": "到这一天为止",
    "city": "地方的一种写法：代码、名称、简称、旧名、拼音",
    "code": "行政区划代码",
    "province": "所在省的代码",
    "pool": "统筹地区的代码",
    "said": "情形的一种写法",
}
