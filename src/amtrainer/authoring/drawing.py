"""The graph of a scenario as a picture: beats below each other with what leads on from them, arcs at the sides."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from typing import Final

from amtrainer.authoring.graph import END, Edge, Graph, Node

_LEFT: Final = 150  # room for arcs that go back
_WIDTH: Final = 560
_HEAD: Final = 58
_ROW: Final = 20
_GAP: Final = 34
_LANE: Final = 16
_INK: Final = "#26282b"
_MUTED: Final = "#605f59"


def as_svg(one: Graph) -> str:
    """SVG without scripts or foreign fonts. What nothing leads to has a dashed frame and says so."""
    tops, bottom = _tops(one)
    arcs = list(_arcs(one, tops))
    ended = any(edge.target == END for edge in one.edges)
    width, height = _LEFT * 2 + _WIDTH, bottom + (50 if ended else 10)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
        f'role="img" aria-label="{escape(one.id)}" font-family="sans-serif" font-size="13">',
        '<defs><marker id="a" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto">'
        f'<path d="M0 0L8 4L0 8z" fill="{_MUTED}"/></marker></defs>',
        f'<rect width="{width}" height="{height}" fill="#fbf9f4"/>',
        *(line for node in one.nodes for line in _box(node, _out(one, node.id), tops[node.id])),
    ]
    if ended:
        parts.append(
            f'<circle cx="{_LEFT + 30}" cy="{bottom + 20}" r="9" fill="{_MUTED}"/>'
            f'<text x="{_LEFT + 48}" y="{bottom + 25}" fill="{_INK}">end</text>'
        )
    return "\n".join([*parts, *arcs, "</svg>"]) + "\n"


def _out(one: Graph, id: str) -> list[Edge]:
    return [edge for edge in one.edges if edge.source == id]


def _tops(one: Graph) -> tuple[dict[str, int], int]:
    """Where each beat begins, and where the last one ends."""
    tops, y = {}, 20
    for node in one.nodes:
        tops[node.id] = y
        y += _HEAD + _ROW * len(_out(one, node.id)) + _GAP
    tops[END] = y - 12
    return tops, y - _GAP + 12


def _box(node: Node, edges: list[Edge], y: int) -> Iterator[str]:
    dash = "" if node.reachable else ' stroke-dasharray="5 4"'
    note = "" if node.reachable else "   nothing leads here"
    height = _HEAD + _ROW * len(edges)
    x = _LEFT
    yield f"<g><title>{escape(node.says)} (line {node.line})</title>"
    yield f'<rect x="{x}" y="{y}" width="{_WIDTH}" height="{height}" rx="6" fill="#f3f0e8" stroke="{_MUTED}"{dash}/>'
    yield f'<text x="{x + 14}" y="{y + 22}" font-weight="bold" fill="{_INK}">{escape(node.id + note)}</text>'
    yield f'<text x="{x + 14}" y="{y + 42}" fill="{_INK}">{escape(_cut(node.says, 74))}</text>'
    for place, edge in enumerate(edges):
        moves = f" · {edge.mood}" if edge.mood else ""
        text = _cut(f"{edge.when}{moves}", 66)
        at = y + _HEAD + _ROW * place + 10
        yield (
            f'<text x="{x + 14}" y="{at}" font-size="12" fill="{_MUTED}">{escape(text)}</text>'
            f'<text x="{x + _WIDTH - 14}" y="{at}" font-size="12" text-anchor="end" fill="{_INK}">→ {escape(edge.target)}</text>'
        )
    yield "</g>"


def _arcs(one: Graph, tops: Mapping[str, int]) -> Iterator[str]:
    """One arc for each pair: forwards at the right, back at the left; each in a lane of its own."""
    order = {node.id: place for place, node in enumerate(one.nodes)} | {END: len(one.nodes)}
    lanes = {True: 0, False: 0}
    seen: set[tuple[str, str]] = set()
    for edge in one.edges:
        pair = (edge.source, edge.target)
        if pair in seen:
            continue
        seen.add(pair)
        ahead = order[edge.target] > order[edge.source]
        lanes[ahead] += 1
        place = [e.target for e in _out(one, edge.source)].index(edge.target)
        y1, y2 = tops[edge.source] + _HEAD + _ROW * place + 6, tops[edge.target] + 14 + 4 * (lanes[ahead] % 6)
        x = _LEFT + _WIDTH if ahead else _LEFT
        reach = min(_LANE * (1 + lanes[ahead] % 7), _LEFT - 20) * (1 if ahead else -1)
        if edge.target == END:
            y2, stop = tops[END] + 10, _LEFT + 58
            yield _path(f"M{x} {y1}H{x + reach}V{y2}H{stop + 30}")
        else:
            yield _path(f"M{x} {y1}C{x + reach * 1.6} {y1} {x + reach * 1.6} {y2} {x} {y2}")


def _path(line: str) -> str:
    return f'<path d="{line}" fill="none" stroke="{_MUTED}" marker-end="url(#a)"/>'


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
