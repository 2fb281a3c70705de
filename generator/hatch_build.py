"""Puts the browser's prepared Python into the generator's wheel; an editable installation takes the checkout's."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CustomBuildHook(BuildHookInterface):  # type: ignore[type-arg]
    """Called by the build backend, which finds it by its base class."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Name the folder for the wheel.

        Raises:
            FileNotFoundError: It is not prepared.
        """
        if version == "editable":
            return
        prepared = Path(self.root) / "build" / "runtime"
        if not (prepared / "runtime.json").is_file():
            raise FileNotFoundError("The browser's Python is not prepared. Build the wheels with: make wheels")
        build_data["force_include"][str(prepared)] = "escalation_playbook/runtime/prepared"
