// Chains: hearsay, from the words of the source out to the outlet
// One claim for each hop, the innermost first. `depth` counts them from the outlet's own voice, 0: at 2, ISW said that Russian sources said it.
MATCH chain = (origin:Claim)-[:RELAYED_BY*1..]->(outer:Claim)
WHERE NOT EXISTS { (outer)-[:RELAYED_BY]->() }
RETURN [claim IN nodes(chain) | [(claim)-[:CLAIMANT]->(who) | who.name][0] + ' ' + coalesce(claim.verb, toLower(claim.stance))] AS hops, origin.name AS words
ORDER BY size(hops) DESC, words
