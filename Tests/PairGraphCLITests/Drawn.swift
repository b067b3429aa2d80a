/// What a DOT text draws: nodes, edges and boxes in their order.
struct Drawn {
  struct Edge: Hashable {
    var from: String
    var to: String
  }

  /// Names of the nodes: the ids.
  private(set) var nodes: [String] = []
  /// Node -> label and class as they stand there.
  private(set) var labels: [String: String] = [:]
  private(set) var classes: [String: String] = [:]
  private(set) var edges: [Edge] = []
  /// Edges that break a norm.
  private(set) var marked: Set<Edge> = []
  /// Labels of the boxes, outermost first.
  private(set) var boxes: [String] = []
  let text: String

  init(_ bytes: [UInt8]) {
    text = String(decoding: bytes, as: UTF8.self)
    for line in text.split(separator: "\n") {
      if let match = line.wholeMatch(of: /\s*"(.+?)" -> "(.+?)" \[.*\]/) {
        edges.append(Edge(from: String(match.1), to: String(match.2)))
        if line.contains(/\[class="\w+( below)?( above)?",/), let edge = edges.last { marked.insert(edge) }
      } else if let match = line.wholeMatch(of: /\s*"(.+?)" \[label=(?:"(.*?)"|<(.*?)>), class="([a-z0-9 -]+)", .*\]/) {
        let name = String(match.1)
        nodes.append(name)
        labels[name] = String(match.2 ?? match.3 ?? "")
        classes[name] = String(match.4)
      } else if let match = line.wholeMatch(of: /\s*graph \[style=.*?, label="(.*?)", tooltip=.*/) {
        boxes.append(String(match.1))
      }
    }
  }

  func has(_ from: String, _ to: String) -> Bool { edges.contains(Edge(from: from, to: to)) }
}
