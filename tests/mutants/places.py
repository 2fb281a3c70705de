"""The places at which a mistake is told or looked for, each with a switch: one program holds all mutants.

Every module of both packages is read through here when it is imported. What a switch turns off:

- in the checks, each call and each `yield` that stands as a statement;
- elsewhere, each call that tells a mistake; the words of each mistake that is made as an object; each `raise` of one;
- each part of an `or` that decides whether something is told; each of the names that a check goes through.
"""

import ast
import builtins
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, is_dataclass, replace
from importlib import import_module
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from pathlib import Path
from types import CodeType

PACKAGES = ("escalation_calculator", "escalation_playbook")

TELL = {"report", "warn", "hint", "by_date", "tell", "reference", "message_reference", "unique"}
TELL |= {"unique_entries", "once", "_note", "_stop", "_too_many", "_key_is_no_text"}
"""What is called to tell a mistake."""
MAKE = {"Diagnostic", "Found", "Mistake", "Problem", "_found", "_warned", "here", "at"}
"""What makes a mistake as an object."""
RAISE = {"ScalarError"}
COLLECT = {"found", "diagnostics", "problems", "mistakes"}
"""Lists of mistakes: what adds to one may be a check, too."""
WHY = "tuple[str, str] | None"
"""What a function returns that says what is wrong and what to do."""
WORDS = {"diagnostics", "reading", "text_places"}
"""The modules of which mistakes are made."""

SWITCH = "__mutant__"


@dataclass(frozen=True, kw_only=True)
class Place:
    """Something that can be turned off."""

    file: str
    line: int
    text: str

    def __str__(self) -> str:
        """`checks/model.py:59  reading.report(…`."""
        return f"{self.file}:{self.line}  {self.text}"


@dataclass
class Switch:
    """Which place is turned off, and which were passed."""

    places: list[Place] = field(default_factory=list)
    off: int | None = None
    passed: set[int] = field(default_factory=set)

    def live(self, number: int) -> bool:
        """Whether a place works; it is noted as passed."""
        self.passed.add(number)
        return number != self.off

    def nothing(self) -> object:
        """What a call that tells a mistake gives back."""
        return sys.modules["escalation_calculator.reading"].BROKEN

    def made(self, number: int, mistake: object) -> object:
        """A mistake; of a place that is turned off, without its code and words."""
        return mistake if self.live(number) else _wordless(mistake)


def _wordless(mistake: object) -> object:
    if hasattr(mistake, "diagnostic"):
        return replace(mistake, diagnostic=_wordless(mistake.diagnostic))
    assert is_dataclass(mistake)
    return replace(mistake, **{name: "" for name in ("code", "message") if hasattr(mistake, name)})


class _Rewriter(ast.NodeTransformer):
    """One module."""

    def __init__(self, file: str, switch: Switch) -> None:
        self.file = file
        self.switch = switch
        self.in_checks = "checks/" in file or file == "check.py"
        self.says_why = False

    def _place(self, node: ast.AST, text: str = "") -> ast.Constant:
        place = Place(file=self.file, line=node.lineno, text=(text or ast.unparse(node))[:110])
        self.switch.places.append(place)
        return ast.Constant(len(self.switch.places) - 1)

    def _live(self, node: ast.AST, text: str = "") -> ast.expr:
        return _call("live", self._place(node, text))

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:  # the library's own name
        before, self.says_why = self.says_why, node.returns is not None and ast.unparse(node.returns) == WHY
        self.generic_visit(node)
        self.says_why = before
        return node

    def visit_Expr(self, node: ast.Expr) -> ast.AST:
        value = node.value
        if isinstance(value, ast.Call):
            whole = self.in_checks or _name(value) in TELL
            whole = whole or (_collects(value) and not any(_name(each) in MAKE | TELL for each in _calls(value.args)))
        else:
            whole = self.in_checks and isinstance(value, ast.Yield | ast.YieldFrom)
        return self._switched(node) if whole else self.generic_visit(node)

    def visit_AugAssign(self, node: ast.AugAssign) -> ast.AST:
        adds = isinstance(node.op, ast.Add) and isinstance(node.target, ast.Name) and node.target.id in COLLECT
        made = any(_name(each) in MAKE for each in _calls([node.value]))
        return self._switched(node) if adds and not made else self.generic_visit(node)

    def visit_Raise(self, node: ast.Raise) -> ast.AST:
        told = isinstance(node.exc, ast.Call) and _name(node.exc) in RAISE
        return self._switched(node) if told else self.generic_visit(node)

    def visit_Return(self, node: ast.Return) -> ast.AST:
        if self.says_why and isinstance(node.value, ast.Tuple):
            node.value = ast.IfExp(self._live(node), node.value, ast.Constant(None))
            return node
        return self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> ast.AST:
        if _name(node) in TELL:
            return ast.IfExp(self._live(node), node, _call("nothing"))
        if _name(node) in MAKE:
            return _call("made", self._place(node), node)
        return self.generic_visit(node)

    def visit_If(self, node: ast.If) -> ast.AST:
        if isinstance(node.test, ast.BoolOp) and isinstance(node.test.op, ast.Or) and self._tells(node.body):
            node.test.values = [
                ast.BoolOp(ast.And(), [self._live(each, f"if … or {ast.unparse(each)}"), each])
                for each in node.test.values
            ]
        return self.generic_visit(node)

    def visit_For(self, node: ast.For) -> ast.AST:
        if isinstance(node.iter, ast.Tuple) and self._tells(node.body):
            node.iter.elts = [
                ast.Starred(
                    ast.IfExp(
                        self._live(each, f"for {ast.unparse(node.target)} in … {ast.unparse(each)}"),
                        ast.Tuple([each], ast.Load()),
                        ast.Tuple([], ast.Load()),
                    ),
                    ast.Load(),
                )
                for each in node.iter.elts
            ]
        return self.generic_visit(node)

    def _switched(self, node: ast.stmt) -> ast.If:
        return ast.If(self._live(node), [node], [])

    def _tells(self, body: Sequence[ast.stmt]) -> bool:
        if self.in_checks and any(isinstance(each, ast.Expr) for stmt in body for each in ast.walk(stmt)):
            return True
        return any(_name(each) in TELL | MAKE | RAISE for each in _calls(body))


def _call(what: str, *arguments: ast.expr) -> ast.Call:
    return ast.Call(ast.Attribute(ast.Name(SWITCH, ast.Load()), what, ast.Load()), list(arguments), [])


def _calls(nodes: Sequence[ast.AST]) -> Iterator[ast.Call]:
    return (each for node in nodes for each in ast.walk(node) if isinstance(each, ast.Call))


def _name(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def _collects(call: ast.Call) -> bool:
    match call.func:
        case ast.Attribute(value=ast.Name(id=name) | ast.Attribute(attr=name), attr="append" | "extend" | "insert"):
            return name in COLLECT
    return False


def rewritten(tree: ast.Module, file: str, switch: Switch) -> ast.Module:
    """A module with a switch at each of its places, which are added to those of the switch."""
    _Rewriter(file, switch).visit(tree)
    return ast.fix_missing_locations(tree)


class _Loader(SourceFileLoader):
    """Reads a module with its switches; nothing is kept in a cache."""

    def __init__(self, name: str, path: str, switch: Switch) -> None:
        super().__init__(name, path)
        self.switch = switch

    def get_code(self, fullname: str) -> CodeType:
        path = Path(self.get_filename(fullname))
        file = str(path).rpartition(f"{fullname.partition('.')[0]}/")[2]
        tree = ast.parse(path.read_text(encoding="utf-8"))
        if _judges(tree):
            tree = rewritten(tree, file, self.switch)
        return compile(tree, str(path), "exec")


class _Finder(MetaPathFinder):
    def __init__(self, switch: Switch) -> None:
        self.switch = switch

    def find_spec(
        self,
        fullname: str,
        path: Sequence[str] | None,
        target: object = None,  # noqa: ARG002
    ) -> ModuleSpec | None:
        if fullname.partition(".")[0] not in PACKAGES:
            return None
        spec = PathFinder.find_spec(fullname, path)
        if spec and spec.origin and isinstance(spec.loader, SourceFileLoader):
            spec.loader = _Loader(fullname, spec.origin, self.switch)
        return spec


def install(switch: Switch) -> None:
    """Import every module of both packages that has places, with its switches."""
    sys.meta_path.insert(0, _Finder(switch))
    setattr(builtins, SWITCH, switch)
    for package in PACKAGES:
        root = Path(import_module(package).__path__[0])
        for path in sorted(root.rglob("*.py")):
            if _judges(ast.parse(path.read_text(encoding="utf-8"))):
                import_module(".".join((package, *path.relative_to(root).with_suffix("").parts)))


def _judges(tree: ast.Module) -> bool:
    """Whether a module knows of mistakes and tells any: it imports what they are made of, or says what one is."""
    knows = tells = False
    for each in ast.walk(tree):
        match each:
            case ast.ImportFrom(module=str(module)):
                knows = knows or module.rpartition(".")[2] in WORDS
            case ast.ClassDef(name=name):
                knows = knows or name in MAKE | RAISE
            case ast.FunctionDef(returns=ast.expr() as returns):
                tells = tells or ast.unparse(returns) == WHY
            case ast.Call():
                tells = tells or _name(each) in TELL | MAKE | RAISE
    return knows and tells
