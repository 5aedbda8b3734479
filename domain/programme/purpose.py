"""Why a programme exists: needs, purposes, objectives, and who must hear of them."""

from domain.programme.catalogue import Driver, Initiative
from domain.programme.texts import Key, Text
from domain.values import Value


class OrganisationalObjective(Value):
    """A strategic goal of the organisation that mentoring serves.

    Attributes:
        id: Its short name.
        statement: The goal.
    """

    id: Key
    statement: Text


class OrganisationNeed(Value):
    """What the organisation needs (seed 001).

    Attributes:
        statement: The need, want or issue.
        evidence: What shows it: a survey, a figure, a business case.
    """

    statement: Text
    evidence: Text


class PeopleNeed(Value):
    """What one group of people needs, found out by listening (seed 001).

    Attributes:
        group: The group: graduates, emerging leaders, line managers.
        needs: What they need or want.
        concerns: What would keep them from giving mentoring priority.
        heard_by: How they were asked.
    """

    group: Text
    needs: Text
    concerns: Text | None = None
    heard_by: Text


class NeedsAnalysis(Value):
    """Both perspectives, before anything else is decided (seeds 000 and 001).

    Attributes:
        organisation: The organisation's needs.
        people: The needs of the people involved, and of those who are not but must make room for it.
    """

    organisation: tuple[OrganisationNeed, ...]
    people: tuple[PeopleNeed, ...]


class Purpose(Value):
    """One reason for the programme, set by the mentees' needs and aligned with strategy (seed 000).

    Attributes:
        id: Its short name.
        statement: The purpose.
        driver: What the organisation strives for with it.
        initiative: The business initiative it is tied to; None for a broad purpose such as retention.
        mentees_need: The need of the mentees that it answers.
        serves: The organisational objectives it is linked to, by id.
    """

    id: Key
    statement: Text
    driver: Driver
    initiative: Initiative | None = None
    mentees_need: Text
    serves: tuple[Key, ...]


class Stakeholder(Value):
    """An audience that must understand why mentoring is done, in its own language (seed 001).

    Attributes:
        audience: Who.
        cares_about: What matters to them.
        message: What they are told.
        channel: How they are told.
        listens_by: How they answer; communication runs two ways.
    """

    audience: Text
    cares_about: Text
    message: Text
    channel: Text
    listens_by: Text | None = None


class Objective(Value):
    """What the programme sets out to achieve.

    Attributes:
        id: Its short name.
        statement: The objective.
        purposes: The purposes it serves, by id.
    """

    id: Key
    statement: Text
    purposes: tuple[Key, ...]
