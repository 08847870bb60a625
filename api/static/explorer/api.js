/* The only place that asks the server: GraphQL documents by POST, and exports. */

import { documentText } from "./documents.js";

const TOKEN = "claimgraph-token";

/* `status` is 0 where nothing answered; `code` is the one of the first GraphQL error. */
export class Refused extends Error {
  constructor(message, status, code) {
    super(message);
    Object.assign(this, { status, code });
  }
}

export const token = {
  get: () => sessionStorage.getItem(TOKEN) ?? "",
  set: (text) => (text ? sessionStorage.setItem(TOKEN, text) : sessionStorage.removeItem(TOKEN)),
};

function authorization() {
  return token.get() ? { Authorization: `Bearer ${token.get()}` } : {};
}

async function answered(address, options) {
  try {
    return await fetch(address, { ...options, headers: { ...options.headers, ...authorization() } });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Refused("no answer", 0, "OFFLINE");
  }
}

export async function post(query, variables, signal) {
  const response = await answered("graphql", {
    method: "POST",
    headers: { "Content-Type": "application/json", Accept: "application/graphql-response+json, application/json;q=0.9" },
    body: JSON.stringify({ query, variables }),
    signal,
  });
  const body = await response.json().catch(() => ({}));
  const [error] = body.errors ?? [];
  if (error) throw new Refused(error.message, response.status, error.extensions?.code);
  if (!response.ok) throw new Refused(response.statusText, response.status);
  return body.data;
}

export async function ask(name, variables, signal) {
  return post(await documentText(name), variables, signal);
}

export async function exported(parameters) {
  const response = await answered(`export?${parameters}`, {});
  if (!response.ok) throw new Refused((await response.json().catch(() => ({}))).errors?.[0]?.message ?? response.statusText, response.status);
  return response.blob();
}
