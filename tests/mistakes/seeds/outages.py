"""Mistakes with what hangs and what is killed."""

from tests.mistakes.trial import Mistake

DEADLINE = "tests/gateways/test_deadline.py"
HANGING = "tests/gateways/test_hanging.py"
JOURNAL = "tests/local/test_journal.py"

MISTAKES = (
    Mistake(
        "an answer that drips is waited for",
        "chalicelib/deadline/sockets.py",
        "        self.settimeout(_bounded(self.gettimeout()))\n        return super().recv_into(*args)",
        "        return super().recv_into(*args)",
        (f"{HANGING}::test_a_store_that_hangs_is_unavailable",),
    ),
    Mistake(
        "a store that stays busy is an error of ours",
        "chalicelib/deadline/sockets.py",
        "    return http.status_code >= 500 or",
        "    return",
        (f"{HANGING}::test_a_store_that_stays_busy_is_unavailable_in_requests_and_events",),
    ),
    Mistake(
        "a store that is out of reach is an error of ours",
        "chalicelib/deadline/sockets.py",
        "is_out_of_reach = isinstance(caught_exception, (HTTPClientError, NotConnected))",
        "is_out_of_reach = False",
        (f"{HANGING}::test_a_store_that_is_not_there_is_unavailable",),
    ),
    Mistake(
        "Stripe takes the time in which its silence is written down",
        "chalicelib/gateways/payments/transport.py",
        "KEPT_SECONDS = 1.0",
        "KEPT_SECONDS = 0.0",
        (f"{DEADLINE}::test_a_stripe_that_hangs_is_unavailable_and_leaves_time_to_write_that_down",),
    ),
    Mistake(
        "a torn end of the journal stands between two runs",
        "local/store/lines.py",
        "        os.truncate(file, good)",
        "        pass",
        (f"{JOURNAL}::test_a_line_that_was_cut_off_counts_for_nothing",),
    ),
    Mistake(
        "what a full disk took in part is taken for whole",
        "local/store/journal.py",
        "                del self._pending[:count]",
        "                self._pending.clear()",
        (f"{JOURNAL}::test_a_full_disk_is_told_and_what_it_did_not_take_is_written_later",),
    ),
)
