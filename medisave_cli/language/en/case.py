"""What of a question cannot be understood, or cannot be so."""

WORDS = {
    "too_many": "the rules here turn on too many facts together to be answered from",
    "not_a_value": "{fact} cannot be “{typed}”: use one of {listed}, or unknown",
    "not_a_number": "{fact} cannot be “{typed}”: give a number, or unknown",
    "not_a_number_from": "{fact} cannot be “{typed}”: give a number, {low} or more, or unknown",
    "not_a_whole_number": "{fact} cannot be “{typed}”: give a whole number, or unknown",
    "not_a_whole_number_from": "{fact} cannot be “{typed}”: give a whole number, {low} or more, or unknown",
    "fact_of_elsewhere": "{fact} belongs to another place, not to {place}",
    "against_the_status": "{fact}={said} contradicts “{status}”: drop the fact or choose another status",
    "cannot_hold_together": "these facts cannot hold together: {facts}",
    "no_such_fact": "there is no fact “{typed}”; see medisave facts",
    "no_such_fact_but": "there is no fact “{typed}”; did you mean {near}?",
    "only_a_move": "only a move has a destination: drop --to, or make the status transfer",
    "no_such_status": "there is no status {status}",
    "abroad_is_no_move": "{why}; leaving the mainland is no transfer: use medisave check -c {place} -s emigrated",
}
