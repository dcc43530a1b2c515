"""The inbox: mails on one clock, the open mail, the book, and the plan for the item in hand."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Static

from amtrainer.errors import AmtrainerError
from amtrainer.practice.views import MailView, Step
from amtrainer.simulation.session import LeftUndone, MailArrived, Messaged, Planned
from amtrainer.text import clean
from amtrainer.tui.bars import padded, spread
from amtrainer.tui.roles import BOLD, INK, MUTED, VOICE, lines, words
from amtrainer.tui.screens.page import Page
from amtrainer.tui.screens.sure import SureScreen
from amtrainer.tui.widgets.frame import Key, Rows
from amtrainer.tui.widgets.plan import FIELDS, PlanForm

if TYPE_CHECKING:
    from amtrainer.practice import Sitting


class InboxScreen(Page):
    """Several clients at once."""

    CSS_PATH: ClassVar[list[str]] = ["talk.tcss", "lists.tcss", "inbox.tcss"]  # type: ignore[assignment]
    HELP = (
        "Minutes pass only by what you do: reading, planning, writing. Put each item on a place with what, who, when and "
        "why; write to those who need a word now; leave the rest undone on purpose. The clock and new mail wait for you."
    )
    KEYS = (
        Key("Enter", "open", "open"),
        Key("Ctrl+S", "place it", "place"),
        Key("Ctrl+O", "files", "book"),
        Key("Ctrl+↑↓", "reorder", "reorder(-1)"),
        Key("Ctrl+L", "leave", "leave"),
        Key("F8", "wait", "wait"),
        Key("F9", "close", "finish"),
    )
    SMALL_KEYS = (KEYS[0], Key("Ctrl+S", "place", "place"), KEYS[2], KEYS[4], KEYS[-1])
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "ctrl+s,ctrl+j",
            "place",
            show=False,
            id="inbox.place",
            priority=True,
            tooltip="Place the item, and send its message",
        ),
        Binding("ctrl+n", "next", show=False, id="inbox.next", tooltip="Next item that has no place"),
        Binding("ctrl+up", "reorder(-1)", show=False, id="inbox.up", priority=True, tooltip="One place earlier"),
        Binding("ctrl+down", "reorder(1)", show=False, id="inbox.down", priority=True, tooltip="One place later"),
        Binding("ctrl+l", "leave", show=False, id="inbox.leave", tooltip="Leave it undone; Because is the reason"),
        Binding(
            "ctrl+o", "book", show=False, id="inbox.book", tooltip="Book and files; again for the next, then closes"
        ),
        Binding("pageup", "scroll(-1)", show=False, id="inbox.back", priority=True, tooltip="Read back"),
        Binding("pagedown", "scroll(1)", show=False, id="inbox.on", priority=True, tooltip="Read on"),
        Binding("ctrl+g", "hint", show=False, id="inbox.hint", tooltip="A hint (practice)"),
        Binding("f8", "wait", show=False, id="inbox.wait", tooltip="Let the clock run to the next mails"),
        Binding("f9", "finish", show=False, id="inbox.finish", tooltip="Close the inbox and see the marks"),
    ]

    def __init__(self, sitting: Sitting) -> None:
        super().__init__()
        self.sitting = sitting
        self.item = ""
        self.opened = 0  # 0 the mail, 1 the book, 2.. exhibits
        self.hint = ""
        self._typed: dict[str, str] = {}
        self._keep: Timer | None = None

    def body(self) -> ComposeResult:
        with Vertical(id="top"):
            yield Static(id="head", classes="only-wide")
            yield Rows(id="mails")
        with Horizontal(classes="columns -inbox"):
            with VerticalScroll(classes="main", can_focus=False):
                yield Static(id="mail")
            with VerticalScroll(classes="side -wideside", can_focus=False):
                yield Static(id="plan-head")
                yield PlanForm(id="form")

    async def on_mount(self) -> None:
        self.sized()
        await self._fill()
        self.query_one("#mails").focus()

    async def on_resize(self) -> None:
        self.sized()
        await self._fill()

    async def _fill(self) -> None:
        """The list, keeping the item in hand."""
        mails = self.sitting.inbox()
        ids = [mail.item for mail in mails]
        at = ids.index(self.item) if self.item in ids else 0
        await self.query_one("#mails", Rows).fill([(mail.item, self._row(mail)) for mail in mails], at)
        self._title()
        self.query_one("#head", Static).update(
            words((f"    {'arrived':<11} {'from':<26} {'what':<{max(self._what(), 4)}} yours", MUTED))
        )

    def _title(self) -> None:
        state, brief = self.sitting.state, self.sitting.brief
        planned = len(self._plan())
        of = f"{planned} of {len(self.sitting.inbox())}" + ("" if self.small else " planned")
        exam = ("exam",) if self.sitting.mode == "exam" else ()
        self.title_row(brief.head.title, *exam, brief.today.rpartition(" ")[0], words((state.clock, BOLD)), of)

    def _plan(self) -> dict[str, Planned]:
        """Item -> its plan, in the order of places."""
        order: list[str] = []
        plans: dict[str, Planned] = {}
        for line in self.sitting.state.lines:
            if isinstance(line, Planned):
                plans[line.item] = line
                order = [item for item in order if item != line.item]
                order.insert(line.place - 1, line.item)
            elif isinstance(line, LeftUndone):
                plans.pop(line.item, None)
                order = [item for item in order if item != line.item]
        return {item: plans[item] for item in order}

    def _left(self) -> dict[str, str]:
        left: dict[str, str] = {}
        for line in self.sitting.state.lines:
            if isinstance(line, LeftUndone):
                left[line.item] = line.reason
            elif isinstance(line, Planned):
                left.pop(line.item, None)
        return left

    def _sent(self, item: str) -> str:
        texts = [line.text for line in self.sitting.state.lines if isinstance(line, Messaged) and line.item == item]
        return texts[-1] if texts else ""

    def _what(self) -> int:
        return self.size.width - 3 - 4 - 12 - 27 - 10 - 3

    def _row(self, mail: MailView) -> Content:
        order = list(self._plan())
        place = str(order.index(mail.item) + 1) if mail.item in order else "×" if mail.item in self._left() else "–"
        number = words((f"{place:<3}", VOICE if mail.item in order else MUTED))
        arrived = words((f"{mail.arrived:<11} ", MUTED))
        sender = padded(words((mail.sender, INK)), 24 if self.small else 26)
        if self.tiny:
            return words(number, (mail.sender, INK))
        if self.small:
            room = self.size.width - 4 - 3 - 12 - 25
            return words(
                number, arrived, sender, " ", words((mail.subject, MUTED)).truncate(max(room, 4), ellipsis=True)
            )
        plan = self._plan().get(mail.item)
        yours = (plan.time if plan else "") + (" ✉" if self._sent(mail.item) else "")
        what = padded(words((mail.subject, MUTED)), max(self._what(), 4))
        return words(number, arrived, sender, " ", what, " ", (yours[:10], INK))

    def _mail(self) -> MailView:
        return next(mail for mail in self.sitting.inbox() if mail.item == self.item)

    @on(Rows.Moved)
    def moved(self, event: Rows.Moved) -> None:
        if event.key != self.item:
            self._keep_now()
            self.item, self.opened = event.key, 0
            self.query_one(".main").scroll_home(animate=False)
            self._fill_form()
        self.paint()

    @on(Rows.Chosen)
    def chosen(self) -> None:
        self.action_open()

    def _fill_form(self) -> None:
        drafts, plan = self.sitting.drafts, self._plan().get(self.item)
        values = {name: drafts.get(f"{self.item}.{name}", getattr(plan, name, "")) for name, _ in FIELDS}
        if not values["reason"]:
            values["reason"] = self._left().get(self.item, "")
        message = drafts.get(f"messages.{self.item}", self._sent(self.item))
        self.query_one("#form", PlanForm).fill(values, message)

    def paint(self) -> None:
        """The mail, the book, and the head of the plan."""
        if not self.item:
            return
        self._title()
        width = self.size.width - (6 if self.small else 54 + 9)
        self.query_one("#mail", Static).update(lines(self._pane(width)))
        order = list(self._plan())
        place = (
            f"place {order.index(self.item) + 1}"
            if self.item in order
            else "left undone"
            if self.item in self._left()
            else ""
        )
        sender = self._mail().sender.partition(",")[0]
        head = spread(
            words(("Your plan for ", MUTED), (sender, BOLD)), words((place, MUTED)), width if self.small else 47
        )
        self.query_one("#plan-head", Static).update(lines([head] if self.small else [head, Content("")]))

    def _pane(self, width: int) -> Iterator[Content]:
        if self.hint:
            yield words(("hint  ", MUTED), (self.hint, INK))
            yield Content("")
        if self.opened > 1:
            exhibit = self.sitting.brief.exhibits[self.opened - 2]
            yield spread(words((exhibit.name, BOLD)), words((exhibit.figure, MUTED)), width)
            yield Content("")
            yield words((exhibit.text, INK))
            return
        if self.opened == 0:
            yield from self._open_mail(width)
            if self.small:
                return
        yield from self._book(width)

    def _open_mail(self, width: int) -> Iterator[Content]:
        mail = self._mail()
        yield spread(words((mail.sender, BOLD)), words((mail.arrived, MUTED)), width)
        if not self.small:
            yield Content("")
        if not (mail.opened or mail.second_wave):
            yield words((mail.subject, INK))
            yield words(("Enter", BOLD), (" opens it", MUTED))
        else:
            yield words((mail.text, INK))
        if mail.note and self.sitting.mode != "exam":
            yield Content("")
            yield words((mail.note, MUTED))
        for _ in range(0 if self.small else 2):
            yield Content("")

    def _book(self, width: int) -> Iterator[Content]:
        brief = self.sitting.brief
        yield words(("Book", MUTED))
        yield Content("")
        for client, note, value in brief.book:
            amount = value.partition(" ")[0]
            names = 26
            notes = words((note, MUTED)).wrap(max(width - names - 9, 10)) if note else [Content("")]
            for place, line in enumerate(notes):
                left = words(padded(words((client, INK)) if not place else Content(""), names), line)
                yield spread(left, words((amount if not place else "", INK)), width)
        yield Content("")
        for label, text in brief.fixed:
            yield words(padded(words((label, MUTED)), 16), (text, INK))

    @on(PlanForm.Changed)
    def typed(self, event: PlanForm.Changed) -> None:
        name = f"messages.{self.item}" if event.field == "message" else f"{self.item}.{event.field}"
        self._typed[name] = event.text
        if self._keep is None:
            self._keep = self.set_timer(0.7, self._keep_now)

    def _keep_now(self) -> None:
        self._keep = None
        self.keep_drafts()

    def keep_drafts(self) -> None:
        """Keep what is being written, now."""
        typed, self._typed = self._typed, {}
        try:
            for field, text in typed.items():
                self.sitting.save_draft(field, text)
        except AmtrainerError as error:
            self._typed = {**typed, **self._typed}
            self.fail(error)

    def _do(self, act: Callable[[], Step], then: Callable[[], None] | None = None) -> None:
        async def work() -> None:
            step = await asyncio.to_thread(act)
            self.fine()
            self.hint = ""
            if new := [event for event in step.events if isinstance(event, MailArrived)]:
                count = f"{len(new)} new mails" if len(new) > 1 else f"New mail from {new[0].sender.partition(',')[0]}"
                self.notify(clean(count), timeout=4, markup=False)
            if self.sitting.state.over is not None:
                self.app.show_marks(self.sitting.session)  # type: ignore[attr-defined]
                return
            await self._fill()
            self.paint()
            if then is not None:
                then()

        self.app.do(work())  # type: ignore[attr-defined]

    def action_open(self) -> None:
        item = self.item
        self._do(lambda: self.sitting.open_mail(item), self._to_form)

    def _to_form(self) -> None:
        self.query_one("#plan-action").focus()

    def action_place(self) -> None:
        form, item = self.query_one("#form", PlanForm), self.item
        values, message = form.values, form.message.strip()
        order = list(self._plan())
        place = order.index(item) + 1 if item in order else len(order) + 1
        if not any(values.values()) and not message:
            self.fail(
                AmtrainerError("There is nothing to place yet.", "Say what is to be done, by whom, when and why.")
            )
            return
        self._typed = {name: text for name, text in self._typed.items() if item not in name}

        def act() -> Step:
            if message and message != self._sent(item).strip():
                self.sitting.message(item, message)
            return self.sitting.plan(item, place, **values)

        self._do(act, self.action_next)

    def action_next(self) -> None:
        """To the next item without a place."""
        mails = [mail.item for mail in self.sitting.inbox()]
        done = {*self._plan(), *self._left()}
        start = mails.index(self.item) + 1 if self.item in mails else 0
        waiting = [item for item in mails[start:] + mails[:start] if item not in done]
        rows = self.query_one("#mails", Rows)
        if waiting:
            rows.at = mails.index(waiting[0])
        rows.focus()

    def action_reorder(self, by: int) -> None:
        order = list(self._plan())
        if self.item not in order:
            self.fail(AmtrainerError("This item has no place yet.", "Ctrl+S places it."))
            return
        place = order.index(self.item) + 1 + by
        if 1 <= place <= len(order):
            plan = self._plan()[self.item]
            self._do(lambda: self.sitting.plan(plan.item, place, plan.action, plan.owner, plan.time, plan.reason))

    def action_leave(self) -> None:
        item, reason = self.item, self.query_one("#form", PlanForm).values["reason"]
        self._do(lambda: self.sitting.leave(item, reason), self.action_next)

    def action_book(self) -> None:
        self.opened = (self.opened + 1) % (2 + len(self.sitting.brief.exhibits))
        self.query_one(".main").scroll_home(animate=False)
        self.paint()

    def action_hint(self) -> None:
        async def work() -> None:
            self.hint = await asyncio.to_thread(self.sitting.hint)
            self.paint()

        self.app.do(work())  # type: ignore[attr-defined]

    def action_scroll(self, by: int) -> None:
        pane = self.query_one(".main", VerticalScroll)
        pane.scroll_relative(y=by * max(1, pane.size.height - 1), animate=False)

    def action_wait(self) -> None:
        self._do(self.sitting.wait)

    def action_finish(self) -> None:
        done = {*self._plan(), *self._left()}
        waiting = [
            mail.sender.partition(",")[0]
            for mail in self.sitting.inbox()
            if mail.item not in done and not mail.second_wave
        ]
        question = (
            f"Not planned: {', '.join(waiting)}. Close the inbox all the same?" if waiting else "Close the inbox?"
        )

        def sure(yes: bool | None) -> None:
            if yes:
                self._do(self.sitting.finish)

        self.app.push_screen(SureScreen(question, "Close"), sure)

    def action_back(self) -> None:
        rows = self.query_one("#mails", Rows)
        if self.opened or self.hint:
            self.opened, self.hint = 0, ""
            self.paint()
        elif not rows.has_focus:
            rows.focus()
        else:
            self.keep_drafts()
            self.app.go_home()  # type: ignore[attr-defined]
