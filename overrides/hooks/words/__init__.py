"""A page as its author wrote it: record, sections, tables, writing rules, and the safety notice that each must have."""
