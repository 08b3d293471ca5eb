"""What of a question cannot be understood, or cannot be so."""

WORDS = {
    "too_many": "这里的规定一起牵涉的事实太多，算不出答案",
    "not_a_value": "{fact} 不能是“{typed}”，可用：{listed}；不清楚就填 unknown",
    "not_a_number": "{fact} 不能是“{typed}”：要填数字；不清楚就填 unknown",
    "not_a_number_from": "{fact} 不能是“{typed}”：要填数字，不小于 {low}；不清楚就填 unknown",
    "not_a_whole_number": "{fact} 不能是“{typed}”：要填整数；不清楚就填 unknown",
    "not_a_whole_number_from": "{fact} 不能是“{typed}”：要填整数，不小于 {low}；不清楚就填 unknown",
    "fact_of_elsewhere": "{fact} 只用于别的地方，{place}不用",
    "against_the_status": "{fact}={said} 与“{status}”矛盾：去掉这个事实，或换一个情形",
    "cannot_hold_together": "这些事实不可能同时成立：{facts}",
    "no_such_fact": "没有“{typed}”这个事实，见 medisave facts",
    "no_such_fact_but": "没有“{typed}”这个事实，是不是 {near}？",
    "only_a_move": "只有“换地方参保”才有转入地：去掉 --to，或把情形换成 transfer",
    "no_such_status": "没有情形 {status}",
    "abroad_is_no_move": "{why}；去国（境）外不是转移，请用 medisave check -c {place} -s emigrated",
}
