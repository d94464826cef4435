"""A page as its author wrote it: record, signs and cautions, sections, tables, writing rules, the notice."""
