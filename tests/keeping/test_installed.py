"""The walk through policies/README.md in a plain install from the wheel, in both languages: no checkout, no Python but the program's."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.long
ROOT = Path(__file__).resolve().parents[2]
BIN = "Scripts" if os.name == "nt" else "bin"


@pytest.fixture(scope="module")
def medisave(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program, installed from a wheel built here into an environment of its own."""
    home = tmp_path_factory.mktemp("installed")
    subprocess.run([sys.executable, "-m", "venv", str(home / "venv")], check=True)
    python = home / "venv" / BIN / "python"
    pip = [str(python), "-m", "pip", "--quiet", "--disable-pip-version-check"]
    wheel = [*pip, "wheel", "--no-deps", "-w", str(home), str(ROOT)]
    subprocess.run(wheel, check=True)
    (made,) = home.glob("*.whl")
    subprocess.run([*pip, "install", str(made)], check=True)
    return home / "venv" / BIN / "medisave"


@pytest.mark.parametrize(("lang", "readme"), [("en", "README.md"), ("zh", "README.zh-CN.md")])
def test_the_walk_through_is_true_without_a_checkout(
    medisave: Path, lang: str, readme: str, tmp_path: Path
) -> None:
    environment = {
        **{k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "MEDISAVE_POLICIES")},
        "XDG_CACHE_HOME": str(tmp_path / "cache"),
        "MEDISAVE_LANG": lang,
    }

    def ask(*words: str) -> tuple[int, str, str]:
        done = subprocess.run(
            [str(medisave), *words],
            capture_output=True,
            encoding="utf-8",
            cwd=tmp_path,
            env=environment,
            check=False,
        )
        return done.returncode, done.stdout, done.stderr

    text = (ROOT / "policies" / readme).read_text(encoding="utf-8")
    first, summary, cite = re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)[:3]
    # A new place: no folder is named, and every later command finds the one that was made.
    code, out, _ = ask("policy", "new", "邯郸")
    assert (code, out) == (0, "policies/places/130400-handan.yaml\n")
    code, out, err = ask("policy", "lint", "-f", "plain")
    assert code == 0 and "policies" in err.splitlines()[-1]
    path = tmp_path / "policies" / "places" / "511100-leshan.yaml"
    path.write_text(first, encoding="utf-8")
    code, out, _ = ask("policy", "lint", "-f", "plain")
    assert code == 1 and out.count("511100-leshan.yaml:") == 3
    mended = re.sub(r"(    summary:\n      zh: [^\n]*\n)", lambda m: m[1] + summary, first)
    mended = re.sub(r"    cite: \[\{source: leshan-guide,[^\n]*\n", lambda _: cite, mended)
    path.write_text(mended.replace("bank-acount", "bank-account"), encoding="utf-8")
    assert ask("policy", "lint")[0] == 0
    code, out, _ = ask("policy", "try", "乐山")
    assert code == 0 and "leshan-deceased" in out
    code, out, err = ask("check", "-c", "乐山", "-s", "deceased", "-f", "json")
    assert "leshan-guide-2024" not in err and "--policies policies" in err
    code, out, err = ask(
        "check", "-c", "乐山", "-s", "deceased", "--policies", "policies", "-f", "json"
    )
    assert code == 0 and '"leshan-deceased"' in out and "--policies" not in err
    # Nothing is named on the other side: the folder that every keeper's command finds here, the same.
    code, out, err = ask("policy", "diff", "policies", "--exit-status", "-f", "json")
    assert code == 0 and '"changes": []' in out and err.count("policies") == 2
