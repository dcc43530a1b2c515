"""What comes from content, from the trainee, or from a file name reaches the screen as text: no control, no markup."""

from __future__ import annotations

import dataclasses
import re
from typing import Any

import pytest
from textual import events

from amtrainer.errors import AmtrainerError
from amtrainer.text import clean

ESCAPES = (
    "\x1b[31mred\x1b[0m",
    "\x1b]0;title\x07",
    "\x1b]52;c;aGk=\x07",
    "\x1b[2J\x1b[H",
    "\x9b31m",
    "\x1bP$q\x1b\\",
    "\x1b[?1049l",
    "\x07\x08\x7f",
    "a\u202eb\u2066c\u2069",
    "\u200bzero\ufeff",
    "\x1b]8;;http://x\x1b\\link\x1b]8;;\x1b\\",
    "\x00\x01\x02\x85",
)
BRACKETS = (
    "[/]",
    "[see table]",
    "[b]bold[/b]",
    "[red]x",
    "[/red]",
    "[@click=app.quit]go[/]",
    "[link=http://x]y[/link]",
    "[[double]]",
    "\\[escaped]",
    "[$accent]v[/]",
    "[on red]g[/on red]",
    "[]",
    "[ ]",
    "a[0]",
    "[not bold]n",
    "[/not]",
    "[reverse]",
    "[#fff]h[/#fff]",
    "{x} %s {0!r}",
    "[@click=screen.back]esc[/]",
)
FORBIDDEN = {*map(chr, range(32)), *map(chr, range(127, 160)), *"\u200b\ufeff\u202e\u2066\u2069"} - {"\n", "\t"}
ALL = "\n".join(BRACKETS)
SIGNS = "[⁰¹²³⁴⁵⁶⁷⁸⁹✓~!?·✗]"  # marks stand within the own text


def painted(on: Any) -> str:
    """Everything a widget of the screen draws, wherever it is, and what is painted."""
    out = [on.text()]
    for widget in on.app.screen.query("*"):
        for y in range(min(widget.size.height, 200)):
            out.append("".join(segment.text for segment in widget.render_line(y)))
    return "\n".join(out)


def unmarked(on: Any) -> str:
    """The own text of a debrief without marks and blanks."""
    own = "".join(on.says(f"#line-{n}") for n, _ in enumerate(on.app.screen.debrief.lines))
    return "".join(re.sub(SIGNS, "", own).split())


def leaked(on: Any) -> set[str]:
    return FORBIDDEN & set(painted(on))


@pytest.mark.parametrize("payload", ESCAPES)
async def test_an_escape_typed_pasted_and_sent_is_never_drawn(stage: Any, payload: str) -> None:
    async with stage() as on:
        await on.talk()
        on.app.screen.query_one("#writing").post_message(events.Paste(f"before {payload} after"))
        await on.until(lambda: "after" in on.app.screen.query_one("#writing").text)
        assert not leaked(on)
        await on.press("ctrl+s")
        await on.until(lambda: on.sitting.state.turn == 1)
        await on.until(lambda: not on.app.screen._sending)
        assert not leaked(on)


@pytest.mark.parametrize("payload", ESCAPES)
async def test_an_escape_in_an_error_or_a_notice_is_never_drawn(stage: Any, payload: str) -> None:
    async with stage() as on:
        await on.opened()
        on.app.failed(AmtrainerError(f"x{payload}y", f"z{payload}"))
        on.app.notify(f"note {payload}", title=payload)
        await on.pilot.pause(0.2)
        assert not leaked(on)


async def test_brackets_sent_are_shown_verbatim_in_chat_and_debrief(stage: Any) -> None:
    async with stage((120, 60)) as on:
        await on.talk()
        await on.say(ALL)
        await on.until(lambda: on.shows(BRACKETS[-1]))
        for text in BRACKETS:
            assert on.shows(text)
        await on.press("ctrl+e", "enter")
        await on.until(lambda: on.name == "ConversationScreen" and on.sitting.prompt is None)
        await on.press("f5")
        await on.on("DebriefScreen")
        own = unmarked(on)
        for text in BRACKETS:
            assert re.sub(SIGNS, "", text).replace(" ", "") in own


async def test_brackets_in_an_error_and_a_notice_are_shown_verbatim(stage: Any) -> None:
    async with stage((120, 60)) as on:
        await on.opened()
        for text in BRACKETS:
            on.app.failed(AmtrainerError(text, text))
            await on.pilot.pause()
            assert on.says("#error") == f"✗ {text} {text}"
            on.app.notify(text, title=text)
        await on.pilot.pause(0.2)
        assert on.app.is_running


async def test_brackets_in_a_plan_and_a_message_are_shown_verbatim(stage: Any) -> None:
    async with stage((120, 60)) as on:
        await on.talk(id="t01-monday-08-40")
        await on.until(lambda: on.app.screen.item)
        screen = on.app.screen
        for name in ("action", "owner", "time", "reason"):
            screen.query_one(f"#plan-{name}").value = " ".join(BRACKETS[:6])
        screen.query_one("#plan-message").load_text(ALL)
        await on.pilot.pause()
        await on.press("ctrl+s")
        await on.until(lambda: "A" in screen._plan())
        assert on.shows("[/]")
        await on.press("f9", "enter")
        await on.on("DebriefScreen")
        own = unmarked(on)
        for text in BRACKETS:
            assert re.sub(SIGNS, "", text).replace(" ", "") in own


@pytest.mark.parametrize("method", ["home", "find", "brief", "talk", "inbox"])
async def test_views_with_controls_and_brackets_are_drawn_as_text(
    stage: Any, monkeypatch: pytest.MonkeyPatch, method: str
) -> None:
    """Every string of what a screen is given carries the payload; the screen shows it, cleaned."""
    payload = "[/]\x1b]0;x\x07[@click=app.quit]"
    shown = clean(payload)
    dirty = _dirty(payload)
    from amtrainer.practice.desk import Practice

    for name in ("brief", "heads", "home"):
        original = getattr(Practice, name)
        monkeypatch.setattr(Practice, name, lambda self, *a, _f=original, **k: dirty(_f(self, *a, **k)))
    original_start = Practice.start

    def start(self: Any, *words: Any, **more: Any) -> Any:
        sitting = original_start(self, *words, **more)
        sitting.brief = dirty(sitting.brief)
        sitting.inbox = lambda: tuple(dirty(mail) for mail in type(sitting).inbox(sitting))
        return sitting

    monkeypatch.setattr(Practice, "start", start)
    async with stage((120, 60)) as on:
        await on.opened()
        match method:
            case "find":
                on.app.open_find()
                await on.on("FindScreen")
            case "brief":
                await on.brief()
                await on.press("1")
            case "talk":
                await on.talk()
                await on.press("ctrl+o")
            case "inbox":
                await on.talk(id="t01-monday-08-40")
                await on.until(lambda: on.app.screen.item)
                await on.press("ctrl+o")
        await on.pilot.pause()
        assert shown in on.text()
        assert not leaked(on)


def _dirty(payload: str) -> Any:
    """Put the payload before every shown string of a frozen view, however deep."""
    shown = {"title", "situation", "client", "client_name", "role", "goal", "manner", "name", "figure", "text"}
    shown |= {"sender", "subject", "note", "opening", "may", "may_not", "do", "why", "book", "fixed", "caps"}

    def walk(node: Any, key: str = "") -> Any:
        if dataclasses.is_dataclass(node) and not isinstance(node, type):
            return dataclasses.replace(
                node, **{f.name: walk(getattr(node, f.name), f.name) for f in dataclasses.fields(node) if f.init}
            )
        if isinstance(node, tuple):
            return tuple(walk(one, key) for one in node)
        return payload + node if isinstance(node, str) and key in shown and node else node

    return walk
