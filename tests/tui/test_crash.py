"""A crash shows no locals, keeps a private report, restores the terminal and is not reported as success.

Run as a module (`python -m tests.tui.test_crash handler DIRECTORY`) this file is the program under test: an app that
holds a secret in a local variable and dies in the named way when someone presses c.
"""

import stat
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import given
from rich.text import Text
from rich.traceback import Traceback
from textual.app import App, ComposeResult
from textual.widgets import Static

from teamx_tui.tui.crash import SafeCrash, redacted, write_report
from tests.domain.test_text import foreign, is_harmful
from tests.tui.test_text import Session, under_terminal

SECRET: Final = "sk-planted-in-a-local"
NOON: Final = datetime(2026, 1, 5, 12, 0, tzinfo=UTC)
LEAVE_ALTERNATE_SCREEN: Final = b"\x1b[?1049l"
SHOW_CURSOR: Final = b"\x1b[?25h"


class Mortal(SafeCrash, App[None]):
    """Dies in one of several ways, always with a secret in a local variable."""

    def __init__(self, way: str, directory: Path | None, *, at_once: bool = False) -> None:
        super().__init__()
        self.way = way
        self.at_once = at_once
        self.crash_directory = directory

    def compose(self) -> ComposeResult:
        yield Static("ready to die")

    def on_ready(self) -> None:
        if self.at_once:
            self.key_c()

    def on_unmount(self) -> None:
        if self.way == "before exit":
            self.exit(return_code=0)

    def key_c(self) -> None:
        api_key = "".join(["sk-", "planted-in-a-local"])
        if self.way == "worker":
            self.run_worker(self.work(api_key))
        elif self.way == "panic":
            self.panic(drawn_with_locals(api_key))
        elif self.way == "after exit":
            self.exit(message="all is well")
            self.fail(api_key)
        elif self.way == "own drawing":
            raise DrawsItselfError(f"drawn {len(api_key)}")
        else:
            self.fail(api_key)

    def fail(self, api_key: str) -> None:
        raise ValueError(f"cannot use a key of {len(api_key)}\x1b]0;TITLEPWN\x07")

    async def work(self, api_key: str) -> None:
        self.fail(api_key)


class DrawsItselfError(Exception):
    """Rich would draw this one by its own wish, secret and all."""

    def __rich__(self) -> Text:
        return Text(SECRET)


def drawn_with_locals(api_key: str) -> Traceback:
    try:
        raise KeyError(len(api_key))
    except KeyError:
        return Traceback(show_locals=True)


def the_report(directory: Path) -> Path:
    (report,) = directory.iterdir()
    return report


@pytest.fixture(scope="module")
def died(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Session, Path]]:
    """Return how the app died in each way on a terminal, and where its reports went; side by side, to save time."""

    places = {way: tmp_path_factory.mktemp(way) for way in ("handler", "worker", "unprotected")}

    def die_in(way: str) -> tuple[Session, Path]:
        arguments = ["tests.tui.test_crash", way, str(places[way])]
        return under_terminal(arguments, until=[b"ready to die"], keys=b"c"), places[way]

    with ThreadPoolExecutor() as pool:
        return dict(zip(places, pool.map(die_in, places), strict=True))


@pytest.mark.parametrize("way", ["handler", "worker"])
def test_crash__on_a_terminal_leaves_one_line_a_private_report_and_a_failing_code(
    way: str, died: dict[str, tuple[Session, Path]]
) -> None:
    session, directory = died[way]

    left, _, after = session.output.rpartition(LEAVE_ALTERNATE_SCREEN)
    report = the_report(directory)
    assert b"ready to die" in left
    assert SHOW_CURSOR in session.output
    assert session.restored
    assert session.code == 1
    assert stat.S_IMODE(report.stat().st_mode) == 0o600
    assert after.decode().count("\n") == 1
    assert f"an error it did not expect (ValueError). The report is in {report}\r\n" in after.decode()
    assert SECRET.encode() not in session.output
    assert SECRET not in report.read_text("utf-8")


def test_crash__in_textuals_own_hands_would_have_shown_the_secret(died: dict[str, tuple[Session, Path]]) -> None:
    session, _ = died["unprotected"]

    assert SECRET.encode() in session.output


async def die(way: str, directory: Path | None) -> Mortal:
    """Return an app that has died by itself, without a terminal."""
    app = Mortal(way, directory, at_once=True)
    await app.run_async(headless=True)
    return app


@pytest.mark.parametrize("way", ["handler", "after exit", "before exit", "own drawing", "panic"])
async def test_crash__of_any_kind_is_told_without_the_secret(
    way: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    app = await die(way, tmp_path)

    report = the_report(tmp_path)
    told = capsys.readouterr().err
    assert told.startswith("teamx stopped because of an error it did not expect (")
    assert told.endswith(f"The report is in {report}\n")
    assert told.count("\n") == 1
    assert SECRET not in told + report.read_text("utf-8")
    assert app.return_code == 1


async def test_crash__report_names_the_error_and_its_frames_and_is_safe_to_show(tmp_path: Path) -> None:
    await die("handler", tmp_path)

    report = the_report(tmp_path).read_text("utf-8")
    assert "ValueError: cannot use a key of 21␛]0;TITLEPWN␇" in report
    assert report.rstrip().splitlines()[-1].startswith(f"  {__file__}:")
    assert report.rstrip().endswith(" in Mortal.fail")
    assert not any(map(is_harmful, report))


async def test_crash__without_a_directory_still_tells_and_fails(capsys: pytest.CaptureFixture[str]) -> None:
    app = await die("handler", None)

    assert capsys.readouterr().err == (
        "teamx stopped because of an error it did not expect (ValueError). No report was kept.\n"
    )
    assert app.return_code == 1


async def test_crash__whose_report_cannot_be_written_still_tells_and_fails(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("in the way")

    app = await die("handler", tmp_path / "file")

    assert "(ValueError). No report could be written: " in capsys.readouterr().err
    assert app.return_code == 1


async def test_crash__of_the_style_sheet_is_told_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    class Unstyled(Mortal):
        CSS_PATH = "missing.tcss"

    await Unstyled("none", tmp_path).run_async(headless=True)

    assert capsys.readouterr().err.count("teamx stopped because of") == 1


async def test_app__that_ends_as_asked_has_no_report_and_its_own_code(tmp_path: Path) -> None:
    app = Mortal("none", tmp_path)

    async with app.run_test():
        assert app.return_code is None
        app.exit(return_code=3)

    assert app.return_code == 3
    assert list(tmp_path.iterdir()) == []


def raised(error: BaseException, cause: BaseException | None = None) -> BaseException:
    try:
        raise error from cause
    except BaseException as caught:
        return caught


def test_redacted__follows_causes_and_members_once() -> None:
    first = raised(KeyError("first"))
    group = ExceptionGroup("both", [raised(OSError("one"), first), raised(TypeError("two"), first)])

    report = redacted(raised(RuntimeError("outer"), group))

    heads = [line for line in report.splitlines() if line and not line.startswith(" ")]
    assert heads == [
        "RuntimeError: outer",
        "caused by ExceptionGroup: both (2 sub-exceptions)",
        "together with OSError: one",
        "caused by KeyError: 'first'",
        "together with TypeError: two",
    ]


def test_redacted__names_what_was_being_handled_unless_it_was_set_aside() -> None:
    def handle(set_aside: bool) -> BaseException:
        try:
            try:
                raise KeyError("inner")
            except KeyError:
                if set_aside:
                    raise ValueError("outer") from None
                raise ValueError("outer")  # noqa: B904 - the implicit context is what is tested
        except ValueError as error:
            return error

    assert "while handling KeyError: 'inner'" in redacted(handle(False))
    assert "KeyError" not in redacted(handle(True))


def test_redacted__cuts_a_runaway_recursion() -> None:
    def again(depth: int) -> None:
        again(depth + 1)

    with pytest.raises(RecursionError) as caught:
        again(0)

    report = redacted(caught.value).splitlines()
    assert len(report) == 102
    assert report[51].endswith("frames left out)")


def test_redacted__survives_an_error_that_cannot_say_what_it_is() -> None:
    class MuteError(Exception):
        def __str__(self) -> str:
            raise RuntimeError

    assert "MuteError: (its message could not be read)" in redacted(MuteError())


@given(foreign)
def test_redacted__is_always_safe_to_show(message: str) -> None:
    assert not any(map(is_harmful, redacted(ValueError(message))))


def test_write_report__is_private_even_in_a_directory_it_has_to_make(tmp_path: Path) -> None:
    path = write_report(tmp_path / "new" / "crashes", "what happened", at=NOON)

    assert path.name.startswith("crash-20260105T120000Z-")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert path.read_text("utf-8").endswith("\n\nwhat happened\n")


def test_write_report__never_overwrites_another(tmp_path: Path) -> None:
    paths = {write_report(tmp_path, "what happened", at=NOON) for _ in range(3)}

    assert len(paths) == 3


class Unprotected(App[None]):
    """The same death without `SafeCrash`, to show what it is for."""

    compose, key_c, fail, way = Mortal.compose, Mortal.key_c, Mortal.fail, "handler"


if __name__ == "__main__":
    program: App[Any] = Unprotected() if sys.argv[1] == "unprotected" else Mortal(sys.argv[1], Path(sys.argv[2]))
    program.run()
    sys.exit(program.return_code)
