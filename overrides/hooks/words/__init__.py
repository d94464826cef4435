"""A page as its author wrote it: record, danger signs, sections, tables, writing rules, the safety notice."""
