"""The bytes of a text file as UTF-8, whatever they were written in.

What cannot be read is written out (``\\xff``) behind a mark, by which its row is told apart: an encoding is chosen by what the
whole file says, and a broken byte costs the row it stands in. What is UTF-8 already passes as it is: ``cleaned`` does the same
for it where something in it turns out to be broken.
"""

from __future__ import annotations

import codecs
from typing import Any

from medisave_cli.batch.blocks import size_of
from medisave_cli.errors import AskedWrongly

UTF8, GB = "utf-8", "gb18030"
SAMPLE = 1 << 16
"""Bytes, from the first that is no ASCII, by which an encoding is chosen."""
BROKEN = "\uffff\ufffe"
"""Stands before what could not be read. Neither is a character that a text may hold."""
MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF8, UTF8),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
BROKEN_BYTES = BROKEN.encode()
MARKED = "medisave-marked"


class Encoded:
    """A stream of bytes, read as UTF-8. ``marked``: it began with a byte-order mark. ``used``: bytes read so far, of ``total``."""

    def __init__(self, stream: Any):
        """``stream``: one that can be peeked into."""
        self._stream, self.total, self.used = stream, size_of(stream), 0
        self._decoder: codecs.IncrementalDecoder | None = None
        self._held = b""
        self.encoding: str | None = None
        self.marked = False
        heading = stream.peek(4096)
        for mark, encoding in MARKS:
            if heading.startswith(mark):
                stream.read(len(mark))
                self.used, self.marked = len(mark), True
                self._decode_as(encoding)
                break
        else:
            if encoding_of_nuls := _wide(heading[:4096]):
                self._decode_as(encoding_of_nuls)

    def read(self, size: int) -> bytes:
        """About ``size`` bytes, none at the end."""
        while True:
            raw = self._held or self._raw(size)
            self._held = b""
            if self.encoding == UTF8:
                return raw
            if self._decoder is None:
                if raw.isascii():
                    return raw
                at = _first(raw)
                while len(raw) - at < SAMPLE and (more := self._raw(SAMPLE)):
                    raw += more
                self._decode_as(_chosen(raw[at : at + SAMPLE]))
            if self._decoder is None:
                return raw
            data = self._decoder.decode(raw, not raw).encode("utf-8", "replace")
            if data or not raw:
                return data

    def close(self) -> None:
        self._stream.close()

    def _raw(self, size: int) -> bytes:
        raw: bytes = self._stream.read(size)
        self.used += len(raw)
        return raw

    def _decode_as(self, encoding: str) -> None:
        codecs.register_error(MARKED, _marked)
        self.encoding = encoding
        if encoding != UTF8:
            self._decoder = codecs.getincrementaldecoder(encoding)(MARKED)


def cleaned(data: bytes, ended: bool) -> bytes:
    """UTF-8 with what is broken in it marked, up to the last line end (all of it where it has ``ended``)."""
    end = len(data) if ended else max(data.rfind(b"\n"), data.rfind(b"\r")) + 1
    try:
        codecs.utf_8_decode(memoryview(data)[:end], "strict", True)
    except UnicodeDecodeError:
        return data[:end].decode(UTF8, MARKED).encode() + data[end:]
    return data


def _marked(error: UnicodeError) -> tuple[str, int]:
    """What is written for bytes that cannot be read."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    lost = error.object[error.start : error.end]
    return BROKEN + "".join(f"\\x{byte:02x}" for byte in lost), error.end


def _first(raw: bytes) -> int:
    """Where the first byte that is no ASCII stands."""
    low, high = 0, len(raw)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if not raw[low:middle].isascii() else (middle, high)
    return low


def _chosen(sample: bytes) -> str:
    """UTF-8 or GB18030: UTF-8 where more of its characters are read than bytes are left over."""
    text = sample.decode(UTF8, "surrogateescape")
    left = len(text) - len(text.encode(UTF8, "ignore").decode(UTF8))
    read = len(text) - len(text.encode("ascii", "ignore")) - left
    return UTF8 if read >= left else GB


def _wide(heading: bytes) -> str | None:
    """UTF-16 without a mark, told by where its zero bytes stand.

    Raises:
        AskedWrongly: the zero bytes are those of no text.
    """
    zeros = heading.count(0)
    if not zeros or (not heading.isascii() and _is_utf8(heading)):
        return None
    odd = heading[1::2].count(0)
    even = zeros - odd
    least = len(heading) * 2 // 5 if heading.isascii() else len(heading) // 16
    for mine, other, encoding in ((odd, even, "utf-16-le"), (even, odd, "utf-16-be")):
        if mine >= 8 * other and mine >= least:
            return encoding
    if zeros * 4 > len(heading):
        raise AskedWrongly("batch.no_text")
    return None


def _is_utf8(heading: bytes) -> bool:
    try:
        codecs.utf_8_decode(heading, "strict", False)
    except UnicodeDecodeError:
        return False
    return True
