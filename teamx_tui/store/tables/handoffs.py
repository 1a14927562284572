"""What was handed over to whom, and the positions taken on what several decide."""

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, SQLModel


class Handoff(SQLModel, table=True):
    """An offer of one employee to another. Who gives, who receives and what came of it stands in its decision."""

    __table_args__ = (UniqueConstraint("decision_id"), Index("handoff_to", "to_item_id"))

    id: int | None = Field(default=None, primary_key=True)
    decision_id: int = Field(foreign_key="decision.id")
    """Open: it waits for an answer. Its item is the ticket the offer comes from."""
    to_item_id: int | None = Field(default=None, foreign_key="work_item.id")
    """The ticket that gets the artifacts. None: the ticket itself changes hands."""
    note: str
    next_action: str


class HandedArtifact(SQLModel, table=True):
    """An artifact of a hand-off, in the version it had when it was offered."""

    __tablename__ = "handed_artifact"
    __table_args__ = (UniqueConstraint("handoff_id", "artifact_id"), Index("handed_artifact_id", "artifact_id"))

    id: int | None = Field(default=None, primary_key=True)
    handoff_id: int = Field(foreign_key="handoff.id")
    artifact_id: int = Field(foreign_key="artifact.id")


class Position(SQLModel, table=True):
    """What somebody thinks of a decision. Whoever thinks otherwise later takes another position in its place."""

    __table_args__ = (UniqueConstraint("decision_id", "who"),)

    id: int | None = Field(default=None, primary_key=True)
    decision_id: int = Field(foreign_key="decision.id")
    who: str
    stance: str
    """The option they are for."""
    pro: str = ""
    con: str = ""
    at_ms: int
