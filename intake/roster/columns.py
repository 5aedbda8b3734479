"""Which columns a roster can have, and what HR systems call them."""

import re
import unicodedata
from enum import StrEnum
from typing import Final


class Column(StrEnum):
    """A column that the engine understands."""

    EMPLOYEE_ID = "employee_id"
    NAME = "name"
    GIVEN_NAME = "given_name"
    FAMILY_NAME = "family_name"
    EMAIL = "email"
    DEPARTMENT = "department"
    LOCATION = "location"
    TIME_ZONE = "time_zone"
    LANGUAGES = "languages"
    LEVEL = "level"
    JOB_TITLE = "job_title"
    LINE_MANAGER = "line_manager"
    HIRED_ON = "hired_on"
    LEAVES_ON = "leaves_on"
    STATUS = "status"
    ROLES = "roles"
    CAPACITY = "capacity"
    OFFERS = "offers"
    SEEKS = "seeks"
    MOTIVATION = "motivation"
    TRAINING = "training"


_SYNONYMS: Final[dict[Column, str]] = {
    Column.EMPLOYEE_ID: "employee id|employee no|employee number|emp id|emp no|employee|worker id|staff id"
    "|staff no|staff number|personnel number|personnel no|personalnummer|pers nr|person id|id|matricule",
    Column.NAME: "name|full name|employee name|display name|worker|preferred name|nom complet",
    Column.GIVEN_NAME: "given name|first name|forename|vorname|prenom",
    Column.FAMILY_NAME: "family name|last name|surname|nachname|nom de famille",
    Column.EMAIL: "email|e-mail|email address|e-mail address|work email|mail|business email|courriel",
    Column.DEPARTMENT: "department|dept|division|org unit|organisational unit|organizational unit|unit"
    "|abteilung|function|service",
    Column.LOCATION: "location|site|office|city|work location|standort|place",
    Column.TIME_ZONE: "time zone|timezone|tz|zeitzone|utc offset",
    Column.LANGUAGES: "languages|language|spoken languages|sprachen|sprache|langues",
    Column.LEVEL: "level|grade|job level|job grade|pay grade|band|seniority|career level",
    Column.JOB_TITLE: "job title|title|position|position title|role title|job|stelle|poste",
    Column.LINE_MANAGER: "line manager|line manager id|manager|manager id|supervisor|supervisor id|reports to"
    "|vorgesetzter|superior id",
    Column.HIRED_ON: "hired on|hire date|date hired|start date|date of hire|entry date|joined|joining date"
    "|eintrittsdatum|eintritt",
    Column.LEAVES_ON: "leaves on|termination date|leaving date|end date|last day|exit date|austrittsdatum",
    Column.STATUS: "status|employment status|employee status|employee status code|status code|worker status",
    Column.ROLES: "roles|role|mentoring role|programme role|program role|wishes|track and role|wished role",
    Column.CAPACITY: "capacity|mentee capacity|max mentees|number of mentees|places",
    Column.OFFERS: "offers|competencies offered|skills offered|can offer|offered",
    Column.SEEKS: "seeks|competencies sought|skills sought|wants to learn|sought|development needs",
    Column.MOTIVATION: "motivation|why|reason|statement|comments|comment|motivation statement",
    Column.TRAINING: "training|training done|training completed|completed training|courses|modules completed",
}


def _plain(header: str) -> str:
    decomposed = unicodedata.normalize("NFKD", header).casefold()
    return re.sub(r"[^a-z0-9]", "", decomposed)


_KNOWN: Final = {
    _plain(synonym): column for column, synonyms in _SYNONYMS.items() for synonym in synonyms.split("|")
}


def column_of(header: str) -> Column | None:
    """Return the column that a header means, whatever its case, spacing and punctuation; None if unknown."""
    return _KNOWN.get(_plain(header))
