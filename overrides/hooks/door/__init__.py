"""What people write comes in: settings, YAML, JSON, names and blocks, each fault with file, line and mend."""
