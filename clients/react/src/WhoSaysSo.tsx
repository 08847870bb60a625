import { type FragmentType, graphql, readFragment } from "./gql";

const WHO_SAYS_SO = graphql(`
  fragment WhoSaysSo on Proposition {
    id
    text
    why {
      text
    }
    claims(orderBy: [{ depth: ASC }]) {
      nodes {
        id
        stance
        verb
        quote
        claimant {
          id
          name
        }
      }
    }
  }
`);

/** The claims that a relation rests on: the speaker and the words, outermost first. */
export function WhoSaysSo(props: { proposition: FragmentType<typeof WHO_SAYS_SO> }) {
  const { text, why, claims } = readFragment(WHO_SAYS_SO, props.proposition);
  return (
    <figure>
      <figcaption>
        {text} ({why.text})
      </figcaption>
      <ul>
        {claims.nodes.map(({ id, claimant, stance, verb, quote }) => (
          <li key={id}>
            <cite>{claimant.name}</cite> {verb ?? stance.toLowerCase()} {quote && <q>{quote}</q>}
          </li>
        ))}
      </ul>
    </figure>
  );
}
