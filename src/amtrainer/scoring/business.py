"""Sentences of an account manager's work, sort by sort: what is said and written there, and told in no interview.

They stand beside the questions of an interview when an answer is held against them (`strayed`): a mail, a plan of the day or a
note for the file is nearer to these than to what was asked. Written for this purpose, about no case of the library.
"""

from __future__ import annotations

from typing import Final

SORTS: Final[tuple[tuple[str, ...], ...]] = (
    (  # to a client
        "Thank you for your mail of Tuesday, and I am sorry that you had to write twice.",
        "We deliver the missing parts by Friday noon, and you pay nothing for the freight.",
        "Your contract runs until March, so nothing has to be decided this week.",
        "I have attached the corrected invoice; the reminder is withdrawn.",
        "Please let me know by Wednesday which of the two options suits you.",
        "The price stays as it is, in return we move the delivery to the second half of the month.",
        "What would you need to see from us before you extend the contract?",
        "You are right, that was our mistake, and it costs you a day.",
        "I cannot promise that today, my director decides on it by Thursday.",
        "Would a trial at one site help you to decide?",
        "Before we speak of the price, what has changed on your side?",
        "One thing more: whom else should I bring to the table?",
    ),
    (  # a plan of the day
        "Ring her back now, the machine stands still and each hour costs them money.",
        "Can wait until tomorrow, nobody is waiting for it.",
        "Hand this one to support, with the number of the ticket.",
        "First the complaint, then the offer that is due at noon, last the newsletter.",
        "Confirm the appointment in one line and move the internal meeting.",
        "Not mine to decide; forward it to legal with a note.",
        "By eleven o'clock, I do it myself.",
        "Leave it undone today and say so.",
        "Due today at four, the annex is missing, I get it from the back office.",
        "A line to him now that the call moves to three.",
    ),
    (  # a note for the file
        "Next step: send the revised offer by 12 May, owner me.",
        "Present: head of purchasing, plant manager. They use the system at four of nine sites.",
        "Stage: proposal. Amount 48,000 EUR, close date 30 June.",
        "Promised orally: a training day; not approved yet.",
        "Decision maker is the finance director, the plant manager has a veto.",
        "Risk: their contract with the other supplier ends in October.",
        "Open point: who signs, and when does the budget end.",
        "Source: call on 3 March, not confirmed in writing.",
    ),
    (  # a report, a plan for an account, a paper for a meeting
        "Revenue this quarter is 310,000, nine per cent under plan, because two orders slipped to July.",
        "Five of twelve clients stop at the same step of the process.",
        "Goal for the account: from two sites to five by December.",
        "Proven are the figures on their price page; not proven is the claim about speed.",
        "I propose to take them as a client on terms: half in advance and a credit limit.",
        "Risks are the new director and the tender in autumn.",
        "Measures: a review with the team lead in June, a visit in August.",
        "Aim of the meeting: she agrees to a date. Fallback: the name of the person who decides.",
        "If they ask about the price, we do not answer before the trial.",
        "Tell them plainly that we cannot do this and who can.",
        "Opening: the outage in May. Questions: what did it cost, who noticed, who decides about a second line?",
        "At the fair we visit six stands on the first day and scan a card only with consent.",
        "Afterwards one mail to each contact within two days.",
        "Signs of trouble: accounts filed late, a supplier paid after ninety days.",
        "The request is for an import; the problem behind it is that they type the list twice.",
    ),
    (  # a check of what somebody knows
        "The correct answer is the second one, because the law asks for consent beforehand.",
        "An objection is a doubt before the purchase, a complaint comes after it.",
        "Net retention counts what the same clients pay a year later.",
        "Both are from different stages, so they cannot be compared.",
        "A gift of that value has to be reported to compliance.",
    ),
)
