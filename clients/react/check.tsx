/** The example, used as a person would, in front of the server at CLAIMGRAPH. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Root } from "react-dom/client";
import { all, ask, choose, page, press, texts, until } from "../page";

const server = process.env.CLAIMGRAPH!;
let root: Root;

before(async () => {
  const [{ createRoot }, { App }] = await Promise.all([import("react-dom/client"), import("./src/App")]);
  root = createRoot(page.document.body as unknown as HTMLElement);
  root.render(<App api={`${server}/graphql`} />);
});

after(async () => {
  root.unmount();
  await page.happyDOM.close();
});

test("agents are listed page by page, each once and in order", async () => {
  const { agents } = await ask<{ agents: { nodes: { name: string }[] } }>(server, "{ agents(first: 100, orderBy: [{ name: ASC }]) { nodes { name } } }");
  const names = agents.nodes.map(({ name }) => name);
  for (let shown = 10; shown < names.length; shown += 10) {
    await until(() => all("nav li").length === shown);
    await press(".more");
  }
  await until(() => all("nav li").length === names.length);
  assert.deepEqual(texts("nav li"), names);
  assert.equal(all(".more").length, 0);
});

test("a relation is shown with its status, and with who says so in which words", async () => {
  await press("nav button", "The incursion force");
  await until(() => all("h2").length === 3);
  assert.ok(texts("h2").includes("captured Kozinka CORROBORATED"), texts("h2").join());
  assert.ok(texts("figure li").some((claim) => claim.startsWith("Institute for the Study of War")), texts("figure li").join());
});

test("what one side tells is not mixed with what another one does", async () => {
  for (const [side, count] of [["The ministry", 0], ["The Legion", 1], ["Everybody", 3]] as const) {
    choose(side);
    await until(() => texts("h1").includes("The incursion force") && all("h2").length === count);
  }
});

test("a note is shown at once, and keeps the version that the server gave it", async () => {
  const read = async () => (await ask<{ armedGroup: { note: string; version: number } }>(server, '{ armedGroup(id: "id:frl") { note version } }')).armedGroup;
  const { version } = await read();
  const note = `seen at ${Date.now()}`;
  await press("nav button", "Freedom of Russia Legion");
  await until(() => texts(".note small").includes(`version ${version}`));
  page.document.querySelector("input")!.value = note;
  page.document.querySelector("form")!.dispatchEvent(new page.Event("submit", { bubbles: true, cancelable: true }));
  await until(() => texts(".note").includes(`${note} version ${version + 1}`));
  await until(async () => (await read()).note === note);
  assert.deepEqual(texts("[role=alert]"), []);
  assert.equal((await read()).version, version + 1);
});
