"""Words that frame others."""

WORDS = {
    "between": ", ",
    "complaint": "medisave: {said}",
    "no_room": "there is not enough memory, or not enough threads: it was not done",
    "broken": "an error of the program itself ({what}): it was not done. Please report this line and the command you ran (SECURITY.md says how); MEDISAVE_DEBUG=1 shows more",
    "whom_to_call": "Whom to call",
    "guidance": "This is guidance from published rules, not a decision: the medical insurance bureau (医保局) of the place of insurance decides.",
    "edition": "medisave {version} · rule book {digest}",
    "code": "en",
    "label": "{tag}: ",
    "space": " ",
}
