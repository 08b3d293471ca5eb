"""The one writer of every file the program makes: whole or not at all."""

from __future__ import annotations

from pathlib import Path

from medisave_cli.errors import MedisaveError


def write_whole(target: Path, data: bytes) -> None:
    """Write ``data`` to ``target``; what was there stays whole until the new file is.

    Raises:
        MedisaveError: it cannot be written; the message says why.
    """
    part = target.with_name(target.name + ".part")
    try:
        part.write_bytes(data)
        part.replace(target)
    except OSError as error:
        part.unlink(missing_ok=True) if part.parent.is_dir() else None
        raise MedisaveError(
            f"写不了 {target}：{error.strerror}", f"cannot write {target}: {error.strerror}"
        ) from None
