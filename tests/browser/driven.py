"""A Chromium that is spoken to while it runs, over two pipes: for what can only be seen of a living page.

A page that forbids all scripts but its own is asked from outside it, and says what it tried to load and complained of.
"""

from __future__ import annotations

import fcntl
import json
import os
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any

from tests.browser import chromium

JOINED = """import os, sys
for end, stream in zip(sys.argv[1:3], (3, 4)): os.dup2(int(end), stream)
os.execv(sys.argv[3], sys.argv[3:])"""
"""Becomes the browser, with two pipes as its third and fourth stream."""
PATIENCE = 1500
STICKING = """[...document.querySelectorAll('body *')].filter(e => !e.closest('.table, .heard') && e.checkVisibility()
  && e.getBoundingClientRect().right > document.documentElement.clientWidth + 0.5).map(e => e.outerHTML.slice(0, 90))"""
COMPLAINTS = ("Runtime.exceptionThrown", "Runtime.consoleAPICalled", "Log.entryAdded")


class Refused(AssertionError):
    """What the browser says instead of an answer."""


class Browser:
    """One browser with one tab. ``wrong`` is what pages complained of, ``loaded`` every address that was asked for."""

    def __init__(self) -> None:
        self.wrong: list[str] = []
        self.loaded: list[str] = []
        self._count = 0
        self._rest = b""
        self._session: str | None = None

    def __enter__(self) -> Browser:
        program = chromium.find()
        assert program is not None
        self._profile = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        # The browser reads from its third stream and answers on its fourth.
        read, self._to = os.pipe()
        self._from, write = os.pipe()
        theirs = [fcntl.fcntl(end, fcntl.F_DUPFD, 10) for end in (read, write)]

        flags = [
            *chromium.FLAGS,
            f"--user-data-dir={self._profile.name}",
            "--remote-debugging-pipe",
        ]
        self._process = subprocess.Popen(
            [sys.executable, "-c", JOINED, *map(str, theirs), program, *flags, "about:blank"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            pass_fds=theirs,
        )
        for end in (read, write, *theirs):
            os.close(end)
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        attached = self.call("Target.attachToTarget", targetId=target, flatten=True)
        self._session = attached["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.call(f"{domain}.enable")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.terminate()
        self._process.wait(20)
        os.close(self._to)
        os.close(self._from)
        self._profile.cleanup()

    def call(self, method: str, **params: Any) -> dict[str, Any]:
        """Ask the browser for one thing, and return what it answers."""
        self._count += 1
        message: dict[str, Any] = {"id": self._count, "method": method, "params": params}
        if self._session is not None:
            message["sessionId"] = self._session
        os.write(self._to, json.dumps(message).encode() + b"\0")
        while True:
            said = self._next()
            if said.get("id") == self._count:
                if "error" in said:
                    raise Refused(said)
                return said.get("result", {})

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            more = os.read(self._from, 1 << 20)
            assert more, "the browser has gone"
            self._rest += more
        first, _, self._rest = self._rest.partition(b"\0")
        said: dict[str, Any] = json.loads(first)
        self._event(said)
        return said

    def _event(self, said: dict[str, Any]) -> None:
        method, params = said.get("method"), said.get("params", {})
        if method in COMPLAINTS:
            self.wrong.append(json.dumps(params, ensure_ascii=False)[:500])
        elif method == "Network.requestWillBeSent":
            self.loaded.append(params["request"]["url"])

    def open(
        self,
        page: Path,
        fragment: str = "",
        width: int = 1280,
        dark: bool = False,
        scripts: bool = True,
    ) -> None:
        """Open a file so many pixels wide, and wait until it stands."""
        self.call(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=900,
            deviceScaleFactor=1,
            mobile=False,
        )
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.call("Emulation.setEmulatedMedia", features=[scheme])
        self.call("Emulation.setScriptExecutionDisabled", value=not scripts)
        assert page.is_file(), page
        address = page.as_uri() + (f"#{fragment}" if fragment else "")
        self.call("Page.navigate", url="about:blank")
        self.call("Page.navigate", url=address)
        self.stand(address)

    def stand(self, address: str) -> None:
        """Wait until the page of this address stands whole."""
        for _ in range(PATIENCE):
            # A page that is just being left answers nothing.
            with suppress(Refused):
                if self.ask("document.readyState + location.href") == f"complete{address}":
                    return
            time.sleep(0.02)
        raise AssertionError(f"{address} does not stand")

    def ask(self, expression: str) -> Any:
        """What an expression is worth in the page; a promise is waited for."""
        found = self.call(
            "Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True
        )
        assert "exceptionDetails" not in found, found["exceptionDetails"]
        return found["result"].get("value")

    def paper(self) -> bytes:
        """The page as it is now, printed as its own style sheet says."""
        from base64 import b64decode

        return b64decode(self.call("Page.printToPDF", preferCSSPageSize=True)["data"])

    def sheets(self) -> int:
        """How many sheets of A4 the page takes as it stands."""
        from io import BytesIO

        from pypdf import PdfReader

        printed = PdfReader(BytesIO(self.paper()))
        for sheet in printed.pages:
            box = sheet.mediabox
            assert (round(float(box.width)), round(float(box.height))) == (595, 842)
        return len(printed.pages)

    def sticking(self) -> list[str]:
        """What sticks out to the right of the page."""
        found: list[str] = self.ask(STICKING)
        return found
