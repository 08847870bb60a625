"""What the benchmark's parts promise each other; the measures themselves are run small by CI."""

import doctest

import pytest

from benchmarks import memory, results
from benchmarks.memory import Mix, Reading, Trend
from benchmarks.options import read_options
from benchmarks.probes import Probes


@pytest.mark.parametrize("module", [memory, results], ids=lambda module: module.__name__)
def test_examples(module: object) -> None:
    assert doctest.testmod(module).failed == 0  # type: ignore[arg-type]


def test_a_run_leaves_the_other_parts_of_the_results_as_they_are() -> None:
    whole = ""
    for name in reversed(results.PARTS):
        whole = results.merged(whole, name, [f"### Of {name}", "", "| 1 |"])
    for name in results.PARTS:
        assert results.merged(whole, name, [f"### Of {name}", "", "| 1 |"]) == whole
    assert [whole.index(f"### Of {name}\n\n| 1 |") for name in results.PARTS] == sorted(whole.index(f"### Of {name}") for name in results.PARTS)


def test_memory_that_grows_only_in_the_first_half_is_flat() -> None:
    assert Trend.of([Reading(n, min(n, 50) + 1_000) for n in range(101)]).growth == pytest.approx(1.0, abs=1e-3)
    assert Trend.of([Reading(n, n + 950) for n in range(101)]).growth == pytest.approx(1.05)


def test_every_fifth_request_has_a_document_of_its_own() -> None:
    one = [{"id": "x"}]
    mix = Mix(Probes(one, one, one, [{"text": "a"}], one, one, one, 1))
    sent = [mix.body(number) for number in range(50)]
    assert len(set(sent)) == len(set(sent[:4])) + 10


def test_a_smoke_run_takes_every_measure_and_a_plain_one_the_comparison() -> None:
    assert read_options(["--smoke"]).measures == list(results.PARTS)
    assert read_options([]).measures == ["comparison"]
    assert read_options(["scale", "memory", "--rounds", "2"]).measures == ["scale", "memory"]
