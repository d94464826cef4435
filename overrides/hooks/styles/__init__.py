"""Tokens and stylesheets: what a page uses of them."""
