"""What `mkdocs build` and `mkdocs serve` do before and after their own work, so that they work by themselves.

The site tool loads this file by its path and calls its functions by their names; where the generator is installed, the
same functions are its plugin `escalation-playbook`.
"""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.config.base import Config
from mkdocs.exceptions import Abort
from mkdocs.plugins import BasePlugin

from escalation_playbook.site import Content, assemble, finish, prepare
from escalation_playbook.tool import SiteError, give_words, mark_section, settle

if TYPE_CHECKING:
    from collections.abc import Callable

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer

on_page_context = mark_section
on_env = give_words

_log = logging.getLogger("mkdocs.hooks.playbook")
_WATCHED = ("playbook", "kb")

_serving = False
_content: Content | None = None


def on_startup(command: str, dirty: bool) -> None:  # noqa: ARG001, FBT001 - the site tool's signature
    """Remember whether this is the site tool's own server.

    It adds a script to every page after all hooks, which a security policy would refuse.
    """
    global _serving  # noqa: PLW0603 - a hook has no other place to keep anything between its calls
    _serving = command == "serve"


def on_config(config: MkDocsConfig) -> None:
    """Read the playbook and write what the site tool reads."""
    global _content  # noqa: PLW0603
    try:
        _content = assemble(Path(config.config_file_path).parent)
        prepare(Path(config.docs_dir), _content)
    except SiteError as error:
        if not (_serving and _content):
            raise Abort(_say(error)) from None
        # The site tool's server would answer nothing until the file is mended: show the last good pages meanwhile.
        # As information only, because in strict mode a louder word would stop the build.
        _log.info(_say(error))
        prepare(Path(config.docs_dir), _content)
    settle(config, _content.navigation, _content.language, styled=bool(_content.style))


def on_post_build(config: MkDocsConfig) -> None:
    """Stamp the cases, lay the calculator beside the pages, set the policy and write the search index."""
    if _content is None:
        raise Abort("The playbook was not read.")
    try:
        finish(Path(config.site_dir), _content, guarded=not _serving)
    except SiteError as error:
        raise Abort(_say(error)) from None


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: Callable[..., None]) -> None:  # noqa: ARG001
    """Build again when the playbook changes."""
    for name in _WATCHED:
        folder = Path(config.config_file_path).parent / name
        if folder.is_dir():
            server.watch(str(folder))


class Options(Config):  # type: ignore[no-untyped-call]  # the site tool's own class
    """The plugin has none."""


class Plugin(BasePlugin[Options]):  # type: ignore[no-untyped-call]  # the same
    """The functions above, for a project that can name no file of the generator's."""

    on_startup = staticmethod(on_startup)
    on_config = staticmethod(on_config)
    on_page_context = staticmethod(on_page_context)
    on_env = staticmethod(on_env)
    on_post_build = staticmethod(on_post_build)
    on_serve = staticmethod(on_serve)


def _say(error: SiteError) -> str:
    return "\n".join(("The site was not built.", *error.messages))
