"""What is said in drafts made from notes."""

WORDS = {
    "no_form": "{file} is neither an evidence file (with sources and claims) nor a report of told --share (with said)",
    "other_place": "the file is about {code}, not {place}",
    "head": "{place}: a draft made from notes; nothing in it may decide as it stands.\nFor each rule: hold it against its source, put it in your own words, add when, papers and channels, then delete `verify`.",
    "verify_source": "read the source and hold this against it",
    "verify_condition": "condition: {text}",
    "title_en": "a short English title of ours",
    "third_party": "read on a third party's page",
    "partly": "a part of it was read",
    "spoken": "answered by the office",
    "answered": "as the office answered",
    "to_verify": "to be verified",
    "note": "the note says: {text}",
    "conditions": "condition: {text}",
    "steps": "steps: {text}",
    "documents": "documents: {text}",
}
