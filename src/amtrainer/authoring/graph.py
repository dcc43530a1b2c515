"""A scenario as a graph: what is said, what leads where, and what nothing leads to. As text, Mermaid or SVG."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

from amtrainer.content.source import Source

_SHOWN: Final = 44  # characters of a line
END: Final = "end"


@dataclass(frozen=True, slots=True)
class Node:
    """A beat, or a mail that comes later."""

    id: str
    says: str
    line: int
    reachable: bool = True


@dataclass(frozen=True, slots=True)
class Edge:
    """What leads from one to another, and how the mood moves with it."""

    source: str
    target: str
    when: str
    mood: str
    line: int


@dataclass(frozen=True, slots=True)
class Graph:
    """The whole of it."""

    id: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


def graph(data: Mapping[str, Any], source: Source) -> Graph:
    """The graph of a scenario of the right shape."""
    make = _talk if "beats" in data else _inbox if "inbox" in data else _alone
    nodes, edges = make(data, source)
    reached, waiting = set(), [nodes[0].id] if nodes else []
    while waiting:
        node = waiting.pop()
        if node not in reached:
            reached.add(node)
            waiting.extend(edge.target for edge in edges if edge.source == node)
    marked = tuple(Node(node.id, node.says, node.line, node.id in reached) for node in nodes)
    return Graph(str(data["id"]), marked, tuple(edges))


def _talk(data: Mapping[str, Any], source: Source) -> tuple[list[Node], list[Edge]]:
    beats = data["beats"]
    ids = [beat["id"] for beat in beats]
    nodes = [
        Node(beat["id"], _first(beat.get("client")), source.position(("beats", place))[0])
        for place, beat in enumerate(beats)
    ]
    edges: list[Edge] = []
    for place, beat in enumerate(beats):
        after = ids[place + 1] if place + 1 < len(ids) else END
        rows: list[tuple[Mapping[str, Any], str, tuple[str | int, ...]]] = [
            (reply, words_of(reply["when"]), ("beats", place, "reactions", n))
            for n, reply in enumerate(beat.get("reactions") or [])
        ]
        rows.append((beat.get("otherwise") or {}, "otherwise", ("beats", place, "otherwise")))
        for reply, when, path in rows:
            target = END if reply.get("ends") else reply.get("to") or after
            edges.append(Edge(beat["id"], target, when, _moves(reply), source.position(path)[0]))
        for n, reply in enumerate(data.get("reactions") or []):
            if reply.get("to"):
                line = source.position(("reactions", n))[0]
                edges.append(Edge(beat["id"], reply["to"], words_of(reply["when"]), _moves(reply), line))
    return nodes, edges


def _inbox(data: Mapping[str, Any], source: Source) -> tuple[list[Node], list[Edge]]:
    nodes = [Node("inbox", f"{len(data['inbox'])} mails at {data['starts']}", source.position(("inbox",))[0])]
    edges: list[Edge] = []
    wave = data.get("second_wave") or {}
    for place, mail in enumerate(wave.get("mails") or []):
        line = source.position(("second_wave", "mails", place))[0]
        nodes.append(Node(mail["id"], f"{mail['from']}: {mail['subject']}", line))
        when = words_of(mail["when"]) if mail.get("when") else "always"
        edges.append(Edge("inbox", mail["id"], f"{mail.get('at') or wave['at']}, {when}", "", line))
    return nodes, edges


def _alone(data: Mapping[str, Any], source: Source) -> tuple[list[Node], list[Edge]]:
    """An exercise without ways through it: its questions one after the other, or only itself."""
    rows = [row for row in data.get("questions") or [] if isinstance(row, Mapping) and "id" in row]
    nodes = [
        Node(
            str(row["id"]),
            _first(row.get("text") or row.get("asks") or row.get("client")),
            source.position(("questions", n))[0],
        )
        for n, row in enumerate(rows)
    ] or [Node(str(data["id"]), _first(data.get("summary")), source.position(("id",))[0])]
    pairs = pairwise(nodes)
    return nodes, [Edge(one.id, other.id, "then", "", other.line) for one, other in pairs]


def words_of(when: Mapping[str, Any]) -> str:
    """A condition in words: `asks-cause before offers, not lectures`."""
    return ", ".join(_parts(when))


def _parts(when: Mapping[str, Any]) -> Iterator[str]:
    if when.get("all"):
        yield " and ".join(map(_item, when["all"]))
    if when.get("any"):
        yield " or ".join(map(_item, when["any"]))
    if when.get("at_least"):
        yield f"{when['at_least']['n']} of {', '.join(map(_item, when['at_least']['of']))}"
    for first, second in (when.get("before") or {}).items():
        yield f"{first} before {second}"
    if when.get("none"):
        yield "not " + " nor ".join(map(_item, when["none"]))
    if when.get("no_gate"):
        yield f"no {' nor '.join(when['no_gate'])}"


def _item(item: Any) -> str:
    if isinstance(item, str):
        return item
    name, value = next(iter(item.items())) if len(item) == 1 else ("", None)
    return f"{name} ({value})" if isinstance(value, str) else f"({words_of(item)})"


def _first(said: Any) -> str:
    text = said[0] if isinstance(said, list) and said else said or ""
    return " ".join(str(text).split())


def _moves(reply: Mapping[str, Any]) -> str:
    return ", ".join(f"{name} {change:+d}".replace("-", "−") for name, change in (reply.get("mood") or {}).items())


def _cut(text: str, most: int = _SHOWN) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def as_text(one: Graph) -> list[str]:
    """Lines: each beat, and below it what leads where."""
    lines = []
    for node in one.nodes:
        mark = "" if node.reachable else "   ! nothing leads here"
        lines.append(f"{node.id}  “{_cut(node.says, 60)}”  line {node.line}{mark}")
        for edge in one.edges:
            if edge.source == node.id:
                moves = f"   {edge.mood}" if edge.mood else ""
                lines.append(f"  → {edge.target}   {edge.when}{moves}")
        lines.append("")
    return lines[:-1]


def as_mermaid(one: Graph) -> list[str]:
    """A flowchart that Markdown pages show."""
    lines = ["flowchart TD"]
    names = {node.id: f"n{place}" for place, node in enumerate(one.nodes)} | {END: "over"}
    for node in one.nodes:
        lines.append(f'  {names[node.id]}["{_safe(node.id)}<br/>{_safe(_cut(node.says))}"]')
    if any(edge.target == END for edge in one.edges):
        lines.append("  over((end))")
    for edge in one.edges:
        label = _safe(_cut(edge.when + (f", {edge.mood}" if edge.mood else ""), 60))
        lines.append(f'  {names[edge.source]} -->|"{label}"| {names[edge.target]}')
    lost = [names[node.id] for node in one.nodes if not node.reachable]
    if lost:
        lines += ["  classDef lost stroke-dasharray: 4 4", f"  class {','.join(lost)} lost"]
    return lines


def _safe(text: str) -> str:
    return "".join(
        char if char.isalnum() or char in " .,:;!?–-−+()/%" else f"#{ord(char)};" for char in text if char.isprintable()
    )
