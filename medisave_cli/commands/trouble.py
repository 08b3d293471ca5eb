"""``medisave trouble [TEXT]``: the card does not work, or the balance looks wrong."""

from medisave_cli.commands.guides import guide

run = guide("trouble")
