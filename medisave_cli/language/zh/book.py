"""The book and the gazetteer it is made from: what cannot be read of them."""

WORDS = {
    "corrupt": "政策数据库损坏（{why}），请重装，或运行 medisave policy build 重建",
    "cannot_open": "打不开政策数据库 {file}：{why}",
    "closed": "政策数据库已经关闭，请重新打开（{why}）",
    "no_way_up": "{file}：{code} 的上级 {parent} 不成立",
    "gazetteer_unread": "读不到行政区划表：{file}（{why}）",
    "gazetteer_broken": "行政区划表坏了：{file}（{why}）",
    "gazetteer_short": "行政区划表坏了：{file} 第 {line} 行缺列",
}
