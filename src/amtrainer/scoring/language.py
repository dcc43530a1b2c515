"""Whether a text is written in the language that was asked for, in another one, or in none."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, Literal

from amtrainer.scoring.answer import Answer
from amtrainer.scoring.lexicon import Lexicon
from amtrainer.scoring.words import FUNCTION_WORDS, row

Strange = Literal["", "language", "gibberish"]

FEWEST: Final = 6  # words; fewer tell nothing
_SMALL_SHARE: Final = 0.12  # of English function words in the barest English text
_KNOWN_SHARE: Final = 0.55
# Small words of other languages that are no English words.
_FOREIGN: Final = (
    frozenset(
        row(
            """og jeg ikke det er til som af vi har kan skal den en et på med også hvad hvor ved meget eller os jeres
        och inte jag är att som för vi ni har kan ska det en ett på också vad mycket eller era
        ich nicht und das ist die der wir sie ein eine mit für auf auch haben kann wird sind zu dem den ihr ihnen von
        ik niet en het een van wij u dat voor met ook hebben kan zijn deze naar uw aan wordt
        je ne pas et le la les des un une nous vous est que pour avec dans sur sont mais votre cette qui au du
        yo no el los las una unos nosotros usted que para con pero por es son está su muy este esta como del al
        io non il lo gli una noi voi che per con ma è sono questo questa come del della di
        eu não o os uma nós você que para com mas por são está seu muito este esta como do da em
        saya tidak dan yang untuk dengan kami anda ini itu akan boleh ada dalam kepada
        ben ve bir bu için ile değil çok siz biz ne var yok olarak
        nie to jest się na z że dla jak ale czy są przez ten"""
        )
    )
    - FUNCTION_WORDS
    - {"die", "a", "as", "en", "per", "con", "sin", "no", "do", "on", "van", "den", "est", "pour", "par"}
)
_VOWELS: Final = re.compile("[aeiouyàáâäãåæèéêëìíîïòóôöõøùúûüýı]")


@lru_cache(maxsize=512)
def strange(answers: tuple[Answer, ...], lexicon: Lexicon) -> Strange:
    """'language' for another language than English, 'gibberish' for none; '' for English or too little to tell."""
    tokens = [token for answer in answers for token in answer.tokens if token.kind == "word"]
    words = [token for token in tokens if not token.capital] or tokens
    if len(words) < FEWEST:
        return ""
    small = sum(token.text in FUNCTION_WORDS for token in words) / len(words)
    foreign = sum(token.text in _FOREIGN for token in words) / len(words)
    known = sum(lexicon.knows(token.text) for token in words) / len(words)
    if foreign > small and foreign >= _SMALL_SHARE and known < 0.7:
        return "language"
    if small >= _SMALL_SHARE or known >= _KNOWN_SHARE:
        return ""
    latin = [token.text for token in words if token.text.isascii()]
    odd = sum(_is_odd(text) for text in latin)
    if len(latin) * 2 < len(words) or foreign >= 0.08:
        return "language"
    return "gibberish" if odd >= len(latin) * 0.3 or known < 0.2 else "language"


def _is_odd(word: str) -> bool:
    """A word that hardly anybody can say."""
    vowels = len(_VOWELS.findall(word))
    return vowels == 0 or len(word) > 18 or vowels < len(word) / 5 or len(set(word)) <= max(1, len(word) // 4)
