/* The GraphQL documents: each is a file of `documents/`, sent to the last space as it stands there, so that
   `claimgraph documents add api/static/explorer/documents/*.graphql` makes them trusted. The server names those that fit its schema. */

const fitting = new Set(JSON.parse(document.body.dataset.documents));
const texts = new Map();

export const hasEvidence = fitting.has("says");
export const hasTimeline = fitting.has("timeline");

export function documentText(name) {
  const file = fitting.has(name) ? name : `${name}.plain`;
  if (!texts.has(file)) texts.set(file, read(file));
  return texts.get(file);
}

async function read(file) {
  const response = await fetch(new URL(`documents/${file}.graphql`, import.meta.url));
  if (!response.ok) throw new Error(`${file}: ${response.status}`);
  return response.text();
}

/* The one text that is made here: the own fields of a class. Where it is not trusted, they are left out. */
export function ownFields(type, fields) {
  const [variable, then] = hasEvidence ? [", $knownAt: DateTime", " @view(knownAt: $knownAt)"] : ["", ""];
  return `query Own($id: ID!${variable}) { resource(id: $id)${then} { ... on ${type} { ${fields.join(" ")} } } }`;
}
