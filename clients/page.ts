/** A page that is not shown anywhere, for checks of the examples: what is on it, and hands to press its buttons. */
import { setTimeout as sleep } from "node:timers/promises";
import { Window } from "happy-dom";

const PATIENCE = 15_000; // milliseconds

export const page = new Window({ url: "http://127.0.0.1/" });
const { document, navigator, Event, FormData, HTMLIFrameElement } = page;
for (const [name, value] of Object.entries({ window: page, document, navigator, Event, FormData, HTMLIFrameElement })) {
  Object.defineProperty(globalThis, name, { value, configurable: true }); // Node.js has a navigator of its own, from 21 on
}

export const all = (selector: string) => [...document.querySelectorAll(selector)];
export const texts = (selector: string) => all(selector).map(({ textContent }) => textContent.trim());

type Maybe<Found> = Found | null | undefined | false;
export async function until<Found>(look: () => Maybe<Found> | Promise<Maybe<Found>>): Promise<Found> {
  for (const start = Date.now(); Date.now() - start < PATIENCE; await sleep(10)) {
    const found = await look();
    if (found) return found;
  }
  throw new Error(`not found: ${look}\nthe page says: ${document.body.textContent}`);
}

export async function press(selector: string, text = "") {
  const button = await until(() => all(selector).find(({ textContent }) => textContent.includes(text)));
  button.dispatchEvent(new page.MouseEvent("click", { bubbles: true }));
}

/** Choose in a `select`, as somebody would: React listens to the change. */
export function choose(value: string) {
  const select = document.querySelector("select") as unknown as HTMLSelectElement;
  Object.getOwnPropertyDescriptor(page.HTMLSelectElement.prototype, "value")!.set!.call(select, value);
  select.dispatchEvent(new page.Event("change", { bubbles: true }) as unknown as Event);
}

export async function ask<Data>(server: string, query: string): Promise<Data> {
  const headers = { "Content-Type": "application/json" };
  const answer = await fetch(`${server}/graphql`, { method: "POST", headers, body: JSON.stringify({ query }) });
  return ((await answer.json()) as { data: Data }).data;
}
