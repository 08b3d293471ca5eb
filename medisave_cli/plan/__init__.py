"""Dates from time limits: working days of the Chinese calendar, and the plan of an advice. Pure: no files, no clock."""

from __future__ import annotations

from medisave_cli.plan.steps import plan_for, read_start

__all__ = ["plan_for", "read_start"]
