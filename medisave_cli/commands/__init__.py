"""One command a file. Each has a function ``run``; nothing is imported before its command is called."""

from __future__ import annotations

COMMANDS = {
    "ask": ("问答：一步步问清情况再回答", "the questionnaire: asks what matters, then answers"),
    "check": (
        "一次问清：在这里、这种情形下，钱怎么办",
        "one question, one answer: what happens to the money here, in this situation",
    ),
    "transfer": (
        "换地方参保：两头各要做什么",
        "a move: what both ends do, when, and what becomes of the money",
    ),
    "compare": ("几个地方并排看", "places side by side"),
    "place": ("查一个地方，以及收录了它的什么规定", "find a place, and what is on file for it"),
    "places": ("有规定的地方", "the places with rules on file"),
    "statuses": ("可以问的情形", "the situations that can be asked about"),
    "facts": ("会影响答案的事实", "the facts an answer may turn on"),
    "uses": ("账户里的钱能付什么、不能付什么", "what the money may pay and may not"),
    "balance": ("到哪里查余额", "where to look up the balance"),
    "trouble": (
        "卡用不了、余额不对：可能是什么原因、找谁",
        "the card does not work or the balance looks wrong: what may be behind it, whom to ask",
    ),
    "sharing": ("家庭共济：谁能用、怎么绑", "family sharing: who may use it, and how"),
    "claims": ("网上流传的说法，哪些是真的", "what circulates, and what is true of it"),
    "sources": ("每一条依据，以及谁引用了它", "every source, and what cites it"),
    "batch": (
        "成批处理：CSV、XLSX、JSON Lines、Parquet",
        "many cases: CSV, XLSX, JSON Lines, Parquet",
    ),
    "mcp": ("给助手程序用的服务（MCP）", "a server for assistants (MCP)"),
    "policy": ("给维护规则的人", "for those who keep the rules"),
}
