"""Compile the policy files into the book that the wheel carries."""

import sys
from pathlib import Path

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileBook(BuildHookInterface):
    def initialize(self, version, build_data):
        if version == "editable":
            return
        root = Path(self.root)
        sys.path.insert(0, str(root))
        try:
            from medisave_cli.keeping.compile import build
        finally:
            sys.path.pop(0)
        target = root / "medisave_cli" / "book.sqlite"
        build([root / "policies"], target, self.metadata.version, count=True)
        build_data["artifacts"].append("medisave_cli/book.sqlite")
