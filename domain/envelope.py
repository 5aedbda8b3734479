"""What surrounds a command and an event: who, when, why, and because of what."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from domain.sealed import Sealed
from domain.values import Value

ActorType = Literal["participant", "coordinator", "sponsor", "neutral_party", "service", "engine"]


class Actor(Value):
    """Who acts.

    Attributes:
        type: In which capacity.
        id: The opaque identifier of the person or service; never a name.
        on_behalf_of: The person for whom a service or coordinator acts, if any.
    """

    type: ActorType
    id: str
    on_behalf_of: str | None = None


ENGINE = Actor(type="engine", id="engine")
"""The actor of everything that a deadline caused."""


class Metadata(Value):
    """What is kept beside the data of every event.

    Attributes:
        actor: Who acted.
        correlation_id: Shared by everything that one first request set off.
        causation_id: The command or deadline that produced the event.
        reason: Why a person acted, sealed, where they said so.
        workflow_id: The workflow that appended the event, if one did.
        run_id: The run of that workflow.
        update_id: The update that carried the command.
    """

    actor: Actor
    correlation_id: str
    causation_id: str
    reason: Sealed | None = None
    workflow_id: str | None = None
    run_id: str | None = None
    update_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewEvent:
    """An event on its way to the log.

    Attributes:
        event_id: Derived from its cause (`domain.ids.event_id`), so that a retry is recognised.
        type: Logical type name, ``relationship.agreement_signed``.
        schema_version: Version of the fields of `data`.
        data: The fields, as JSON values; integers only, no floats.
        metadata: `Metadata` as JSON values without nulls.
        occurred_at: When it happened, by the caller's clock (virtual in a rehearsal); zone-aware.
    """

    event_id: UUID
    type: str
    schema_version: int
    data: Mapping[str, Any]
    metadata: Mapping[str, Any]
    occurred_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedEvent:
    """An event as the log holds it.

    Attributes:
        event_id: See `NewEvent`; unique in the log.
        stream: The stream it belongs to, ``category-<uuid>``.
        version: Its number in the stream, from 1, without gaps.
        position: Its number in the log, from 1, without gaps.
        type: See `NewEvent`.
        schema_version: See `NewEvent`.
        data: See `NewEvent`; as stored, before upcasting.
        metadata: See `NewEvent`.
        occurred_at: See `NewEvent`.
        recorded_at: When the database stored it; never runs backwards along positions.
        leaf_hash: SHA-256 over exactly the stored bytes (32 bytes).
    """

    event_id: UUID
    stream: str
    version: int
    position: int
    type: str
    schema_version: int
    data: Mapping[str, Any]
    metadata: Mapping[str, Any]
    occurred_at: datetime
    recorded_at: datetime
    leaf_hash: bytes
