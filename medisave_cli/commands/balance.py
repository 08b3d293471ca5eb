"""``medisave balance [TEXT]``: where to look the balance up."""

from medisave_cli.commands.guides import guide

run = guide("balance")
