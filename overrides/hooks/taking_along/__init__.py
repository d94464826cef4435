"""The guide to keep: joined pages, one file, e-book, archive, worker, home screen."""
