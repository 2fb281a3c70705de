"""The escalation calculator: everything that must give the same answer in the terminal, in CI and in the browser."""
