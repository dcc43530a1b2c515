"""Samples made anew for what is still unseen: a form or a written piece with parts left out, an inbox with other messages."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from amtrainer.authoring.proof.lines import Lines
from amtrainer.authoring.proof.pieces import pieces, put_together
from amtrainer.authoring.proof.ways import ways
from amtrainer.simulation.inbox import LateMail
from amtrainer.simulation.scenario import Sample

if TYPE_CHECKING:
    from amtrainer.simulation.kinds.triage import Triage

SHARES: Final = (0.95, 0.85, 0.7, 0.5, 0.3)  # of what is kept
TRIES: Final = 6  # messages for one mail


def with_less(sample: Sample, source: random.Random) -> Iterator[dict[str, Any]]:
    """A sample with each part left out in turn, then with more and more."""
    whole = pieces(sample)
    for left_out in range(len(whole)):
        yield put_together([*whole[:left_out], *whole[left_out + 1 :]], whole)
    for share in SHARES:
        kept = [piece for piece in whole if source.random() < share]
        if kept:
            yield put_together(kept, whole)


def with_messages(inbox: Triage, mail: LateMail, lines: Lines, source: random.Random) -> Iterator[Sample]:
    """The samples, and an empty plan, with a message that may make a mail come."""
    item = mail.moves[0].item if mail.moves else mail.id[0]
    empty = Sample(id="empty", kind="other", expect="0")
    for base in (empty, *inbox.answers):
        if mail.when is None or (base.text and not base.order):
            continue
        known = ways(mail.when, source)
        for way in source.sample(known, min(TRIES, len(known))):
            said = [lines.of(want.name, full=want.strength == "full") for want in way]
            text = " ".join(source.choice(each) for each in said if each)
            if text:
                yield base.model_copy(update={"id": f"for {mail.id}", "messages": {**base.messages, item: text}})
