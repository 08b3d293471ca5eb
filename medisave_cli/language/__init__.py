"""What is said, in each language: one folder of words a language, one object that speaks, one scrubber of typed text.

The pure rooms say *what* in a ``Message`` (a key with parameters); a ``Speaker`` says it in a language. Words of the policy
files come as ``Text`` and are picked by the same speaker. A further language is one more folder beside ``zh`` and ``en``.
"""

from medisave_cli.language.message import Message
from medisave_cli.language.near import nearest
from medisave_cli.language.scrub import scrub
from medisave_cli.language.speaker import (
    LANGUAGES,
    Speaker,
    capital,
    chosen_language,
    pick,
    reads_chinese,
)

__all__ = [
    "LANGUAGES",
    "Message",
    "Speaker",
    "capital",
    "chosen_language",
    "nearest",
    "pick",
    "reads_chinese",
    "scrub",
]
