"""Words that frame others."""

WORDS = {
    "between": "、",
    "complaint": "medisave：{said}",
    "no_room": "内存或线程不够，没有做完",
    "broken": "程序自己出了错（{what}），没有做完。请把这一行和所用的命令报告给维护者（见 SECURITY.md）；设 MEDISAVE_DEBUG=1 再运行可看详情",
    "whom_to_call": "打电话问",
    "guidance": "以上按公开的规定整理，是指引不是决定；最后以参保地医保经办窗口的答复为准。",
    "edition": "medisave {version} · 规则库 {digest}",
    "code": "zh-CN",
    "label": "{tag}：",
    "space": "",
}
