"""The two palettes, by role. Only here are colours written; everything else names a role or a class."""

from __future__ import annotations

from textual.theme import Theme

_DARK = {
    "ink": "#e6e3dc",
    "muted": "#a3a29b",
    "voice": "#8fb8de",
    "on-voice": "#10202e",
    "good": "#9cc79a",
    "part": "#dcb673",
    "miss": "#e8988b",
    "hair": "#6f757e",
    "page": "#15171a",
    "side": "#1b1e22",
    "raised": "#272b31",
    "lit": "#26394b",
}
_LIGHT = {
    "ink": "#26282b",
    "muted": "#605f59",
    "voice": "#1d5d8f",
    "on-voice": "#ffffff",
    "good": "#2c6a3c",
    "part": "#76530a",
    "miss": "#a2382c",
    "hair": "#868173",
    "page": "#fbf9f4",
    "side": "#f3f0e8",
    "raised": "#eae6dc",
    "lit": "#d9e6f1",
}


def _theme(name: str, roles: dict[str, str], *, dark: bool) -> Theme:
    return Theme(
        name=name,
        primary=roles["voice"],
        secondary=roles["voice"],
        accent=roles["voice"],
        foreground=roles["ink"],
        background=roles["page"],
        surface=roles["side"],
        panel=roles["raised"],
        success=roles["good"],
        warning=roles["part"],
        error=roles["miss"],
        dark=dark,
        variables={
            **roles,
            "scrollbar": roles["hair"],
            "scrollbar-background": roles["page"],
            "scrollbar-corner-color": roles["page"],
            "footer-background": roles["page"],
            "input-selection-background": roles["lit"],
        },
    )


DARK = _theme("amtrainer-dark", _DARK, dark=True)
LIGHT = _theme("amtrainer-light", _LIGHT, dark=False)
"""Contrast of every pair that is used: WCAG 4.5 for text, 3.0 for signs."""
