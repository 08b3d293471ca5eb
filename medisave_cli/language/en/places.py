"""Words about places: which one is meant, and how it was found."""

WORDS = {
    "name_missing": "name the city where the person is insured: its name, pinyin or code",
    "the_nation": "name the city where the person is insured, not the nation",
    "outside": "mainland medical insurance does not apply in {place}; name the mainland city where the person is insured. A resident of Hong Kong, Macao or Taiwan who leaves the mainland: use the status foreign_leaver; a mainland resident who settles in {place}: use emigrated",
    "pool_where": "“{typed}” exists in many places, each an insurance pool of its own: say where, for example “江苏省直” or “郑州铁路”; or give a code: {listed}",
    "several": "“{typed}” names {number} places; use a code or add the province: {listed}",
    "several_more": "“{typed}” names {number} places; use a code or add the province: {listed}; {more} more",
    "no_such": "no place is called “{typed}”: give a city, its pinyin or code (medisave places --search finds them)",
    "no_such_but": "no place is called “{typed}”; did you mean {near}?",
    "zone": "“{typed}” is not a city or county of its own: this is answered by the rules of {place}; it may have a medical insurance counter of its own.",
    "pool": "“{typed}” has an insurance pool of its own, and its rules were not found: this is answered by the rules of {place}. First ask the office where the person is insured whether they are the same.",
    "rest": "Of “{typed}” only {place} was used: this is answered by the rules of {place}.",
    "by_sound": "No place is called “{typed}”; it was taken for {place} by its sound. If that is wrong, type another name.",
    "level_nation": "the nation",
    "level_province": "province",
    "level_prefecture": "prefecture",
    "level_county": "county",
}
