"""The forms an answer can take, and where it goes."""

WORDS = {
    "no_such": "没有“{typed}”这种格式，可以用：{listed}",
    "no_such_near": "没有“{typed}”这种格式，是不是 {near}？可以用：{listed}",
    "no_ending": "不知道“{typed}”该写成什么格式，文件名可以用这些结尾：{listed}；或者加 --format",
    "needs_file": "{format} 要写进文件，请加 -o 文件名",
    "written": "已写入 {path}",
    "no_browser": "没有找到 Chromium 或 Chrome，生成不了 PDF；可以写成 -o 文件.html，用浏览器打开后打印成 PDF",
    "browser_failed": "浏览器没有生成 PDF；可以写成 -o 文件.html，用浏览器打开后打印成 PDF",
    "mark_todo": "要做：",
    "mark_maybe": "看情况：",
    "mark_no": "不需要：",
    "mark_good": "可以：",
    "mark_bad": "不可以：",
    "mark_warn": "注意：",
    "table": "表格",
}
