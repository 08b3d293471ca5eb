"""Prompts on a terminal, with questionary: lists to move through, suggestions as one types. Loaded only here."""

from __future__ import annotations

import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TextIO

import questionary
from prompt_toolkit.application import Application, get_app
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.completion import Completer, Completion
from prompt_toolkit.filters import to_filter
from prompt_toolkit.key_binding import KeyBindings, merge_key_bindings
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import HSplit, Window, walk
from prompt_toolkit.layout.controls import FormattedTextControl
from prompt_toolkit.output import create_output

from medisave_cli.interview.prompts import BACK, Ask, Choice
from medisave_cli.language import Speaker, reads_chinese

try:
    import termios
except ImportError:  # Windows has no such modes.
    termios = None  # type: ignore[assignment]

SHOW_CURSOR, END_OF_PASTING = "\x1b[?25h", "\x1b[?2004l"
SHORTCUTS = 35
MENU = 8
ESCAPE_WAIT = 0.1
"""Seconds in which the rest of an arrow key must follow its first byte, or it is the Esc key."""

STYLE = questionary.Style(
    [
        ("qmark", "fg:ansicyan bold"),
        ("question", "bold"),
        ("answer", "fg:ansigreen"),
        ("instruction", ""),
        ("pointer", "fg:ansicyan bold"),
        ("highlighted", "fg:ansicyan bold"),
        ("selected", ""),
        ("placeholder", "fg:ansigray"),
        ("completion-menu", "bg:default fg:default"),
        ("completion-menu.completion", "bg:default fg:default"),
        ("completion-menu.completion.current", "bg:default fg:ansicyan bold noreverse"),
        ("completion-menu.meta.completion", "bg:default fg:ansigray"),
        ("completion-menu.meta.completion.current", "bg:default fg:ansicyan noreverse"),
    ]
)


@contextmanager
def left_as_found(stream: TextIO) -> Iterator[None]:
    """Leave the terminal as it was found: its modes, its cursor, its pasting. A second Ctrl+C does not cut this short."""
    keys = sys.stdin.fileno()
    modes = termios.tcgetattr(keys) if termios is not None else None
    try:
        yield
    finally:
        before = signal.signal(signal.SIGINT, signal.SIG_IGN)
        try:
            if termios is not None and modes is not None:
                termios.tcsetattr(keys, termios.TCSANOW, modes)
            stream.write(SHOW_CURSOR + END_OF_PASTING)
            stream.flush()
        finally:
            signal.signal(signal.SIGINT, before)


class Terminal:
    """Prompts drawn on ``stream``, a terminal; keys come from standard input."""

    def __init__(self, lang: str, stream: TextIO):
        self.lang, self.stream = lang, stream
        self.say = Speaker(lang)
        self.output = create_output(stream)
        if hasattr(self.output, "enable_cpr"):
            # Asking the terminal where its cursor is gains nothing here; where it does not answer, each prompt would wait a second.
            self.output.enable_cpr = False

    def tell(self, text: str) -> None:
        print(self._fold(text, 0), file=self.stream, flush=True)

    def choose(self, ask: Ask, choices: list[Choice], start: Any = None) -> Any:
        listed = [
            questionary.Choice(self._fold(f"{c.label}  {c.detail}".rstrip(), 6), value=i)
            for i, c in enumerate(choices)
        ]
        if ask.back:
            listed.append(
                questionary.Choice(
                    self.say("interview.back"),
                    value=len(choices),
                    shortcut_key="0",
                )
            )
        at = next((i for i, c in enumerate(choices) if c.value == start), 0)
        lines = [*ask.lines, self._keys_hint(ask.back)]
        question = questionary.select(
            self._fold(ask.text, 2),
            listed,
            default=listed[at],
            pointer=">",
            use_shortcuts=len(listed) <= SHORTCUTS,
            use_jk_keys=False,
            instruction="".join(f"\n  {self._fold(line, 2)}" for line in lines),
            style=STYLE,
            output=self.output,
        )
        picked = self._ask(question, True, KeyBindings())
        return BACK if picked is BACK or picked == len(choices) else choices[picked].value

    def enter(
        self, ask: Ask, suggest: Callable[[str], list[Choice]], hint: str = "", start: str = ""
    ) -> Any:
        for line in ask.lines:
            self.tell(f"  {self._fold(line, 2)}")
        offered = _Suggestions(suggest)
        at_first = suggest("")
        # The menu hangs below the line that is typed into; a window too low for it shows what fits.
        room = max(1, min(max(MENU, len(at_first)) + 1, shutil.get_terminal_size().lines - 5))
        question = questionary.autocomplete(
            self._fold(ask.text + (self.say("interview.esc_back") if ask.back else ""), 2) + "\n >",
            [],
            default=start,
            completer=offered,
            placeholder=lambda: [] if get_app().is_done else [("class:placeholder", hint)],
            reserve_space_for_menu=room,
            style=STYLE,
            output=self.output,
        )
        if at_first:
            app = question.application
            # Which buffer is typed into is known once the prompt runs.
            app.pre_run_callables.append(lambda: app.current_buffer.start_completion())  # noqa: PLW0108
        entered = self._ask(question, ask.back, _menu_keys())
        if entered is BACK:
            return BACK
        text = "".join(c if c.isprintable() else " " for c in entered).strip()
        return offered.seen.get(text, text)

    def _fold(self, text: str, indent: int) -> str:
        """English text broken between words, with room for ``indent`` before it; Chinese may break anywhere, which the terminal does."""
        if reads_chinese(self.lang):
            return text
        import textwrap

        return f"\n{' ' * indent}".join(
            textwrap.wrap(
                text,
                max(20, shutil.get_terminal_size().columns - indent - 2),
                break_long_words=False,
            )
        )

    def _keys_hint(self, back: bool) -> str:
        if back:
            return self.say("interview.keys_back")
        return self.say("interview.keys")

    def _ask(self, question: questionary.Question, back: bool, keys: KeyBindings) -> Any:
        """What the question gives, with the keys that every prompt has.

        Raises:
            KeyboardInterrupt: Ctrl+C, or the process was told to stop.
            EOFError: Ctrl+D with nothing typed.
        """
        app: Application[Any] = question.application
        if back:
            keys.add(Keys.Escape, eager=True)(_go_back)
            app.ttimeoutlen = ESCAPE_WAIT
        keys.add(Keys.SIGINT, eager=True)(
            lambda event: event.app.exit(exception=KeyboardInterrupt())
        )
        keys.add(Keys.ControlD, eager=True)(_end_of_input)
        app.key_bindings = merge_key_bindings([app.key_bindings or KeyBindings(), keys])
        for window in app.layout.find_all_windows():
            if isinstance(window.content, FormattedTextControl):
                window.wrap_lines = to_filter(True)
        for container in walk(app.layout.container):
            if isinstance(container, HSplit):
                container.window_too_small = Window(
                    FormattedTextControl(self.say("interview.too_low"))
                )
        return question.unsafe_ask()


class _Suggestions(Completer):
    """Suggestions under what is typed; ``seen`` finds the choice again by the text that was put in."""

    def __init__(self, suggest: Callable[[str], list[Choice]]):
        self.suggest = suggest
        self.seen: dict[str, Choice] = {}

    def get_completions(self, document: Any, complete_event: Any) -> Iterator[Completion]:
        typed = document.text_before_cursor
        for choice in self.suggest(typed):
            self.seen[choice.label] = choice
            yield Completion(
                choice.label,
                start_position=-len(typed),
                display=choice.label,
                display_meta=choice.detail,
            )


def _go_back(event: Any) -> None:
    # A question that was not answered need not stay on the screen.
    event.app.erase_when_done = True
    event.app.exit(result=BACK)


def _end_of_input(event: Any) -> None:
    buffer = event.app.current_buffer
    if buffer.text:
        buffer.delete()
    else:
        event.app.exit(exception=EOFError())


def _menu_keys() -> KeyBindings:
    """Keys that bring the menu back: after deleting, and by moving down."""
    keys = KeyBindings()

    @keys.add(Keys.Backspace, eager=True)
    def _(event: Any) -> None:
        event.current_buffer.delete_before_cursor()
        event.current_buffer.start_completion()

    @keys.add(Keys.ControlU, eager=True)
    def _(event: Any) -> None:
        event.current_buffer.delete_before_cursor(event.current_buffer.cursor_position)
        event.current_buffer.start_completion()

    @keys.add(Keys.Down, eager=True)
    def _(event: Any) -> None:
        buffer: Buffer = event.current_buffer
        if buffer.complete_state:
            buffer.complete_next()
        else:
            buffer.start_completion(select_first=True)

    return keys
