import { ApolloProvider } from "@apollo/client/react";
import { useRef, useState } from "react";
import { Agent } from "./Agent";
import { Agents } from "./Agents";
import { newClient } from "./client";

const SIDES = { Everybody: null, "The ministry": "id:ru-mod", "The Legion": "id:frl", "The institute": "id:isw" } as const;
type Side = keyof typeof SIDES;

export function App({ api }: { api: string }) {
  const [side, setSide] = useState<Side>("Everybody");
  const [chosen, setChosen] = useState<string>();
  const clients = useRef(new Map<Side, ReturnType<typeof newClient>>());
  const client = clients.current.get(side) ?? newClient(api);
  clients.current.set(side, client);
  const source = SIDES[side];
  return (
    <ApolloProvider client={client}>
      <label>
        According to
        <select value={side} onChange={(event) => setSide(event.target.value as Side)}>
          {Object.keys(SIDES).map((name) => (
            <option key={name}>{name}</option>
          ))}
        </select>
      </label>
      <Agents onChoose={setChosen} />
      {chosen && <Agent key={chosen} id={chosen} accordingTo={source && [source]} />}
    </ApolloProvider>
  );
}
