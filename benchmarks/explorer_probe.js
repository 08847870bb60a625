/* Put into the explorer's page by benchmarks/explorer.py: takes the time from what a person does to what they see. */
(() => {
  const frames = (count) => new Promise((done) => (count ? requestAnimationFrame(() => frames(count - 1).then(done)) : done()));
  let answered = 0;
  const plain = globalThis.fetch;
  globalThis.fetch = async (...request) => {
    const began = performance.now();
    const response = await plain(...request);
    const read = response.json.bind(response);
    response.json = async () => {
      const body = await read();
      const kind = /^(?:#.*\n)?query (\w+)/.exec(JSON.parse(request[1]?.body ?? "{}").query ?? "")?.[1];
      if (kind === globalThis.probe.kind) answered = performance.now() - began;
      return body;
    };
    return response;
  };
  globalThis.probe = {
    kind: "",
    /* Something is drawn, and nothing is asked any more. */
    async ready() {
      while (!globalThis.explorer?.edges().length || document.body.hasAttribute("aria-busy")) await frames(1);
      await frames(10);
    },
    /* The time runs from the mouse button; what is asked then changes the lines, and Cytoscape.js draws them in the next frame. */
    clicked() {
      const before = explorer.edges().length;
      probe.kind = "Neighbourhood";
      probe.drawn = new Promise((done) =>
        addEventListener(
          "mousedown",
          async () => {
            const began = performance.now();
            while (explorer.edges().length === before) await frames(1);
            await frames(2);
            const keys = explorer.edges();
            const ends = new Set(keys.flatMap((key) => [key.split(" ")[0], key.split(" ")[2]]));
            done([ends.size, keys.length, performance.now() - began, answered]);
          },
          { once: true, capture: true },
        ),
      );
    },
    /* From the letter in the box to another list, drawn. */
    typed() {
      const list = document.getElementById("suggestions");
      probe.kind = "Suggest";
      probe.shown = new Promise((done) =>
        document.getElementById("search").addEventListener(
          "input",
          () => {
            const began = performance.now();
            new MutationObserver(async (_, observer) => {
              observer.disconnect();
              await frames(1);
              done([performance.now() - began, answered]);
            }).observe(list, { childList: true });
          },
          { once: true, capture: true },
        ),
      );
    },
  };
})();
