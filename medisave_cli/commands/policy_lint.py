"""``medisave policy lint``: every finding in the policy files."""

from __future__ import annotations

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
from medisave_cli.commands.policy_folders import FoldersArgument, reading, tell, uncollected
from medisave_cli.errors import FAILED


def run(
    folders: FoldersArgument = None,
    format: FormatOption = None,
    output: OutputOption = None,
    lang: LangOption = None,
    policies: PoliciesOption = None,
) -> None:
    """Exit code: 0 clean, 1 where there are findings; what is only to be looked at does not count."""
    from medisave_cli.keeping import lint_page
    from medisave_cli.keeping.compile import assembled
    from medisave_cli.keeping.folders import concerning, shown
    from medisave_cli.keeping.lint import findings_of
    from medisave_cli.keeping.remembered import memory
    from medisave_cli.language import Speaker

    say = Speaker(checked_lang(lang))
    read = reading(folders, policies)
    with uncollected(), memory() as remembered:
        ready = assembled(read.folders, remembered)
        findings = concerning(findings_of(ready, read.folders, memory=remembered), read)
    counts = lint_page.counted(ready)
    wrong = any(not f.warns for f in findings)
    face = chosen(format, output)
    if face is Format.json:
        deliver_json(
            {
                "schema": 1,
                "clean": not wrong,
                "folders": [shown(folder) for folder in read.folders],
                "counted": counts,
                "findings": [lint_page.as_json(f, say) for f in findings],
            },
            output,
        )
    elif face is Format.plain:
        lines = [lint_page.line(f, say) for f in findings]
        deliver("\n".join([*lines, lint_page.summary(findings, counts, say)]), output)
    else:
        render_page(lint_page.page(findings, counts, say), face, output)
    tell(read, say.lang)
    if wrong:
        raise typer.Exit(FAILED)
