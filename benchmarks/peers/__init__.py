"""The shared rule in each peer's own language.

Every module has ``PACKAGE`` (its distribution), ``decider()`` (the rule made ready; returns a function of one case) and, where the
engine takes many cases at once, ``decide_all``. Run as a file it answers one case from a cold start. None imports the others.
"""

from __future__ import annotations

NAMES = (
    "openfisca",
    "openfisca_country",
    "zen_table",
    "zen_expression",
    "json_logic_rule",
    "cel_rust",
    "cel_python",
    "rule_engine_rule",
)
