"""A day, made step by step: exercises and questions, criteria and weights, people, words, and a last look."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static, TextArea

from amtrainer.errors import AmtrainerError
from amtrainer.panel.kit import Anchor, Kit
from amtrainer.tui.bars import padded, spread
from amtrainer.tui.roles import BOLD, INK, MUTED, VOICE, lines, words
from amtrainer.tui.screens.page import Page
from amtrainer.tui.widgets.field import Writing
from amtrainer.tui.widgets.frame import Button, Key, Rows

if TYPE_CHECKING:
    from amtrainer.interview.planning import Offer, Plan, Planning

STEPS = ("Exercises", "Criteria", "People", "Words", "Last look")
MOST_WEIGHT = 9
PEOPLE = (
    ("raters", "Raters", "Tom Aiko"),
    ("candidates", "Candidates", "3, or codes: C1 C2 C3"),
    ("names", "Their names", "Mina Real; Jo Lund; …  in the same order; sealed, only you can read them"),
    ("days", "Kept for", "days, 180"),
    ("offered", "Offered words", "no; yes: raters see one neutral passage a criterion"),
)


class NewDayScreen(Page):
    """Five steps; Ctrl+S goes on, Esc goes back. Nothing is made before the last one."""

    CSS_PATH = "new_day.tcss"
    HELP = (
        "Choose in the order in which candidates are to meet it: Space or Enter marks. Then criteria, people and words. "
        "Ctrl+S goes on, Esc goes back; nothing is made before you have had a last look."
    )
    KEYS = (
        Key("Space", "mark", "mark"),
        Key("+ −", "weight, or minutes", "weigh(1)"),
        Key("Ctrl+S", "on", "on"),
        Key("Esc", "back", "back"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "mark", show=False, id="new.mark", tooltip="Mark, or leave out"),
        Binding("plus", "weigh(1)", show=False, id="new.more", tooltip="More weight, or minutes"),
        Binding("minus", "weigh(-1)", show=False, id="new.less", tooltip="Less weight, or minutes"),
        Binding("ctrl+s,ctrl+j", "on", show=False, id="new.on", tooltip="On to the next step", priority=True),
    ]

    def __init__(self, planning: Planning, plan: Plan) -> None:
        super().__init__()
        self.planning = planning
        self.plan = plan
        self.step = 0
        self._offers: tuple[Offer, ...] = ()
        self._criteria: tuple[Anchor, ...] = ()

    def body(self) -> ComposeResult:
        with Vertical(classes="step", id="step0"):
            yield Input(self.plan.name, placeholder="name of the day: AM EMEA, May", id="name", compact=True)
            yield Rows(id="offers")
        with Vertical(classes="step", id="step1"):
            yield Rows(id="criteria")
            yield Input(placeholder="unequal weights: the reason in one line", id="reason", compact=True)
        with VerticalScroll(classes="step", id="step2", can_focus=False):
            for id, label, hint in PEOPLE:
                with Horizontal(classes="row"):
                    yield Static(words((label, MUTED)), classes="label")
                    yield Input(placeholder=hint, id=id, compact=True)
        with Vertical(classes="step", id="step3"):
            yield Static(words(("Candidates read this first", MUTED)), classes="heading")
            yield Writing(self.plan.notice, id="notice")
            yield Static(words(("And agree to this", MUTED)), classes="heading gap")
            yield Input(self.plan.consent, id="consent", compact=True)
        with VerticalScroll(classes="step", id="step4"):
            yield Static(id="look")
        with Horizontal(id="on-row"):
            yield Button("Next", id="on")
            yield Static(words(("  Ctrl+S", MUTED)))

    async def on_mount(self) -> None:
        self.sized()
        self._offers = await asyncio.to_thread(self.planning.offers)
        await self.query_one("#offers", Rows).fill([(one.key, self._offer(one)) for one in self._offers])
        await self._to(0)

    async def on_resize(self) -> None:
        self.sized()
        if self._offers:
            self._again()

    async def _to(self, step: int) -> None:
        self.step = step
        for place in range(len(STEPS)):
            self.query_one(f"#step{place}").display = place == step
        self.title_row("A new day", f"{step + 1} of {len(STEPS)}   {STEPS[step]}", *self._summary())
        self.query_one("#on", Button).update(words("  Make it  " if step == len(STEPS) - 1 else "  Next  "))
        first = ("#name" if not self.plan.name else "#offers", "#criteria", "#raters", "#notice", "#step4")[step]
        self.query_one(first).focus()
        if step == 1:
            self._criteria = await asyncio.to_thread(self.planning.criteria, self.plan)
            await self.query_one("#criteria", Rows).fill([(one.id, self._criterion(one)) for one in self._criteria])
            self._weighed()

    def _summary(self) -> tuple[str, ...]:
        minutes = sum(self._minutes(one) for one in self._offers if one.key in self.plan.chosen)
        return (f"{len(self.plan.chosen)} chosen, {minutes} min",) if self.plan.chosen else ()

    def _minutes(self, offer: Offer) -> int:
        return offer.minutes if offer.part else self.plan.minutes.get(offer.key, offer.minutes)

    @property
    def _width(self) -> int:
        return self.size.width - (3 if self.tiny else 6 if self.small else 8)

    def _offer(self, one: Offer) -> Content:
        place = self.plan.chosen.index(one.key) + 1 if one.key in self.plan.chosen else 0
        mark = words((f"{place:>2} " if place else " · ", VOICE if place else MUTED))
        left = words(mark, padded(words((one.key, MUTED)), 9 if self.small else 16), (one.says, INK))
        return spread(left, words((f"{self._minutes(one):>3} min", MUTED)), self._width)

    def _criterion(self, one: Anchor) -> Content:
        out = one.id in self.plan.left_out
        weight = self.plan.weights.get(one.id, 1)
        left = words(
            (" – " if out else " ✓ ", MUTED if out else VOICE), padded(words((one.id, MUTED)), 32), (one.says, INK)
        )
        return spread(left, words(("left out" if out else f"weight {weight}", MUTED)), self._width)

    def _again(self) -> None:
        """Paint the rows anew; the selection stays."""
        for rows, texts in (
            ("#offers", [self._offer(one) for one in self._offers]),
            ("#criteria", [self._criterion(one) for one in self._criteria]),
        ):
            for row, text in zip(self.query_one(rows, Rows).rows, texts, strict=False):
                row.text = text
                row.refresh()
        self.title_row("A new day", f"{self.step + 1} of {len(STEPS)}   {STEPS[self.step]}", *self._summary())
        self._weighed()

    def _weighed(self) -> None:
        given = {self.plan.weights.get(one.id, 1) for one in self._criteria if one.id not in self.plan.left_out}
        self.query_one("#reason").display = len(given) > 1

    @on(Rows.Chosen)
    def action_mark(self) -> None:
        if self.step == 0 and (key := self.query_one("#offers", Rows).key):
            self.plan = self.plan.toggled(key)
        elif self.step == 1 and (key := self.query_one("#criteria", Rows).key):
            self.plan = replace(self.plan, left_out=self.plan.left_out ^ {key})
        self._again()

    def action_weigh(self, by: int) -> None:
        if self.step == 1 and (key := self.query_one("#criteria", Rows).key):
            weight = min(MOST_WEIGHT, max(1, self.plan.weights.get(key, 1) + by))
            self.plan = replace(self.plan, weights={**self.plan.weights, key: weight})
        elif self.step == 0 and ":" not in (key := self.query_one("#offers", Rows).key) and key:
            now = next(self._minutes(one) for one in self._offers if one.key == key)
            self.plan = replace(self.plan, minutes={**self.plan.minutes, key: max(1, now + by)})
        self._again()

    @on(Input.Submitted)
    def entered(self, event: Input.Submitted) -> None:
        if event.input.id in ("offered", "reason", "consent"):
            self.action_on()
        else:
            self.focus_next()

    @on(TextArea.Changed)
    def wrote(self, event: TextArea.Changed) -> None:
        event.stop()

    @on(Button.Pressed)
    def pressed(self) -> None:
        self.action_on()

    def action_on(self) -> None:
        self.app.do(self._on())  # type: ignore[attr-defined]

    async def _on(self) -> None:
        typed = {one.id or "": one.value for one in self.query(Input)}
        self.plan = read(self.plan, typed, self.query_one("#notice", Writing).text)
        if self.step == 0 and not (self.plan.name.strip() and self.plan.chosen):
            raise AmtrainerError("A name and at least one exercise are needed.", "Space marks the row.")
        if self.step == 1 and self.query_one("#reason").display and not self.plan.reason.strip():
            raise AmtrainerError("Unequal weights need a reason.", "One line, below the list.")
        if self.step == 2 and not (self.plan.raters and self.plan.candidates):
            raise AmtrainerError("Raters and candidates are needed.", "Names by blanks; 3 means C1 to C3.")
        self.fine()
        if self.step == len(STEPS) - 1:
            self.app.exit(0)
            return
        if self.step == len(STEPS) - 2:
            kit = await asyncio.to_thread(self.planning.kit, self.plan)
            self.query_one("#look", Static).update(last_look(self.plan, self._criteria, kit, self._width))
        await self._to(self.step + 1)

    async def action_back(self) -> None:
        self.fine()
        if self.step:
            await self._to(self.step - 1)
        else:
            self.app.exit(1)


def last_look(plan: Plan, criteria: Sequence[Anchor], kit: Kit, width: int) -> Content:
    """Everything that is about to be made."""
    weights = "unequal: " + plan.reason if len({plan.weights.get(o.id, 1) for o in criteria}) > 1 else "equal"
    facts = (
        ("Name", plan.name),
        ("Exercises", "   ".join(plan.tasks)),
        ("Criteria", f"{len(kit.criteria)}, weights {weights}"),
        ("Raters", ", ".join(plan.raters)),
        ("Candidates", ", ".join(plan.candidates) + (", names sealed" if plan.names else "")),
        ("Kept for", f"{plan.retention_days} days after the day is closed"),
        ("Offered words", "yes" if plan.offered else "no"),
        ("Notice", plan.notice),
        ("Consent", plan.consent),
        ("Kit", kit.digest[:12]),
    )
    rows: list[Content] = []
    for label, text in facts:
        for place, line in enumerate(words((text, BOLD if label == "Name" else INK)).wrap(max(20, width - 16))):
            rows.append(words(padded(words((label if not place else "", MUTED)), 16), line))
    if len(kit.criteria) > 6 * len(plan.tasks):
        rows += [Content(""), words(("Four to six criteria an exercise are what a rater can hold apart.", MUTED))]
    rows += [Content(""), words(("You are asked for a passphrase next. It opens the sealed names.", MUTED))]
    return lines(rows)


def read(plan: Plan, typed: Mapping[str, str], notice: str) -> Plan:
    """The plan with everything that stands in the fields. Raises `AmtrainerError`."""
    from amtrainer.interview.planning import people

    codes = people(typed["candidates"])
    names = [part.strip() for part in typed["names"].split(";") if part.strip()]
    if names and len(names) != len(codes):
        raise AmtrainerError(f"{len(names)} names for {len(codes)} candidates.", "One each, by semicolons, or none.")
    days = typed["days"].strip() or "180"
    if not days.isdigit():
        raise AmtrainerError(f"{days} is no number of days.")
    return replace(
        plan,
        name=typed["name"],
        reason=typed["reason"],
        raters=people(typed["raters"]),
        candidates=codes,
        names=dict(zip(codes, names, strict=False)),
        retention_days=int(days),
        offered=typed["offered"].strip().casefold() in ("y", "yes"),
        notice=notice,
        consent=typed["consent"],
    )
