"""The Content-Security-Policy of each page, taken from its finished HTML."""

from __future__ import annotations

import base64
import hashlib
import re

from escalation_playbook.markup import MarkupError, inline_scripts

# `wasm-unsafe-eval` lets WebAssembly compile (the calculator and the search) and no script text. Their workers start
# from a blob: only such a worker inherits a policy that stands in a <meta>.
_DIRECTIVES = (
    ("default-src", "'none'"),
    ("script-src", "'self' 'wasm-unsafe-eval'"),
    ("worker-src", "blob:"),
    ("connect-src", "'self'"),
    ("style-src", "'self'"),
    ("img-src", "'self' data:"),
    ("font-src", "'self'"),
    ("base-uri", "'none'"),
    ("form-action", "'none'"),
)

# The character set must stand in the first 1024 bytes, so it keeps its place before the policy.
_PLACE = re.compile(r"""<meta charset=["']?utf-8["']?\s*/?>|<head>""", re.IGNORECASE)


def policy(scripts: list[str]) -> str:
    """The policy for a page whose inline scripts are `scripts`: each is allowed by the hash of its text, no other."""
    hashes = sorted({_hash(script) for script in scripts})
    return "; ".join(
        " ".join((name, sources, *(hashes if name == "script-src" else ()))) for name, sources in _DIRECTIVES
    )


def protect(html: str) -> str:
    """The page with its policy in the head, before anything that could load or run.

    Raises:
        MarkupError: the page holds what the policy would refuse, or has no head.
    """
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy(inline_scripts(html))}">'
    places = list(_PLACE.finditer(html, 0, 2048))
    if not places:
        raise MarkupError("no <head> in which the policy could stand")
    at = places[-1].end()
    return f"{html[:at]}\n      {meta}{html[at:]}"


def _hash(script: str) -> str:
    digest = hashlib.sha256(script.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
