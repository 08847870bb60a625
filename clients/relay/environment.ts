import { Environment, type FetchFunction, Network, RecordSource, Store } from "relay-runtime";

/** A store of its own for each view: what is told of an entity depends on it. */
export function newEnvironment(server: string): Environment {
  const ask: FetchFunction = async ({ text }, variables) => {
    const headers = { "Content-Type": "application/json", Accept: "application/graphql-response+json" };
    return (await fetch(`${server}/graphql`, { method: "POST", headers, body: JSON.stringify({ query: text, variables }) })).json();
  };
  return new Environment({ network: Network.create(ask), store: new Store(new RecordSource()) });
}
