"""Synonyms: words that mean the same to whoever searches the site (`playbook/synonyms.yml`)."""

from dataclasses import dataclass

from .scalars import Line


@dataclass(frozen=True, kw_only=True)
class Synonym:
    """Words for one thing. Who looks for one of them finds what has another; the very word comes first."""

    words: tuple[Line, ...]
    """At least two, each a word or a few that stand together, in any language: `outage`, `does not answer`, `Ausfall`.
    Case and accents make no difference, and the beginning of a word counts: `invoice` stands for `invoices` too."""
