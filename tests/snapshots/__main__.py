"""Write the snapshots anew: python -m tests.snapshots"""

from __future__ import annotations

from medisave_cli import open_book
from tests.snapshots import FOLDER, snapshots

written = dict(snapshots(open_book()))
for path in FOLDER.glob("*.yaml"):
    if path.name not in written:
        path.unlink()
changed = [
    name
    for name, content in written.items()
    if not (FOLDER / name).exists() or (FOLDER / name).read_text(encoding="utf-8") != content
]
for name in changed:
    (FOLDER / name).write_text(written[name], encoding="utf-8")
print(f"{len(written)} places, {len(changed)} changed: see git diff {FOLDER.name}")
