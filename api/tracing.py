"""Traces for OpenTelemetry: a span for each request, and below it one for each stage of the line, those of `Server-Timing`.

Its packages are an extra (requirements-tracing.lock). Where spans go is told by OpenTelemetry's own variables, such as OTEL_EXPORTER_OTLP_ENDPOINT.
"""

import time
from typing import Any

import structlog
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.auth import OPEN
from api.metrics import counted
from api.settings import Settings
from schema.errors import SettingsError

try:
    from opentelemetry import propagate, trace
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
    from opentelemetry.sdk.resources import Resource
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import BatchSpanProcessor

    IS_THERE = True
except ImportError:
    IS_THERE = False

NAME = "claimgraph"
MISSING = "CLAIMGRAPH_TRACING needs OpenTelemetry's packages: pip install --require-hashes -r requirements-tracing.lock"


def make_tracing(settings: Settings) -> "TracerProvider | None":
    """Return what takes spans under the settings, None if nothing does; raises SettingsError where the packages are missing."""
    if not settings.tracing:
        return None
    if not IS_THERE:
        raise SettingsError(MISSING)
    provider = TracerProvider(resource=Resource.create({"service.name": NAME}))
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    return provider


class Tracing:
    """Makes the spans of requests; probes have none. Log lines of a request have its trace's id."""

    def __init__(self, app: ASGIApp, provider: "TracerProvider") -> None:
        self.app, self._tracer = app, provider.get_tracer(NAME)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http" or scope["path"].startswith(OPEN):
            await self.app(scope, receive, send)
            return
        path = counted(scope["path"])
        about = {"http.request.method": scope["method"], "http.route": path, "url.path": scope["path"][:200]}
        before = propagate.extract(dict(Headers(scope=scope)))
        with self._tracer.start_as_current_span(f"{scope['method']} {path}", before, trace.SpanKind.SERVER, about) as span:

            async def send_noting(message: Message) -> None:
                if message["type"] == "http.response.start":
                    span.set_attribute("http.response.status_code", message["status"])
                    self._stages(Headers(raw=message["headers"]).get("server-timing", ""))
                await send(message)

            with structlog.contextvars.bound_contextvars(trace_id=trace.format_trace_id(span.get_span_context().trace_id)):
                await self.app(scope, receive, send_noting)

    def _stages(self, timing: str) -> None:
        """Make spans of stages that have just ended, one after the other."""
        laps = [
            (name, round(float(milliseconds) * 1e6))
            for name, _, milliseconds in (part.strip().partition(";dur=") for part in timing.split(","))
            if milliseconds
        ]
        at = time.time_ns() - sum(length for _, length in laps)
        for name, length in laps:
            span: Any = self._tracer.start_span(name, start_time=at)
            at += length
            span.end(end_time=at)
