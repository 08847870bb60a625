"""What docs/sparql.md shows is what is answered."""

import re

from graph.sparql.endpoint import Endpoint, Question
from graph.sparql.formats import GRAPHS, SOLUTIONS
from tests.example import ROOT, Example
from tests.exchanges import UPDATE

PAGE = ROOT / "docs" / "sparql.md"
ASKED = r"```sparql\n(.*?)```\n\n```csv\n(.*?)```"


def test_queries_give_the_answers_printed(example: Example, endpoint: Endpoint) -> None:
    """Without PREFIX lines, as they are shown."""

    async def answer(text: str) -> str:
        answered = await endpoint.answer(Question(text, SOLUTIONS["csv"], GRAPHS["nt"]))
        return answered.file.read_text(encoding="utf-8")

    text = PAGE.read_text(encoding="utf-8")
    shown = iter([f"```sparql\n{query}```\n\n```csv\n{example.runner.run(answer(query))}```" for query, _ in re.findall(ASKED, text, re.DOTALL)])
    printed = re.sub(ASKED, lambda _: next(shown), text, flags=re.DOTALL)
    assert text.count("```sparql") == text.count("```csv") >= 5
    if UPDATE:
        PAGE.write_text(printed, encoding="utf-8")
    else:
        assert printed == text
