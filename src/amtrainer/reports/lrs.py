"""Sending statements to a learning record store (xAPI 1.0.3), with patience: what fails for a moment is tried again."""

from __future__ import annotations

import base64
import json
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from http.client import HTTPException
from typing import Any, Final
from urllib.parse import quote, urlsplit

from amtrainer.errors import AmtrainerError

TIMEOUT: Final = 10.0
WAITS: Final = (0.5, 1.0, 2.0)  # seconds before each further try
BATCH: Final = 50
LATER: Final = frozenset((408, 425, 429, 500, 502, 503, 504))
TAKEN: Final = frozenset((200, 204))
CONFLICT: Final = 409
BROKEN: Final = 500  # of many at once it may be one that it cannot take
ONE_BY_ONE: Final = frozenset((400, CONFLICT, 413, 422))  # may be the fault of a single statement, or of their number


class Unreachable(Exception):
    """The store cannot be reached now; later it may."""


@dataclass(frozen=True, slots=True)
class Lrs:
    """Where to send to. `sleep` is asked to wait between tries."""

    url: str  # its endpoint; /statements is added
    key: str = ""
    secret: str = ""
    sleep: Callable[[float], None] = time.sleep

    def __post_init__(self) -> None:
        parts = urlsplit(self.url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise AmtrainerError(f"{self.url!r} is no address of a learning record store.", "It begins with https://.")
        if parts.scheme == "http" and self.key and parts.hostname not in ("localhost", "127.0.0.1", "::1"):
            raise AmtrainerError("A key is not sent over plain http.", "Use https://.")

    def send(self, statements: Sequence[Mapping[str, Any]], arrived: Callable[[Sequence[str]], None]) -> None:
        """Send all, in order; `arrived` is told the ids of what the store has, batch by batch.

        A statement that it has already counts as arrived, and one that it refuses holds up no other. Raises
        `Unreachable`, or `AmtrainerError` if it refuses some.
        """
        refused: list[tuple[int, str]] = []
        for start in range(0, len(statements), BATCH):
            batch = statements[start : start + BATCH]
            status, said = self._try("POST", "statements", batch)
            if status in TAKEN:
                arrived([one["id"] for one in batch])
            elif status in (*ONE_BY_ONE, BROKEN):
                refused += self._singly(batch, arrived)
            else:
                raise _refusal(status, said)
        if refused:
            status, said = refused[0]
            raise _refusal(status, said, f"{len(refused)} of {len(statements)} statements")

    def _singly(
        self, batch: Sequence[Mapping[str, Any]], arrived: Callable[[Sequence[str]], None]
    ) -> Iterator[tuple[int, str]]:
        """Some are there already, or one of them is not to its liking. What it refuses comes back."""
        for one in batch:
            status, said = self._try("PUT", f"statements?statementId={quote(one['id'])}", one)
            if status in (*TAKEN, CONFLICT):  # a conflict is an arrival
                arrived([one["id"]])
            elif status in ONE_BY_ONE:
                yield status, said
            else:
                raise _refusal(status, said)

    def _try(self, method: str, path: str, body: object) -> tuple[int, str]:
        for wait in (*WAITS, None):
            try:
                status, said = self._request(method, path, body)
            except (OSError, HTTPException) as error:
                status, said = 0, str(error)
            if status and status not in LATER:
                return status, said
            if wait is not None:
                self.sleep(wait)
        if status == BROKEN and method == "POST":
            return status, said
        raise Unreachable(f"{urlsplit(self.url).netloc} does not answer ({said or status})")

    def _request(self, method: str, path: str, body: object) -> tuple[int, str]:
        data = json.dumps(body, ensure_ascii=False).encode("utf-8")
        headers = {"Content-Type": "application/json", "X-Experience-API-Version": "1.0.3"}
        if self.key:
            pair = base64.b64encode(f"{self.key}:{self.secret}".encode()).decode("ascii")
            headers["Authorization"] = f"Basic {pair}"
        request = urllib.request.Request(f"{self.url.rstrip('/')}/{path}", data, headers, method=method)
        try:
            with _OPENER.open(request, timeout=TIMEOUT) as answer:
                return int(answer.status), ""
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read(500).decode("utf-8", "replace")


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A store that sends elsewhere is asked about, not followed: the statements hold somebody's words."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


_OPENER: Final = urllib.request.build_opener(_NoRedirect)


def _refusal(status: int, said: str, what: str = "the statements") -> AmtrainerError:
    if status in (401, 403):
        return AmtrainerError(
            "The learning record store does not know you.", "Set AMTRAINER_LRS_KEY and AMTRAINER_LRS_SECRET."
        )
    return AmtrainerError(f"The learning record store refuses {what} ({status}): {said[:200]}", "They wait here.")
