"""The dossier: typed facts, how an author writes them, and whether a value somebody names is one of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import Annotated, Any, Literal, get_args

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    PlainValidator,
    RootModel,
    Tag,
    WithJsonSchema,
)

from amtrainer.scoring.answer import fixed
from amtrainer.scoring.derived import Derived, derive
from amtrainer.scoring.values import Value, ValueKind, one_value
from amtrainer.scoring.words import FUNCTION_WORDS

FactKind = Literal["money", "percent", "count", "date", "time", "duration", "ratio", "text", "limit", "unknown"]
EXAMPLES: Mapping[str, str] = {
    "money": "412000 DKK",
    "percent": "8",
    "count": "318 sensors",
    "date": "2026-07-01",
    "time": "09:05",
    "duration": "24 months",
    "ratio": "37 of 1200",
}


@lru_cache(maxsize=4096)
def _written(kind: ValueKind, text: str) -> tuple[str, Value]:
    """What the author wrote, and the value it is."""
    try:
        return text, one_value(f"{text}%" if kind == "percent" and not text.endswith("%") else text, kind)
    except ValueError as error:
        raise ValueError(f'{text!r} is no {kind}; write it like "{EXAMPLES[kind]}"') from error


def _validator(kind: ValueKind) -> PlainValidator:
    def check(given: object) -> str:
        return _written(kind, str(given).strip())[0]

    return PlainValidator(check)


def _as_text(given: object) -> object:
    return str(given) if isinstance(given, int | float | Decimal) and not isinstance(given, bool) else given


_STRING = WithJsonSchema({"type": ["string", "number"]})
Money = Annotated[str, _validator("money"), _STRING]
Percent = Annotated[str, _validator("percent"), _STRING]
Count = Annotated[str, _validator("count"), _STRING]
Day = Annotated[str, _validator("date"), _STRING]
Clock = Annotated[str, _validator("time"), _STRING]
Duration = Annotated[str, _validator("duration"), _STRING]
Ratio = Annotated[str, _validator("ratio"), _STRING]
Words = Annotated[str, BeforeValidator(_as_text), _STRING]


class Fact(BaseModel):
    """What every fact may have besides its value."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    says: Words = Field(default="", description="What it is, in words: yearly value.")
    aka: tuple[Words, ...] = Field(default=(), description="Other names it goes by in an answer.")
    follows: Words = Field(
        default="", alias="is", description="How it follows from other facts: contract - rival-offer."
    )
    tolerance: Words = Field(
        default="",
        pattern=r"^(\d+(\.\d+)? ?%?)?$",
        description='How far off still counts: "2%", or a number in the unit of the fact.',
    )

    @cached_property
    def value(self) -> Value | None:
        """The value, where the fact has one."""
        for kind in get_args(ValueKind):
            given = getattr(self, kind, None)
            if given is not None:
                return _written(kind, given)[1]
        return None

    @property
    def figure(self) -> str:
        """The value as shown, with the unit as the author wrote it: 412,000 DKK."""
        value = self.value
        if value is None:
            return ""
        unit = "".join(getattr(self, value.kind).split()[1:]) if value.kind in ("money", "count") else ""
        return f"{value.amount:,} {unit}" if unit.isalpha() else str(value)

    @cached_property
    def slack(self) -> Decimal:
        """How far a named value may lie from the value."""
        text = self.tolerance.strip()
        if not text or self.value is None:
            return Decimal(0)
        if text.endswith("%"):
            return abs(self.value.amount) * Decimal(text[:-1].strip()) / 100
        return Decimal(text)

    @cached_property
    def names(self) -> tuple[tuple[str, ...], ...]:
        """Its names as stems: a sentence that holds most of one is about this fact."""
        rows = (content_stems(text) for text in (self.says, *self.aka))
        return tuple(row for row in rows if row)


class MoneyFact(Fact):
    money: Money


class PercentFact(Fact):
    percent: Percent


class CountFact(Fact):
    count: Count


class DateFact(Fact):
    date: Day


class TimeFact(Fact):
    time: Clock


class DurationFact(Fact):
    duration: Duration


class RatioFact(Fact):
    ratio: Ratio


class TextFact(Fact):
    """A fact in words: it is named where its words, or one of its other names, stand in a sentence."""

    text: Words


class UnknownFact(Fact):
    """What nobody knows: to state it as known is a falsehood."""

    unknown: Words


class Allowance(BaseModel):
    """One thing that may be offered, and what must come in return."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    percent: Percent | None = None
    money: Money | None = None
    duration: Duration | None = None
    date: Words | None = Field(default=None, description='"not before 2026-11-09"')
    count: Count | None = None
    text: Words | None = Field(default=None, description="Something offered that has no figure.")
    condition: Words = Field(default="", alias="if", description="What must come in return.")
    aka: tuple[Words, ...] = Field(default=(), description="Other words for the return.")

    @cached_property
    def value(self) -> Value | None:
        for kind in ("percent", "money", "duration", "count"):
            given = getattr(self, kind)
            if given is not None:
                return _written(kind, given)[1]
        if self.date is not None:
            return _written("date", self.date.removeprefix("not before").strip())[1]
        return None


class LimitFact(Fact):
    """A mandate: what may be offered against what, and who decides above it."""

    limit: Annotated[tuple[Allowance, ...], Field(min_length=1)]
    above: Words = Field(default="", description="Who may go further, such as sales director.")

    @property
    def figure(self) -> str:
        return " or ".join(
            " ".join(
                part for part in (str(item.value or item.text or ""), item.condition and f"({item.condition})") if part
            )
            for item in self.limit
        )


_TYPED = {
    "money": MoneyFact,
    "percent": PercentFact,
    "count": CountFact,
    "date": DateFact,
    "time": TimeFact,
    "duration": DurationFact,
    "ratio": RatioFact,
    "text": TextFact,
    "limit": LimitFact,
    "unknown": UnknownFact,
}


def _kind_of(given: Any) -> str | None:
    """The one typed key of a fact."""
    if isinstance(given, Fact):
        return next(kind for kind, model in _TYPED.items() if type(given) is model)
    keys = [kind for kind in _TYPED if isinstance(given, dict) and kind in given]
    return keys[0] if len(keys) == 1 else None


AnyFact = Annotated[
    Annotated[MoneyFact, Tag("money")]
    | Annotated[PercentFact, Tag("percent")]
    | Annotated[CountFact, Tag("count")]
    | Annotated[DateFact, Tag("date")]
    | Annotated[TimeFact, Tag("time")]
    | Annotated[DurationFact, Tag("duration")]
    | Annotated[RatioFact, Tag("ratio")]
    | Annotated[TextFact, Tag("text")]
    | Annotated[LimitFact, Tag("limit")]
    | Annotated[UnknownFact, Tag("unknown")],
    Discriminator(
        _kind_of,
        custom_error_type="fact_kind",
        custom_error_message="A fact needs exactly one of: " + ", ".join(_TYPED) + ".",
    ),
]


class Facts(RootModel[dict[str, AnyFact]]):
    """All facts of a scenario by their ids, in the author's order."""

    model_config = ConfigDict(frozen=True)

    root: dict[str, AnyFact] = Field(default_factory=dict)

    def __getitem__(self, name: str) -> AnyFact:
        return self.root[name]

    def __contains__(self, name: object) -> bool:
        return name in self.root

    def __len__(self) -> int:
        return len(self.root)

    def items(self) -> Iterator[tuple[str, AnyFact]]:
        return iter(self.root.items())

    def ids(self) -> tuple[str, ...]:
        return tuple(self.root)

    @cached_property
    def valued(self) -> tuple[tuple[str, AnyFact, Value], ...]:
        """The facts that have one value."""
        return tuple((name, fact, value) for name, fact in self.root.items() if (value := fact.value) is not None)

    @cached_property
    def derived(self) -> tuple[Derived, ...]:
        """What follows from these facts by arithmetic; a limit lends its percentages."""
        values = [(name, value) for name, _, value in self.valued]
        values += [(name, item.value) for name, fact in self.limits for item in fact.limit if item.value is not None]
        return derive(values)

    @cached_property
    def times(self) -> frozenset[Decimal]:
        """The times of day in the file, in minutes after midnight."""
        return frozenset(value.amount for _, _, value in self.valued if value.kind == "time")

    @cached_property
    def words(self) -> frozenset[str]:
        """Stems of all that these facts say and go by."""
        told = (
            (fact.says, *fact.aka, getattr(fact, "text", ""), getattr(fact, "unknown", "")) for _, fact in self.items()
        )
        return frozenset(stem for texts in told for text in texts for stem in content_stems(text))

    @cached_property
    def limits(self) -> tuple[tuple[str, LimitFact], ...]:
        return tuple((name, fact) for name, fact in self.root.items() if isinstance(fact, LimitFact))


@lru_cache(maxsize=4096)
def content_stems(text: str) -> tuple[str, ...]:
    """Stems of the words of a text that carry its matter."""
    return tuple(
        token.stem
        for token in fixed(text).tokens
        if token.kind == "word" and token.stem and token.text not in FUNCTION_WORDS
    )


def same_unit(one: Value, other: Value) -> bool:
    """Whether two values can be compared: an amount without a currency may be any money or count."""
    if one.kind != other.kind:
        return {one.kind, other.kind} == {"money", "count"} and "" in (_currency(one), _currency(other))
    if one.kind == "money":
        scandinavian = {"DKK", "SEK", "NOK"}
        return one.unit == other.unit or (
            "kr" in (one.unit, other.unit) and {one.unit, other.unit} & scandinavian != set()
        )
    return one.kind != "duration" or one.unit == other.unit


def _currency(value: Value) -> str:
    return value.unit if value.kind == "money" else ""
