"""Pages to bytes, by Jinja.

In: a page (`page.Page`). Out: its bytes. A template sees the page's own data and these names: `config` (the
settings), `address` (the page's path below the site's root), `root` (the way from the page to the site's root:
empty or `../../`), `t` (the words of the site's language, `catalogue`), the GLOBALS and the SIGNS of `pages`. An undefined name is an error; values are escaped unless marked safe.
A template is compiled once for each of its texts (`compiled`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, MutableMapping, Sequence
from functools import lru_cache, partial
from keyword import iskeyword
from pathlib import Path
from typing import Any

import jinja2
from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Macro
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, escape

from disclosure.catalogue import Catalogue, catalogue
from disclosure.compiled import Compiled
from disclosure.config import Config
from disclosure.disk import digest
from disclosure.page import Page
from disclosure.pages import FILTERS, GLOBALS, SIGNS
from disclosure.problem import ContentError, Place, Words, error

OWN_TEMPLATES = Path(__file__).resolve().parent.parent / "templates"
"""The templates that come with the program; a site's own `templates/` go before them."""


def template_folders(root: Path) -> list[Path]:
    """Folders with the templates of the site at `root`, the first one first."""
    own = root / "templates"
    folders = [own] if own.is_dir() else []
    return folders if folders and own.resolve() == OWN_TEMPLATES else [*folders, OWN_TEMPLATES]


@lru_cache(8)
def _known(_language: str) -> dict[tuple[str, str], Any]:
    """What this process has compiled for sites in a language: all else that an environment depends on is the same."""
    return {}


class _Code(CodeGenerator):
    """Python code of a template in which showing a value and calling a function cost one plain call.

    What Jinja writes makes of each value shown a new object marked safe, of the text of a whole report too, and looks at
    each function for the ways in which it may be given the context; none of those that a template can name wants it.
    """

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if _escapes(frame) and finalize.src is None:
            self.write("environment.shown(")
        else:
            super()._output_child_pre(node, frame, finalize)

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:
        """A call as it stands, where it has arguments of its own only and the values are escaped."""
        plain = not (forward_caller or node.dyn_args or node.dyn_kwargs or any(iskeyword(k.key) for k in node.kwargs))
        if not plain or not _escapes(frame):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for given in (*node.args, *node.kwargs):
            self.visit(given, frame)
            self.write(", ")
        self.write(")")


def _escapes(frame: Frame) -> bool:
    """Whether values are escaped in `frame`: everywhere but where a template has turned that off."""
    return bool(frame.eval_ctx.autoescape and not frame.eval_ctx.volatile)


def _shown(value: Any) -> str:
    """`value` as it stands on a page: escaped unless it is marked safe. Most values hold nothing to be escaped."""
    if type(value) is Markup or (type(value) is str and _special(value) is None):
        return value
    return escape(value)


_special = re.compile("[&<>\"']").search


class _Environment(jinja2.Environment):
    """Faster: keys of a mapping are looked up as keys first, fixed labels are put in when compiling, globals are a dict."""

    say: Catalogue
    code_generator_class = _Code

    shown = staticmethod(_shown)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """As in a template: `obj.attribute`. Pages are mappings, and asking for an attribute first costs an exception."""
        if type(obj) is dict and attribute in obj:
            return obj[attribute]
        return super().getattr(obj, attribute)

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The globals of a template; nothing is added to those of the environment once it is used.

        The chain of mappings that Jinja makes is searched name by name for each import of each page.
        """
        return {**self.globals, **(d or {})}

    def _generate(
        self, source: nodes.Template, name: str | None, filename: str | None, defer_init: bool = False
    ) -> str:
        if not any(found.name == "t" and found.ctx != "load" for found in source.find_all(nodes.Name)):
            source = _Labels(self.say).visit(source)
        return super()._generate(source, name, filename, defer_init)


class _Labels(NodeTransformer):
    """Puts the words of a label in the place of `t("label")`: most of what a page asks for is the same on every page."""

    def __init__(self, say: Catalogue) -> None:
        self.say = say

    def visit_Call(self, node: nodes.Call) -> nodes.Node:
        """A call of `t` with a fixed label and no values; any other call as it stands."""
        self.generic_visit(node)
        if isinstance(node.node, nodes.Name) and node.node.name == "t" and len(node.args) == 1:
            label = node.args[0].value if isinstance(node.args[0], nodes.Const) else None
            if self.say.has(str(label)) and not (node.kwargs or node.dyn_args or node.dyn_kwargs):
                return nodes.Const(self.say(str(label)), lineno=node.lineno)
        return node


class Renderer:
    """Renders pages with the templates of one site."""

    def __init__(self, config: Config, folders: Sequence[Path], kept: Path | None = None) -> None:
        """`folders` hold templates, the first one first; `kept` is the folder for what they compile to, if that is to be kept.

        All that it depends on beside their texts must be the same for all that use `kept`: the program, the settings.
        """
        self.config = config
        self._sums: dict[str, bytes] = {}
        self._own: dict[str, bool] = {}
        self._made: dict[tuple[object, ...], str] = {}
        self._compiled = Compiled(kept, _known(config.language))
        self.loader = jinja2.FileSystemLoader([str(f) for f in folders])
        self.environment = _Environment(
            loader=self.loader,
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            cache_size=-1,
            bytecode_cache=self._compiled,
        )
        say = catalogue(config.language)
        self.environment.say = say
        self.environment.filters.update(FILTERS)
        self.environment.globals["config"] = config
        self.environment.globals["once"] = self._once
        self.environment.globals["t"] = say
        self.environment.globals.update({name: partial(sign, say) for name, sign in SIGNS.items()})
        self.environment.globals.update(GLOBALS)

    def render(self, page: Page) -> bytes:
        """The bytes of a page that has a template; raises ContentError where the template is wrong."""
        try:
            template = self.environment.get_template(page.template)
            shown, ready = _apart(page.data) if self._is_own(page.template) else (_decoded(page.data), {})
            text = template.render(shown, address=page.address, root=way_to_root(page.address))
            return _filled(text.encode(), ready)
        except jinja2.TemplateNotFound as exc:
            raise _wrong(page.template, 0, f"the template {exc.name} is missing", f"缺少模板 {exc.name}") from None
        except jinja2.TemplateSyntaxError as exc:
            raise _wrong(exc.name or page.template, exc.lineno, str(exc.message), str(exc.message)) from None
        except jinja2.UndefinedError as exc:
            name, line = _where(exc, page.template)
            raise _wrong(name, line, str(exc.message), str(exc.message)) from None
        except (ArithmeticError, AttributeError, LookupError, RuntimeError, TypeError, ValueError) as exc:
            name, line = _where(exc, page.template)
            raise _wrong(name, line, f"{type(exc).__name__}: {exc}", f"{type(exc).__name__}：{exc}") from exc

    def _once(self, macro: Macro, *values: object) -> str:
        """What `macro` gives for `values`, made once for all pages: the navigation is the same on thousands of them."""
        key = (macro.name, *values)
        if key not in self._made:
            self._made[key] = macro(*values)
        return self._made[key]

    def closure(self, template: str) -> tuple[str, ...]:
        """Names of all templates that `template` extends, includes or imports, itself first; sorted after it."""
        seen = {template}
        waiting = [template]
        while waiting:
            above = waiting.pop()
            for name in self._compiled.references(above, self._source(above)):
                if name is None:
                    return (template, *sorted(set(self.environment.list_templates()) - {template}))
                if name not in seen:
                    seen.add(name)
                    waiting.append(name)
        return (template, *sorted(seen - {template}))

    def closure_sum(self, template: str) -> bytes:
        """A sum over the names and texts of the closure of `template`."""
        if template not in self._sums:
            try:
                names = self.closure(template)
                self._sums[template] = digest(*(p.encode() for n in names for p in (n, self._source(n))))
            except jinja2.TemplateNotFound as exc:
                raise _wrong(template, 0, f"the template {exc.name} is missing", f"缺少模板 {exc.name}") from None
            except jinja2.TemplateSyntaxError as exc:
                raise _wrong(exc.name or template, exc.lineno, str(exc.message), str(exc.message)) from None
        return self._sums[template]

    def _is_own(self, template: str) -> bool:
        """Whether `template` and all that it names are the program's: they show ready HTML as it stands and ask nothing else of it."""
        if template not in self._own:
            places = [self.loader.get_source(self.environment, name)[1] for name in self.closure(template)]
            self._own[template] = all(Path(place).is_relative_to(OWN_TEMPLATES) for place in places)
        return self._own[template]

    def _source(self, name: str) -> str:
        return self.loader.get_source(self.environment, name)[0]


def _apart(data: Mapping[str, Any]) -> tuple[Mapping[str, Any], dict[str, bytes]]:
    """`data` for a template, with marks for what is ready HTML, and that; most of a page with many rows is.

    So it is neither decoded nor encoded again: `_filled` puts it in the places of the marks.
    """
    ready = {name: value for name, value in data.items() if type(value) is bytes}
    if not ready:
        return data, ready
    marks = {name: Markup(_mark(name)) if value else "" for name, value in ready.items()}  # noqa: S704 - a name of our own
    return {**data, **marks}, ready


def _decoded(data: Mapping[str, Any]) -> Mapping[str, Any]:
    """`data` with its ready HTML as text, for a template that may do anything with it."""
    ready = {name: Markup(value.decode()) for name, value in data.items() if type(value) is bytes}  # noqa: S704
    return {**data, **ready} if ready else data


def _filled(content: bytes, ready: Mapping[str, bytes]) -> bytes:
    for name, value in ready.items():
        content = content.replace(_mark(name).encode(), value)
    return content


def _mark(name: str) -> str:
    """What stands for the ready HTML called `name` while a page is rendered: no value that is escaped can hold it."""
    return f"<\0{name}>"


def way_to_root(address: str) -> str:
    """The relative way from the page at `address` to the site's root: empty or `../../`."""
    return "../" * address.count("/")


def _where(exc: BaseException, template: str) -> tuple[str, int]:
    """The template and the line in it at which `exc` was raised."""
    found = (template, 0)
    trace = exc.__traceback__
    while trace:
        name = trace.tb_frame.f_code.co_filename
        match = re.search(r"templates[/\\](.+)$", name)
        if match and not name.endswith(".py"):
            found = (match[1], trace.tb_lineno)
        trace = trace.tb_next
    return found


def _wrong(name: str, line: int, en: str, zh: str) -> ContentError:
    what = Words(f"模板有误：{zh}", f"the template is wrong: {en}")
    mend = Words("改正这个模板，或恢复原来的文件", "correct the template, or restore the file as it was")
    return ContentError([error(Place(f"templates/{name}", line), "template.wrong", what, mend)])
