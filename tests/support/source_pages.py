"""Pages for tests, as their authors write them."""

# The front matter of a page, with all that every page has.
RECORD = """---
title: A page
description: A page that is as long as a description has to be, and no longer.
reviewed: 2026-11-23
next_review: 2027-05-23
history:
  - date: 2026-11-23
    change: First published.
---

"""
