"""How much is on file."""

WORDS = {
    "guides": "last column: lines of the guides (uses + sharing + balance + trouble)",
    "guides_column": "guides",
    "settles": "settles",
    "place": "place",
    "status": "situation",
    "start": "start here",
    "unknown": "What nobody has looked up",
    "unknown_of": "{pairs} places and situations without a firm rule about cash, as of {day}",
    "unknown_lead": "one firm rule found here answers for so many prefectures; the first {first}",
}
