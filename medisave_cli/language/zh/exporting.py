"""The policy exported as tables: what cannot be, and what was done."""

WORDS = {
    "ending": "-o 要以 .parquet 或 .csv 结尾，不能是 {file}",
    "no_output": "缺少 -o：写到哪个文件，例如 decisions.parquet",
    "too_tied": "impossible 里有超过两个事实的组合，不能导出成表",
    "no_one_fact": "becomes 的条件不是一个事实的取值，不能导出成表",
    "no_such_fact": "没有“{typed}”这个事实，见 medisave facts",
    "too_many": "这些列会生成 {count} 条决定，超过 {most} 条：只写你的表里有的事实",
    "columns": "可以按这些列查：{columns}",
    "left_out": "没有放进去的列（每多一列，表就成倍变大；要用就写进 --columns）：{columns}",
    "decisions": "{count} 条决定，按 {day} 的规定",
    "until": "最早在 {day} 之后有规定变动，那时要重新导出",
}
