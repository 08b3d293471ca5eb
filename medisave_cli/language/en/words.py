"""What each key and value of the policy files means: the frame around their own lines."""

WORDS = {
    "title": "The words of the policy files",
    "about": "each key under the list that holds it; its fixed values are indented",
    "needed": "{line} (must be given)",
    "value": "{value}: {means}",
    "no_such_near": "there is no word “{typed}”; did you mean {near}?",
    "no_such": "there is no word “{typed}”; without one, all are listed",
}
