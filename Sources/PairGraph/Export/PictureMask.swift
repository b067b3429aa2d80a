internal import TableIO

extension Picture {
  /// Hides resident ids and phone numbers in all its texts.
  mutating func maskNumbers() {
    title = PersonalNumbers.masked(title)
    for index in nodes.indices {
      nodes[index].id = PersonalNumbers.masked(nodes[index].id)
      nodes[index].name = PersonalNumbers.masked(nodes[index].name)
      nodes[index].details = nodes[index].details.map { PersonalNumbers.masked($0) }
    }
    for index in clusters.indices {
      clusters[index].id = PersonalNumbers.masked(clusters[index].id)
      clusters[index].name = PersonalNumbers.masked(clusters[index].name)
    }
  }
}
