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

  function fetcher(request, options) {
    var headers = { "Content-Type": "application/json", Accept: "application/graphql-response+json, application/json;q=0.9" };
    return fetch("graphql", {
      method: "POST",
      headers: Object.assign(headers, options && options.headers),
      body: JSON.stringify(current(request)),
    }).then(function (response) {
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
