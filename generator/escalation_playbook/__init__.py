"""The escalation playbook: from YAML to a searchable site."""
