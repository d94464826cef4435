"""How long unit tests keep what they share."""


def shared(fixture_name, config):
    """Return the scope of a fixture: its module, or each test where mutmut learns which tests reach a function."""
    return "function" if config.pluginmanager.has_plugin("mutation.quick_first") else "module"
