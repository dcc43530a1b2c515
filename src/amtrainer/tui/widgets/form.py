"""A form: records with their fields, and the text beside them. It is given values and posts what changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult, RenderResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Input, Static, TextArea

from amtrainer.tui.roles import BOLD, INK, MUTED, PART, words
from amtrainer.tui.widgets.field import Writing

if TYPE_CHECKING:
    from amtrainer.practice.views import FieldView, RecordView

MOST_ROWS = 3  # of an empty text
NOTE = ""  # the name of the text beside the fields, in drafts and here


class Pick(Widget, can_focus=True):
    """A value that is chosen: arrows left and right change it, Enter or a click shows all, Backspace empties it."""

    DEFAULT_CSS = "Pick { height: 1; width: 1fr; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right", "turn(1)", show=False, id="form.later", tooltip="Next value of a choice"),
        Binding("left", "turn(-1)", show=False, id="form.earlier", tooltip="Value before"),
        Binding("enter,space", "open", show=False, id="form.list", tooltip="All values of a choice"),
        Binding("backspace,delete", "empty", show=False, id="form.empty", tooltip="Leave the choice empty"),
    ]
    value: reactive[str] = reactive("")

    class Changed(Message):
        """Another value was chosen."""

        def __init__(self, pick: Pick, value: str) -> None:
            super().__init__()
            self.pick = pick
            self.value = value

    class Opened(Message):
        """All values are to be shown."""

        def __init__(self, pick: Pick) -> None:
            super().__init__()
            self.pick = pick

    def __init__(self, name: str, options: Sequence[str], value: str, hint: str, *, id: str) -> None:
        super().__init__(id=id)
        self.field = name
        self.options = tuple(options)
        self.hint = hint
        self.set_reactive(Pick.value, value)

    def render(self) -> RenderResult:
        shown = words((self.value, INK)) if self.value else words((self.hint or "choose", MUTED))
        if not self.has_focus:
            return words(shown, (" ▾", MUTED))
        place = f"{self.options.index(self.value) + 1} of " if self.value in self.options else ""
        return words(shown, (f"  ◂ ▸ {place}{len(self.options)}", MUTED))

    def choose(self, value: str) -> None:
        """Take a value, and tell."""
        if value != self.value and not self.disabled:
            self.value = value
            self.post_message(self.Changed(self, value))

    def action_turn(self, by: int) -> None:
        at = self.options.index(self.value) if self.value in self.options else -1 if by > 0 else 0
        self.choose(self.options[(at + by) % len(self.options)])

    def action_empty(self) -> None:
        self.choose("")

    def action_open(self) -> None:
        self.post_message(self.Opened(self))

    def on_click(self) -> None:
        if not self.disabled:
            self.focus()
            self.action_open()

    def on_focus(self) -> None:
        self.refresh()

    def on_blur(self) -> None:
        self.refresh()


class Prose(Writing):
    """A text of a few words or more, that grows. In a short one Enter goes on; up and down leave it at its ends."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "leave(1)", show=False, id="form.text-down", tooltip="A row down, then the next field"),
        Binding("up", "leave(-1)", show=False, id="form.text-up", tooltip="A row up, then the field before"),
    ]

    def __init__(self, text: str, *, short: bool, id: str) -> None:
        super().__init__(text, id=id)
        self._short = short

    async def _on_key(self, event: events.Key) -> None:
        if self._short and event.key == "enter":
            event.stop()
            event.prevent_default()
            self.screen.focus_next()
            return
        await super()._on_key(event)

    def action_leave(self, by: int) -> None:
        target = self.get_cursor_down_location() if by > 0 else self.get_cursor_up_location()
        row = self.wrapped_document.location_to_offset
        if row(target).y != row(self.cursor_location).y:
            self.move_cursor(target, record_width=False)
        elif by > 0:
            self.screen.focus_next()
        else:
            self.screen.focus_previous()


class Line(Input):
    """One line that is typed. Up and down go to the fields beside it, as Tab does."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,enter", "app.focus_next", show=False, id="form.next", tooltip="Next field"),
        Binding("up", "app.focus_previous", show=False, id="form.before", tooltip="Field before"),
    ]


@dataclass(frozen=True, slots=True)
class Step:
    """One change of one field, that can be taken back."""

    name: str
    before: str
    after: str


class RecordsForm(VerticalScroll, can_focus=False):
    """All records from top to bottom, then the text."""

    DEFAULT_CSS = """
    RecordsForm { height: 1fr; scrollbar-size-vertical: 1; }
    RecordsForm .record { height: auto; }
    RecordsForm .line { height: auto; }
    RecordsForm .label { width: 18; height: 1; }
    RecordsForm .read { width: auto; height: 1; padding: 0 0 0 2; }
    RecordsForm Line { width: 1fr; height: 1; margin: 0; padding: 0; border: none; }
    RecordsForm Writing { width: 1fr; max-height: 8; }
    RecordsForm #note-head { height: 1; }
    RecordsForm #f-note { min-height: 3; max-height: 12; }
    """

    class Changed(Message):
        """A field holds another value now."""

        def __init__(self, name: str, text: str) -> None:
            super().__init__()
            self.name = name
            self.text = text

    def __init__(
        self,
        records: Sequence[RecordView],
        values: Mapping[str, str],
        beside: str,
        most: int,
        reads: Callable[[str, str], str],
        *,
        id: str,
    ) -> None:
        super().__init__(id=id)
        self._records = tuple(records)
        self._fields = {field.name: field for record in records for field in record.fields}
        self._known = {name: values.get(name, field.value) for name, field in self._fields.items()}
        self._known[NOTE] = values.get(NOTE, "")
        self._beside, self._most, self._reads = beside, most, reads
        self._done: list[Step] = []
        self._undone: list[Step] = []
        self._open = ""  # the field that is being typed in: its changes are one step

    def compose(self) -> ComposeResult:
        for record in self._records:
            with Vertical(classes="record"):
                yield Static(words((record.title, BOLD), (f"   {record.says}" if record.says else "", MUTED)))
                for field in record.fields:
                    with Horizontal(classes="line"):
                        star = " *" if field.required else ""
                        yield Static(words((f"{field.label}{star}", MUTED)), classes="label")
                        yield from self._entry(field)
        if self._beside:
            with Vertical(classes="record"):
                yield Static(id="note-head")
                yield Prose(self._known[NOTE], short=False, id=_id(NOTE))

    def _entry(self, field: FieldView) -> Iterator[Widget]:
        value = self._known[field.name]
        if field.options:
            yield Pick(field.name, field.options, value, field.hint, id=_id(field.name))
        elif field.form == "text":
            prose = Prose(value, short=field.lines == 1, id=_id(field.name))
            prose.placeholder = field.hint
            prose.styles.min_height = min(field.lines, MOST_ROWS)
            yield prose
        else:
            yield Line(value, placeholder=field.hint, id=_id(field.name), compact=True, select_on_focus=False)
            yield Static(id=f"{_id(field.name)}-read", classes="read")

    def on_mount(self) -> None:
        for name in self._known:
            self._tell(name)

    @property
    def values(self) -> dict[str, str]:
        """What stands in the fields now, without the text."""
        return {name: text for name, text in self._known.items() if name != NOTE}

    @property
    def text(self) -> str:
        return self._known[NOTE]

    @property
    def lacking(self) -> list[FieldView]:
        """The fields that are asked for and empty."""
        return [field for name, field in self._fields.items() if field.required and not self._known[name].strip()]

    def close(self) -> None:
        """Nothing can be changed any more."""
        for widget in self.query("Pick, Line, Writing"):
            widget.disabled = True

    def begin(self) -> None:
        """Put the cursor into the first field."""
        self.go_to(next(iter(self._fields)))

    def go_to(self, name: str) -> None:
        """Put the cursor into a field."""
        self.query_one(f"#{_id(name)}").focus()

    def undo(self) -> bool:
        """Take the last change back; False if there is none."""
        return self._move(self._done, self._undone, back=True)

    def redo(self) -> bool:
        """Make again what was taken back last; False if there is nothing."""
        return self._move(self._undone, self._done, back=False)

    def _move(self, source: list[Step], target: list[Step], *, back: bool) -> bool:
        self._open = ""
        if not source:
            return False
        step = source.pop()
        target.append(step)
        self.put(step.name, step.before if back else step.after)
        self.go_to(step.name)
        return True

    def put(self, name: str, text: str) -> None:
        """Give a field a value, as if it had been typed, without a step of its own."""
        widget = self.query_one(f"#{_id(name)}")
        self._known[name] = text
        with widget.prevent(Input.Changed, TextArea.Changed, Pick.Changed):
            if isinstance(widget, Pick | Line):
                widget.value = text
            elif isinstance(widget, Writing):
                widget.load_text(text)
        self._tell(name)
        self.post_message(self.Changed(name, text))

    def _changed(self, name: str, text: str) -> None:
        before = self._known[name]
        if text == before:
            return
        self._known[name] = text
        self._undone.clear()
        if self._open == name and self._done and self._done[-1].name == name:
            self._done[-1] = Step(name, self._done[-1].before, text)
        else:
            self._done.append(Step(name, before, text))
        self._open = name
        self._tell(name)
        self.post_message(self.Changed(name, text))

    def _tell(self, name: str, note: str = "") -> None:
        """What a typed value is understood as; of the text, how long it is."""
        if name == NOTE:
            self._count(note)
            return
        field, text = self._fields[name], self._known[name]
        if field.options or field.form == "text":
            return
        read = self._reads(field.form, text) if text.strip() else ""
        shown = words((read, MUTED)) if read or not text.strip() else words((f"no {field.form} yet", PART))
        self.query_one(f"#{_id(name)}-read", Static).update("" if read == text.strip() else shown)

    def _count(self, note: str) -> None:
        if not self._beside:
            return
        count = len(self._known[NOTE].split())
        over = bool(self._most) and count > self._most
        asked = f" of {self._most} words" if self._most else " words"
        head = words((self._beside, BOLD), "   ", (str(count), BOLD if over else MUTED), (asked, MUTED))
        self.query_one("#note-head", Static).update(words(head, (f"   {note}" if note else "", MUTED)))

    def kept(self) -> None:
        """All of it is on disk."""
        self._count("draft saved")

    @on(Input.Changed)
    def typed(self, event: Input.Changed) -> None:
        event.stop()
        self._changed(_name(event.input), event.value)

    @on(TextArea.Changed)
    def written(self, event: TextArea.Changed) -> None:
        event.stop()
        self._changed(_name(event.text_area), event.text_area.text)

    @on(Pick.Changed)
    def chosen(self, event: Pick.Changed) -> None:
        event.stop()
        self._open = ""
        self._changed(event.pick.field, event.value)

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:  # noqa: ARG002
        self._open = ""


def _id(name: str) -> str:
    return f"f-{name.replace('.', '--')}" if name else "f-note"


def _name(widget: Widget) -> str:
    id = (widget.id or "").removeprefix("f-")
    return NOTE if id == "note" else id.replace("--", ".")
