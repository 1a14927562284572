"""Nothing reaches a widget except what we wrote ourselves or what came through `tui/text.py`. Judges the source only.

An argument that a widget shows is *ours* when it is a literal, a constant in capitals, a call of the door, or put
together from such parts. A name or attribute is ours when everything its module ever binds to it is: each assigned
value is ours, or each annotation says `Content` or `Text`, which mypy holds and whose construction is judged here as
well. A function is ours when every function of that name in `tui` returns `Content` or `Text`. Names are judged by
module and not by scope, which can only refuse too much: with `title: Content` here and `title: str` there, both are
refused; rename one.

Not seen: what `Text.append`, `RichLog.write`, `Input` and `TextArea` are given. They parse no markup, and against
control characters the line filter is their belt.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).resolve().parents[2]
DOOR: Final = ROOT / "teamx_tui" / "tui" / "text.py"
MODULES: Final = sorted(set((ROOT / "teamx_tui" / "tui").rglob("*.py")) - {DOOR})
DOOR_MODULES: Final = frozenset({"teamx_tui.tui.text", "teamx_tui.domain.text"})


@dataclass(frozen=True)
class Form:
    """One safe form of text: the functions of the door that make it and the classes it may have."""

    functions: frozenset[str]
    classes: frozenset[str] = frozenset()


DRAWN: Final = Form(frozenset({"plain", "line", "said", "cell"}), frozenset({"Content", "Text", "Option", "Selection"}))
RICH: Final = Form(frozenset({"cell"}), frozenset({"Text"}))
STRING: Final = Form(frozenset({"printable", "one_line"}))
PART: Final = Form(DRAWN.functions | STRING.functions, DRAWN.classes)
OURS: Final = Form(frozenset())

SHOWN: Final[dict[str, tuple[Form, tuple[int | str, ...]]]] = {
    **dict.fromkeys(("Static", "Label"), (DRAWN, (0, "content"))),
    **dict.fromkeys(("Button", "Checkbox", "RadioButton", "ToggleButton", "Tab"), (DRAWN, (0, "label"))),
    **dict.fromkeys(("TabPane", "Collapsible"), (DRAWN, ("title",))),
    **dict.fromkeys(("Option", "Selection"), (DRAWN, (0, "prompt"))),
    **dict.fromkeys(("OptionList", "SelectionList"), (DRAWN, ("*",))),
    **dict.fromkeys(("add_option", "add_options"), (DRAWN, (0,))),
    **dict.fromkeys(("Select", "set_options"), (DRAWN, (0, "options"))),
    "update": (DRAWN, (0, "content")),
    "Hit": (DRAWN, (1, "match_display", "help")),
    "DiscoveryHit": (DRAWN, (0, "display", "help")),
    "add_row": (RICH, ("*", "label")),
    "add_column": (RICH, (0, "label")),
    "add_columns": (RICH, ("*",)),
    "update_cell": (RICH, (2, "value")),
    "update_cell_at": (RICH, (1, "value")),
    "Tree": (RICH, (0, "label")),
    **dict.fromkeys(("add", "add_leaf", "set_label"), (RICH, (0, "label"))),
    "notify": (STRING, (0, "message", "title")),
    "exit": (STRING, ("message",)),
    "Markdown": (STRING, (0, "markdown")),
    **dict.fromkeys(("Content", "Text", "styled", "from_text"), (STRING, (0, "text"))),
    **dict.fromkeys(("from_markup", "from_rich_text", "from_ansi"), (OURS, (0, "markup", "text"))),
    "assemble": (PART, ("*",)),
}
"""Which arguments of which calls are shown, and in what form: positions from 0, keywords, or `*` for all positions."""

SHOWN_ATTRIBUTES: Final = frozenset({"border_title", "border_subtitle", "tooltip"})
COLLECTIONS: Final = frozenset({"set", "dict", "frozenset", "Counter", "defaultdict", "OrderedDict"})


def called(node: ast.Call) -> str:
    """Return the bare name of what is called: `update` for `self.query_one(Static).update(...)`."""
    return last_name(node.func)


def last_name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def words(annotation: ast.expr | None) -> set[str]:
    """Return the names in an annotation, also in one written as a string."""
    if annotation is None:
        return set()
    found = {last_name(node) for node in ast.walk(annotation) if isinstance(node, ast.Name | ast.Attribute)}
    for node in ast.walk(annotation):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            found |= words(ast.parse(node.value, mode="eval").body)
    return found


@cache
def returns(source: str) -> tuple[tuple[str, set[str]], ...]:
    """Return the name of every function in `source` and the words of its return annotation; read once of each."""
    return tuple(
        (node.name, words(node.returns))
        for node in ast.walk(parsed(source))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )


@dataclass
class Reader:
    """Reads one module and knows what its names can hold."""

    tree: ast.Module
    returned: dict[str, list[set[str]]]
    doors: dict[str, str] = field(default_factory=dict)
    door_modules: set[str] = field(default_factory=set)
    bound: dict[str, list[ast.expr | None]] = field(default_factory=dict)
    annotated: dict[str, list[set[str]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for node in ast.walk(self.tree):
            self._note(node)

    def _note(self, node: ast.AST) -> None:
        match node:
            case ast.ImportFrom(module=str(module), names=names):
                for name in names:
                    if module in DOOR_MODULES:
                        self.doors[name.asname or name.name] = name.name
                    elif f"{module}.{name.name}" in DOOR_MODULES:
                        self.door_modules.add(name.asname or name.name)
            case ast.Assign(targets=targets, value=value):
                for target in targets:
                    self._bind(target, value)
            case ast.AnnAssign(target=target, annotation=annotation):
                self.annotated.setdefault(last_name(target), []).append(words(annotation))
            case ast.AugAssign(target=target, value=value) | ast.NamedExpr(target=target, value=value):
                self._bind(target, value)
            case ast.arg(arg=name, annotation=annotation) if name not in ("self", "cls"):
                self.annotated.setdefault(name, []).append(words(annotation))
            case ast.For(target=target) | ast.AsyncFor(target=target) | ast.comprehension(target=target):
                self._bind(target, None)
            case ast.withitem(optional_vars=ast.expr() as target):
                self._bind(target, None)

    def _bind(self, target: ast.expr, value: ast.expr | None) -> None:
        if isinstance(target, ast.Tuple | ast.List):
            for each in target.elts:
                self._bind(each, None)
        else:
            self.bound.setdefault(last_name(target), []).append(value)

    def is_ours(self, node: ast.expr | None, form: Form, seen: frozenset[str] = frozenset()) -> bool:
        """Tell whether `node` is our own text or foreign text in `form`."""
        match node:
            case ast.Constant():
                return True
            case ast.IfExp(body=body, orelse=other):
                return self.is_ours(body, form, seen) and self.is_ours(other, form, seen)
            case ast.BoolOp(values=values) | ast.Tuple(elts=values) | ast.List(elts=values):
                return all(self.is_ours(value, form, seen) for value in values)
            case ast.BinOp(left=left, op=ast.Add(), right=right):
                return self.is_ours(left, form, seen) and self.is_ours(right, form, seen)
            case ast.Starred(value=value) | ast.NamedExpr(value=value) | ast.Subscript(value=value):
                return self.is_ours(value, form, seen)
            case ast.GeneratorExp(elt=value) | ast.ListComp(elt=value):
                return self.is_ours(value, form, seen)
            case ast.Call():
                return self._makes(node, form, seen)
            case ast.Name() | ast.Attribute():
                return self._holds(last_name(node), form, seen)
        return False

    def _makes(self, node: ast.Call, form: Form, seen: frozenset[str]) -> bool:
        name = called(node)
        match node.func:
            case ast.Name(id=alias) if alias in self.doors:
                return self.doors[alias] in form.functions
            case ast.Attribute(value=ast.Name(id=module)) if module in self.door_modules:
                return name in form.functions
            case ast.Name("map"):
                return bool(node.args) and self.doors.get(last_name(node.args[0])) in form.functions
            case ast.Attribute(value=ast.Call() as maker, attr="join"):
                return self.is_ours(maker, form, seen) and all(self.is_ours(part, PART, seen) for part in node.args)
            case ast.Name(id=cls) | ast.Attribute(value=ast.Name(id=cls)) if cls in form.classes:
                return True  # its own arguments are judged where it is called
        kinds = self.returned.get(name, [])
        return bool(kinds) and all(is_class(kind, form) for kind in kinds)

    def _holds(self, name: str, form: Form, seen: frozenset[str]) -> bool:
        if name.isupper():
            return True
        values, kinds = self.bound.get(name, []), self.annotated.get(name, [])
        if name in seen or not (values or kinds) or not all(is_class(kind, form) for kind in kinds):
            return False
        # Where every annotation says Content, mypy vouches for the values assigned elsewhere.
        return bool(kinds) or all(self.is_ours(value, form, seen | {name}) for value in values)

    def is_collection(self, node: ast.expr) -> bool:
        """Tell whether `node` is a set or a dict, whose `add` and `update` show nothing."""
        name = last_name(node)
        values, kinds = self.bound.get(name, []), self.annotated.get(name, [])
        return (
            bool(values or kinds)
            and all(kind & COLLECTIONS for kind in kinds)
            and (bool(kinds) or all(builds_collection(value) for value in values))
        )


def is_class(kind: set[str], form: Form) -> bool:
    return bool(kind & form.classes) and "str" not in kind and not (kind & DRAWN.classes) - form.classes


def builds_collection(node: ast.expr | None) -> bool:
    literal = isinstance(node, ast.Set | ast.Dict | ast.SetComp | ast.DictComp)
    return literal or (isinstance(node, ast.Call) and called(node) in COLLECTIONS)


@cache
def parsed(source: str) -> ast.Module:
    """The tree of a source; each module is read beside every other one."""
    return ast.parse(source)


@cache
def window() -> dict[Path, str]:
    """The source of every module that is judged."""
    return {path: path.read_text("utf-8") for path in MODULES}


def offences(source: str, others: tuple[str, ...] = ()) -> list[str]:
    """Return `line: what` for each argument in `source` that is shown and not ours; `others` are the other modules."""
    tree = parsed(source)
    returned: dict[str, list[set[str]]] = {}
    for name, kinds in chain.from_iterable(map(returns, (source, *others))):
        returned.setdefault(name, []).append(kinds)
    reader = Reader(tree, returned)
    return [f"{node.lineno}: {ast.unparse(node)}" for node in ast.walk(tree) if offends(node, reader)]


def offends(node: ast.AST, reader: Reader) -> bool:
    match node:
        case ast.ImportFrom(module="textual.markup" | "rich.markup", names=names):
            return any(name.name == "escape" for name in names)
        case ast.Assign(targets=targets, value=value):
            shown = any(isinstance(each, ast.Attribute) and each.attr in SHOWN_ATTRIBUTES for each in targets)
            return shown and not reader.is_ours(value, DRAWN)
        case ast.Call():
            return called(node) in SHOWN and call_offends(node, reader)
    return False


def call_offends(node: ast.Call, reader: Reader) -> bool:
    name = called(node)
    form, places = SHOWN[name]
    if isinstance(node.func, ast.Attribute):
        if name in ("add", "update") and reader.is_collection(node.func.value):
            return False
        if name == "update" and "markdown" in ast.unparse(node.func.value).lower():
            form = STRING  # Markdown takes its source as a string
    arguments = list(shown_arguments(node, places))
    if name in ("Select", "set_options"):
        arguments = [prompt for argument in arguments for prompt in prompts(argument)]
    if name == "notify" and not has_false(node, "markup"):
        return not all(isinstance(argument, ast.Constant) for argument in arguments)
    if name == "Markdown" and not has_false(node, "open_links"):
        return True
    return not all(reader.is_ours(argument, form) for argument in arguments)


def shown_arguments(node: ast.Call, places: tuple[int | str, ...]) -> Iterator[ast.expr]:
    for at, argument in enumerate(node.args):
        # A star hides positions, so everything from it on counts.
        if at in places or "*" in places or any(isinstance(each, ast.Starred) for each in node.args[: at + 1]):
            yield argument
    for keyword in node.keywords:
        if keyword.arg in places:
            yield keyword.value


def prompts(options: ast.expr) -> list[ast.expr]:
    """Return the shown halves of `Select` options, written out or comprehended; of anything else the whole."""
    pairs = options.elts if isinstance(options, ast.List | ast.Tuple) else [getattr(options, "elt", options)]
    return [pair.elts[0] if isinstance(pair, ast.Tuple) and pair.elts else pair for pair in pairs]


def has_false(node: ast.Call, name: str) -> bool:
    return any(
        each.arg == name and isinstance(each.value, ast.Constant) and each.value.value is False
        for each in node.keywords
    )


IMPORTS: Final = (
    "from teamx_tui.domain.text import one_line, printable\nfrom teamx_tui.tui.text import cell, line, plain, said\n"
)

REFUSED: Final = (
    "Static(ticket.title)",
    "Static(title)",
    "Label(f'#{number}')",
    "Static(str(error))",
    "Static(escape(title), markup=False)",
    "Static(printable(title))",
    "Static(content=title)",
    "Static('by ' + name)",
    "Static(title if title else '')",
    "Static(title or 'untitled')",
    "Static('%s' % title)",
    "Static('{}'.format(title))",
    "self.query_one(Static).update(title)",
    "box.border_title = title",
    "box.border_subtitle = f'{count} left'",
    "box.tooltip = one_line(title)",
    "table.add_row(cell(one), two)",
    "table.add_row(*row)",
    "table.add_row(*(str(x) for x in row))",
    "table.add_row(plain(title))",
    "table.update_cell(row, column, value)",
    "node.add(title)",
    "node.add_leaf(line(title))",
    "Option(title, id=key)",
    "OptionList(*titles)",
    "OptionList(Option(plain(a)), title)",
    "options.add_options([title])",
    "SelectionList(Selection(title, 1))",
    "Select([(title, 1)])",
    "Select([(x.title, x.number) for x in tickets])",
    "Select(options=choices)",
    "Content.from_rich_text(title)",
    "Text.from_ansi(title)",
    "self.exit(message=title)",
    "Button(title)",
    "TabPane(plain(x), title=title)",
    "self.notify(title, markup=False)",
    "self.notify(printable(title))",
    "self.notify(printable(title), markup=True)",
    "self.notify('saved', title=title, markup=False)",
    "Markdown(printable(body))",
    "Markdown(body, open_links=False)",
    "Content(title)",
    "Content.from_markup(f'[b]{title}[/b]')",
    "Content.from_markup(line(title))",
    "Content.assemble('by ', name)",
    "Content.assemble('by ', (name, 'bold'))",
    "Static(Content(', ').join(names))",
    "DiscoveryHit(title, run, help='open')",
    "Hit(1.0, title, run)",
    "from textual.markup import escape",
    "title = plain(x)\ntitle = ticket.title\nStatic(title)",
    "for title in titles:\n    Static(title)",
    "def show(title: str):\n    return Static(title)",
    "def show(title: Content | str):\n    return Static(title)",
    "def name(ticket) -> str: ...\nStatic(name(ticket))",
    "label = label\nStatic(label)",
    "seen = tree.root\nseen.add(title)",
)

ADMITTED: Final = (
    "Static()",
    "Static('[b]ours[/b]', id=key)",
    "Static(plain(ticket.title), classes=names)",
    "Static(line(a) if a else '')",
    "Static(plain(a) + '\\n' + plain(b))",
    "Static(said('[b]$who[/b] left', who=name))",
    "Static(EMPTY)",
    "Static(GLYPHS[state])",
    "Static(Glyph.IDLE)",
    "Static(Content.assemble('by ', (line(name), 'bold')))",
    "Static(Content('\\n').join([line(a), 'b']))",
    "Static(Content('\\n').join(line(x) for x in xs))",
    "Static(Content('\\n').join(map(line, xs)))",
    "Static(Content(printable(a)))",
    "self.query_one(Static).update(plain(a))",
    "self.query_one('#body', Markdown).update(printable(a))",
    "Markdown(printable(body), open_links=False)",
    "box.border_title = line(title)",
    "table.add_row(cell(one), 'two', key=key)",
    "table.add_row(*(cell(x) for x in row))",
    "table.add_row(*map(cell, row))",
    "node.add_leaf(cell(title), data=ticket)",
    "Option(line(title), id=key)",
    "OptionList(Option(line(a)), None, *(Option(line(x), id=x) for x in xs))",
    "options.add_options([Option(line(x)) for x in xs])",
    "Select([('ours', one), (line(a), two)])",
    "Select([(line(x.title), x.number) for x in tickets])",
    "sys.exit(app.return_code)",
    "self.notify('saved')",
    "self.notify(printable(done), title=one_line(who), markup=False)",
    "title = plain(x)\nStatic(title)",
    "label = plain(x)\nlabel += line(y)\nStatic(label)",
    "def show(title: Content):\n    return Static(title)",
    "def show(self):\n    self.add_row(*self.cells())\ndef cells(self) -> list[Text]: ...",
    "class A:\n    title: 'Content | None' = None\n    def show(self): return Static(self.title)",
    "seen = set()\nseen.add(key)",
    "seen: dict[str, int] = start()\nseen.update(more)",
    "bar.update(total=total, progress=done)",
    "import teamx_tui\nfrom teamx_tui.tui import text\nStatic(text.plain(title))",
)


@pytest.mark.parametrize("snippet", REFUSED)
def test_offences__catch(snippet: str) -> None:
    assert len(offences(IMPORTS + snippet)) >= 1


@pytest.mark.parametrize("snippet", ADMITTED)
def test_offences__admit(snippet: str) -> None:
    assert offences(IMPORTS + snippet) == []


def test_offences__trust_only_the_real_door() -> None:
    assert offences("from elsewhere import plain\nStatic(plain(title))") == ["2: Static(plain(title))"]


def test_offences__trust_functions_of_other_modules_that_return_content() -> None:
    source = "from teamx_tui.tui.glyphs import presence\nStatic(presence(employee))"

    assert offences(source, ("def presence(employee) -> Content: ...",)) == []
    assert len(offences(source, ("def presence(employee) -> str: ...",))) == 1


def test_window__has_modules_to_judge() -> None:
    assert DOOR.is_file()
    assert DOOR.with_name("crash.py") in MODULES


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_module__shows_foreign_text_only_through_the_door(module: Path) -> None:
    others = tuple(source for path, source in window().items() if path != module)

    assert offences(window()[module], others) == []
