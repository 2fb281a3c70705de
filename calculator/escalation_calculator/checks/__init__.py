"""The checks: what must hold within and between the files of a playbook."""
