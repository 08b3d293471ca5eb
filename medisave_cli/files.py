"""The one writer of every file the program makes: whole or not at all.

A regular file appears under its name when it is whole, and an earlier one stays until then; what is no regular file (a pipe, a
device, a terminal) is written into. A link's target is written, the link stays.
"""

from __future__ import annotations

import os
import re
import secrets
import stat
from contextlib import suppress
from pathlib import Path
from typing import IO

from medisave_cli.errors import AskedWrongly, MedisaveError
from medisave_cli.language.message import Message
from medisave_cli.language.scrub import scrub

LONGEST_NAME_SHOWN = 200
REASONS = [
    "EACCES",
    "EBUSY",
    "EDQUOT",
    "EFBIG",
    "EIO",
    "EISDIR",
    "ELOOP",
    "EMFILE",
    "ENAMETOOLONG",
    "ENFILE",
    "ENODEV",
    "ENOENT",
    "ENOMEM",
    "ENOSPC",
    "ENOTDIR",
    "ENXIO",
    "EPERM",
    "EPIPE",
    "EROFS",
    "ESTALE",
    "ETXTBSY",
    "EBADF",
    "EINVAL",
]
"""The reasons of the system that have a sentence of their own, ``files.<name>``."""


class Output:
    """A file to be written: ``open`` it (or let a library write ``part``), then ``settle``; ``drop`` in any case.

    ``direct``: what is there is no regular file and is written into.
    """

    def __init__(self, path: str | os.PathLike[str], private: bool = False):
        """Look at ``path`` without touching it. ``private``: what is new is for its owner alone (mode 600).

        Raises:
            AskedWrongly: it names no file that could be written: a folder, no name, a folder that is not there.
            MedisaveError: the system does not let it be looked at.
        """
        self.name, self._private = os.fspath(path), private
        self._earlier = _looked_at(self.name)
        self._stream = _own_stream(self.name)
        self.direct = self._stream is not None or (
            self._earlier is not None and not stat.S_ISREG(self._earlier.st_mode)
        )
        if self.direct:
            self.path = self.part = Path(self.name)
            return
        self.path = Path(os.path.realpath(self.name))
        if not self.path.parent.is_dir():
            raise AskedWrongly("files.no_folder", folder=shown(self.path.parent))
        self.part = self.path.with_name(
            f".medisave-{_host()}-{os.getpid()}-{secrets.token_hex(8)}.part"
        )

    def open(self) -> IO[bytes]:
        """A new empty file beside the name, made for this run alone; or what is no regular file, itself.

        Raises:
            MedisaveError: it cannot be written; the message says why.
        """
        try:
            if self._stream is not None:
                return os.fdopen(os.dup(self._stream), "wb")
            if self.direct:
                return open(self.part, "wb")
            if self._earlier is not None and not os.access(self.path, os.W_OK):
                raise PermissionError(13, "read-only")
            _sweep(self.path.parent)
            flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
            flags |= getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
            # What replaces a private file is private from its first byte.
            mode = 0o600 if self._private or self._earlier is not None else 0o666
            _begun(self.part)
            return os.fdopen(os.open(self.part, flags, mode), "wb")
        except (OSError, ValueError) as error:
            raise self.failure(error) from None

    def settle(self) -> None:
        """Give the whole file its name, with the rights of the one it replaces.

        Raises:
            MedisaveError: it cannot be done; the earlier file is as it was.
        """
        if self.direct:
            return
        try:
            if self._earlier is not None:
                _keep_rights(self.part, self._earlier)
                _to_disk(self.part)
            os.replace(self.part, self.path)
            _unfinished.discard((os.getpid(), self.part))
        except OSError as error:
            raise self.failure(error) from None

    def drop(self) -> None:
        """Take away what was written and not settled."""
        if not self.direct:
            with suppress(OSError):
                self.part.unlink(missing_ok=True)
            _unfinished.discard((os.getpid(), self.part))

    def failure(self, error: BaseException) -> MedisaveError:
        """The error a person is told when writing fails with ``error``."""
        return MedisaveError("files.cannot_write", file=shown(self.name), why=why(error))


def write_whole(target: str | os.PathLike[str], data: bytes, private: bool = False) -> None:
    """Write ``data`` to ``target``; what was there stays whole until the new file is. ``private``: a new file is for its owner alone.

    Raises:
        AskedWrongly: ``target`` names no file that could be written.
        MedisaveError: it cannot be written; the message says why.
        BrokenPipeError: it is a pipe whose reader has left.
    """
    output = Output(target, private)
    try:
        with output.open() as file:
            file.write(data)
        output.settle()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise output.failure(error) from None
    finally:
        output.drop()


def shown(path: str | os.PathLike[str]) -> str:
    """A path as it can be printed anywhere, bytes that are no text included."""
    return scrub(os.fsencode(path).decode("utf-8", "replace"), LONGEST_NAME_SHOWN)


def why(error: BaseException) -> Message:
    """What the system says is wrong, as a sentence in either language."""
    import errno

    number = getattr(error, "errno", None)
    if number is None and (told := re.search(r"\(os error (\d+)\)", str(error))):
        number = int(told[1])
    name = errno.errorcode.get(number or 0, "")
    if name in REASONS:
        return Message(f"files.{name}")
    said = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return Message("files.other", {"said": scrub(said)})


def is_left_by_reader(error: BaseException) -> bool:
    """Whether writing failed because whoever read the pipe has gone."""
    import errno

    return isinstance(error, BrokenPipeError) or (
        isinstance(error, OSError)
        and (error.errno == errno.EPIPE or f"(os error {errno.EPIPE})" in str(error))
    )


def _looked_at(name: str) -> os.stat_result | None:
    """What is there under the name, links followed; None if nothing is."""
    try:
        found = os.stat(name) if name else None
    except FileNotFoundError:
        found = None
    except ValueError:
        raise AskedWrongly("files.no_name", file=shown(name.replace("\0", " "))) from None
    except NotADirectoryError:
        raise AskedWrongly("files.no_folder", folder=shown(os.path.dirname(name))) from None
    except OSError as error:
        raise MedisaveError("files.cannot_write", file=shown(name), why=why(error)) from None
    if not name.strip():
        raise AskedWrongly("files.no_name", file=name)
    if (found is not None and stat.S_ISDIR(found.st_mode)) or name.endswith(("/", os.sep)):
        raise AskedWrongly("files.is_folder", file=shown(name))
    return found


def _own_stream(name: str) -> int | None:
    """The number of the stream of this very process that a name like /dev/stdout stands for."""
    named = {"/dev/stdin": 0, "/dev/stdout": 1, "/dev/stderr": 2}.get(name)
    numbered = re.fullmatch(r"(?:/dev|/proc/self)/fd/(\d{1,6})", name)
    return int(numbered[1]) if numbered else named


def _keep_rights(part: Path, earlier: os.stat_result) -> None:
    if hasattr(os, "chown"):
        try:
            os.chown(part, earlier.st_uid, earlier.st_gid)
        except OSError:
            with suppress(OSError):
                os.chown(part, -1, earlier.st_gid)
    with suppress(PermissionError):
        os.chmod(part, stat.S_IMODE(earlier.st_mode))


def _to_disk(part: Path) -> None:
    """Lest a power cut leave an empty file where a whole one was replaced."""
    handle = os.open(part, os.O_RDWR | getattr(os, "O_BINARY", 0))
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


_unfinished: set[tuple[int, Path]] = set()


def _begun(part: Path) -> None:
    """See to it that ``part`` goes with the process, even where a second interruption strikes while the first is cleaned up."""
    import atexit

    if not _unfinished:
        atexit.unregister(_leave_nothing)
        atexit.register(_leave_nothing)
    _unfinished.add((os.getpid(), part))


def _leave_nothing() -> None:
    for process, part in tuple(_unfinished):
        if process == os.getpid():
            with suppress(OSError):
                part.unlink(missing_ok=True)


def _host() -> str:
    """This machine, in a few letters: process numbers of another one mean nothing here."""
    import platform
    import zlib

    return f"{zlib.crc32(platform.node().encode('utf-8', 'replace')):08x}"


def _sweep(folder: Path) -> None:
    """Take away what runs of this machine that were killed have left."""
    if os.name != "posix":
        return
    ours = re.compile(rf"\.medisave-{_host()}-(\d{{1,10}})-[0-9a-f]{{16}}\.part")
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            number = ours.fullmatch(entry.name)
            if number and not _alive(int(number[1])) and entry.is_file(follow_symlinks=False):
                with suppress(OSError):
                    os.unlink(entry.path)


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True
