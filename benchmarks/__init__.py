"""Speed and memory: the audit against the scripts that analysts write, on generated editions."""
