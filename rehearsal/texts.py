"""What simulated people write: plausible free text, which the engine must keep sealed."""

from typing import Final

GOALS: Final = (
    "Lead a small project from the first idea to the hand-over by the summer.",
    "Speak in front of the whole department without losing the thread.",
    "Understand how the budget of our line is made and defend a part of it.",
    "Decide whether to go on as a specialist or towards leading people.",
    "Build contacts in three departments that I hardly know.",
    "Say no in time, and stay friends with those who asked.",
)
HOPES: Final = (
    "I hope to find somebody who tells me the truth kindly.",
    "I worry that the daily business eats up the hours.",
    "I would like to understand the unwritten rules.",
    "I fear that I talk too much about my own path.",
)
NOTES: Final = (
    "We went through the last weeks and agreed on two things to try.",
    "Long talk about a conflict in the team; we rehearsed the next conversation.",
    "We looked at the slides for the steering committee and cut them by half.",
    "Mostly listening today. Energy is back.",
    "We compared options with pros and cons; a decision is near.",
)
FIT: Final = (
    "The conversation flowed, and I felt understood.",
    "Different temperaments, but that may be useful.",
    "Our expectations lie too far apart.",
)
COMMENTS: Final = (
    "Going well; we laugh a lot and get things done.",
    "A bit slow since the quarter's end.",
    "I take something home from every meeting.",
    "Hard to find dates lately.",
)
REVIEWS: Final = (
    "Both report trust and steady progress; nothing to be done.",
    "Meetings are regular, the goals could be sharper; they will rewrite one.",
    "Workload is an issue; I shall speak with the department about protected time.",
)
ACTIONS: Final = ("Rewrite the second goal so that both can tell when it is reached.",)
LESSONS: Final = (
    "Mentors need the second training day before the first meeting, not after it.",
    "A first meeting outside the office made it much easier to talk.",
    "Line managers should hear the dates early, or meetings get moved.",
    "Peers asked for a guide for the first three meetings.",
    "Agreements were better when both had written their goals beforehand.",
    "Matches across sites work when the first meeting takes place in person.",
    "The pulse came in the week of the quarterly close; move it.",
    "Writing down what the goal means for the team kept us going in February.",
)
EXITS: Final = (
    "I am more confident than a year ago, and I know whom to ask.",
    "Thank you: I learnt as much as I gave.",
    "It took a while, then it was worth it.",
)
DECLINES: Final = (
    "My team is being reorganised and I cannot promise the time.",
    "I know the person well from another context and would rather not.",
)
MEANINGS: Final = (
    "For me it means to stop being afraid of the next review.",
    "The team would get a voice in planning that it does not have today.",
)
EVERYTHING: Final = (
    *GOALS,
    *HOPES,
    *NOTES,
    *FIT,
    *COMMENTS,
    *REVIEWS,
    *ACTIONS,
    *LESSONS,
    *EXITS,
    *DECLINES,
    *MEANINGS,
)
"""All of it, for whoever looks for it where it must not be."""
