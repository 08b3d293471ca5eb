"""A command line that cannot be understood."""

WORDS = {
    "see": "（用法：{usage} --help）",
    "meant": "，是不是 {near}？",
    "no_option": "没有选项 {typed}",
    "no_command": "没有命令 {typed}",
    "missing": "缺少 {name}",
    "missing_command": "缺少命令",
    "takes_value": "选项 {name} 后面要有值",
    "takes_none": "选项 {name} 后面不能有值",
    "too_many": "多出了参数 {typed}",
    "bad_value": "{name} 的值不对",
    "bad_choice": "{name} 只能是：{listed}",
    "bad_choice_near": "{name} 只能是：{listed}；是不是 {near}？",
    "other": "命令行看不懂：{said}",
    "no_help": "没有命令 {typed}；全部命令见 medisave --help",
    "no_help_near": "没有命令 {typed}，是不是 {near}？",
    "which_shell": "请写明用的是哪一种：{listed}",
}
