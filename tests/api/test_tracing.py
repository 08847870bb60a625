"""Spans of requests and of their stages."""

import sys

import pytest
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from api import app as application
from api.app import create_app
from api.backend import Ontology
from api.place import Place
from api.settings import Settings
from api.tracing import make_tracing
from schema.errors import SettingsError
from tests.api.conftest import started

pytestmark = pytest.mark.anyio
TRACE, PARENT = "0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331"


async def test_a_request_has_a_span_with_its_stages_below(filled: Place, ontology: Ontology, monkeypatch: pytest.MonkeyPatch) -> None:
    kept, provider = InMemorySpanExporter(), TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(kept))
    monkeypatch.setattr(application, "make_tracing", lambda _: provider)
    async with started(create_app(Settings(), filled, ontology)) as http:
        await http.get("/live")
        answer = await http.post("/graphql", json={"query": "{ people { totalCount } }"}, headers={"traceparent": f"00-{TRACE}-{PARENT}-01"})
        assert answer.status_code == 200
    spans = {span.name: span for span in kept.get_finished_spans()}
    assert set(spans) == {"POST /graphql", "document", "statement", "database", "decode", "json"}
    whole = spans.pop("POST /graphql")
    assert whole.context and whole.parent and f"{whole.context.trace_id:032x}" == TRACE and f"{whole.parent.span_id:016x}" == PARENT
    assert dict(whole.attributes or {})["http.response.status_code"] == 200
    for span in spans.values():
        assert span.parent and span.parent.span_id == whole.context.span_id
        assert (whole.start_time or 0) <= (span.start_time or 0) <= (span.end_time or 0) <= (whole.end_time or 0) + 1_000_000


def test_without_the_packages_it_is_said_how_to_get_them(monkeypatch: pytest.MonkeyPatch) -> None:
    assert make_tracing(Settings()) is None
    monkeypatch.setattr(sys.modules["api.tracing"], "IS_THERE", False)
    with pytest.raises(SettingsError, match="requirements-tracing.lock"):
        make_tracing(Settings(tracing=True))
