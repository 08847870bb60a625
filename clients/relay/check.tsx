/** Relay's pages, refetches and changes, in front of the server at CLAIMGRAPH. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Suspense } from "react";
import type { Root } from "react-dom/client";
import { RelayEnvironmentProvider } from "react-relay";
import { all, ask, page, press, texts, until } from "../page";
import { newEnvironment } from "./environment";
import { Organizations } from "./Organizations";

const server = process.env.CLAIMGRAPH!;
let root: Root;

before(async () => {
  const { createRoot } = await import("react-dom/client");
  root = createRoot(page.document.body as unknown as HTMLElement);
  root.render(
    <RelayEnvironmentProvider environment={newEnvironment(server)}>
      <Suspense fallback={<p>...</p>}>
        <Organizations />
      </Suspense>
    </RelayEnvironmentProvider>,
  );
});

after(async () => {
  root.unmount();
  await page.happyDOM.close();
});

test("a connection grows page by page", async () => {
  const query = "{ organizations(first: 100, orderBy: [{ name: ASC }]) { nodes { name note } } }";
  const { organizations } = await ask<{ organizations: { nodes: { name: string; note: string | null }[] } }>(server, query);
  const count = organizations.nodes.length;
  for (let shown = 5; shown < count; shown += 5) {
    await until(() => all("li").length === shown);
    await press(".more");
  }
  await until(() => all("li").length === count);
  assert.equal(all(".more").length, 0);
});

test("a change is shown at once, then as the server made it", async () => {
  const legion = () => texts("li").find((text) => text.startsWith("Wagner"));
  const seen = new Set<string | undefined>();
  const item = all("li").find(({ textContent }) => textContent.startsWith("Wagner"))!;
  item.querySelector(".write")!.dispatchEvent(new page.MouseEvent("click", { bubbles: true }));
  await until(() => seen.add(legion()) && legion()?.includes("(relay, version"));
  assert.ok([...seen].some((text) => text?.includes("at once")), [...seen].join());
});

test("one node is read again through `node`", async () => {
  const { armedGroup } = await ask<{ armedGroup: { version: number } }>(server, '{ armedGroup(id: "id:wagner") { version } }');
  await ask(server, `mutation { upsertArmedGroup(input: { id: "id:wagner", note: "again" }, ifVersion: ${armedGroup.version}) { created } }`);
  const item = all("li").find(({ textContent }) => textContent.startsWith("Wagner"))!;
  item.querySelector(".again")!.dispatchEvent(new page.MouseEvent("click", { bubbles: true }));
  await until(() => texts("li").some((text) => text.includes(`(again, version ${armedGroup.version + 1})`)));
});
