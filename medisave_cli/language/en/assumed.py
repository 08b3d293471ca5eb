"""What an answer presumes, in few words: by fact and value."""

WORDS = {
    "scheme-employee": "employee insurance",
    "heir_exists-yes": "an heir",
    "account-held": "an account",
    "settled-no": "still living where insured",
    "retired_elsewhere-no": "retired where insured",
    "destination_scheme-employee": "employee insurance in the new place",
    "destination_accepts_balance-yes": "the new place takes the balance",
    "contributions_stopped-yes": "cover in the old place stopped",
    "joined_new-yes": "insured in the new place",
    "heir_mainland_id-yes": "with a mainland ID card",
    "retiree_benefits-confirmed": "retiree benefits confirmed",
    "stage-active": "still working",
}
