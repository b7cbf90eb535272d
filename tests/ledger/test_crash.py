"""The short form of the long proofs in tests/prove/ledger: kills, and sequencers side by side."""

from crashes import kill_and_check, race_and_check


def test_a_publisher_killed_again_and_again_leaves_no_trace_of_it(
    ledger_home, environment, foreign
):
    kill_and_check(ledger_home, environment(ledger_home), foreign, kills=4, seed=1)


def test_two_publishers_at_once_make_one_log(ledger_home, environment, foreign):
    done = race_and_check(ledger_home, environment(ledger_home), foreign, publishers=2, seconds=1.5)
    assert done > 0
