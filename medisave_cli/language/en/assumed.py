"""What an answer presumes, in few words: by fact and value."""

WORDS = {
    "scheme-employee": "employee medical insurance, not residents' insurance",
    "heir_exists-yes": "an heir",
    "account-held": "a personal account",
    "settled-no": "that you still live where insured",
    "retired_elsewhere-no": "that you retired where insured",
    "destination_scheme-employee": "employee medical insurance in the new place",
    "destination_accepts_balance-yes": "that the new place takes the balance",
    "contributions_stopped-yes": "that you have stopped the old insurance",
    "enrolled_elsewhere-yes": "that you are insured in the new place already",
    "remote_care_registered-yes": "that you are registered for care away from home",
    "heir_mainland_id-yes": "a mainland ID card of the heir",
    "retiree_benefits-confirmed": "that you are already a retired member",
    "stage-active": "that you are still working",
}
