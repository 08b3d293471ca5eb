"""Where answered rows go: a file that appears under its name only when it is whole, or standard output."""

from __future__ import annotations

import errno
import sys
from pathlib import Path
from typing import IO

from medisave_cli.batch.blocks import STANDARD
from medisave_cli.errors import MedisaveError
from medisave_cli.files import Output, is_left_by_reader, why


class Target:
    """Where the rows go: a file, whole or not at all, or standard output."""

    def __init__(self, path: str):
        """``path``: a file's name, or ``-``.

        Raises:
            AskedWrongly: it names no file that could be written.
        """
        self.output = None if path == STANDARD else Output(path)
        self.direct = self.output is None or self.output.direct

    @property
    def part(self) -> Path:
        """The file that a library writes by itself; not for standard output."""
        assert self.output is not None
        return self.output.part

    def open(self) -> IO[bytes]:
        """Open for writing."""
        return sys.stdout.buffer if self.output is None else self.output.open()

    def is_file(self, path: str) -> bool:
        """Whether ``path`` is the very file to be written."""
        if self.output is None or path == STANDARD or self.output.direct:
            return False
        return self.output.path.exists() and self.output.path.samefile(path)

    def settle(self) -> None:
        """Give the whole file its name."""
        if self.output is not None:
            self.output.settle()

    def drop(self) -> None:
        """Take away what was written and is not whole."""
        if self.output is not None:
            self.output.drop()

    def failure(self, error: BaseException) -> BaseException:
        """What to raise where writing fails: a reader that has left is no failure of the run."""
        if is_left_by_reader(error):
            return BrokenPipeError(errno.EPIPE, "the reader has left")
        if self.output is None:
            return MedisaveError("files.cannot_write", file=STANDARD, why=why(error))
        return self.output.failure(error)
