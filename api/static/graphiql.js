/* GraphiQL on this server's /graphql, with one tab per example query. */
(function () {
  "use strict";

  var place = document.getElementById("graphiql");
  var examples = JSON.parse(place.dataset.examples);
  var asked = new URLSearchParams(window.location.search);

  /* For a tenth of a second after a change of the tab GraphiQL still tells the operation of the tab before. */
  function current(request) {
    var name = request.operationName;
    return !name || new RegExp("\\b" + name + "\\b").test(request.query) ? request : { query: request.query, variables: request.variables };
  }

  function follows(request, ast) {
    return ast && ast.definitions.some(function (one) {
      return one.operation === "subscription" && (!request.operationName || one.name && one.name.value === request.operationName);
    });
  }

  async function* events(response) {
    var text = "";
    var reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    try {
      for (var part = await reader.read(); !part.done; part = await reader.read()) {
        text += part.value;
        var whole = text.split("\n\n");
        text = whole.pop();
        for (var one of whole) {
          var data = /^event: next\ndata: (.*)$/m.exec(one);
          if (data) yield JSON.parse(data[1]);
        }
      }
    } finally {
      reader.cancel();
    }
  }

  async function* told(asking) {
    yield* events(await asking);
  }

  function fetcher(request, options) {
    request = current(request);
    var subscribes = follows(request, options && options.documentAST);
    var accept = subscribes ? "text/event-stream" : "application/graphql-response+json, application/json;q=0.9";
    var asking = fetch("graphql", {
      method: "POST",
      headers: Object.assign({ "Content-Type": "application/json", Accept: accept }, options && options.headers),
      body: JSON.stringify(request),
    });
    return subscribes ? told(asking) : asking.then(function (response) {
      return response.json();
    });
  }

  function tab(query) {
    return { query: query };
  }

  var properties = {
    fetcher: fetcher,
    defaultTabs: examples.map(tab),
    shouldPersistHeaders: false,
    inputValueDeprecation: true,
  };
  if (asked.get("query")) {
    properties.defaultTabs = [{ query: asked.get("query"), variables: asked.get("variables") || undefined }].concat(properties.defaultTabs);
  }

  var brand = React.createElement("a", { className: "claimgraph-brand", href: "./", title: "Explorer" }, "claimgraph");
  ReactDOM.createRoot(place).render(React.createElement(GraphiQL, properties, React.createElement(GraphiQL.Logo, null, brand)));
})();
