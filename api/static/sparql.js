/* YASGUI on this server's /sparql, with the example queries in a list. It asks nobody else: no other endpoints, no completion from elsewhere. */
(function () {
  "use strict";

  var place = document.getElementById("yasgui");
  var examples = JSON.parse(place.dataset.examples);
  var asked = new URLSearchParams(window.location.search);
  var endpoint = new URL("sparql", window.location.href).href;

  Yasgui.Yasqe.defaults.autocompleters = ["prefixes", "variables"];
  Yasgui.Yasqe.forkAutocompleter && (Yasgui.Yasqe.defaults.collapsePrefixesOnLoad = true);

  place.textContent = "";
  var yasgui = new Yasgui(place, {
    requestConfig: { endpoint: endpoint, method: "POST" },
    copyEndpointOnNewTab: true,
    persistenceId: null,
    endpointCatalogueOptions: { getData: function () { return []; }, keys: [], renderItem: function () {} },
    yasqe: { value: examples[0].text },
  });

  function show(text) {
    yasgui.getTab().setQuery(text);
  }

  var list = document.getElementById("examples");
  examples.forEach(function (example) {
    list.add(new Option(example.title));
  });
  list.addEventListener("change", function () {
    show(examples[list.selectedIndex].text);
    yasgui.getTab().query();
  });
  show(asked.get("query") || examples[0].text);
})();
