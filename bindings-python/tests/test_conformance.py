"""The cases that all languages run."""

import conformance as runner


def test_every_case_holds(conformance, capsys):
    assert runner.main(conformance) == 0, capsys.readouterr().out
