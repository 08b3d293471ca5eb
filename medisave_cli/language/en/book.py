"""The book and the gazetteer it is made from: what cannot be read of them."""

WORDS = {
    "corrupt": "the book is corrupt ({why}); reinstall, or rebuild it with medisave policy build",
    "cannot_open": "the book {file} cannot be opened: {why}",
    "closed": "the book is closed; open it again ({why})",
    "no_way_up": "{file}: {code} lies in {parent}, which does not lead to the nation",
    "gazetteer_unread": "the gazetteer cannot be read: {file} ({why})",
    "gazetteer_broken": "the gazetteer is broken: {file} ({why})",
    "gazetteer_short": "the gazetteer is broken: {file} line {line} lacks a column",
}
