"""How much is on file."""

WORDS = {
    "guides": "末列：指引条数（能付什么+共济+查余额+卡和余额有问题）",
    "guides_column": "指引",
    "settles": "能解决",
    "place": "地方",
    "status": "情形",
    "start": "从这里开始",
    "unknown": "还没有查到的",
    "unknown_of": "{pairs} 组地方和情形没有可靠的取现规定，截至 {day}",
    "unknown_lead": "在这里查到一条可靠的规定，就能回答这么多个地级地方；前 {first} 组",
}
