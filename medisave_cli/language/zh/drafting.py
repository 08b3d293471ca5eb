"""What is said in drafts made from notes."""

WORDS = {
    "no_form": "{file} 既不是证据文件（要有 sources 和 claims），也不是 told --share 的报告（要有 said）",
    "other_place": "这份文件说的是 {code}，不是{place}",
    "head": "{place}：由记录生成的草稿，没有一条可以直接当依据。\n每条规定：对照出处，写成自己的话，补上 when、材料和渠道，然后删去 verify。",
    "verify_source": "对照出处读一遍",
    "verify_condition": "条件：{text}",
    "title_en": "自己起一个英文短标题",
    "third_party": "据第三方网页",
    "partly": "只读到一部分",
    "spoken": "经办机构口头答复",
    "answered": "经办机构答复",
    "to_verify": "待核对。",
    "note": "记录里的说明：{text}",
    "conditions": "条件：{text}",
    "steps": "步骤 steps：{text}",
    "documents": "材料 documents：{text}",
}
