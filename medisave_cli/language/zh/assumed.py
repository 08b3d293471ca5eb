"""What an answer presumes, in few words: by fact and value."""

WORDS = {
    "scheme-employee": "参加职工医保",
    "heir_exists-yes": "有继承人",
    "account-held": "有个人账户",
    "settled-no": "仍住在参保地",
    "retired_elsewhere-no": "在参保地退休",
    "destination_scheme-employee": "新地方参加职工医保",
    "destination_accepts_balance-yes": "新地方收余额",
    "contributions_stopped-yes": "原地方已停保",
    "enrolled_elsewhere-yes": "已在新地方参保",
    "remote_care_registered-yes": "已办异地就医备案",
    "heir_mainland_id-yes": "继承人有内地身份证",
    "retiree_benefits-confirmed": "已确认退休待遇",
    "stage-active": "在职",
}
