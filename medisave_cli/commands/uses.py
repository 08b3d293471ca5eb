"""``medisave uses [TEXT]``: what the money may pay and may not."""

from medisave_cli.commands.guides import guide

run = guide("uses")
