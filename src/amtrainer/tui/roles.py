"""Styles by role, for words inside a line. The theme says what a role looks like."""

from __future__ import annotations

from collections.abc import Iterable

from textual.content import Content

from amtrainer.text import clean

INK = "$ink"
BOLD = "bold $ink"
MUTED = "$muted"
VOICE = "bold $voice"
GOOD = "$good"
PART = "$part"
MISS = "$miss"
HAIR = "$hair"
SPOKEN = "italic $ink"
LIT = "$part on $lit underline"

SIGN_ROLES = {"✓": GOOD, "~": PART, "!": MISS, "?": MUTED, "·": MUTED, "✗": MISS}
SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")

Piece = str | tuple[str, str] | Content


def words(*pieces: Piece) -> Content:
    """Pieces of text, each with a role or none, as one line. Foreign text passes the gate here; nothing is markup."""
    return Content.assemble(*(_gated(piece) for piece in pieces))


def lines(rows: Iterable[Content]) -> Content:
    """Rows below each other."""
    return Content("\n").join(list(rows))


def _gated(piece: Piece) -> Content | tuple[str, str]:
    if isinstance(piece, Content):
        return piece
    if isinstance(piece, tuple):
        return (clean(piece[0]), piece[1])
    return Content(clean(piece))


def change_role(change: int) -> str:
    """Up is good, down is ochre, never red."""
    return GOOD if change > 0 else PART if change < 0 else MUTED


def signed(change: int) -> str:
    """+13, −3, ="""
    return "=" if change == 0 else f"{change:+d}".replace("-", "−")
