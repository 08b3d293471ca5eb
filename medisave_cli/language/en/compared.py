"""Places side by side."""

WORDS = {
    "title": "{status} · {n} places compared · rules as of {as_of}",
    "place": "Place",
    "cash": "In cash?",
    "rests": "Rests on",
    "limit": "How long",
    "assumed": "This assumes",
    "rule": "{place} · {label}",
    "ask": "ask {dial}",
    "text": "official text",
    "quoted": "official, as quoted",
    "pages": "two web pages agree",
    "unconfirmed": "unconfirmed",
    "whole": "Papers and steps of a place",
    "next": "medisave check -c {place} -s {status}",
    "foot": "The bureau (医保局) decides. What differs, and the sources: --more",
}
