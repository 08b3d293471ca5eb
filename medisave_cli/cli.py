"""The command line: finds the command, turns every error into one line and its exit code."""

from __future__ import annotations

import os
import sys

import typer

from medisave_cli import __version__
from medisave_cli.commands.lazy import SETTINGS, Lazy
from medisave_cli.errors import ASKED_WRONGLY, FAILED, INTERRUPTED, MedisaveError
from medisave_cli.words import language, pick, say

app = typer.Typer(
    cls=Lazy,
    add_completion=False,
    rich_markup_mode=None,
    context_settings=SETTINGS,
    invoke_without_command=True,
    no_args_is_help=False,
)


@app.callback(
    help=say(
        "职工医保个人账户里的钱，退休、出国、去世、换省时怎么办：只按查得到出处的规定回答。直接运行 medisave 开始问答。",
        "What happens to the money in an employee medical-insurance personal account in China: answers from sourced rules only. Run medisave alone for the questionnaire.",
    )
)
def root(
    ctx: typer.Context,
    version: bool = typer.Option(False, "--version", help=say("显示版本", "show the version")),
    lang: str = typer.Option(
        None,
        "--lang",
        metavar="zh|en",
        help=say("语言（默认随系统）", "language (default: the locale's)"),
    ),
) -> None:
    if version:
        print(f"medisave {__version__}")
        raise typer.Exit()
    if ctx.invoked_subcommand is None:
        from medisave_cli.commands.ask import start

        start()


def main() -> None:
    """Run the command line and exit with its code."""
    sys.exit(run(sys.argv[1:]))


def run(args: list[str]) -> int:
    """Run one command line; returns the exit code of DESIGN §5, having said what went wrong on stderr."""
    _safe_streams()
    args = [_readable(arg) for arg in args]
    lang = language(args)
    try:
        code = typer.main.get_command(app).main(args, prog_name="medisave", standalone_mode=False)
        sys.stdout.flush()
        return code if isinstance(code, int) else 0
    except MedisaveError as error:
        _complain(pick(error.text, lang), lang)
        return error.exit_code
    except (KeyboardInterrupt, typer.Abort):
        print(file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        # The reader went away; keep Python from complaining again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except typer.TyperException as error:
        from medisave_cli.commands.complaints import explain

        _complain(explain(error, lang), lang)
        return ASKED_WRONGLY
    except OSError as error:
        _complain(f"{error.filename or ''} {error.strerror or error}".strip(), lang)
        return FAILED


def _readable(arg: str) -> str:
    """An argument that a locale without Chinese split into bytes, put together again as UTF-8."""
    return (
        os.fsencode(arg).decode("utf-8", "replace")
        if any("\udc80" <= c <= "\udcff" for c in arg)
        else arg
    )


def _complain(message: str, lang: str) -> None:
    line = " ".join("".join(c if c.isprintable() else " " for c in message).split())
    print(f"medisave：{line}" if lang == "zh" else f"medisave: {line}", file=sys.stderr)


def _safe_streams() -> None:
    """A character the terminal's encoding lacks is replaced, never a traceback; pipes without a locale get UTF-8."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is None:
            continue
        if (stream.encoding or "").lower().replace("-", "") in (
            "ascii",
            "usascii",
            "ansi_x3.41968",
            "latin1",
            "iso88591",
        ):
            reconfigure(encoding="utf-8", errors="replace")
        else:
            reconfigure(errors="replace")
