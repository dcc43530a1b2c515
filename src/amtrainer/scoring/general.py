"""An answer of an interview that fits every question and every firm: not one word in it belongs to anything that happened.

'Last year something went wrong with a client. I made a decision, and the results were better by 20 percent.' Each sentence has
the form of an episode, a part of one's own, a result; nothing in them could be asked about.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final

from amtrainer.scoring.answer import fixed
from amtrainer.scoring.dates import MONTHS, WEEKDAYS
from amtrainer.scoring.passages import Unit
from amtrainer.scoring.salad import SPOKEN
from amtrainer.scoring.words import AUXILIARIES, FUNCTION_WORDS, row

_FEWEST: Final = 25  # words; a shorter answer has no room for more
_MOST: Final = 1  # words of something; rated and sample answers that earn have three and more
_SHORTEST: Final = 3  # letters
_ANYWHERE: Final = row(
    """able account act action again ago agree always another anything apologise approach ask bad become best better big
    boss bring business calm call career careful case cause challenge change clear client colleague come communicate
    communication company consequence cost customer date day deal decide decision develop development different difficult early
    earlier effort email end energy every everybody everything exactly example experience explain fact fail failure feedback feel
    figure find firm first follow get give goal good great grow growth half handle happen happy hard hear help high honest hour hundred idea
    important improve industry job keep know last late later lead learn lesson let list listen look lose lot low mail make manager
    management market meet meeting minute mistake moment money month more motivation move much need never new next nothing note number
    offer office old only open opportunity other own part passion pay people percent person plan point position possible pressure
    price priority prioritise problem process product project promise quarter question quick quickly quite read really reason
    relationship responsibility responsible result right role run sale sales same satisfaction satisfied say second see sell send
    sentence service set show situation skill small solution somebody someone something soon sorry speak stand start stay step stop
    strength stress strong success succeed summary take talk target task team thank thing think third thousand time today together tomorrow
    trust try turn understand urgent use value very want way weakness week well win word work worse write wrong year yesterday
    went made got took gave said told knew thought saw found came left kept held lost won sold brought felt heard meant sent spoke
    wrote began became done gone taken given known seen shown learnt paid met led ran grew"""
)


def is_general(rows: Sequence[Unit]) -> bool:
    """Whether these sentences, told in an interview, hold no word of anything in particular."""
    if not all(unit.answer.told and not unit.passage.about and unit.passage.field is None for unit in rows):
        return False
    tokens = [unit.answer.tokens[place] for unit in rows for place in unit.places]
    words = [token for token in tokens if token.kind != "sign"]
    if len(words) < _FEWEST:
        return False
    own = {token.stem for token in words if token.stem.isalpha() and len(token.text) >= _SHORTEST}
    return len(own - _anywhere()) <= _MOST


@cache
def _anywhere() -> frozenset[str]:
    """Stems of words that may stand in an answer to anything."""
    texts = (*_ANYWHERE, *FUNCTION_WORDS, *AUXILIARIES, *SPOKEN, *MONTHS, *WEEKDAYS)
    return frozenset(token.stem for token in fixed(" ".join(texts)).tokens)
