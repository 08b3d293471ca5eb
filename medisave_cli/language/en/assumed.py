"""What an answer presumes, in few words: by fact and value."""

WORDS = {
    "enrolled_elsewhere-yes": "new cover begun",
    "scheme-employee": "employee insurance, not residents'",
    "heir_exists-yes": "an heir",
    "account-held": "a personal account",
    "settled-no": "living where insured",
    "retired_elsewhere-no": "retired where insured",
    "destination_scheme-employee": "employee cover there",
    "destination_accepts_balance-yes": "balance accepted there",
    "contributions_stopped-yes": "old cover stopped",
    "remote_care_registered-yes": "registered for care away from home",
    "heir_mainland_id-yes": "the heir's mainland ID",
    "retiree_benefits-confirmed": "retired membership confirmed",
    "stage-active": "still working",
}
