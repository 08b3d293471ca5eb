"""What is said, in each language: one folder of words a language, one object that speaks, one scrubber of typed text.

The pure rooms say *what* in a ``Message`` (a key with parameters); a ``Speaker`` says it in a language. Words of the policy
files come as ``Text`` and are picked by the same speaker. A further language is one more folder beside ``zh`` and ``en``.
"""

from medisave_cli.language.message import Message
from medisave_cli.language.near import nearest
from medisave_cli.language.scrub import scrub
from medisave_cli.language.speaker import LANGUAGES, Speaker, chosen_language

__all__ = ["LANGUAGES", "Message", "Speaker", "chosen_language", "nearest", "scrub"]
