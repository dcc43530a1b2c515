"""The workbench: what is wrong, what the samples reach, and the talk as it plays, anew at every save."""

from __future__ import annotations

import time
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from amtrainer.authoring.workbench import Workbench
from amtrainer.tui.bars import spread
from amtrainer.tui.roles import MUTED, PART, lines, words
from amtrainer.tui.screens import watch_text
from amtrainer.tui.screens.watch_bench import EVERY, Benched, Scores
from amtrainer.tui.widgets.field import Field
from amtrainer.tui.widgets.frame import Key, Rows, TitleRow

HEADS = {"play": "Play", "trace": "Trace a phrase", "attack": "Attack", "graph": "Graph", "sample": "Sample"}


class SampleRows(Rows):
    """The samples; `g` is the screen's here."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("g", "screen.side('graph')", show=False, id="watch.graph-here"),
    ]


class WatchScreen(Benched):
    """Findings, samples and the talk of one file."""

    HELP = (
        "Edit the file in any editor; every save is read at once. Your answers in the talk stay where they are. A file that "
        "cannot be read leaves the last whole one standing."
    )
    KEYS = (
        Key("n", "next sample", "next_sample"),
        Key("s", "sample", "side('sample')"),
        Key("p", "play", "side('play')"),
        Key("t", "trace a phrase", "side('trace')"),
        Key("x", "attack", "side('attack')"),
        Key("g", "graph", "side('graph')"),
        Key("Ctrl+Q", "quit", "app.quit"),
    )
    SMALL_KEYS = (Key("[ ]", "part", "part(1)"), *KEYS[1:])
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "next_sample", show=False, id="watch.next", tooltip="Next sample"),
        Binding("s", "side('sample')", show=False, id="watch.sample", tooltip="The levels of the sample"),
        Binding("p", "side('play')", show=False, id="watch.play", tooltip="Play: write the next answer"),
        Binding("t", "side('trace')", show=False, id="watch.trace", tooltip="Which indicators a phrase sets off"),
        Binding("x", "side('attack')", show=False, id="watch.attack", tooltip="Try to game the marks"),
        Binding("g", "side('graph')", show=False, id="watch.graph", tooltip="What leads where"),
        Binding("ctrl+r", "take_back", show=False, id="watch.back", tooltip="Take the last answer back"),
        Binding("left_square_bracket", "part(-1)", show=False, id="watch.part-before", tooltip="Part before"),
        Binding("right_square_bracket", "part(1)", show=False, id="watch.part-next", tooltip="Next part"),
    ]

    def __init__(self, bench: Workbench) -> None:
        super().__init__(bench)
        self.outcomes: Scores = {}
        self.showing = "play"
        self._traced: Content | None = None

    def body(self) -> ComposeResult:
        with Horizontal(classes="columns"):
            with VerticalScroll(classes="main", can_focus=False):
                yield Static(id="findings-text", classes="part p0")
                yield Static(id="samples-head", classes="heading gap part p1")
                yield SampleRows(id="samples", classes="part p1")
                yield Static(id="detail", classes="part p1")
                yield Static(words(("Reach", MUTED)), classes="heading gap part p1", id="reach-head")
                yield Static(id="reach", classes="part p1")
            with Vertical(classes="side"):
                yield Static(id="side-head")
                with VerticalScroll(id="side-text", can_focus=False):
                    yield Static(id="side-body")
                yield Field("You", id="field")

    def on_mount(self) -> None:
        self.sized()
        self.set_class(True, "-p0")
        self.title_row(self.bench.file.name, "reading")
        self.query_one("#samples").focus()
        self.query_one(Field).limit(6)
        self.set_interval(EVERY, self._poll)

    def sized(self) -> None:
        super().sized()
        if self.saved is not None:
            self.show_findings()
            self.call_later(self._fill)

    def show_findings(self) -> None:
        assert self.saved is not None
        width = self.wide()
        self.query_one("#findings-text", Static).update(
            watch_text.findings(self.saved.problems, self.bench.file, width)
        )
        when = f"saved {time.strftime('%H:%M:%S', time.localtime(self.saved.when))}"
        state = f"checked in {self.saved.took:.0f} ms"
        kept = (
            [] if self.saved.whole or self.bench.opened is None else [("the talk is that of the last whole file", PART)]
        )
        self.title_row("", *kept, when, state)
        self.query_one("#title", TitleRow).left = watch_text.name_of(self.bench.file)

    async def scored(self, found: Scores, done: bool) -> None:
        self.outcomes = found
        await self._fill()
        if done:
            self.query_one("#reach", Static).update(watch_text.reach(self.bench.missed()))
        if self.showing == "sample":
            self.show_side()

    async def _fill(self) -> None:
        rows = self.query_one("#samples", Rows)
        width = self.wide()
        at = max(rows.at, 0)
        self.query_one("#samples-head", Static).update(
            spread(words(("Samples", MUTED)), words(("wanted", MUTED)), width)
            if self.outcomes
            else words(("No samples yet. Write one beside the file, in a file that ends in .samples.yaml.", MUTED))
        )
        shown = [(id, watch_text.sample_row(one, before, width)) for id, (one, before) in self.outcomes.items()]
        await rows.fill(shown, at)

    @on(Rows.Moved, "#samples")
    def moved(self, event: Rows.Moved) -> None:
        found = self.outcomes.get(event.key)
        self.query_one("#detail", Static).update(watch_text.sample_detail(found[0]) if found else "")
        if self.showing == "sample":
            self.show_side()
            self.explain_sample(event.key)

    @on(Rows.Chosen, "#samples")
    def chosen(self) -> None:
        self.action_side("sample")

    def action_next_sample(self) -> None:
        rows = self.query_one("#samples", Rows)
        rows.action_jump(0) if rows.at >= len(rows.rows) - 1 else rows.action_step(1)

    def action_side(self, what: str) -> None:
        """What stands at the right; playing and tracing have a field to write in."""
        self.showing = what
        self._traced = None
        if self.small:
            self.part = 1
            self.action_part(1)
        self.show_side()
        field = self.query_one(Field)
        if field.display:
            field.take_focus()
        else:
            self.query_one("#samples").focus()
        if what == "sample":
            self.explain_sample(self.query_one("#samples", Rows).key)
        if what == "attack":
            self._side(words(("Trying every way to game the marks …", MUTED)))
            self._at_bench(self._attack)

    def action_back(self) -> None:
        """From the field to the samples; from anything else at the right back to the talk."""
        if self.focused is not None and self.focused.id == "writing":
            self.query_one("#samples").focus()
            return
        self.showing = "play"
        self.show_side()
        if self.small and self.part == 2:
            self.action_part(1)

    @on(Field.Sent)
    def sent(self, event: Field.Sent) -> None:
        text = event.text.strip()
        if not text:
            return
        self.query_one(Field).text = ""
        if self.showing == "trace":
            self._at_bench(lambda: self._trace(text))
        else:
            self._at_bench(lambda: self.bench.rehearsal.say(text))

    def _trace(self, text: str) -> None:
        self._traced = watch_text.trace(text, self.bench.rehearsal.trace(text))

    def _attack(self) -> None:
        from amtrainer.authoring.attacking import attack_by

        battle = attack_by(self.bench.scoring())
        self._traced = watch_text.attacks(battle)

    def show_side(self) -> None:
        one = self.bench.rehearsal
        field = self.query_one(Field)
        field.display = self.showing == "trace" or (self.showing == "play" and one.plays)
        if not field.display and self.focused is not None and self.focused.id == "writing":
            self.query_one("#samples").focus()
        head = f"Play, turn {one.turn}" if self.showing == "play" and one.plays else HEADS[self.showing]
        right = watch_text.mood(one) if self.showing == "play" else Content("")
        self.query_one("#side-head", Static).update(watch_text.headed(head, right, self.side_width()))
        self._side(self._side_text())
        if self.showing == "play":
            self.query_one("#side-text", VerticalScroll).scroll_end(animate=False)

    def _side_text(self) -> Content:
        if self.showing == "graph" and self.bench.opened is not None:
            from amtrainer.authoring.graph import as_text, graph

            return lines([words(row) for row in as_text(graph(self.bench.opened.data, self.bench.opened.source))])
        if self.showing == "sample":
            found = self.outcomes.get(self.query_one("#samples", Rows).key)
            if found is None:
                return words(("No sample is selected.", MUTED))
            why = self.why.get(found[0].id, ())
            return watch_text.sample_levels(found[0], why, self.side_width())
        if self.showing == "trace":
            return self._traced or words(
                ("Write a phrase and send it: every indicator says what it makes of it.", MUTED)
            )
        if self.showing == "attack":
            return self._traced or Content("")
        if self.bench.opened is None:
            return words(("The talk begins when the file can be read.", MUTED))
        return watch_text.talk(self.bench.rehearsal, self.side_width())

    def _side(self, text: Content) -> None:
        self.query_one("#side-body", Static).update(text)
