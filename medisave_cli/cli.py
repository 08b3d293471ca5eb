"""The command line: finds the command, turns every error into one line and its exit code."""

from __future__ import annotations

import os
import sys

import typer

from medisave_cli import streams
from medisave_cli.commands.program import app
from medisave_cli.errors import ASKED_WRONGLY, FAILED, INTERRUPTED, MedisaveError
from medisave_cli.language import Speaker, chosen_language

FILES = ("-o", "--output", "--policies", "--mapping")
"""Options whose value is a file."""


def run(args: list[str]) -> int:
    """Run one command line; returns its exit code, having said what went wrong on standard error.

    0 answered (also where the reader of a pipe has left, or standard output is closed) · 1 the program or its data failed ·
    2 asked wrongly · 3 some rows of a batch refused · 130 interrupted · 129 or 143 ended by SIGHUP or SIGTERM.
    """
    streams.prepare()
    streams.end_on_signals()
    if "_MEDISAVE_COMPLETE" in os.environ:
        from medisave_cli.commands.completing import complete

        return complete(typer.main.get_command(app))
    args = _readable(args)
    lang = chosen_language(args)
    try:
        return _answered(args, lang)
    except MedisaveError as error:
        _complain(Speaker(lang).text(error.text), lang)
        return error.exit_code
    except (KeyboardInterrupt, typer.Abort):
        streams.complain("")
        return INTERRUPTED
    except streams.Ended as ended:
        return ended.code
    except typer.TyperException as error:
        from medisave_cli.commands.complaints import explain

        _complain(explain(error, Speaker(lang)), lang)
        return ASKED_WRONGLY
    except SystemExit as end:
        # Typer ends so when the reader of its output has left.
        if not isinstance(end.__context__, OSError):
            raise
        return _stopped(end.__context__, lang)
    except BaseException as error:
        return _stopped(error, lang)


def _answered(args: list[str], lang: str) -> int:
    """The exit code of a command line that nothing stopped."""
    program = typer.main.get_command(app)
    code = program.main(args, prog_name="medisave", standalone_mode=False, obj=lang)
    sys.stdout.flush()
    return code if isinstance(code, int) else 0


def _stopped(error: BaseException, lang: str) -> int:
    """The exit code where something went wrong that no one foresaw: one line says what, and where to tell."""
    from medisave_cli.files import is_left_by_reader, shown, why

    if is_left_by_reader(error):
        streams.nobody_reads()
        return 0
    if os.environ.get("MEDISAVE_DEBUG"):
        import traceback

        traceback.print_exception(error)
    speak = Speaker(lang)
    if isinstance(error, OSError):
        name = f"{shown(os.fsdecode(error.filename))} " if error.filename else ""
        _complain(name + speak.word(why(error)), lang)
    elif isinstance(error, MemoryError) or "start new thread" in str(error):
        _complain(speak("frame.no_room"), lang)
    else:
        _complain(speak("frame.broken", what=_named(error)), lang)
    return FAILED


def _named(error: BaseException) -> str:
    """An error by its kind and the place it came from, without anything the person typed."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    at = (
        f" {os.path.basename(trace.tb_frame.f_code.co_filename)}:{trace.tb_lineno}" if trace else ""
    )
    return f"{type(error).__name__}{at}"


def _readable(args: list[str]) -> list[str]:
    """Arguments that a locale without Chinese split into bytes, put together again as UTF-8.

    A file may have a name that is no text: an argument that can only be a file stays as the system gave it.
    """
    said = []
    for before, arg in zip(["", *args], args, strict=False):
        split = any("\udc80" <= c <= "\udcff" for c in arg)
        said.append(_together(arg, before) if split else arg)
    return said


def _together(arg: str, before: str) -> str:
    raw = os.fsencode(arg)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        file = before in FILES or arg.startswith(tuple(FILES)) or os.path.lexists(raw)
        return arg if file else raw.decode("utf-8", "replace")


def _complain(message: str, lang: str) -> None:
    line = " ".join("".join(c if c.isprintable() else " " for c in message).split())
    streams.complain(Speaker(lang)("frame.complaint", said=line))
