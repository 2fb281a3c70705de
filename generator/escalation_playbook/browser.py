"""The bundle for the browser, laid beside the pages: prepared runtime, checked playbook, time zones, licences.

Whatever may be kept for good by a browser or a host lies under a name that holds a hash over its content; only
`engine.json`, which names the files of this build, keeps its own.
"""

from __future__ import annotations

import json
from base64 import b64encode
from hashlib import sha256
from importlib.metadata import version
from importlib.resources import files
from typing import TYPE_CHECKING

from escalation_playbook import runtime

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from importlib.resources.abc import Traversable
    from pathlib import Path

FOLDER = "assets/ep/engine"
"""Where the bundle lies in a site; the script that fetches it stands in the folder above."""


def lay(prepared: Path, playbook: str, zones: Iterable[str], put: Callable[[str, bytes], None]) -> None:
    """Lay the bundle into a site.

    Args:
        prepared: A prepared runtime, as `runtime.find` gives it.
        playbook: The checked playbook as JSON, as the calculator takes it.
        zones: Time zones that the playbook names; a reader's own is fetched alone when it is none of these.
        put: Takes the name of a file of the site, and its content.

    Raises:
        runtime.RuntimeMissingError: The folder holds no prepared runtime.
        ValueError: There is no such time zone.
    """
    content = runtime.read(prepared)
    if content is None:
        raise runtime.RuntimeMissingError(f"{prepared} holds no prepared runtime.")
    sizes: dict[str, int] = {}

    def lay_one(address: str, data: bytes) -> None:
        sizes[address] = len(data)
        put(f"{FOLDER}/{address}", data)

    vendor = _mark("".join(content.sha256[name] for name in (*runtime.SENT, runtime.LIBRARY)))
    starter, program, wasm = (f"{vendor}/{name}" for name in runtime.SENT)
    addresses = {
        "starter": starter,
        "program": program,
        "wasm": wasm,
        "library": f"{vendor}/{runtime.LIBRARY}",
        "wheel": f"{content.sha256[content.wheel][:16]}/{content.wheel}",
    }
    for address in addresses.values():
        lay_one(address, (prepared / address.rpartition("/")[2]).read_bytes())
    rules = _rules(zones)
    for name, text in (("playbook", playbook), ("rules", rules)):
        addresses[name] = f"{name}-{_mark(text)}.json"
        lay_one(addresses[name], text.encode())
    folder = f"zones/{_mark(version('tzdata'))}/"
    for zone in _names():
        lay_one(f"{folder}{zone}", _zone(zone).read_bytes())
    for licence in (files("escalation_playbook") / "licences").iterdir():
        lay_one(f"licences/{licence.name}", licence.read_bytes())
    manifest = {
        "files": addresses,
        "bytes": {name: sizes[address] for name, address in addresses.items()},
        "zones": folder,
        "lock": content.lock,
    }
    lay_one("engine.json", json.dumps(manifest, sort_keys=True, separators=(",", ":")).encode())


def _rules(zones: Iterable[str]) -> str:
    known = set(_names())
    if unknown := sorted(set(zones) - known):
        raise ValueError(f"no such time zone: {', '.join(unknown)}")
    return json.dumps({zone: b64encode(_zone(zone).read_bytes()).decode() for zone in sorted(set(zones))})


def _names() -> list[str]:
    return (files("tzdata") / "zones").read_text("utf-8").split()


def _zone(name: str) -> Traversable:
    return files("tzdata").joinpath("zoneinfo", *name.split("/"))


def _mark(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:16]
