"""What the questionnaire says."""

WORDS = {
    "finish": "不用了，结束",
    "ask_more": "再问一件事",
    "else": "还要做什么？",
    "nation": "不说地方，只看全国的",
    "nothing_found": "没有对上“{typed}”。换个说法，或从列表里选。",
    "type_or_choose": "请打几个字，或从列表里选。",
}
