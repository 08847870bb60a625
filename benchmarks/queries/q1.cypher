MATCH (e:Event {iri: $id}) RETURN [e.iri, e.name, e.eventType, e.when, e.version]
