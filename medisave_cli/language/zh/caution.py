"""What to beware of in an answer."""

WORDS = {
    "same_province": "{place}和{destination}同属{province}，按省内转移回答。",
    "other_province": "{place}和{destination}不在同一个省，按跨省转移回答。",
    "another_kind_then": "注销过户口，说明有过中国户籍：先看当时是按内地居民参保的，还是按现在的身份参保的，两种都列出来。",
    "stated_over_supplied": "您说“{said}”，而{place}的规定是“{supplied}”；这里按您说的回答。",
    "either": "或",
    "no_local_rule": "没有查到{place}及其上级省市对这种情形的规定，以下只按全国规定回答；去之前请先打电话问清楚。",
    "no_own_rule": "没有查到{place}自己的规定，以下按{wider}和全国的规定回答。",
    "date_not_covered": "{day} 这一天没有查到有效的规定。",
    "date_not_covered_yet": "{day} 这一天没有查到有效的规定；已收录的可靠规定从 {first} 开始。",
    "retirees_stay": "退休后医保不能转到别处，余额留在原参保地；到外地住，办异地就医备案。",
    "one_place": "不用转：转出地和转入地都是{place}，账户照旧用。",
    "one_pool": "不用转：{place}和{destination}同属{pool}统筹，换单位不用转移，账户照旧用。",
}
