"""``python -m medisave_cli``: the command line."""

from medisave_cli.cli import main

main()
