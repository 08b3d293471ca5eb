"""Words about places: which one is meant, and how it was found."""

WORDS = {
    "name_missing": "请填参保地：城市名、拼音或代码",
    "the_nation": "请填参保的城市，而不是全国",
    "outside": "{place}不适用内地的职工医保，请填参保的内地城市。港澳台居民离开内地：情形用 foreign_leaver；内地居民移居{place}：情形用 emigrated",
    "pool_where": "“{typed}”各地都有，是单独的医保统筹：请写明是哪个省市的，例如“江苏省直”“郑州铁路”；或填代码：{listed}",
    "several": "“{typed}”有 {number} 处，请用代码或加上省市：{listed}",
    "several_more": "“{typed}”有 {number} 处，请用代码或加上省市：{listed}；另有 {more} 处",
    "no_such": "没有找到“{typed}”，请填城市名、拼音或代码（medisave places --search 可以查）",
    "no_such_but": "没有找到“{typed}”，是不是 {near}？",
    "zone": "“{typed}”不是单独的行政区划，这里按{place}的规定回答；那里可能另有自己的医保窗口。",
    "pool": "“{typed}”有自己单独的医保统筹，没有查到它的规定；下面按{place}的规定回答，请先问参保的那个经办机构是否一样。",
    "rest": "“{typed}”里只用到{place}，按{place}的规定回答。",
    "by_sound": "没有叫“{typed}”的地方，按读音当作{place}；不对的话请改填。",
    "level_nation": "全国",
    "level_province": "省级",
    "level_prefecture": "地级",
    "level_county": "县级",
}
