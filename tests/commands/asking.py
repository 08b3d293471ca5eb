"""How the command tests ask: through the public command line, in this process."""

from __future__ import annotations

import json

from medisave_cli.cli import run


def ask(capsys, *args):
    """(exit code, stdout, stderr) of one command line."""
    code = run(list(args))
    out, err = capsys.readouterr()
    return code, out, err


def answered(capsys, *args):
    """stdout of a command line that must be answered, with nothing said on stderr but the file that was written."""
    code, out, err = ask(capsys, *args)
    assert code == 0, err
    if err:
        assert "-o" in args and err.count("\n") == 1 and "written" in err, err
    return out


def data(capsys, *args):
    """The JSON answer of a command line."""
    return json.loads(answered(capsys, *args, "--format", "json"))


def wrong(capsys, *args):
    """The one line that says what was asked wrongly."""
    code, out, err = ask(capsys, *args)
    assert (code, out) == (2, ""), out
    assert err.count("\n") == 1 and "Traceback" not in err
    return err
