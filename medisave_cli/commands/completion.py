"""``medisave completion SHELL``: the script by which a shell asks what may follow, printed or put in place."""

# Annotations stay values here: Typer reads them, and where they are text it has each compiled, twice.

import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from medisave_cli.commands.ending import deliver
from medisave_cli.commands.options import LangOption, checked_lang
from medisave_cli.errors import AskedWrongly


class Shell(StrEnum):
    """The shells that are served."""

    bash = "bash"
    zsh = "zsh"
    fish = "fish"


BASH = r"""# Completion of medisave for bash.
_medisave_completion() {
    local line value said key word=${COMP_LINE:0:COMP_POINT} files=
    local -a values=() shown=()
    while IFS=$'\t' read -r value said; do
        if [ "$value" = ":files" ]; then files=1; continue; fi
        [ -n "$value" ] || continue
        values+=("$value")
        shown+=("$value${said:+  ($said)}")
    done < <(_MEDISAVE_COMPLETE=bash COMP_LINE=$word MEDISAVE_WORDBREAKS=$COMP_WORDBREAKS "${COMP_WORDS[0]}" 2>/dev/null)
    if [ -n "$files" ]; then compopt -o default 2>/dev/null; COMPREPLY=(); return; fi
    if [ ${#values[@]} -le 1 ] || [ "$COMP_TYPE" = 37 ] || [ "$COMP_TYPE" = 42 ]; then
        COMPREPLY=("${values[@]}")
    else
        COMPREPLY=("${shown[@]}")
    fi
    if [ ${#values[@]} -eq 1 ] && [[ ${values[0]} == *= ]]; then compopt -o nospace 2>/dev/null; fi
}
complete -o nosort -F _medisave_completion medisave 2>/dev/null || complete -F _medisave_completion medisave
"""

ZSH = r"""#compdef medisave
# Completion of medisave for zsh.
_medisave() {
    local line value said
    local -a values shown open opened
    for line in "${(@f)$(_MEDISAVE_COMPLETE=zsh COMP_LINE="${(j: :)words[1,CURRENT-1]} $PREFIX" ${words[1]} 2>/dev/null)}"; do
        [[ -n $line ]] || continue
        if [[ $line == :files ]]; then _files; return; fi
        value=${line%%$'\t'*}
        said=${line#*$'\t'}
        if [[ $value == *= ]]; then
            open+=("$value"); opened+=("$value  $said")
        else
            values+=("$value"); shown+=("$value  $said")
        fi
    done
    (( $#open )) && compadd -l -V medisave -S '' -d opened -a open
    (( $#values )) && compadd -l -V medisave -d shown -a values
    (( $#open + $#values ))
}
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
    _medisave "$@"
else
    (( $+functions[compdef] )) || { autoload -Uz compinit && compinit -u }
    compdef _medisave medisave
fi
"""

FISH = r"""# Completion of medisave for fish.
function __medisave_complete
    set -l program (commandline -opc)[1]
    for line in (_MEDISAVE_COMPLETE=fish COMP_LINE=(commandline -cp | string collect) $program 2>/dev/null)
        if test "$line" = :files
            __fish_complete_path (commandline -ct)
        else
            echo -- $line
        end
    end
end
complete -c medisave -f -k -a '(__medisave_complete)'
"""

SCRIPTS = {Shell.bash: BASH, Shell.zsh: ZSH, Shell.fish: FISH}


def run(
    shell: Annotated[Shell | None, typer.Argument(metavar="[SHELL]")] = None,
    install: Annotated[bool, typer.Option("--install")] = False,
    lang: LangOption = None,
) -> None:
    checked_lang(lang)
    if shell is None:
        named = os.path.basename(os.environ.get("SHELL", ""))
        if named not in list(Shell):
            raise AskedWrongly("complaints.which_shell", listed=tuple(Shell))
        shell = Shell(named)
    if not install:
        deliver(SCRIPTS[shell], None)
        return
    _install(shell, checked_lang(lang))


def _install(shell: Shell, lang: str) -> None:
    """Write the script where it is kept and, for bash and zsh, one line into the file that the shell reads when it starts.

    Run again, it changes nothing more.
    """
    from medisave_cli.files import write_whole
    from medisave_cli.language import Speaker, scrub

    home = Path.home()
    if shell is Shell.fish:
        script = _folder("XDG_CONFIG_HOME", home / ".config") / "fish/completions/medisave.fish"
    else:
        script = _folder("XDG_DATA_HOME", home / ".local/share") / f"medisave/completion.{shell}"
    script.parent.mkdir(parents=True, exist_ok=True)
    write_whole(script, SCRIPTS[shell].encode())
    if shell is not Shell.fish:
        start = (
            Path(os.environ.get("ZDOTDIR") or home, ".zshrc")
            if shell is Shell.zsh
            else home / ".bashrc"
        )
        _add_line(start, f"source {_quoted(script)}")
    print(Speaker(lang)("faces.written", path=scrub(script, 200)), file=sys.stderr)


def _folder(variable: str, default: Path) -> Path:
    named = os.environ.get(variable, "")
    return Path(named) if os.path.isabs(named) else default


def _quoted(path: Path) -> str:
    import shlex

    return shlex.quote(str(path))


def _add_line(file: Path, line: str) -> None:
    """Append a line to a file of the person's own, where it is not there yet; all else in it stays as it is."""
    held = file.read_bytes() if file.exists() else b""
    if line.encode() in held.splitlines():
        return
    gap = b"" if not held or held.endswith(b"\n") else b"\n"
    with file.open("ab") as appended:
        appended.write(gap + line.encode() + b"\n")
