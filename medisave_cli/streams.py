"""Standard input, output and error as they may be found: closed, of an old encoding, or with nobody reading."""

from __future__ import annotations

import codecs
import gc
import os
import sys
from contextlib import suppress
from types import FrameType
from typing import NoReturn

ASCII = {
    "ascii",
    "usascii",
    "ansix3.41968",
    "ansix3.41986",
    "646",
    "latin1",
    "iso88591",
    "iso8859-1",
}
"""Encodings that mean that no one has chosen any."""
FALLBACK = "medisave-fallback"
INSTEAD = {
    **dict.fromkeys("╭┌┏╔", "┌+"),
    **dict.fromkeys("╮┐┓╗", "┐+"),
    **dict.fromkeys("╰└┗╚", "└+"),
    **dict.fromkeys("╯┘┛╝", "┘+"),
    **dict.fromkeys("├┝┠┣╞╟╠", "├+"),
    **dict.fromkeys("┤┥┨┫╡╢╣", "┤+"),
    **dict.fromkeys("┬┯┰┳╤╥╦", "┬+"),
    **dict.fromkeys("┴┷┸┻╧╨╩", "┴+"),
    **dict.fromkeys("┼┿╂╋╪╫╬", "┼+"),
    **dict.fromkeys("─━═╌╍┄┅╴╶╸╺", "─-"),
    **dict.fromkeys("│┃║╎╏┆┇╵╷╹╻", "│|"),
    **dict.fromkeys("☐▢◻", "□-"),
    **dict.fromkeys("☑✓✔", "√v"),
    **dict.fromkeys("☒✗✘", "×x"),
    **dict.fromkeys("•▪‧∙◦", "·*"),
    **dict.fromkeys("·", "-"),
    **dict.fromkeys("❯›▸▶→", "→>"),
    **dict.fromkeys("‹◂◀←", "←<"),
    **dict.fromkeys("–—‑‒―", "—-"),
    **dict.fromkeys("“”„«»", '"'),
    **dict.fromkeys("‘’‚", "'"),
    **dict.fromkeys("\u00a0\u2009\u202f\u3000", " "),
    **dict.fromkeys("×", "x"),
    **dict.fromkeys("≥", ">"),
    **dict.fromkeys("≤", "<"),
    **dict.fromkeys("⚠❗", "!"),
    "…": ".",
}
"""For a sign that an encoding may lack: what stands for it, the best first, each one cell wide."""


class Ended(BaseException):
    """The process was asked to end. ``code``: what it ends with, 128 and the signal's number."""

    def __init__(self, signal: int):
        super().__init__(signal)
        self.code = 128 + signal


def prepare() -> None:
    """Make the streams fit to be used: what is closed is as if nobody read it, what an encoding lacks is replaced."""
    _open_closed()
    codecs.register_error(FALLBACK, _instead)
    chosen = bool(os.environ.get("PYTHONIOENCODING"))
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is None:
            continue
        name = (stream.encoding or "").lower().replace("-", "").replace("_", "")
        if name in ASCII and not chosen:
            reconfigure(encoding="utf-8", errors=FALLBACK)
        else:
            reconfigure(errors=FALLBACK)


def end_on_signals() -> None:
    """Let SIGTERM and SIGHUP end the run in order, nothing half-written left; one that is ignored stays ignored."""
    import signal

    def end(number: int, frame: FrameType | None) -> None:
        signal.signal(number, signal.SIG_IGN)
        raise Ended(number)

    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        # Only the main thread may, and an embedding program's own handler is left alone.
        with suppress(ValueError):
            if number is not None and signal.getsignal(number) == signal.SIG_DFL:
                signal.signal(number, end)


def nobody_reads() -> None:
    """The reader of standard output has left: throw away what is still held, lest Python complain at its end."""
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.__stdout__.fileno())  # type: ignore[union-attr]


def leave(code: int) -> NoReturn:
    """End the process with ``code``, having done what was asked for at the end and written what was held.

    The memory of a one-shot answer is given back by the system at once; taken apart piece by piece by the interpreter, it costs a
    tenth of the whole run. Where other threads are at work, a profiler or debugger watches, or a stream cannot be written, the
    interpreter ends in its usual way.
    """
    import atexit
    import threading

    watched = sys.gettrace() is not None or sys.getprofile() is not None
    if threading.active_count() == 1 and not watched:
        with suppress(OSError, ValueError):
            atexit._run_exitfuncs()
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code)
    gc.freeze()
    sys.exit(code)


def complain(line: str) -> None:
    """Say one line on standard error, if anyone can still hear it."""
    with suppress(OSError, ValueError):
        print(line, file=sys.stderr, flush=True)


def _open_closed() -> None:
    """Stand a null device in for each stream that is closed: a file opened later must not get its number."""
    for number, (name, mode) in enumerate((("stdin", "r"), ("stdout", "w"), ("stderr", "w"))):
        if getattr(sys, name) is not None:
            continue
        try:
            os.fstat(number)
        except OSError:
            handle = os.open(os.devnull, os.O_RDWR)
            if handle != number:
                os.dup2(handle, number)
                os.close(handle)
        stream = open(number, mode, encoding="utf-8", closefd=False)  # noqa: SIM115
        setattr(sys, name, stream)
        setattr(sys, f"__{name}__", stream)


def _instead(error: UnicodeError) -> tuple[str | bytes, int]:
    """What is written for characters that the encoding lacks: a sign like it, else a question mark."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    said = [
        next((sign for sign in INSTEAD.get(c, "") if _has(error.encoding, sign)), "?")
        for c in error.object[error.start : error.end]
    ]
    return "".join(said), error.end


def _has(encoding: str, sign: str) -> bool:
    try:
        sign.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
