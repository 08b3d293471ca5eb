"""What was asked for on the command line in a way that cannot be."""

WORDS = {
    "fact_form": "--fact 要写成 K=V，例如 pension=monthly，不能是“{typed}”",
    "fact_twice": "事实 {fact} 给了两个不同的值",
    "one_place": "--to 和 -c 是同一个地方，不用转移",
    "no_move": "只有“换地方参保”才有转入地：去掉 --to",
    "off_terminal": "这里不是终端，不能一问一答；请直接写 {command}（见 medisave check --help），或用 medisave ask --accessible 逐行回答",
    "check": "medisave check -c {city} -s {status}",
    "a_city": "城市",
    "a_status": "情形",
    "two_places": "至少给两个不同的地方：-c A -c B，或用 --provinces、--all",
    "calendar_start": "写日历文件要同时给 --start 日期，例如 --start 2026-11-23",
    "no_dates": "没有查到办理时限，排不出日期，所以没有写日历；去掉 --format ics 可以看完整回答",
    "lang": "--lang 只能是 zh 或 en，不能是“{typed}”",
    "older_than": "--older-than 要写成 180d 或 2026-01-01，不能是“{typed}”",
    "stopped": "已停止。",
    "again": "\n这条命令可以再得到这个回答：\n",
}
