"""``medisave policy``: for those who keep the rules. A subcommand ``x`` is ``policy_x.py``, loaded when it is called."""

from __future__ import annotations

import typer

from medisave_cli.commands.lazy import SETTINGS, Lazy
from medisave_cli.words import say

LISTED = {
    "new": (
        "给一个地方写规定：生成一份可以直接填的文件",
        "start a place: a file to fill in, with the questions to answer",
    ),
    "lint": (
        "检查政策文件，指出文件、行号和改法；退出码 0 没有问题，1 有",
        "check the policy files: file, line and mend; exit code 0 clean, 1 findings",
    ),
    "try": (
        "试一个地方的文件：哪里要改、改变了哪些答案、显示在哪里",
        "try one place's file: what to mend, which answers it changes, where it shows",
    ),
    "words": (
        "规则文件里每个键、每个值是什么意思",
        "what each key and value of the policy files means",
    ),
    "coverage": (
        "哪些地方、哪些情形查到了什么等级的规定",
        "which places and situations are covered, by grade",
    ),
    "sweep": (
        "每个地方、每种情形的结论、倾向、等级和依据，一张表看完",
        "verdict, lean, grade and deciding rule of every place and situation",
    ),
    "stale": ("多久没有核对过的地方", "the places not checked for long"),
    "diff": (
        "两个文件夹或两个 git 版本之间，哪些答案变了",
        "two folders or git revisions: which answers change",
    ),
    "graph": (
        "把一个地方的判断过程画成图（Mermaid、Graphviz）",
        "draw how a place decides (Mermaid, Graphviz)",
    ),
    "schema": (
        "政策文件的 JSON Schema，供编辑器提示",
        "the policy files' JSON Schema, for editors",
    ),
    "build": ("重新编译政策数据库", "compile the book anew"),
    "export": ("把所有决定导出成表（Parquet）", "write the decisions as a table (Parquet)"),
}


class PolicyGroup(Lazy):
    prefix = "policy_"
    listed = LISTED


app = typer.Typer(
    cls=PolicyGroup,
    add_completion=False,
    rich_markup_mode=None,
    context_settings=SETTINGS,
    no_args_is_help=False,
    invoke_without_command=True,
)


@app.callback(
    help=say(
        "给维护规则的人：加一个城市只要 policy new 和 policy lint，写法见 policies/README.zh-CN.md。",
        "For those who keep the rules. Adding a city takes policy new and policy lint alone; policies/README.md shows how.",
    )
)
def group(ctx: typer.Context) -> None:
    if ctx.invoked_subcommand is None:
        print(ctx.get_help())
