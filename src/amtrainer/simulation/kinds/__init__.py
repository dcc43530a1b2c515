"""The kinds of exercise: one file each, and one name in the list below."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from amtrainer.simulation.kinds.brief import Brief
from amtrainer.simulation.kinds.crm import Crm
from amtrainer.simulation.kinds.dialogue import Dialogue
from amtrainer.simulation.kinds.interview import Interview
from amtrainer.simulation.kinds.knowledge import Knowledge
from amtrainer.simulation.kinds.triage import Triage

AnyScenario = Annotated[Brief | Crm | Dialogue | Interview | Knowledge | Triage, Field(discriminator="kind")]
