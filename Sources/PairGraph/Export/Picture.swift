/// What a drawing shows, before a format is chosen.
///
/// A picture is plain data: nodes, the boxes they sit in, edges between them, and the texts of a legend. Whoever draws a network,
/// a neighbourhood or a quotient fills one in; an exporter such as ``dot()`` turns it into bytes. Texts may hold anything at all.
public struct Picture: Sendable {
  /// The heading; may be empty.
  public var title: String
  public var nodes: [Node]
  public var clusters: [Cluster]
  /// Edges whose ends are not indices of `nodes` are left out.
  public var edges: [Edge]
  public var legend: Legend
  /// Index = group - 1, value = how it looks; groups beyond take theirs from their number.
  var looks: [GroupLook] = []
  /// Size of the text of nodes in points, where the drawing is made for a sheet of paper, and that sheet in inches.
  var sheet: (font: Double, width: Double, height: Double)?

  public init(
    title: String = "", nodes: [Node] = [], clusters: [Cluster] = [], edges: [Edge] = [], legend: Legend = Legend()
  ) {
    self.title = title
    self.nodes = nodes
    self.clusters = clusters
    self.edges = edges
    self.legend = legend
  }
}

extension Picture {
  /// What is said about a node besides its type.
  public enum Mark: Sendable, Hashable {
    case none
    /// Below a lower bound.
    case uncovered
    /// Above an upper bound.
    case overloaded
    /// Below one bound and above another.
    case both
    /// Community or region, numbered from 1.
    case group(Int)
    /// What a network falls apart without: a cut vertex, a bridge.
    case cut
  }

  /// One thing drawn.
  public struct Node: Sendable {
    /// Unique in the picture. Programs that read the drawing find the node by it.
    public var id: String
    /// The text shown; where it is blank, the id is.
    public var name: String
    /// `place`, `unit`, `branch`, `cadre`, `household`, `committee`, or any other text.
    public var type: String
    /// Large text before the name, instead of the line that says the mark.
    var headline = ""
    /// Further lines of the label, for example `0/1`.
    public var details: [String]
    public var mark: Mark
    /// What its mark is called in its label; empty for the words of the legend.
    public var signs: [String] = []
    /// Index into ``Picture/clusters``: the box the node sits in. An index that is none means no box.
    public var cluster: Int?
    /// x to the right and y upwards, in points (1/72 inch).
    public var position: SIMD2<Double>?

    public init(
      id: String, name: String = "", type: String, details: [String] = [], mark: Mark = .none, cluster: Int? = nil,
      position: SIMD2<Double>? = nil
    ) {
      self.id = id
      self.name = name
      self.type = type
      self.details = details
      self.mark = mark
      self.cluster = cluster
      self.position = position
    }
  }

  /// A box around nodes and other boxes.
  public struct Cluster: Sendable {
    public var id: String
    /// The text shown; where it is blank, the id is.
    public var name: String
    /// Index of the box around this one. A parent that does not exist, or would close a circle, counts as none.
    public var parent: Int?

    public init(id: String, name: String = "", parent: Int? = nil) {
      self.id = id
      self.name = name
      self.parent = parent
    }
  }

  /// What kind of tie an edge is.
  public enum EdgeStyle: Sendable, Hashable, CaseIterable {
    case pairing, membership, other, adjacency
  }

  /// A line from one node to another.
  public struct Edge: Sendable {
    /// Index into ``Picture/nodes``.
    public var from: Int
    /// Index into ``Picture/nodes``; the same as `from` for a loop.
    public var to: Int
    public var style: EdgeStyle
    public var label: String
    /// 1 for a single tie; for a bundle, how many there are. The line's width grows with its logarithm.
    public var weight: Double
    /// Whether the line ends in an arrow. An adjacency never does.
    public var directed: Bool
    /// Whether the tie itself breaks a bound; its label says which.
    public var mark = Mark.none

    public init(
      from: Int, to: Int, style: EdgeStyle = .pairing, label: String = "", weight: Double = 1, directed: Bool = true
    ) {
      self.from = from
      self.to = to
      self.style = style
      self.label = label
      self.weight = weight
      self.directed = directed
    }
  }

  /// What the signs of the drawing mean, in the reader's language.
  ///
  /// An exporter shows only the signs that occur in the picture, in a fixed order: types, marks, edges. A sign without a text is
  /// not explained; a legend with nothing to explain is not drawn.
  public struct Legend: Sendable {
    /// "Legend", "图例".
    public var title: String
    /// The text of each node type. Types that have no look of their own share one entry, in this order.
    public var types: [(type: String, text: String)]
    /// Also the mark line in the labels of uncovered nodes.
    public var uncovered: String
    /// Also the mark line in the labels of overloaded nodes.
    public var overloaded: String
    /// Said where lines are marked.
    public var marked = ""
    /// What a node and a line are that the network falls apart without; the first also stands in labels.
    public var cut = ""
    public var bridge = ""
    /// What a group is called: "region", "组". Also stands before the number in the labels.
    public var group: String
    public var pairing: String
    public var membership: String
    public var other: String
    public var adjacency: String
    /// Said where edges differ in weight: "wider: more pairings".
    public var weight: String

    public init(
      title: String = "", types: [(type: String, text: String)] = [], uncovered: String = "", overloaded: String = "",
      group: String = "", pairing: String = "", membership: String = "", other: String = "", adjacency: String = "",
      weight: String = ""
    ) {
      self.title = title
      self.types = types
      self.uncovered = uncovered
      self.overloaded = overloaded
      self.group = group
      self.pairing = pairing
      self.membership = membership
      self.other = other
      self.adjacency = adjacency
      self.weight = weight
    }
  }
}
