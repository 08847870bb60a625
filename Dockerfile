# claimgraph alone; Neo4j is a service of its own (docker-compose.yml).
FROM python:3.11-slim

RUN useradd --create-home --uid 10001 claimgraph
WORKDIR /app
COPY requirements.lock ./
RUN pip install --no-cache-dir --require-hashes --requirement requirements.lock
COPY . .
RUN pip install --no-cache-dir --no-deps --no-build-isolation --editable .

USER claimgraph
ENV CLAIMGRAPH_HOST=0.0.0.0 CLAIMGRAPH_PORT=8000
EXPOSE 8000
HEALTHCHECK --interval=5s --timeout=3s --start-period=30s --retries=6 \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/ready', timeout=2)"]
CMD ["claimgraph", "serve"]
