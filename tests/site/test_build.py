"""The build itself: it succeeds, and it has nothing to complain about."""


def test_the_strict_build_logs_no_warning(site):
    assert site.exit_code == 0, "\n" + site.log
    assert "WARNING" not in site.log, site.log


def test_the_build_works_below_a_path_too(site_below_a_path):
    assert site_below_a_path.exit_code == 0, "\n" + site_below_a_path.log
    assert "WARNING" not in site_below_a_path.log, site_below_a_path.log
