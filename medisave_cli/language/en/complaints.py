"""A command line that cannot be understood."""

WORDS = {
    "see": " (usage: {usage} --help)",
    "meant": "; did you mean {near}?",
    "no_option": "no such option: {typed}",
    "no_command": "no such command: {typed}",
    "missing": "missing {name}",
    "missing_command": "missing a command",
    "takes_value": "{name} needs a value",
    "takes_none": "{name} takes no value",
    "too_many": "too many words: {typed}",
    "bad_value": "{name} has a wrong value",
    "bad_choice": "{name} must be one of: {listed}",
    "bad_choice_near": "{name} must be one of: {listed}; did you mean {near}?",
    "other": "the command line makes no sense: {said}",
    "no_help": "no such command: {typed}; every command: medisave --help",
    "no_help_near": "no such command: {typed}; did you mean {near}?",
    "which_shell": "say which shell: {listed}",
}
