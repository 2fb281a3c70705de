"""The site tool: MkDocs with the theme Material. With the hook this is the only module that knows its name."""

from __future__ import annotations

import logging
import os
import re
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from markupsafe import escape

from escalation_calculator.languages import primary
from escalation_calculator.strings import spoken
from escalation_playbook.sentence import sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page

os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")  # a notice of the theme's about the tool's future

_GUESSED: Final = ("edit/master/docs/", "src/default/docs/")
"""What the tool takes where nothing is given: no file of a playbook lies there."""

# The tool's own modules are imported where they are used: they take a third of a second.


class SiteError(Exception):
    """The site could not be built; `messages` says why, one sentence each."""

    def __init__(self, *messages: str) -> None:
        """Keep the messages apart, so that each is shown on its own line."""
        super().__init__("\n".join(messages))
        self.messages = messages


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What `mkdocs.yml` says that pages and the server must know."""

    name: str
    """Name of the site."""
    url: str
    """Address at which the site will stand, with a slash at its end; empty when not given."""
    repo_url: str
    """Address of the repository, without a slash at its end; empty when not given."""
    edit_uri: str
    """What stands between the repository's address and a file's path to edit it, such as `edit/main/`."""
    search_engines: bool
    """Whether search engines may list the site; not unless `extra` says so."""
    public: bool
    """Whether contacts that are kept inside are left out; always where search engines may list the site."""
    suggestions: str
    """The mail address for suggestions; empty when `extra` has none."""

    @property
    def edit_url(self) -> str:
        """What stands before a file's path in the address at which it is edited; empty without a repository."""
        return f"{self.repo_url}/{self.edit_uri}" if self.repo_url and self.edit_uri else ""


def settings(root: Path) -> Settings:
    """Read the settings of the project in the folder `root`.

    Raises:
        SiteError: `mkdocs.yml` is missing or wrong.
    """
    config = configure(root)
    palette = config.theme.get("palette")
    if palette is not None and not _palettes_fit(palette):
        raise SiteError(
            "mkdocs.yml: `palette` below `theme` has one entry with `scheme: default` for the `media` "
            "“(prefers-color-scheme: light)”, one with `scheme: slate` for “(prefers-color-scheme: dark)”, and beside "
            "them at most one for “(prefers-color-scheme)”. Leave it out; colours stand in playbook/style.css."
        )
    suggestions = config.extra.get("suggestions") or ""
    if not (isinstance(suggestions, str) and re.fullmatch(r"([^\s@<>]+@[^\s@<>]+)?", suggestions)):
        raise SiteError(
            "mkdocs.yml: `suggestions` below `extra` is no mail address. Write it like support@example.com."
        )
    return Settings(
        name=config.site_name,
        url=config.site_url or "",
        repo_url=(config.repo_url or "").rstrip("/"),
        edit_uri="" if config.edit_uri in _GUESSED else config.edit_uri or "",
        search_engines=bool(config.extra.get("search_engines")),
        public=bool(config.extra.get("public") or config.extra.get("search_engines")),
        suggestions=suggestions,
    )


def _palettes_fit(palette: object) -> bool:
    """Whether there is one for each of the system's schemes, as the style sheet has its colours, and no other kind."""
    entries = palette if isinstance(palette, list) else []
    said = [(str(each.get("media")), str(each.get("scheme"))) for each in entries if isinstance(each, dict)]
    both = [("(prefers-color-scheme: dark)", "slate"), ("(prefers-color-scheme: light)", "default")]
    rest = [each for each in said if each[0] != "(prefers-color-scheme)"]
    return len(said) == len(entries) <= len(rest) + 1 and sorted(rest) == both


def configure(root: Path) -> MkDocsConfig:
    """The tool's configuration for the project in the folder `root`, without hooks and plugins: no page needs one.

    Raises:
        SiteError: `mkdocs.yml` is missing or wrong.
    """
    from mkdocs.config import load_config  # noqa: PLC0415
    from mkdocs.exceptions import MkDocsException  # noqa: PLC0415

    (root / "build" / "docs").mkdir(parents=True, exist_ok=True)  # where our settings put it; the tool asks for it
    with _plain_errors():
        try:
            return load_config(str(root / "mkdocs.yml"), hooks=[], plugins=[])
        except MkDocsException:
            raise
        except Exception as error:  # the tool passes on whatever a value does to its parser
            why = (str(error).splitlines() or [""])[0] or type(error).__name__
            raise SiteError(f"mkdocs.yml cannot be read: {why[:200]}") from error


def settle(
    config: MkDocsConfig, navigation: Sequence[Mapping[str, object]], language: str, *, styled: bool = False
) -> None:
    """Give the tool its language, its navigation (unless the settings have one), and a name that is safe in markup.

    With `styled` the pages take the playbook's own style sheet, too.

    The repository's address is kept from it: the theme would ask its host for the number of stars. The links to edit a
    page are in the pages already.
    """
    config.site_name = escape(config.site_name)  # the theme writes it into tags as it is
    config.nav = config.nav or list(navigation)
    if language != "en":  # else it is what the settings say
        theirs = (tag for tag in (language, primary(language)) if _speaks(config, tag))
        config.theme["language"] = next(theirs, "en")
    config.extra["styled"] = styled
    config.repo_url = config.edit_uri = config.edit_uri_template = None


def _speaks(config: MkDocsConfig, language: str) -> bool:
    """Whether the theme has its own words in a language."""
    return any((Path(folder) / f"partials/languages/{language}.html").is_file() for folder in config.theme.dirs)


def run(config: MkDocsConfig) -> None:
    """Build the pages. In strict mode, which our settings ask for, each warning is an error.

    Raises:
        SiteError: what the tool warned of.
    """
    from mkdocs.commands.build import build  # noqa: PLC0415

    config.plugins.events["page_context"].append(mark_section)
    config.plugins.events["env"] += [give_words, _keep_compiled]
    with _plain_errors():
        build(config)


def made_of(config: MkDocsConfig) -> str:
    """All that decides how the tool builds a page, beside the pages: settings, versions, templates, files of others."""
    settings = Path(config.config_file_path).read_text("utf-8")
    if "!ENV" in settings or "INHERIT" in settings:  # these say things that do not stand there
        settings += os.urandom(16).hex()
    packages = {name: Path(str(files(name))) for name in ("material", "mkdocs")}
    folders = [each for each in map(Path, config.theme.dirs) if not any(map(each.is_relative_to, packages.values()))]
    known = [f"{path} {about.st_size} {about.st_mtime_ns}" for path, about in _looked_at([*folders, config.docs_dir])]
    versions = [f"{name} {version(name)}" for name in ("mkdocs", "mkdocs-material", "Markdown", "Jinja2")]
    words = repr((config.theme["language"], config.extra["styled"], sorted(spoken().items())))
    return "\n".join([settings, words, repr(config.nav), *known, *versions])


def _looked_at(folders: Sequence[Path | str]) -> Iterator[tuple[Path, os.stat_result]]:
    """The files in these folders, but our own pages, whose content is known."""
    for path in sorted(path for folder in folders for path in Path(folder).rglob("*")):
        if path.is_file() and not (path.name == "index.md" or path.suffix == ".pyc"):
            yield path, path.stat()


def mark_section(context: Any, *, page: Page, nav: Navigation, **_: object) -> Any:  # noqa: ANN401 - the tool's own
    """Show a page that is not in the navigation as part of the one it lies under: a case under the knowledge base."""
    for other in nav.pages:
        if other is not page and other.url:
            other.active = page not in nav.pages and page.url.startswith(other.url)
    page.active = True
    return context


def give_words(env: Environment, **_: object) -> Environment:
    """Let the templates of the theme say sentences as those of the pages do; the tool itself escapes nothing."""
    env.globals["t"] = lambda english, **values: escape(sentence(english, **values))
    return env


def _keep_compiled(env: Environment, *, config: MkDocsConfig, **_: object) -> Environment:
    """Keep the theme's templates compiled beside what is generated: compiling them takes a third of a small build."""
    from jinja2 import FileSystemBytecodeCache  # noqa: PLC0415

    folder = Path(config.docs_dir).parent / "templates"
    folder.mkdir(exist_ok=True)
    env.bytecode_cache = FileSystemBytecodeCache(str(folder))
    return env


@contextmanager
def _plain_errors() -> Iterator[None]:
    """Turn the tool's warnings and errors into a `SiteError`; its logger stays quiet."""
    from mkdocs.exceptions import MkDocsException  # noqa: PLC0415

    said: list[str] = []

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            said.append(record.getMessage())

    logger, listener = logging.getLogger("mkdocs"), Listener(logging.WARNING)
    logger.addHandler(listener)
    try:
        yield
    except MkDocsException as error:
        raise SiteError(*(said or [error.format_message()])) from error
    finally:
        logger.removeHandler(listener)
