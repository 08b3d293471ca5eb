"""What to beware of in an answer."""

WORDS = {
    "same_province": "{place} and {destination} are both in {province}: answered as a move within the province.",
    "other_province": "{place} and {destination} are in different provinces: answered as a move between provinces.",
    "another_kind_then": "You had a hukou once. What counts is how you were insured: as a mainland resident then, or as what you are now. Both are shown.",
    "stated_over_supplied": "You state “{said}”; the rule of {place} says “{supplied}”. Answered as you state.",
    "either": " or ",
    "no_local_rule": "No local rule for this situation is on file for {place} or its province; this rests on national rules alone. Call before you go.",
    "no_own_rule": "No rule of {place}'s own is on file; this rests on the rules of {wider} and of the nation.",
    "date_not_covered": "No reliable rule on file was in force on {day}.",
    "date_not_covered_yet": "No reliable rule on file was in force on {day}; those on file start on {first}.",
    "retirees_stay": "A retiree's insurance does not move: the balance stays where the person is insured; when living away, register for care there.",
    "one_place": "Nothing needs to move: both ends are {place}, and the account goes on.",
    "one_pool": "Nothing needs to move: {place} and {destination} are one insurance area ({pool}), and the account goes on.",
}
