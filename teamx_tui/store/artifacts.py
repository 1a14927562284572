"""What was made, version by version: looked for by words, and read one at a time."""

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, LargeBinary, Select, and_, cast, func, or_, select, true

from teamx_tui.domain.searches import PERSON, TEXT, TICKET, Search
from teamx_tui.store import handoffs
from teamx_tui.store.rows import Row
from teamx_tui.store.schema import artifact, work_item

KIND: Final = "kind"
_newest = (
    select(
        artifact.c.item_id,
        artifact.c.name,
        func.max(artifact.c.version).label("version"),
        func.count().label("versions"),
    )
    .group_by(artifact.c.item_id, artifact.c.name)
    .subquery("newest")
)
_OF_ONE = and_(artifact.c.item_id == _newest.c.item_id, artifact.c.name == _newest.c.name)
_COLUMNS: Final = (
    artifact.c.id,
    artifact.c.name,
    artifact.c.kind,
    artifact.c.version,
    _newest.c.versions,
    artifact.c.producer,
    work_item.c.number,
    work_item.c.title,
    func.length(cast(artifact.c.content, LargeBinary)).label("bytes"),
    artifact.c.sha256,
    artifact.c.at_ms,
)
"""Everything but the content."""


def _files(*columns: ColumnElement[Any]) -> Select[Any]:
    joined = select(*columns).select_from(artifact).join(_newest, _OF_ONE)
    return joined.join(work_item, work_item.c.id == artifact.c.item_id)


def newest(connection: Connection, search: Search, most: int) -> Sequence[Row]:
    """Return the newest version of at most `most` files a search lets through, the latest made first."""
    query = _files(*_COLUMNS).where(artifact.c.version == _newest.c.version, _matching(search))
    return connection.execute(query.order_by(artifact.c.at_ms.desc(), artifact.c.id.desc()).limit(most)).all()


def count(connection: Connection, search: Search) -> int:
    """Return how many files a search lets through, whatever the number of their versions."""
    query = _files(func.count()).where(artifact.c.version == _newest.c.version, _matching(search))
    return int(connection.execute(query).scalar_one())


def named(connection: Connection, name: str, number: int | None = None) -> Sequence[Row]:
    """Return every version of the files of a name, of one ticket or of all, oldest first, without what is in them."""
    of_ticket = work_item.c.number == number if number is not None else true()
    query = _files(*_COLUMNS).where(artifact.c.name == name, of_ticket)
    return connection.execute(query.order_by(work_item.c.number, artifact.c.version)).all()


def handed(connection: Connection, name: str, number: int) -> Sequence[Row]:
    """Return the versions of a file that were handed to a ticket from another, without what is in them."""
    ticket = select(work_item.c.id).where(work_item.c.number == number).scalar_subquery()
    query = _files(*_COLUMNS).where(artifact.c.name == name, artifact.c.id.in_(handoffs.granted_to(ticket)))
    return connection.execute(query.order_by(artifact.c.version)).all()


def names_on(connection: Connection, item_id: int) -> Sequence[str]:
    """Return the names of the files made on an item, in the order in which they came."""
    query = select(artifact.c.name).where(artifact.c.item_id == item_id).group_by(artifact.c.name)
    return connection.execute(query.order_by(func.min(artifact.c.id))).scalars().all()


def content(connection: Connection, artifact_id: int) -> str:
    """Return what is in an artifact."""
    return str(connection.execute(select(artifact.c.content).where(artifact.c.id == artifact_id)).scalar_one())


def _matching(search: Search) -> ColumnElement[bool]:
    return and_(
        true(),
        *_of_field(search, PERSON, lambda value: artifact.c.producer == value),
        *_of_field(search, TICKET, lambda value: work_item.c.number == int(value)),
        *_of_field(search, KIND, lambda value: func.lower(artifact.c.kind) == value.lower()),
        *(_holds(word) for word in search.wanted(TEXT)),
        *(~_holds(word) for word in search.unwanted(TEXT)),
    )


def _of_field(search: Search, name: str, having: Any) -> list[ColumnElement[bool]]:
    some = [having(value) for value in search.wanted(name)]
    return [*([or_(*some)] if some else []), *(~having(value) for value in search.unwanted(name))]


def _holds(word: str) -> ColumnElement[bool]:
    places = (artifact.c.name, artifact.c.producer, artifact.c.kind, artifact.c.content)
    return or_(*(place.icontains(word, autoescape=True) for place in places))
