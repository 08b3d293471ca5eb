"""A move seen from both ends."""

WORDS = {
    "title": "{here} → {there}：换地方参保，账户里的钱怎么办",
    "rests": "依据：{place}的规定，{how}",
    "none": "没有查到可靠的依据",
    "who": "谁能转、什么时候转不了",
    "retirees": "已退休的人",
    "retirees_see": "退休后钱怎么办：medisave check -c {place} -s retired",
    "outcome": "{word}。{reason}",
    "as_stated": "按现在说的情形",
    "cases": "不同情形，钱会怎样",
    "case": "情形",
    "what_happens": "会怎样",
    "unknown": "没有查到规定，打12393问",
    "refused": "{place}不收余额时，能不能取现",
    "takes_it": "{place}的规定是接收余额，一般走不到这一步。",
    "to_know": "还要知道",
    "phones": "打电话问",
}
