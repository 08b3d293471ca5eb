"""``medisave sharing [TEXT]``: family sharing."""

from medisave_cli.commands.guides import guide

run = guide("sharing")
