"""What a trainee sees before the first line, drawn from a scenario without what is hidden in it."""

from __future__ import annotations

from dataclasses import replace

from amtrainer.content.head import head_of
from amtrainer.practice.views import Brief, CriterionBrief, Exhibit, FieldView, MailView, RecordView
from amtrainer.simulation.form import Record
from amtrainer.simulation.inbox import Mail
from amtrainer.simulation.kinds import AnyScenario
from amtrainer.simulation.kinds.brief import Brief as WrittenBrief
from amtrainer.simulation.kinds.crm import Crm
from amtrainer.simulation.kinds.dialogue import Dialogue
from amtrainer.simulation.kinds.interview import Interview
from amtrainer.simulation.kinds.triage import Triage
from amtrainer.simulation.scenario import Seed
from amtrainer.simulation.session import MailArrived, MailOpened, State
from amtrainer.simulation.spoken import Spoken

CAPS = {
    "G1": "A promise outside your mandate caps the total at 40.",
    "G2": "A word against the file caps the total at 40.",
    "G3": "Another client's data in it caps the total at 30.",
    "G5": "A missed clock caps the total at 50.",
    "G6": "Bad news held back in the first reply caps the total at 50.",
    "G7": "A concession before the cause caps the total at 60.",
    "G9": "An improper favour caps the total at 30.",
}


def brief_of(scenario: AnyScenario, family: str, seed: int, variants: tuple[str, ...] = ()) -> Brief:
    """The brief of a scenario at a seed; `variants` are the letters of the others of its kind."""
    talk = scenario if isinstance(scenario, Dialogue) else None
    inbox = scenario if isinstance(scenario, Triage) else None
    spoken = scenario if isinstance(scenario, Spoken) else None
    form = scenario if isinstance(scenario, Crm) else None
    client = spoken.client if spoken else None
    opening = Seed(seed).pick(talk.beats[0].id, talk.beats[0].client) if talk else ""
    return Brief(
        head=replace(head_of(scenario.model_dump(mode="json"), family), variants=variants),
        today=f"{scenario.today:%a} {scenario.today.day} {scenario.today:%b %Y}",
        role=scenario.role,
        goal=scenario.goal,
        client=", ".join(p for p in (client.name, client.role, client.company, client.place) if p) if client else "",
        client_name=client.name if client else "",
        client_short=client.short if client else "",
        manner=client.manner if client else "",
        situation=scenario.situation,
        opening=talk.say(opening) if talk else "",
        opening_is_cue=bool(talk and talk.beats[0].client_cue),
        may=scenario.may,
        may_not=scenario.may_not,
        exhibits=tuple(Exhibit(n, e.name, e.figure, e.text.strip()) for n, e in enumerate(scenario.exhibits, 1)),
        criteria=tuple(CriterionBrief(criterion.do, criterion.weight) for criterion in scenario.counts),
        caps=tuple(CAPS[gate.id] for gate in scenario.gates if gate.id in CAPS),
        turns=spoken.most_turns if spoken else 1,
        moods=tuple(spoken.mood) if spoken else (),
        inbox=mail_views(inbox, inbox.fold(inbox.open(seed, "practice", "", ""))) if inbox else (),
        book=_book(inbox) if inbox else (),
        fixed=_fixed(inbox) if inbox else (),
        starts=inbox.starts if inbox else "",
        ends=inbox.ends if inbox else "",
        words=scenario.words if isinstance(scenario, WrittenBrief) else form.most_words if form else 0,
        deliver=scenario.deliver if isinstance(scenario, WrittenBrief) else (),
        records=tuple(_record_view(form, record) for record in form.records) if form else (),
        beside=form.note.label if form and form.note else "",
        short=len(scenario.lots) if isinstance(scenario, Interview) else 0,
    )


def _record_view(form: Crm, record: Record) -> RecordView:
    fields = tuple(
        FieldView(
            name=f"{record.id}.{one.id}",
            label=one.label,
            form=one.form,
            options=form.options(record.id, one),
            value=one.value,
            required=one.required,
            hint=one.hint,
            lines=one.lines,
        )
        for one in record.fields
    )
    return RecordView(record.title, record.says, fields)


def mail_views(scenario: Triage, state: State) -> tuple[MailView, ...]:
    """The mails that lie in the inbox now."""
    late = [line for line in state.lines if isinstance(line, MailArrived)]
    opened = {line.item for line in state.lines if isinstance(line, MailOpened)}
    first = tuple(_mail_view(mail, state, mail.id in opened) for mail in scenario.inbox)
    return (
        *first,
        *(
            MailView(m.item, m.at, m.sender, m.subject, m.text.strip(), second_wave=True, opened=m.item in opened)
            for m in late
        ),
    )


def _mail_view(mail: Mail, state: State, opened: bool) -> MailView:
    moods = [f"{name} {state.mood.get(f'{mail.id}.{name}', value)}" for name, value in mail.mood.items()]
    moved = any(
        move.name.startswith(f"{mail.id}.")
        for line in state.lines
        if isinstance(line, MailArrived)
        for move in line.moves
    )
    note = "   ".join([*moods, "" if moved else "nothing moved yet"]).rstrip() if moods else ""
    return MailView(
        mail.id, mail.at, mail.from_ or mail.sender, mail.subject, mail.text.strip(), opened=opened, note=note
    )


def _book(scenario: Triage) -> tuple[tuple[str, str, str], ...]:
    rows = []
    for account in scenario.book:
        amount, _, currency = account.value.partition(" ")
        shown = f"{int(amount):,} {currency}".strip() if amount.isdigit() else account.value
        rows.append((", ".join(part for part in (account.client, account.place) if part), account.says, shown))
    return tuple(rows)


def _fixed(scenario: Triage) -> tuple[tuple[str, str], ...]:
    rows = [("Fixed today", f"{taken.from_}–{taken.to} {taken.says}") for taken in scenario.fixed]
    return (*rows, ("Can take one", scenario.can_take_one)) if scenario.can_take_one else tuple(rows)
