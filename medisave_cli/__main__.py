"""Where ``medisave`` and ``python -m medisave_cli`` start."""

from __future__ import annotations

import gc
import sys


def main() -> None:
    """Run the command line and exit with its code.

    A one-shot answer leaves next to no garbage, and the interpreter's searches for it cost more than the answer: they are made rare
    before anything is loaded. Nor is what it leaves taken apart piece by piece at the end.
    """
    gc.set_threshold(100_000)
    try:
        from medisave_cli.cli import run
        from medisave_cli.streams import leave

        leave(run(sys.argv[1:]))
    except KeyboardInterrupt:
        # Before anything could be answered, or while it was already over.
        sys.exit(130)


if __name__ == "__main__":
    main()
