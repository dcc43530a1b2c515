"""Reports of a session: written to files, or sent to a learning record store with a queue behind it."""

from __future__ import annotations

import contextlib
import os
import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from amtrainer import __version__, paths
from amtrainer.errors import AmtrainerError
from amtrainer.practice.copies import remember_copy, write_private
from amtrainer.reports import faithful, html, markdown, table, xapi
from amtrainer.reports.lrs import Lrs, Unreachable
from amtrainer.reports.report import Report, events_of
from amtrainer.reports.xapi import Actor
from amtrainer.storage import outbox

if TYPE_CHECKING:
    from amtrainer.practice.desk import Practice

FORMATS = {"html": html.render, "md": markdown.render, "csv": table.render, "json": faithful.render}


@dataclass(frozen=True, slots=True)
class Sent:
    """What became of a sending."""

    sent: int
    waiting: int
    why: str = ""  # why something waits


class Reporting:
    """Writes and sends what the debrief of a session says."""

    def __init__(self, practice: Practice) -> None:
        self._practice = practice

    def report(self, session: str) -> Report:
        """What all formats are made of."""
        store = self._practice.store
        row = store.session(session)
        return Report(self._practice.debrief(session), events_of(store.events(session)), row.content_hash, __version__)

    def text(self, session: str, form: str, actor: str = "") -> str:
        """A report in one format: html, md, csv, json or xapi."""
        report = self.report(session)
        return xapi.render(report, self._actor(actor)) if form == "xapi" else FORMATS[form](report)

    def write(self, session: str, form: str, file: Path, actor: str = "") -> None:
        """Write a report for its owner only. Raises `AmtrainerError`."""
        write_private(file, self._pdf(session) if form == "pdf" else self.text(session, form, actor))
        remember_copy(file)

    def _pdf(self, session: str) -> bytes:
        try:
            from weasyprint import HTML
        except (ImportError, OSError) as error:
            raise AmtrainerError(
                "PDF needs weasyprint, which is not here.", "pip install 'amtrainer[pdf]', or print the HTML report."
            ) from error
        data: bytes = HTML(string=self.text(session, "html"), url_fetcher=_nothing).write_pdf(pdf_tags=True)
        return data

    def post(self, session: str | None, url: str, actor: str = "") -> Sent:
        """Send a session's statements, and all that still waits for this address.

        They are put into the queue first: what cannot be sent now waits, and goes with the next sending.
        """
        lrs = Lrs(url, os.environ.get("AMTRAINER_LRS_KEY", ""), os.environ.get("AMTRAINER_LRS_SECRET", ""))
        store = self._practice.store
        if session is not None:
            outbox.put(store, url, session, xapi.statements(self.report(session), self._actor(actor)))
        statements = outbox.waiting(store, url)
        why = ""
        try:
            lrs.send(statements, lambda ids: outbox.arrived(store, url, ids))
        except Unreachable as error:
            why = str(error)
        left = len(outbox.waiting(store, url))
        return Sent(len(statements) - left, left, why)

    def _actor(self, name: str) -> Actor:
        """The given name, or a random one that stays the same on this machine."""
        if name:
            return Actor(name)
        file = paths.actor_file()
        with contextlib.suppress(OSError):
            return Actor(file.read_text(encoding="utf-8").strip())
        fresh = str(uuid.uuid4())
        write_private(file, fresh)
        return Actor(fresh)


def _nothing(url: str) -> dict[str, object]:
    """A report loads nothing."""
    raise ValueError(f"{url} is not loaded")
