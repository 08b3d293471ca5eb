"""``medisave policy lint``: every finding in the policy files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from medisave_cli.commands.options import (
    Format,
    FormatOption,
    LangOption,
    OutputOption,
    PoliciesOption,
    checked_lang,
    chosen,
    deliver,
    deliver_json,
    render_page,
)
from medisave_cli.commands.policy_folders import shown, to_lint
from medisave_cli.errors import FAILED
from medisave_cli.words import pick, say

if TYPE_CHECKING:
    from medisave_cli.keeping.reading import Finding


def run(
    folders: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[DIR]...",
            help=say(
                "要检查的政策文件夹（默认：内置的）；后面的叠加在前面的上面",
                "policy folders (default: the bundled one); later ones lie over earlier ones",
            ),
        ),
    ] = None,
    format: FormatOption = None,
    output: OutputOption = None,
    lang: LangOption = None,
    policies: PoliciesOption = None,
) -> None:
    """Exit code: 0 clean, 1 where there are findings."""
    from medisave_cli.keeping.compile import assembled
    from medisave_cli.keeping.lint import findings_of

    language = checked_lang(lang)
    checked = to_lint(folders or [], policies)
    ready = assembled(checked)
    findings = findings_of(ready, checked)
    counted = {
        "places": len(ready[0].places),
        "provisions": len(
            {
                p.id
                for place in ready[0].places.values()
                for listed in place.provisions.values()
                for p in listed
            }
        ),
        "sources": len(ready[0].sources),
    }
    face = chosen(format, output)
    if face is Format.json:
        deliver_json(
            {
                "schema": 1,
                "clean": not findings,
                "folders": [shown(str(folder)) for folder in checked],
                "counted": counted,
                "findings": [_json(f, language) for f in findings],
            },
            output,
        )
    elif face is Format.plain:
        deliver(
            "\n".join(
                [*(_line(f, language) for f in findings), _summary(findings, counted, language)]
            ),
            output,
        )
    else:
        render_page(_page(findings, counted, language), face, output)
    if findings:
        raise typer.Exit(FAILED)


def _line(finding: Finding, lang: str) -> str:
    """file:line: what; how to mend it. The form that editors and build logs turn into a link."""
    what, mend = pick(finding.what, lang), pick(finding.mend, lang)
    return f"{shown(finding.file)}:{finding.line}: {what}{' → ' if lang == 'zh' else ' -> '}{mend}"


def _summary(findings: list[Finding], counted: dict[str, int], lang: str) -> str:
    if lang == "zh":
        total = f"{counted['places']} 个地方、{counted['provisions']} 条规定、{counted['sources']} 个来源"
        return f"{len(findings)} 处要改（共 {total}）" if findings else f"没有发现问题：{total}"
    total = f"{counted['places']} places, {counted['provisions']} provisions, {counted['sources']} sources"
    return (
        f"{len(findings)} finding{'s' * (len(findings) != 1)} ({total})"
        if findings
        else f"clean: {total}"
    )


def _json(finding: Finding, lang: str) -> dict[str, Any]:
    return {
        "file": shown(finding.file),
        "line": finding.line,
        "what": pick(finding.what, lang),
        "mend": pick(finding.mend, lang),
    }


def _page(findings: list[Finding], counted: dict[str, int], lang: str) -> Any:
    from medisave_cli.show.page import Item, Page, Section, Verdict

    items = tuple(
        Item(
            f"{shown(f.file)}:{f.line}",
            notes=(pick(f.what, lang), f"→ {pick(f.mend, lang)}"),
            mark="bad",
        )
        for f in findings
    )
    title = "政策文件检查" if lang == "zh" else "The policy files, checked"
    return Page(
        title,
        "",
        lang,
        Verdict(_summary(findings, counted, lang), "bad" if findings else "good", ""),
        sections=(Section("", items),) if items else (),
    )
