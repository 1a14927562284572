"""What was made, version by version: looked for by words, and read one at a time."""

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, LargeBinary, Select, and_, cast, func, or_, select, true, update

from teamx_tui.domain.searches import PERSON, TEXT, TICKET, Search
from teamx_tui.store import handoffs
from teamx_tui.store import search as texts
from teamx_tui.store.rows import Row
from teamx_tui.store.schema import artifact, employee, participant, thread, work_item

KIND: Final = "kind"
TAG: Final = "tag"
TYPE: Final = "type"
STATUS: Final = "status"
_other = artifact.alias("other")
_SAME: Final = and_(
    _other.c.item_id.is_not_distinct_from(artifact.c.item_id),
    _other.c.name == artifact.c.name,
    _other.c.withdrawn.is_(False),
)
_IS_NEWEST: Final = and_(
    artifact.c.withdrawn.is_(False),
    ~select(_other.c.id).where(_SAME, _other.c.version > artifact.c.version).exists(),
)
_NEWEST_VERSION: Final = select(func.max(_other.c.version)).where(_SAME).scalar_subquery()
_COLUMNS: Final = (
    artifact.c.id,
    artifact.c.item_id,
    artifact.c.name,
    artifact.c.kind,
    artifact.c.type,
    artifact.c.status,
    artifact.c.tags,
    artifact.c.version,
    _NEWEST_VERSION.label("versions"),
    artifact.c.producer,
    work_item.c.number,
    work_item.c.key,
    work_item.c.title,
    func.length(cast(artifact.c.content, LargeBinary)).label("bytes"),
    artifact.c.sha256,
    artifact.c.at_ms,
)
"""Everything but the content."""


def _files(*columns: ColumnElement[Any]) -> Select[Any]:
    joined = select(*columns).select_from(artifact)
    return joined.outerjoin(work_item, work_item.c.id == artifact.c.item_id)


def newest(connection: Connection, search: Search, most: int, reader: str | None = None) -> Sequence[Row]:
    """Return the newest version of at most `most` files a search lets through; `reader`: only what they may read.

    What fits the words best comes first, the latest made before what was made earlier.
    """
    indexed = texts.is_indexed(connection)
    query = _files(*_COLUMNS).where(_IS_NEWEST, _matching(search, indexed=indexed), _readable(reader))
    rank = texts.ranks(search.wanted(TEXT)) if indexed else None
    order = (artifact.c.at_ms.desc(), artifact.c.id.desc())
    return connection.execute(query.order_by(*(() if rank is None else (rank,)), *order).limit(most)).all()


def count(connection: Connection, search: Search) -> int:
    """Return how many files a search lets through, whatever the number of their versions."""
    matching = _matching(search, indexed=texts.is_indexed(connection))
    return int(connection.execute(_files(func.count()).where(_IS_NEWEST, matching)).scalar_one())


def named(connection: Connection, name: str, reader: str | None = None) -> Sequence[Row]:
    """Return every version of the files of a name, wherever they belong, oldest first, without what is in them."""
    query = _files(*_COLUMNS).where(artifact.c.name == name, artifact.c.withdrawn.is_(False), _readable(reader))
    return connection.execute(query.order_by(work_item.c.number, work_item.c.key, artifact.c.version)).all()


def versions(connection: Connection, artifact_id: int) -> Sequence[Row]:
    """Return every version of the file that an artifact is one of, oldest first."""
    this = select(artifact.c.item_id, artifact.c.name).where(artifact.c.id == artifact_id).subquery()
    same = and_(artifact.c.item_id.is_not_distinct_from(this.c.item_id), artifact.c.name == this.c.name)
    query = _files(*_COLUMNS).join(this, same).where(artifact.c.withdrawn.is_(False))
    return connection.execute(query.order_by(artifact.c.version)).all()


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


def by_id(connection: Connection, artifact_id: int) -> Row | None:
    """Return an artifact without what is in it, one that was taken back too."""
    columns = [column for column in artifact.c if column.name != "content"]
    return connection.execute(select(*columns).where(artifact.c.id == artifact_id)).first()


def latest(connection: Connection, item_id: int | None, name: str) -> Row | None:
    """Return the newest version of a file of an item (None: of the company); None if there is none."""
    columns = [column for column in artifact.c if column.name != "content"]
    these = (artifact.c.item_id.is_not_distinct_from(item_id), artifact.c.name == name)
    return connection.execute(select(*columns).where(*these, _IS_NEWEST)).first()


def change(connection: Connection, artifact_id: int, **values: Any) -> None:
    """Change columns of an artifact and bring the index up to it."""
    connection.execute(update(artifact).where(artifact.c.id == artifact_id).values(**values))
    texts.keep(connection, artifact_id)


def of_type(connection: Connection, kind: str) -> Sequence[Row]:
    """Return the newest version of every file of a type: name, status, producer, number of its ticket."""
    columns = (artifact.c.name, artifact.c.status, artifact.c.producer, work_item.c.number)
    query = _files(*columns).where(artifact.c.type == kind, _IS_NEWEST)
    return connection.execute(query.order_by(artifact.c.id)).all()


def _readable(reader: str | None) -> ColumnElement[bool]:
    """Return whether an employee may read a file: on a private ticket only who takes part in it may."""
    if reader is None:
        return true()
    takes_part = (
        select(participant.c.id)
        .join(thread, thread.c.id == participant.c.thread_id)
        .join(employee, employee.c.id == participant.c.employee_id)
        .where(thread.c.item_id == work_item.c.id, participant.c.left_at_ms.is_(None), employee.c.handle == reader)
    )
    return or_(work_item.c.id.is_(None), work_item.c.private.is_(False), takes_part.exists())


def _matching(search: Search, *, indexed: bool) -> ColumnElement[bool]:
    def holds(word: str) -> ColumnElement[bool]:
        return texts.holds(word, indexed=indexed)

    return and_(
        true(),
        *_of_field(search, PERSON, lambda value: artifact.c.producer == value),
        *_of_field(search, TICKET, lambda value: func.coalesce(work_item.c.number, 0) == int(value)),
        *_of_field(search, KIND, lambda value: func.lower(artifact.c.kind) == value.lower()),
        *_of_field(search, TYPE, lambda value: func.lower(artifact.c.type) == value.lower()),
        *_of_field(search, STATUS, lambda value: func.lower(artifact.c.status) == value.lower()),
        *_of_field(search, TAG, _is_tagged),
        *(holds(word) for word in search.wanted(TEXT)),
        *(~holds(word) for word in search.unwanted(TEXT)),
    )


def _of_field(search: Search, name: str, having: Any) -> list[ColumnElement[bool]]:
    some = [having(value) for value in search.wanted(name)]
    return [*([or_(*some)] if some else []), *(~having(value) for value in search.unwanted(name))]


def _is_tagged(value: str) -> ColumnElement[bool]:
    each = func.json_each(artifact.c.tags).table_valued("value", name="each")
    return select(each.c.value).where(func.lower(each.c.value) == value.lower()).exists()
