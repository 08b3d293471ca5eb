"""Print, one a line, each requirement of this project at the oldest version that pyproject.toml allows: constraints for pip."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

project = tomllib.loads(Path(__file__).parent.parent.joinpath("pyproject.toml").read_text())[
    "project"
]
wanted = project["dependencies"] + project["optional-dependencies"]["batch"]
wanted += project["optional-dependencies"]["test"] + project["optional-dependencies"]["mcp"]
for requirement in wanted:
    found = re.match(r"([A-Za-z0-9_.-]+)>=([0-9.]+)", requirement)
    if found:
        print(f"{found[1]}=={found[2]}")
