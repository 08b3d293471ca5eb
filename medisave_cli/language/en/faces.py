"""The forms an answer can take, and where it goes."""

WORDS = {
    "no_such": "there is no format “{typed}”; use one of: {listed}",
    "no_such_near": "there is no format “{typed}”; did you mean {near}? Use one of: {listed}",
    "no_ending": "cannot tell a format from “{typed}”; a file may end in: {listed}; or add --format",
    "needs_file": "{format} is written to a file: add -o FILE",
    "written": "written: {path}",
    "no_browser": "no Chromium or Chrome was found, so no PDF; write -o FILE.html and print that from a browser",
    "browser_failed": "the browser made no PDF; write -o FILE.html and print that from a browser",
    "mark_todo": "To do: ",
    "mark_maybe": "Perhaps: ",
    "mark_no": "Not needed: ",
    "mark_good": "Yes: ",
    "mark_bad": "No: ",
    "mark_warn": "Beware: ",
    "table": "Table",
}
