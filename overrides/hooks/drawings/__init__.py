"""Drawings: parts of a body, posed."""
