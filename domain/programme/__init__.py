"""A programme: its design, the rules a design must keep, and its life from draft to publication."""

from domain.programme.aggregate import PROGRAMME, Programme
from domain.programme.check import check
from domain.programme.commands import DraftProgramme, ProgrammeCommand, PublishProgramme, ReviseDesign
from domain.programme.design import Design, effective_policies
from domain.programme.events import EVENTS, DesignRevised, ProgrammeDrafted, ProgrammePublished
from domain.programme.matching import Matching, MatchRules, Weights
from domain.programme.measures import DEFINITIONS, Measure
from domain.programme.models import GROUP_MODELS
from domain.programme.problems import InvalidDesign, Problem
from domain.programme.stream import programme_stream
from domain.programme.track import AgreementTemplate, Question, Track

__all__ = [
    "DEFINITIONS",
    "EVENTS",
    "GROUP_MODELS",
    "PROGRAMME",
    "AgreementTemplate",
    "Design",
    "DesignRevised",
    "DraftProgramme",
    "InvalidDesign",
    "MatchRules",
    "Matching",
    "Measure",
    "Problem",
    "Programme",
    "ProgrammeCommand",
    "ProgrammeDrafted",
    "ProgrammePublished",
    "PublishProgramme",
    "Question",
    "ReviseDesign",
    "Track",
    "Weights",
    "check",
    "effective_policies",
    "programme_stream",
]
