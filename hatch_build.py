"""Compile the policy files into the book that the wheel carries, and write its manual pages.

It needs what the program needs to run, and nothing more.
"""

import sys
import tempfile
from pathlib import Path

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileBook(BuildHookInterface):
    def initialize(self, version, build_data):
        if version == "editable":
            return
        root = Path(self.root)
        book = root / "medisave_cli" / "book.sqlite"
        sys.path.insert(0, str(root))
        try:
            from medisave_cli.commands.man_page import write_pages
            from medisave_cli.keeping.compile import build

            checked = build(
                [root / "policies"], book, self.metadata.version, count=True
            ).newest_check
            self.pages = tempfile.TemporaryDirectory()
            write_pages(Path(self.pages.name), checked)
        finally:
            sys.path.pop(0)
        build_data["artifacts"].append("medisave_cli/book.sqlite")
        build_data["shared_data"][self.pages.name] = "share/man"

    def finalize(self, version, build_data, artifact_path):
        if version != "editable":
            self.pages.cleanup()
