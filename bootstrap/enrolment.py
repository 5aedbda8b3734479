"""From the rows of a roster to the commands that make its people known and apply for them."""

from collections.abc import Iterator
from typing import Final

from domain.application import application_stream
from domain.application.commands import Apply
from domain.application.values import Profile
from domain.ids import derive, stream_name
from domain.person.commands import RecordLeaving, RecordTraining, RegisterPerson
from domain.person.values import Employment
from domain.programme import Design
from domain.vocabulary import Role
from intake.roster import RosterRow, Wish
from vault.api import Vault

UNKNOWN_ADDRESS: Final = "unknown"


def person_id(employee_id: str) -> str:
    """Return the identifier of an employee, always the same.

    It does not contain the number, but whoever holds a list of numbers can compute it: it is a pseudonym.
    """
    return stream_name("person", employee_id)


class Enrolment:
    """Turns roster rows into commands; texts are sealed with their person's key.

    Args:
        vault: Seals names, addresses and motivation.
        design: The programme that they apply for.
    """

    def __init__(self, vault: Vault, design: Design) -> None:
        self._vault = vault
        self._modules = {module.id: module for module in design.training}
        self._matching = {track.id: track.matching for track in design.tracks}

    def register(self, row: RosterRow) -> tuple[str, RegisterPerson]:
        """Return the command that makes a person known, and its id."""
        person = person_id(row.employee_id)
        command_id = str(derive(person, "register"))
        return command_id, RegisterPerson(
            person=person,
            employee_ref=str(derive("employee", row.employee_id)),
            name=self._vault.seal(person, row.name, command_id=command_id, field="name"),
            email=self._vault.seal(
                person, row.email or UNKNOWN_ADDRESS, command_id=command_id, field="email"
            ),
            department=row.department,
            location=row.location,
            time_zone=row.time_zone,
            languages=row.languages,
            level=row.level,
            line_manager=person_id(row.line_manager) if row.line_manager else None,
            hired_on=row.hired_on,
            employment=Employment.ON_LEAVE if row.employment is Employment.ON_LEAVE else Employment.EMPLOYED,
        )

    def leaving(self, row: RosterRow) -> tuple[str, RecordLeaving] | None:
        """Return the command, with its id, that records a last day known in advance; None without one."""
        if row.leaves_on is None:
            return None
        command_id = str(derive(person_id(row.employee_id), "leaving", row.leaves_on))
        return command_id, RecordLeaving(last_day=row.leaves_on)

    def trainings(self, row: RosterRow) -> Iterator[tuple[str, RecordTraining]]:
        """Yield a command, with its id, for each module completed before, with the day of its expiry."""
        person = person_id(row.employee_id)
        for done in row.training:
            module = self._modules.get(done.module)
            expires_on = module.expires_on(done.completed_on) if module else None
            command = RecordTraining(
                module=done.module, completed_on=done.completed_on, expires_on=expires_on
            )
            yield str(derive(person, "training", done.module, done.completed_on, expires_on)), command

    def applications(self, row: RosterRow, cycle: str) -> Iterator[tuple[str, str, Apply]]:
        """Yield stream, command id and command for each role and track that the person wishes for."""
        for wish in row.wishes:
            if wish.track is not None:
                yield self._application(row, cycle, wish, wish.track)

    def _application(self, row: RosterRow, cycle: str, wish: Wish, track: str) -> tuple[str, str, Apply]:
        person = person_id(row.employee_id)
        stream = application_stream(cycle, person, wish.role, track)
        command_id = str(derive(stream, "apply"))
        motivation = row.motivation and self._vault.seal(
            person, row.motivation, command_id=command_id, field="profile.motivation"
        )
        profile = Profile(
            capacity=self._capacity(row.capacity, wish.role, track),
            offers=row.offers,
            seeks=row.seeks,
            motivation=motivation or None,
        )
        return (
            stream,
            command_id,
            Apply(cycle=cycle, person=person, role=wish.role, track=track, profile=profile),
        )

    def _capacity(self, said: int | None, role: Role, track: str) -> int:
        """Return how many partners somebody takes; a track that is not known takes what is said."""
        matching = self._matching.get(track)
        return matching.capacity_of(role, said) if matching else said or 1
