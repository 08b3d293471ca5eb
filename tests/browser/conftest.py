"""The browser suite: skipped where there is no Chromium, unless MEDISAVE_REQUIRE_BROWSER=1 requires it."""

from __future__ import annotations

import pytest

from tests.browser import chromium


@pytest.fixture(scope="package", autouse=True)
def browser():
    if chromium.find() is None:
        if chromium.REQUIRED:
            pytest.fail("MEDISAVE_REQUIRE_BROWSER=1, and there is no Chromium")
        pytest.skip("no Chromium")
