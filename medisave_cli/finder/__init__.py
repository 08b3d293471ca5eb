"""Finds the situation or topic that a person's own words are about. Loaded only when words, not an id, were typed."""

from __future__ import annotations

from medisave_cli.finder.find import Finder, Finding, Match, finder_of
from medisave_cli.finder.telling import OFFERED, choice, unclear

__all__ = ["OFFERED", "Finder", "Finding", "Match", "choice", "finder_of", "unclear"]
