"""Finding and sharing: search, section links, short and moved addresses, previews, data for programs, plain text."""
